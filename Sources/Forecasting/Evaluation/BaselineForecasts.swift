import Model

/// Simple forecasts to compare with, made from the same readings at the same moment.
struct BaselineForecasts {
    /// Level at the origin.
    let start: Double
    /// Growth per day since the last emptying.
    let perDay: Double
    let weekdays: WeekdayRates
    let origin: Timestamp

    /// - Parameters:
    ///   - end: number of points known at the origin, at least one.
    ///   - breaks: emptyings in time order.
    init(points: [LevelPoint], end: Int, breaks: [Timestamp], origin: Timestamp, start: Double, local: LocalHours) {
        self.start = start
        self.origin = origin
        perDay = Self.growthSinceEmptying(points, end: end, breaks: breaks, origin: origin, start: start)
        weekdays = WeekdayRates(points: points, end: end, emptyings: breaks, origin: origin, local: local)
    }

    /// The level in some hours by each method; the model's own forecast is not among them.
    func level(_ method: ForecastMethod, hours: Int) -> Double {
        switch method {
        case .model, .lastValue: start
        case .linear: start + perDay * Double(hours) / 24
        case .weekdayRates: start + weekdays.growth(from: origin, hours: hours)
        }
    }

    /// Hours until a level is reached; `nil` if not within `limit`.
    func hoursUntil(_ level: Double, _ method: ForecastMethod, limit: Int) -> Double? {
        switch method {
        case .model, .lastValue: return start >= level ? 0 : nil
        case .linear:
            guard perDay > 0 else { return nil }
            let hours = max(0, level - start) / perDay * 24
            return hours <= Double(limit) ? hours : nil
        case .weekdayRates: return weekdays.hours(from: origin, untilGrowthOf: level - start, limit: limit)
        }
    }

    private static func growthSinceEmptying(
        _ points: [LevelPoint], end: Int, breaks: [Timestamp], origin: Timestamp, start: Double
    ) -> Double {
        let since = breaks.last { $0 <= origin } ?? points[0].at
        let first = min(end - 1, DayLedger.firstIndex(points, after: since, before: end))
        let days = origin.days(since: points[first].at)
        guard days > 0.5 else { return 0 }
        return max(0, (start - DayLedger.centredMedian(points, at: min(first + 2, end - 1))) / days)
    }
}

/// The forecasts that are compared.
public enum ForecastMethod: String, CaseIterable, Hashable, Sendable, Codable {
    case model
    /// The level stays as it is.
    case lastValue = "last-value"
    /// The mean growth since the last emptying goes on.
    case linear
    /// Each weekday brings what it brought on average in the last eight weeks.
    case weekdayRates = "weekday-rates"
}
