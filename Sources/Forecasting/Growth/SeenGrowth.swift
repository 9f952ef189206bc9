import Model

/// What a slot took in between emptyings at which somebody saw its level: all there is to learn from where no sensor stands.
///
/// A container that was found overfull took in at least what fits into it; how much more nobody saw. Such a cycle counts as "more than",
/// else the busiest places would look quieter than they are (censored observations; Tobin 1958).
struct SeenGrowth {
    private struct Cycle {
        /// Growth seen; the least it was when ``isOverfull``.
        let growth: Double
        let isOverfull: Bool
        let activeDays: Double
        /// Older cycles count less.
        let weight: Double
    }

    private let cycles: [Cycle]
    private let variancePerGrowth: Double

    /// - Parameters:
    ///   - levelAfter: what an emptying usually leaves, where nobody said.
    ///   - variancePerGrowth: what chance adds to the deposits, per unit of growth.
    init(
        _ emptyings: [Emptying], asOf: Timestamp, levelAfter: Double, variancePerGrowth: Double,
        activeDays days: (_ from: Timestamp, _ to: Timestamp) -> Double
    ) {
        self.variancePerGrowth = variancePerGrowth
        let known = emptyings.filter { $0.at <= asOf && asOf.days(since: $0.at) <= Self.windowDays }.sorted { $0.at < $1.at }
        cycles = zip(known, known.dropFirst()).compactMap { last, next in
            guard let before = next.levelBefore, before.isFinite, next.at.hours(since: last.at) >= Self.shortestCycleHours else {
                return nil
            }
            let after = last.levelAfter.flatMap { $0.isFinite ? $0 : nil } ?? levelAfter
            return Cycle(
                growth: max(0, min(1, before) - after), isOverfull: before >= 1, activeDays: max(0.1, days(last.at, next.at)),
                weight: FillRateEstimator.decay(asOf.days(since: next.at), halfLife: Self.halfLifeDays))
        }
    }

    /// The rate that this and what was thought before say together: mean and deviation over a grid of rates. O(cycles).
    func rate(_ prior: RatePrior) -> (perDay: Double, deviation: Double) {
        let variance = prior.logDeviation * prior.logDeviation
        guard !cycles.isEmpty else { return (prior.perDay, prior.perDay * (exponential(variance) - 1).squareRoot()) }
        let logarithm = naturalLogarithm(prior.perDay) - variance / 2
        let rates = (-Self.gridSteps...Self.gridSteps).map { step -> (rate: Double, likelihood: Double) in
            let z = 3 * Double(step) / Double(Self.gridSteps)
            let rate = exponential(logarithm + prior.logDeviation * z)
            return (rate, cycles.reduce(-z * z / 2) { $0 + $1.weight * logLikelihood($1, rate: rate) })
        }
        let best = rates.map(\.likelihood).max() ?? 0
        var (total, sum, squares) = (0.0, 0.0, 0.0)
        for (rate, likelihood) in rates {
            let weight = exponential(likelihood - best)
            total += weight
            sum += weight * rate
            squares += weight * rate * rate
        }
        let mean = sum / total
        return (mean, max(0.02 * mean, max(0, squares / total - mean * mean).squareRoot()))
    }

    private func logLikelihood(_ cycle: Cycle, rate: Double) -> Double {
        let expected = rate * cycle.activeDays
        let variance = Self.seenVariance + variancePerGrowth * expected
        let distance = cycle.growth - expected
        guard cycle.isOverfull else { return -distance * distance / (2 * variance) - naturalLogarithm(variance) / 2 }
        return naturalLogarithm(max(1e-12, upperTail(distance / variance.squareRoot())))
    }

    static let windowDays = 240.0
    static let halfLifeDays = 90.0
    /// A second visit on the same day tells nothing.
    static let shortestCycleHours = 12.0
    /// People see quarters, and sometimes the wrong one; what was left before is not known well either.
    static let seenVariance = 0.025
    private static let gridSteps = 30
}

/// What is thought of a slot's rate before anybody has seen its level: a lognormal distribution.
struct RatePrior: Sendable, Hashable {
    /// Mean, share of the usable volume per active day.
    var perDay: Double
    /// Standard deviation of the rate's natural logarithm.
    var logDeviation: Double

    init(perDay: Double, logDeviation: Double) {
        self.perDay = perDay
        self.logDeviation = logDeviation
    }

    /// From mean and variance of the rate's natural logarithm.
    init(logarithm: Double, logVariance: Double) {
        perDay = exponential(logarithm + logVariance / 2)
        logDeviation = logVariance.squareRoot()
    }
}
