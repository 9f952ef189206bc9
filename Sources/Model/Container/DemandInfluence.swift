/// Something known beforehand that makes more or less come in than on ordinary days, with what a forecast expects of it.
public struct DemandInfluence: Hashable, Sendable, Codable {
    public enum Cause: String, CaseIterable, Hashable, Sendable, Codable {
        case schoolHolidays = "school-holidays"
        case event
        case weather
    }

    public var cause: Cause
    /// Of the holidays or the event; `nil` for the weather.
    public var name: String?
    /// First and last day within the time looked at.
    public var from: CalendarDay
    public var to: CalendarDay
    /// Mean over these days: 1.2 is a fifth more than on ordinary days.
    public var factor: Double

    public init(cause: Cause, name: String?, from: CalendarDay, to: CalendarDay, factor: Double) {
        self.cause = cause
        self.name = name
        self.from = from
        self.to = to
        self.factor = factor
    }
}
