import Foundation
public import Model

/// What a slot's level will be at some moment: a normal distribution that moves and widens with time.
///
/// Mean and deviation follow the forecast: its course in steps where it has one, else `level + rate · days`; and
/// `√(levelDeviation² + (rateDeviation · days)² + variancePerGrowth · growth)`, the last for what chance adds to the deposits.
public struct LevelOutlook: Sendable, Hashable {
    public let asOf: Timestamp
    public let level: Double
    public let levelDeviation: Double
    public let ratePerDay: Double
    public let rateDeviation: Double
    public let course: LevelCourse?
    /// Variance of growth ÷ expected growth, as the course says; 0 without one.
    public let variancePerGrowth: Double

    /// A container cannot hold more than this however long it waits: readings end at 125 % (binando stores up to that).
    public static let fullestLevel = 1.25

    /// `nil` when a figure is not a number.
    public init?(_ forecast: LevelForecast) {
        guard forecast.level.isFinite, forecast.ratePerDay.isFinite else { return nil }
        asOf = forecast.asOf
        level = min(3, max(0, forecast.level))
        ratePerDay = max(0, forecast.ratePerDay)
        levelDeviation = forecast.levelDeviation.isFinite ? max(0, forecast.levelDeviation) : 1
        rateDeviation = forecast.rateDeviation.isFinite ? max(0, forecast.rateDeviation) : ratePerDay
        course = forecast.course
        let variance = forecast.course?.variancePerGrowth ?? 0
        variancePerGrowth = variance.isFinite ? max(0, min(1, variance)) : 0
    }

    /// The last known level, growing as its fraction usually does; `nil` without any level. For slots without a forecast.
    public init?(_ current: CurrentLevel, fraction: FractionProperties) {
        guard let level = current.level, level.isFinite, let measuredAt = current.measuredAt else { return nil }
        asOf = measuredAt
        self.level = min(3, max(0, level))
        levelDeviation = 0.05
        ratePerDay = max(0, fraction.typicalFillPerDay)
        rateDeviation = ratePerDay / 2
        course = nil
        variancePerGrowth = 0
    }

    /// Expected level; stops growing at ``fullestLevel``.
    public func expected(at moment: Timestamp) -> Double { min(mean(at: moment), max(level, Self.fullestLevel)) }

    public func deviation(at moment: Timestamp) -> Double {
        let spread = rateDeviation * days(to: moment)
        let chance = variancePerGrowth * max(0, mean(at: moment) - level)
        return (levelDeviation * levelDeviation + spread * spread + chance).squareRoot()
    }

    /// Chance that the level is above `limit` at that moment.
    public func probability(above limit: Double, at moment: Timestamp) -> Double {
        if limit == 1, let chance = course?.overfullChance(afterDays: days(to: moment)), chance.isFinite {
            return min(1, max(0, chance))
        }
        return normalProbability(above: limit, at: moment)
    }

    private func normalProbability(above limit: Double, at moment: Timestamp) -> Double {
        Normal.probability(above: limit, mean: mean(at: moment), deviation: deviation(at: moment))
    }

    /// Expected days above `limit` up to a moment, by the mean course.
    public func expectedDays(above limit: Double, until moment: Timestamp) -> Double {
        let whole = days(to: moment)
        if level >= limit { return whole }
        guard ratePerDay > 0 else { return 0 }
        return max(0, whole - (limit - level) / ratePerDay)
    }

    /// When the mean reaches a level; `nil` if it does not grow. The moment of the forecast if it is there already.
    public func moment(reaching limit: Double) -> Timestamp? {
        if level >= limit { return asOf }
        guard ratePerDay > 1e-6 else { return nil }
        return asOf.adding(days: min(4000, (limit - level) / ratePerDay))
    }

    /// Until when the chance of being overfull stays below `risk`: the moment of the forecast if it is that high already, at most
    /// ``longestSafeDays`` after it. To the minute.
    public func moment(reachingOverflowRisk risk: Double) -> Timestamp {
        if probability(above: 1, at: asOf) >= risk { return asOf }
        let last = asOf.adding(days: Self.longestSafeDays)
        guard probability(above: 1, at: last) >= risk else { return last }
        var (safe, unsafe) = (0.0, Self.longestSafeDays)
        while unsafe - safe > 1.0 / 1440 {
            let middle = (safe + unsafe) / 2
            if probability(above: 1, at: asOf.adding(days: middle)) >= risk { unsafe = middle } else { safe = middle }
        }
        return asOf.adding(seconds: 60 * Int((safe * 1440).rounded()))
    }

    /// Nobody plans further than that.
    public static let longestSafeDays = 60.0

    private func mean(at moment: Timestamp) -> Double {
        let days = days(to: moment)
        guard let course, let last = course.levels.last, last.isFinite else { return level + ratePerDay * days }
        if let level = course.level(afterDays: days), level.isFinite { return level }
        return last + ratePerDay * (days - course.days)
    }

    private func days(to moment: Timestamp) -> Double { max(0, min(400, moment.days(since: asOf))) }
}

/// The normal distribution.
enum Normal {
    /// Chance of a value above `limit`; a step without deviation.
    static func probability(above limit: Double, mean: Double, deviation: Double) -> Double {
        guard deviation > 1e-9 else { return mean > limit ? 1 : 0 }
        return 0.5 * erfc((limit - mean) / deviation / 2.0.squareRoot())
    }

    /// The standard normal value that is exceeded with that probability: Acklam's rational approximation of the inverse ("An algorithm for computing
    /// the inverse normal cumulative distribution function", 2003), central part and tail; relative error below 1.2e-9.
    static func upperQuantile(_ probability: Double) -> Double {
        let p = 1 - min(1 - 1e-9, max(1e-9, probability))
        if p < 0.5 { return -upperQuantile(1 - probability) }
        let tail = 1 - p
        guard tail < 0.02425 else { return central(p - 0.5) }
        let q = (-2 * log(tail)).squareRoot()
        let c = [
            -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838, -2.549732539343734, 4.374664141464968,
            2.938163982698783,
        ]
        let d = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416]
        return -horner(c, q) / (horner(d, q) * q + 1)
    }

    private static func central(_ q: Double) -> Double {
        let a = [
            -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01,
            2.506628277459239,
        ]
        let b = [
            -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01,
        ]
        let r = q * q
        return horner(a, r) * q / (horner(b, r) * r + 1)
    }

    private static func horner(_ coefficients: [Double], _ x: Double) -> Double { coefficients.reduce(0) { $0 * x + $1 } }
}
