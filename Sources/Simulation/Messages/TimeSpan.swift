public import Model

/// From when until when messages are delivered, in simulated time.
public struct TimeSpan: Sendable, Hashable {
    public var from: Timestamp
    public var until: Timestamp

    /// What a user left out is filled in: history ends now; what runs at life speed begins now and does not end by itself.
    ///
    /// - Parameters:
    ///   - days: length in days; `nil` when not given.
    /// - Returns: `nil` if the span is empty, or longer than 400 days (readings of that age are refused).
    public init?(from: Timestamp?, until: Timestamp?, days: Double?, pace: Pace, now: Timestamp) {
        let isLive = pace == .timesReal(1) && until == nil
        let length = days ?? (isLive ? 399 : 7)
        guard length > 0, length <= 400 else { return nil }
        if let from {
            self.from = from
            self.until = until ?? (days == nil && !isLive ? max(now, from) : from.adding(days: length))
        } else if isLive {
            self.from = now
            self.until = now.adding(days: length)
        } else {
            self.until = until ?? now
            self.from = self.until.adding(days: -length)
        }
        guard self.from < self.until, self.until.days(since: self.from) <= 400 else { return nil }
    }
}
