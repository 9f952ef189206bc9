/// A month of the Gregorian calendar, written `2026-03`.
public struct CalendarMonth: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let year: Int
    public let month: Int

    public init(of day: CalendarDay) { (year, month) = (day.year, day.month) }

    /// Reads `2026-03`; `nil` for anything else.
    public init?(iso text: some StringProtocol) {
        guard let day = CalendarDay(iso: String(text) + "-01") else { return nil }
        self.init(of: day)
    }

    /// Its first day.
    public var firstDay: CalendarDay { CalendarDay(year: year, month: month, day: 1) ?? CalendarDay(epochDay: 0) }

    /// The month after.
    public var next: CalendarMonth { CalendarMonth(of: firstDay.adding(days: 31)) }

    /// The month before.
    public var previous: CalendarMonth { CalendarMonth(of: firstDay.adding(days: -1)) }

    /// All its days in order.
    public var days: [CalendarDay] { (0..<next.firstDay.days(since: firstDay)).map { firstDay.adding(days: $0) } }

    public static func < (a: CalendarMonth, b: CalendarMonth) -> Bool { a.firstDay < b.firstDay }

    public var description: String { String(firstDay.description.dropLast(3)) }
}

extension CalendarMonth: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let month = CalendarMonth(iso: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text.prefix(40))' is not a month such as 2026-03")
        }
        self = month
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
