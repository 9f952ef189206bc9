import Model

/// What emptying one slot today is worth, by the theory of renewal: its long-run cost per day is least for one length of the cycle
/// between emptyings, and a visit today is worth what the best later visit would cost instead.
///
/// With `c` the usual cost of a visit and `O(a, b)` the expected cost of being overfull from `a` to `b`, the least cost per day is
/// `g = min over T of (c + O(0, T)) ÷ T`, T counted from an emptying. Waiting from today until `d` costs `O(today, d) + c` and saves
/// `g` a day, since all later emptyings move back. So emptying today is worth
///
///     min over later chances d of  O(today, d) + c − g · (d − today)
///
/// which is nothing right after an emptying, `c` when the cycle is over, and more for each day of overflow to come. The search then
/// empties the slot exactly if today's tours can do it for less. Overflow is `price × ∫ P(level > 1)`.
struct RenewalValue: Sendable {
    let visitCost: Double
    let pricePerOverflowDay: Double
    /// Least cost per day in the long run.
    let costPerDay: Double
    /// Length of the cycle that has it.
    let cycleDays: Int

    private static let longestCycle = 90

    /// - Parameters:
    ///   - variancePerGrowth: what chance adds to the variance of the level, per unit of growth.
    ///   - maximumAgeDays: longest cycle allowed.
    init(
        visitCost: Double, pricePerOverflowDay: Double, rate: Double, rateDeviation: Double, variancePerGrowth: Double = 0,
        maximumAgeDays: Double?
    ) {
        self.visitCost = max(1, visitCost)
        self.pricePerOverflowDay = max(0, pricePerOverflowDay)
        let oldest = maximumAgeDays.map { $0.isFinite ? max(1, min(Double(Self.longestCycle), $0.rounded(.down))) : 90 } ?? 90
        var overflow = 0.0
        var best = (cost: Double.infinity, days: 1)
        for days in 1...Int(oldest) {
            let middle = Double(days) - 0.5
            let spread = rateDeviation * middle
            let deviation = (spread * spread + variancePerGrowth * rate * middle + 0.0004).squareRoot()
            overflow += Normal.probability(above: 1, mean: rate * middle, deviation: deviation)
            let cost = (self.visitCost + self.pricePerOverflowDay * overflow) / Double(days)
            if cost < best.cost { best = (cost, days) }
        }
        costPerDay = best.cost
        cycleDays = best.days
    }

    /// Worth of emptying today, never below zero.
    ///
    /// - Parameter chances: later chances in rising order; the last is the end of what is looked at.
    func worth(_ outlook: LevelOutlook, today: Timestamp, chances: [Timestamp]) -> Double {
        waiting(outlook, today: today, chances: chances).map { max(0, $0 + visitCost) }.min() ?? visitCost
    }

    /// What waiting until each of the chances costs, the visit itself apart: overflow until then, less what putting off all later
    /// emptyings saves. Negative while waiting pays.
    func waiting(_ outlook: LevelOutlook, today: Timestamp, chances: [Timestamp]) -> [Double] {
        var overflowDays = 0.0
        var reached = today
        return chances.map { chance in
            let days = chance.days(since: reached)
            if days > 0 {
                // Midpoints of half days: P changes little within them.
                let steps = max(1, min(60, Int((days * 2).rounded(.up))))
                for step in 0..<steps {
                    let middle = reached.adding(days: days * (Double(step) + 0.5) / Double(steps))
                    overflowDays += outlook.probability(above: 1, at: middle) * days / Double(steps)
                }
                reached = chance
            }
            return pricePerOverflowDay * overflowDays - costPerDay * chance.days(since: today)
        }
    }
}
