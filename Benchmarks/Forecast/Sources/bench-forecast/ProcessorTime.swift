import Foundation

/// Processor time of this process, all threads.
enum ProcessorTime {
    static var seconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
