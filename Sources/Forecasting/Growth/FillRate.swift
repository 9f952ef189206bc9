import Model

/// A slot's fill rate with its uncertainty, its own weekdays, and how much it scatters.
struct FillRate: Sendable, Hashable {
    /// Share of the usable volume per active day.
    var perDay: Double
    /// Standard deviation of `perDay`.
    var deviation: Double
    /// Days of own data behind it, the older ones counting less.
    var weightDays: Double
    /// This slot's weekdays against the fleet's, Monday … Sunday; 1 = as everybody.
    var weekday: [Double]
    /// Its scatter against the fleet's: variance, 1 = as everybody.
    var noiseRatio: Double
}

/// Estimates fill rates: the mean of the slot's own days with an exponential half-life, drawn to the rate of its fraction
/// (empirical Bayes; Robbins 1956, Efron and Morris 1975).
struct FillRateEstimator: Sendable {
    /// Rate of comparable slots, and the standard deviation between them.
    var fleetRate: Double
    var fleetDeviation: Double
    /// Variance of one day's growth: constant + factor × expected growth.
    var dayVariance: VarianceLaw

    /// - Parameter days: in time order; only those that end by `asOf` are used.
    func estimate(_ days: [DayGrowth], upTo last: Int, asOf: Timestamp) -> FillRate {
        let first = meanRate(days, upTo: last, asOf: asOf, priorDays: Self.priorDays)
        let (weekday, ratio) = ownHabits(days, upTo: last, asOf: asOf, rate: first.perDay)
        let rate = meanRate(days, upTo: last, asOf: asOf, priorDays: Self.priorDays * max(1, ratio))
        return FillRate(
            perDay: rate.perDay, deviation: rate.deviation, weightDays: rate.weight, weekday: weekday, noiseRatio: ratio)
    }

    private func meanRate(
        _ days: [DayGrowth], upTo last: Int, asOf: Timestamp, priorDays: Double
    ) -> (perDay: Double, deviation: Double, weight: Double) {
        var growth = priorDays * fleetRate
        var active = priorDays
        var i = last
        while i > 0, asOf.days(since: days[i - 1].to) <= Self.windowDays {
            i -= 1
            if days[i].isEventful { continue }
            let weight = Self.decay(asOf.days(since: days[i].from), halfLife: Self.halfLifeDays)
            growth += weight * days[i].growth
            active += weight * days[i].activeDays
        }
        let rate = max(growth / active, fleetRate * 0.02)
        let own = active - priorDays
        let between = fleetDeviation * fleetDeviation
        let within = dayVariance.variance(growth: rate) / max(own, 0.001)
        return (rate, (between * within / (between + within)).squareRoot(), own)
    }

    /// Weekday factors and scatter of the slot itself, both drawn to 1.
    private func ownHabits(_ days: [DayGrowth], upTo last: Int, asOf: Timestamp, rate: Double) -> ([Double], Double) {
        var seen = Array(repeating: Self.priorWeekdays * rate, count: 7)
        var expected = seen
        let typical = dayVariance.variance(growth: rate)
        var squares = Self.priorNoiseDays * typical
        var variance = squares
        var i = last
        while i > 0, asOf.days(since: days[i - 1].to) <= Self.habitWindowDays {
            i -= 1
            let mean = rate * days[i].activeDays
            if let weekday = days[i].weekday, !days[i].isEventful {
                seen[Int(weekday)] += days[i].growth
                expected[Int(weekday)] += mean
                let weight = Self.decay(asOf.days(since: days[i].to), halfLife: Self.noiseHalfLifeDays)
                squares += weight * (days[i].growth - mean) * (days[i].growth - mean)
                variance += weight * dayVariance.variance(growth: mean)
            }
        }
        let weekday = (0..<7).map { max(0.4, min(2.2, seen[$0] / max(expected[$0], 1e-9))) }
        return (weekday, max(0.15, min(40, squares / variance)))
    }

    static func decay(_ ageDays: Double, halfLife: Double) -> Double { exponential2(-ageDays / halfLife) }

    // Found by rolling origin on the training months (docs/algorithms-forecasting.md).
    static let halfLifeDays = 45.0
    static let windowDays = 90.0
    static let priorDays = 2.0
    static let habitWindowDays = 120.0
    static let priorWeekdays = 20.0
    static let priorNoiseDays = 10.0
    static let noiseHalfLifeDays = 25.0
}
