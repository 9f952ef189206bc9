import Dispatch
import Foundation

/// SIGINT and SIGTERM end the work early but properly: the task is cancelled, what was sent is waited for, the summary is printed. If
/// that takes longer than four seconds (the broker has gone away), or on a second signal, the program ends as it is.
enum Interruption {
    static func guarding<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        let task = Task { try await work() }
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if task.isCancelled { exit(Failure.Status.notAvailable.rawValue) }
                task.cancel()
                DispatchQueue.global().asyncAfter(deadline: .now() + 4) {
                    Console.message("the broker does not answer: some messages may be lost")
                    exit(Failure.Status.notAvailable.rawValue)
                }
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        return try await task.value
    }
}
