import Foundation

/// CPU seconds of this process, and wall seconds.
enum Stopwatch {
    static func cpuSeconds() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

    static func wallSeconds() -> Double { seconds(CLOCK_MONOTONIC) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var now = timespec()
        clock_gettime(clock, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }
}

/// Wall milliseconds of repeated calls.
struct Timings {
    private var milliseconds: [Double] = []

    mutating func measure<T>(_ body: () async throws -> T) async rethrows -> T {
        let start = Stopwatch.wallSeconds()
        let result = try await body()
        milliseconds.append((Stopwatch.wallSeconds() - start) * 1000)
        return result
    }

    var median: Double { milliseconds.sorted()[milliseconds.count / 2] }
    var minimum: Double { milliseconds.min() ?? 0 }
    var maximum: Double { milliseconds.max() ?? 0 }
}
