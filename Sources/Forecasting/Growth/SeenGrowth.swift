import Model

/// What a slot took in between emptyings at which somebody saw its level: all there is to learn from where no sensor stands.
struct SeenGrowth {
    /// Growth seen, and the active days it took; older cycles count less.
    private(set) var growth = 0.0
    private(set) var activeDays = 0.0
    /// Variance of ``growth``.
    private(set) var variance = 0.0
    private(set) var cycles = 0

    /// - Parameters:
    ///   - levelAfter: what an emptying usually leaves, where nobody said.
    ///   - variancePerGrowth: what chance adds to the deposits, per unit of growth.
    init(
        _ emptyings: [Emptying], asOf: Timestamp, levelAfter: Double, variancePerGrowth: Double,
        activeDays days: (_ from: Timestamp, _ to: Timestamp) -> Double
    ) {
        let known = emptyings.filter { $0.at <= asOf && asOf.days(since: $0.at) <= Self.windowDays }.sorted { $0.at < $1.at }
        for (last, next) in zip(known, known.dropFirst()) {
            guard let before = next.levelBefore, before.isFinite, next.at.hours(since: last.at) >= Self.shortestCycleHours else {
                continue
            }
            let after = last.levelAfter.flatMap { $0.isFinite ? $0 : nil } ?? levelAfter
            let weight = FillRateEstimator.decay(asOf.days(since: next.at), halfLife: Self.halfLifeDays)
            let seen = max(0, min(Self.fullest, before) - after)
            growth += weight * seen
            activeDays += weight * max(0.1, days(last.at, next.at))
            variance += weight * weight * (Self.seenVariance + variancePerGrowth * seen)
            cycles += 1
        }
    }

    /// The rate that this and what was thought before say together, each by its certainty (normal distributions, known variances).
    func rate(prior: Double, deviation: Double) -> (perDay: Double, deviation: Double) {
        guard cycles > 0, activeDays > 0, variance > 0, deviation > 0 else { return (prior, deviation) }
        let (before, now) = (1 / (deviation * deviation), activeDays * activeDays / variance)
        return ((prior * before + growth / activeDays * now) / (before + now), (1 / (before + now)).squareRoot())
    }

    static let windowDays = 240.0
    static let halfLifeDays = 90.0
    /// A second visit on the same day tells nothing.
    static let shortestCycleHours = 12.0
    /// People see quarters, and sometimes the wrong one; what was left before is not known well either.
    static let seenVariance = 0.025
    static let fullest = 1.2
}
