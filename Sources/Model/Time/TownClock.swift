public import Foundation

/// Translates between moments and a town's local days and times, right across the clock changes (23 h and 25 h days).
public struct TownClock: Sendable, Hashable {
    public let timeZone: TimeZone

    /// `nil` if the identifier (`Europe/Berlin`) is not known to the system.
    public init?(identifier: String) {
        guard let timeZone = TimeZone(identifier: identifier) else { return nil }
        self.timeZone = timeZone
    }

    public init(timeZone: TimeZone) { self.timeZone = timeZone }

    /// The town's offset from UTC at that moment, in seconds east.
    public func offsetSeconds(at moment: Timestamp) -> Int {
        timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.seconds)))
    }

    /// The local day and the seconds shown by the town's clocks after 00:00.
    public func local(_ moment: Timestamp) -> (day: CalendarDay, secondOfDay: Int) {
        CalendarDay.split(epochSeconds: moment.seconds + Int64(offsetSeconds(at: moment)))
    }

    public func day(of moment: Timestamp) -> CalendarDay { local(moment).day }

    /// The moment at which the town's clocks show that time; a time that the spring change skips becomes the moment after it, one
    /// that the autumn change repeats its first occurrence.
    public func moment(_ day: CalendarDay, _ time: TimeOfDay = .midnight) -> Timestamp {
        let wall = Int64(day.epochDay) * 86400 + Int64(time.seconds)
        let before = offsetSeconds(at: Timestamp(seconds: wall - 86400))
        let after = offsetSeconds(at: Timestamp(seconds: wall + 86400))
        let early = Timestamp(seconds: wall - Int64(before))
        if before == after || offsetSeconds(at: early) == before { return early }
        let late = Timestamp(seconds: wall - Int64(after))
        return offsetSeconds(at: late) == after ? late : early
    }
}

extension TownClock {
    public static let utc = TownClock(timeZone: TimeZone(secondsFromGMT: 0) ?? .current)
}
