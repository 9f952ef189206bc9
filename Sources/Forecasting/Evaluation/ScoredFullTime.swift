public import Model

/// All that a backtest yields.
public struct BacktestResult: Sendable, Hashable {
    public var levels: [ScoredForecast] = []
    public var fullTimes: [ScoredFullTime] = []
    /// What the fit learned of days that are not like others.
    public var learnedEffects: [LearnedEffect] = []
}

/// When a slot was going to be full, as forecast in the past, and when it was. Only origins count after which the slot did reach
/// ``ScoredForecast/fullLevel`` within ``longestHours`` and before anybody emptied it: of the others nobody knows the truth.
public struct ScoredFullTime: Sendable, Hashable {
    public var slot: SlotID
    public var origin: Timestamp
    /// Level at the origin (median of the last five readings).
    public var start: Double
    /// Hours from the origin until the level (median of five) was there.
    public var actualHours: Double
    /// By method; "not within ``longestHours``" counts as ``longestHours``.
    public var forecastHours: [ForecastMethod: Double]

    public static let longestHours = 336

    public init(slot: SlotID, origin: Timestamp, start: Double, actualHours: Double, forecastHours: [ForecastMethod: Double]) {
        self.slot = slot
        self.origin = origin
        self.start = start
        self.actualHours = actualHours
        self.forecastHours = forecastHours
    }
}

/// How far off one method's times were, hours.
public struct FullTimeScores: Sendable, Hashable {
    public var count: Int
    public var meanAbsoluteHours: Double
    public var medianAbsoluteHours: Double
    /// Share of forecasts that said later than it was: containers that would have overflowed.
    public var tooLateShare: Double

    /// `nil` when there is nothing to score.
    public init?(_ scored: [ScoredFullTime], _ method: ForecastMethod) {
        let errors = scored.compactMap { one in one.forecastHours[method].map { $0 - one.actualHours } }
        guard !errors.isEmpty else { return nil }
        let sizes = errors.map { abs($0) }.sorted()
        count = errors.count
        meanAbsoluteHours = sizes.reduce(0, +) / Double(sizes.count)
        medianAbsoluteHours = (sizes[(sizes.count - 1) / 2] + sizes[sizes.count / 2]) / 2
        tooLateShare = Double(errors.count { $0 > 0 }) / Double(errors.count)
    }
}

extension Backtest {
    func scoreFullTime(
        _ slot: BacktestSlot, _ model: ForecastModel, _ baselines: BaselineForecasts, end: Int
    ) -> ScoredFullTime? {
        let (origin, full, limit) = (baselines.origin, ScoredForecast.fullLevel, ScoredFullTime.longestHours)
        guard baselines.start < full, let actual = hoursUntilFull(slot, origin: origin, end: end) else { return nil }
        var forecast: [ForecastMethod: Double] = [:]
        for method in ForecastMethod.allCases where method != .model {
            forecast[method] = baselines.hoursUntil(full, method, limit: limit) ?? Double(limit)
        }
        let expected = FullTime(model: model, slot: slot.slot.id, fullLevel: full, asOf: origin).expected
        forecast[.model] = min(Double(limit), expected.map { $0.hours(since: origin) } ?? Double(limit))
        return ScoredFullTime(
            slot: slot.slot.id, origin: origin, start: baselines.start, actualHours: actual, forecastHours: forecast)
    }

    private func hoursUntilFull(_ slot: BacktestSlot, origin: Timestamp, end: Int) -> Double? {
        let nextBreak = slot.breaks.first { $0 > origin }
        var i = end
        while i < slot.points.count {
            let at = slot.points[i].at
            guard at < plan.to, at.hours(since: origin) <= Double(ScoredFullTime.longestHours), nextBreak.map({ at < $0 }) ?? true
            else { return nil }
            if DayLedger.centredMedian(slot.points, at: i) >= ScoredForecast.fullLevel { return at.hours(since: origin) }
            i += 1
        }
        return nil
    }
}
