public import Model

/// A forecast made in the past, and what became of it.
public struct ScoredForecast: Sendable, Hashable {
    /// Quantiles kept of each forecast.
    public static let probabilities = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]
    /// The level of the "full by then" question.
    public static let fullLevel = 0.8

    public var slot: SlotID
    public var origin: Timestamp
    public var hours: Int
    /// Level at the origin (median of the last five readings).
    public var start: Double
    /// Level at the target (median of five readings around it).
    public var truth: Double
    /// Highest level (median of five) between origin and target.
    public var highest: Double
    /// At ``probabilities``, in that order.
    public var quantiles: [Double]
    /// Forecast chance of reaching ``fullLevel`` by the target.
    public var probabilityFull: Double
    public var lastValue: Double
    public var linear: Double
    public var weekdayRates: Double

    public init(
        slot: SlotID, origin: Timestamp, hours: Int, start: Double, truth: Double, highest: Double, quantiles: [Double],
        probabilityFull: Double, lastValue: Double, linear: Double, weekdayRates: Double
    ) {
        self.slot = slot
        self.origin = origin
        self.hours = hours
        self.start = start
        self.truth = truth
        self.highest = highest
        self.quantiles = quantiles
        self.probabilityFull = probabilityFull
        self.lastValue = lastValue
        self.linear = linear
        self.weekdayRates = weekdayRates
    }

    public var median: Double { quantiles[3] }

    /// The level forecast by a method: of the model's the median.
    public func level(_ method: ForecastMethod) -> Double {
        switch method {
        case .model: median
        case .lastValue: lastValue
        case .linear: linear
        case .weekdayRates: weekdayRates
        }
    }
}

/// Figures over many forecasts; levels in points of 100.
public struct ForecastScores: Sendable, Hashable {
    public var count: Int
    public var meanAbsoluteError: Double
    public var meanError: Double
    /// Mean pinball loss of the 10, 50 and 90 % quantiles (Koenker and Bassett 1978).
    public var pinball: Double
    /// Share of truths inside the bands of 50, 80 and 95 %.
    public var cover50: Double
    public var cover80: Double
    public var cover95: Double
    /// Brier score of "reaches 80 % by then" from levels of 55 to below 80 %; `nil` without such forecasts.
    public var brierFull: Double?
    public var brierCount: Int
    /// Share of those that did reach it.
    public var brierBaseRate: Double?
    public var lastValueError: Double
    public var linearError: Double
    public var weekdayRatesError: Double

    /// Mean absolute error of a method.
    public func error(_ method: ForecastMethod) -> Double {
        switch method {
        case .model: meanAbsoluteError
        case .lastValue: lastValueError
        case .linear: linearError
        case .weekdayRates: weekdayRatesError
        }
    }

    public init?(_ forecasts: [ScoredForecast]) {
        guard !forecasts.isEmpty else { return nil }
        func mean(_ value: (ScoredForecast) -> Double) -> Double {
            forecasts.reduce(0) { $0 + value($1) } / Double(forecasts.count)
        }
        func cover(_ low: Int, _ high: Int) -> Double {
            mean { $0.truth >= $0.quantiles[low] && $0.truth <= $0.quantiles[high] ? 1 : 0 }
        }
        count = forecasts.count
        meanAbsoluteError = 100 * mean { abs($0.median - $0.truth) }
        meanError = 100 * mean { $0.median - $0.truth }
        pinball =
            100 / 3
            * mean { one in
                Self.pinball(one.truth, one.quantiles[1], 0.1) + Self.pinball(one.truth, one.quantiles[3], 0.5)
                    + Self.pinball(one.truth, one.quantiles[5], 0.9)
            }
        cover50 = cover(2, 4)
        cover80 = cover(1, 5)
        cover95 = cover(0, 6)
        lastValueError = 100 * mean { abs($0.lastValue - $0.truth) }
        linearError = 100 * mean { abs($0.linear - $0.truth) }
        weekdayRatesError = 100 * mean { abs($0.weekdayRates - $0.truth) }
        let near = forecasts.filter { $0.start >= 0.55 && $0.start < ScoredForecast.fullLevel && $0.highest.isFinite }
        brierCount = near.count
        guard !near.isEmpty else { return }
        let reached = near.map { $0.highest >= ScoredForecast.fullLevel ? 1.0 : 0.0 }
        brierFull =
            zip(near, reached).reduce(0) { $0 + ($1.0.probabilityFull - $1.1) * ($1.0.probabilityFull - $1.1) }
            / Double(near.count)
        brierBaseRate = reached.reduce(0, +) / Double(near.count)
    }

    /// Share of truths at or below each of ``ScoredForecast/probabilities``: what a calibration plot shows.
    public static func calibration(_ forecasts: [ScoredForecast]) -> [Double] {
        ScoredForecast.probabilities.indices.map { index in
            let below = forecasts.count { $0.truth <= $0.quantiles[index] }
            return forecasts.isEmpty ? 0 : Double(below) / Double(forecasts.count)
        }
    }

    /// Chances that were forecast of reaching ``ScoredForecast/fullLevel``, and how often it was reached.
    public struct Reliability: Sendable, Hashable, Codable {
        /// Mean of the chances forecast.
        public var forecast: Double
        /// Share of those that reached it.
        public var reached: Double
        public var count: Int
    }

    /// By tenths of the chance, those without any forecast left out; only from levels below ``ScoredForecast/fullLevel``.
    public static func reliabilityFull(_ forecasts: [ScoredForecast]) -> [Reliability] {
        let open = forecasts.filter { $0.start < ScoredForecast.fullLevel && $0.highest.isFinite }
        return Dictionary(grouping: open) { min(9, Int($0.probabilityFull * 10)) }.sorted { $0.key < $1.key }.map { _, group in
            let count = Double(group.count)
            return Reliability(
                forecast: group.reduce(0) { $0 + $1.probabilityFull } / count,
                reached: Double(group.count { $0.highest >= ScoredForecast.fullLevel }) / count, count: group.count)
        }
    }

    static func pinball(_ truth: Double, _ quantile: Double, _ probability: Double) -> Double {
        max(probability * (truth - quantile), (probability - 1) * (truth - quantile))
    }
}
