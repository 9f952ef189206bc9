/// Seconds after local midnight, 0…172,800: a shift or an opening may run past midnight. Written `06:00` or `06:00:30`.
public struct TimeOfDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let seconds: Int

    public static let midnight = TimeOfDay(unchecked: 0)
    public static let endOfDay = TimeOfDay(unchecked: 86400)

    /// `nil` outside 0…172,800.
    public init?(seconds: Int) {
        guard (0...172_800).contains(seconds) else { return nil }
        self.seconds = seconds
    }

    /// A time that is known when the program is written; hours and minutes are clamped to the day.
    public init(hour: Int, minute: Int = 0) { seconds = max(0, min(86400, hour * 3600 + minute * 60)) }

    /// Parses `6:00`, `06:00`, `06:00:30`, up to `48:00`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count),
            parts.allSatisfy({ (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, numbers[1] < 60, numbers.count < 3 || numbers[2] < 60 else { return nil }
        self.init(seconds: numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0))
    }

    public static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { a.seconds < b.seconds }

    public var description: String {
        let base = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2))"
        return seconds % 60 == 0 ? base : "\(base):\(padded(seconds % 60, 2))"
    }

    private init(unchecked seconds: Int) { self.seconds = seconds }
}

extension TimeOfDay: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = TimeOfDay(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text.prefix(40))' is not a time of day such as 06:30")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A stretch of a day, from `opens` (included) to `closes` (not included), on some weekdays.
public struct OpeningWindow: Hashable, Sendable, Codable {
    /// Weekdays on which it holds; `nil` means every day.
    public var weekdays: Set<Weekday>?
    public var opens: TimeOfDay
    /// Not included; beyond `24:00` for a window over midnight.
    public var closes: TimeOfDay

    public init(weekdays: Set<Weekday>? = nil, opens: TimeOfDay, closes: TimeOfDay) {
        self.weekdays = weekdays
        self.opens = opens
        self.closes = closes
    }

    /// Whether the window is there on that weekday; holidays are not asked.
    public func holds(on day: CalendarDay) -> Bool { weekdays?.contains(day.weekday) ?? true }

    private enum CodingKeys: String, CodingKey { case weekdays, opens, closes }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(weekdays.map { $0.sorted { $0.mondayIndex < $1.mondayIndex } }, forKey: .weekdays)
        try container.encode(opens, forKey: .opens)
        try container.encode(closes, forKey: .closes)
    }
}
