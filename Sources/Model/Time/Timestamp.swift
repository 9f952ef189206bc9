/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z. Fits the store's integer column and is exact under arithmetic.
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Since 1970-01-01T00:00:00Z.
    public init(seconds: Int64) { milliseconds = seconds.multipliedReportingOverflow(by: 1000).partialValue }

    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 { milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0) }

    public func adding(seconds: Int) -> Timestamp { Timestamp(milliseconds: milliseconds &+ Int64(seconds) &* 1000) }

    /// To the millisecond; what does not fit is the first or last moment.
    public func adding(hours: Double) -> Timestamp {
        let shifted = Double(milliseconds) + hours * 3_600_000
        return Timestamp(milliseconds: Int64(exactly: shifted.rounded()) ?? (hours < 0 ? .min : .max))
    }

    /// Days of 24 hours, whatever the local clock does.
    public func adding(days: Double) -> Timestamp { adding(hours: days * 24) }

    /// Seconds from `other` to this moment; negative if `other` is later.
    public func seconds(since other: Timestamp) -> Double { Double(milliseconds &- other.milliseconds) / 1000 }

    public func hours(since other: Timestamp) -> Double { seconds(since: other) / 3600 }

    public func days(since other: Timestamp) -> Double { seconds(since: other) / 86400 }

    public var description: String { rfc3339 }
}
