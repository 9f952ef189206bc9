/// The weather of one day in the town: observed where the day has passed, forecast where it has not. What is not known is `nil`.
public struct DayWeather: Hashable, Sendable, Codable {
    public var day: CalendarDay
    public var meanCelsius: Double?
    public var maximumCelsius: Double?
    public var rainMillimetres: Double?
    public var sunshineHours: Double?

    public init(
        day: CalendarDay, meanCelsius: Double? = nil, maximumCelsius: Double? = nil, rainMillimetres: Double? = nil,
        sunshineHours: Double? = nil
    ) {
        self.day = day
        self.meanCelsius = meanCelsius
        self.maximumCelsius = maximumCelsius
        self.rainMillimetres = rainMillimetres
        self.sunshineHours = sunshineHours
    }

    /// Days of both lists in order of time; where both have a day, that of `newer` counts whole.
    public static func merged(_ older: [DayWeather], _ newer: [DayWeather]) -> [DayWeather] {
        let days = Dictionary(older.map { ($0.day, $0) } + newer.map { ($0.day, $0) }, uniquingKeysWith: { _, last in last })
        return days.values.sorted { $0.day < $1.day }
    }
}
