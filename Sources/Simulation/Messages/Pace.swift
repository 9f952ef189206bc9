public import Model

/// How fast simulated time passes while messages are published.
public enum Pace: Sendable, Hashable {
    /// As fast as the broker takes them.
    case maximum
    /// So many simulated seconds in a real one; 1 is live.
    case timesReal(Double)

    /// Parses `max` or a number above 0.
    public init?(_ text: String) {
        if text == "max" {
            self = .maximum
        } else if let factor = Double(text), factor > 0, factor <= 1_000_000 {
            self = .timesReal(factor)
        } else {
            return nil
        }
    }

    /// Real seconds after the start at which a moment is due.
    public func realSeconds(until moment: Timestamp, from start: Timestamp) -> Double {
        switch self {
        case .maximum: 0
        case .timesReal(let factor): max(0, moment.seconds(since: start)) / factor
        }
    }
}
