/// A period without school: people are away, schools throw nothing in, playgrounds and pools more.
public struct SchoolHolidays: Hashable, Sendable, Codable {
    public var id: SchoolHolidaysID
    public var name: String
    /// First and last day, both in it.
    public var from: CalendarDay
    public var to: CalendarDay

    public init(id: SchoolHolidaysID, name: String, from: CalendarDay, to: CalendarDay) {
        self.id = id
        self.name = name
        self.from = from
        self.to = to
    }

    public func holds(on day: CalendarDay) -> Bool { from <= day && day <= to }
}

public typealias SchoolHolidaysID = ID<SchoolHolidays>
