import Model

/// How fast slots fill that nothing has measured, learned from those that are measured: the town's own rhythm says which places are busy
/// (whoever made it knew them), and so do the other slots of a site.
///
/// A straight line of the logarithm of the rate over that of the rate which the rhythm implies, by fraction, drawn to half the way between
/// fraction and rhythm; of what is left, the mean of the site's slots with the weight that the spread between sites gives it (empirical
/// Bayes, as in ``FillRateEstimator``).
struct PlaceKnowledge: Sendable {
    private struct Line {
        var intercept: Double
        var slope: Double
        /// Mean of the rates' own logarithm, for slots without a rhythm.
        var mean: Double
        var variance: Double
        var varianceWithoutRhythm: Double
    }

    private var lines: [Fraction: Line] = [:]
    private var sites: [SiteID: (mean: Double, slots: Double)] = [:]
    private var siteVariance = 0.0
    private let rules: TownRules

    /// - Parameter rates: of measured slots.
    init(_ rates: [(slot: Slot, perDay: Double)], rules: TownRules) {
        self.rules = rules
        let known = rates.filter { $0.perDay > 0 && $0.perDay.isFinite }
        for (fraction, group) in Dictionary(grouping: known, by: \.slot.fraction) {
            lines[fraction] = Self.line(
                group.map { (implied: Self.implied($0.slot, rules), logarithm: naturalLogarithm($0.perDay)) })
        }
        var residuals: [SiteID: [Double]] = [:]
        for (slot, perDay) in known {
            guard let expected = expectation(slot) else { continue }
            let residual = naturalLogarithm(perDay) - expected.mean
            residuals[slot.site, default: []].append(max(-1.5, min(1.5, residual)))
        }
        sites = residuals.mapValues { ($0.reduce(0, +) / Double($0.count), Double($0.count)) }
        // Mean product of two slots of one site: what sites have of their own.
        var (products, pairs) = (0.0, 0.0)
        for list in residuals.values where list.count > 1 {
            let sum = list.reduce(0, +)
            products += sum * sum - list.reduce(0) { $0 + $1 * $1 }
            pairs += Double(list.count * (list.count - 1))
        }
        siteVariance = max(0, products / (pairs + 20))
    }

    /// `nil` when no slot of its fraction is measured.
    func prior(of slot: Slot) -> RatePrior? {
        guard let expected = expectation(slot) else { return nil }
        let between = min(siteVariance, 0.9 * expected.variance)
        guard let site = sites[slot.site], between > 0 else {
            return RatePrior(logarithm: expected.mean, logVariance: expected.variance)
        }
        let share = site.slots * between / (site.slots * between + expected.variance - between)
        return RatePrior(
            logarithm: expected.mean + share * site.mean, logVariance: max(0.0225, expected.variance - share * between))
    }

    /// What a rhythm says about the rate: the level that is usually found, over the days between two visits.
    static func implied(_ slot: Slot, _ rules: TownRules) -> Double? {
        slot.rhythm.map { rules.properties(of: slot.fraction).levelAtEmptying / max(0.5, $0.meanIntervalDays) }
    }

    private func expectation(_ slot: Slot) -> (mean: Double, variance: Double)? {
        guard let line = lines[slot.fraction] else { return nil }
        guard let implied = Self.implied(slot, rules) else { return (line.mean, line.varianceWithoutRhythm) }
        return (line.intercept + line.slope * naturalLogarithm(max(1e-4, implied)), line.variance)
    }

    private static func line(_ slots: [(implied: Double?, logarithm: Double)]) -> Line {
        let count = Double(slots.count)
        let mean = slots.reduce(0) { $0 + $1.logarithm } / count
        let spread = slots.reduce(priorSlots * usualVariance) { $0 + ($1.logarithm - mean) * ($1.logarithm - mean) }
        let pairs = slots.compactMap { slot in slot.implied.map { (naturalLogarithm(max(1e-4, $0)), slot.logarithm) } }
        let varianceWithoutRhythm = spread / (count + priorSlots)
        guard !pairs.isEmpty else {
            return Line(
                intercept: mean, slope: 0, mean: mean, variance: varianceWithoutRhythm,
                varianceWithoutRhythm: varianceWithoutRhythm)
        }
        let middle = (
            pairs.reduce(0) { $0 + $1.0 } / Double(pairs.count), pairs.reduce(0) { $0 + $1.1 } / Double(pairs.count)
        )
        // As if some slots more had shown that the truth lies half-way between fraction and rhythm.
        var (squares, products) = (priorSlots * usualVariance, 0.5 * priorSlots * usualVariance)
        for (x, y) in pairs {
            squares += (x - middle.0) * (x - middle.0)
            products += (x - middle.0) * (y - middle.1)
        }
        let slope = max(0, min(1.2, products / squares))
        let intercept = middle.1 - slope * middle.0
        let left = pairs.reduce(priorSlots * usualVariance) { sum, pair in
            let residual = pair.1 - intercept - slope * pair.0
            return sum + residual * residual
        }
        return Line(
            intercept: intercept, slope: slope, mean: mean, variance: left / (Double(pairs.count) + priorSlots),
            varianceWithoutRhythm: varianceWithoutRhythm)
    }

    private static let priorSlots = 3.0
    /// Variance of the logarithm between slots of a fraction: a coefficient of variation of 0.6, as measured in Frankfurt.
    private static let usualVariance = 0.3
}
