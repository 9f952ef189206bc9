import Foundation

/// Time and memory of this process.
enum Meter {
    /// CPU seconds of all threads so far.
    static func cpuSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

    static func wallSeconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }

    /// A line of /proc/self/status in MB: `VmRSS`, `VmHWM`.
    static func megabytes(_ name: String) -> Double {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n") where line.hasPrefix(name + ":") {
            let digits = line.filter(\.isNumber)
            return (Double(digits) ?? 0) / 1024
        }
        return 0
    }

    /// Least CPU and wall seconds of several rounds.
    static func best(of rounds: Int, _ work: () throws -> Void) rethrows -> (cpu: Double, wall: Double) {
        var best = (cpu: Double.infinity, wall: Double.infinity)
        for _ in 0..<rounds {
            let cpu = cpuSeconds()
            let wall = wallSeconds()
            try work()
            best.cpu = min(best.cpu, cpuSeconds() - cpu)
            best.wall = min(best.wall, wallSeconds() - wall)
        }
        return best
    }
}

/// Draws from a seed (xorshift64, G. Marsaglia 2003).
struct Draws {
    var state: UInt64

    mutating func share() -> Double {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Double(state >> 11) / Double(1 << 53)
    }
}
