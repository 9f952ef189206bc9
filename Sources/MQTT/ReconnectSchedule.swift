/// When to try the broker again: a pure value, time and chance are arguments.
///
/// The wait doubles from ``Limits/firstSeconds`` to ``Limits/longestSeconds`` while nobody answers. Once a connection has worked, the
/// wait starts low again and stays below ``Limits/longestAfterSuccessSeconds``: a broker that comes and goes every second still gets
/// our attention, and two programs that throw each other out by the same client id do not spin.
public struct ReconnectSchedule: Sendable, Hashable {
    public struct Limits: Sendable, Hashable {
        public var firstSeconds: Double
        public var longestSeconds: Double
        public var longestAfterSuccessSeconds: Double
        /// A connection that held this long counts as sound: the next wait is the first one.
        public var soundAfterSeconds: Double

        public init(
            firstSeconds: Double = 0.1, longestSeconds: Double = 30, longestAfterSuccessSeconds: Double = 1,
            soundAfterSeconds: Double = 5
        ) {
            self.firstSeconds = firstSeconds
            self.longestSeconds = longestSeconds
            self.longestAfterSuccessSeconds = longestAfterSuccessSeconds
            self.soundAfterSeconds = soundAfterSeconds
        }
    }

    public let limits: Limits
    /// Attempts that failed since the last sound connection.
    public private(set) var failures = 0
    private var connectedAtSeconds: Double?
    private var lastWaitFollowedSuccess = false

    public init(limits: Limits = Limits()) { self.limits = limits }

    /// The broker accepted us.
    public mutating func connected(atSeconds now: Double) { connectedAtSeconds = now }

    /// The attempt or the connection failed.
    /// - Parameter chance: 0 ..< 1; spreads the wait over 80 to 120 % so that many clients do not come at once.
    /// - Returns: seconds to wait before the next attempt.
    public mutating func failed(atSeconds now: Double, chance: Double) -> Double {
        var longest = limits.longestSeconds
        if let since = connectedAtSeconds {
            if now - since >= limits.soundAfterSeconds { failures = 0 } else if !lastWaitFollowedSuccess { failures = 0 }
            longest = min(longest, limits.longestAfterSuccessSeconds)
        }
        lastWaitFollowedSuccess = connectedAtSeconds != nil
        connectedAtSeconds = nil
        var wait = limits.firstSeconds
        for _ in 0..<min(failures, 40) where wait < longest { wait *= 2 }
        failures = min(failures + 1, 1000)
        return min(wait, longest) * (0.8 + 0.4 * min(max(chance, 0), 1))
    }
}
