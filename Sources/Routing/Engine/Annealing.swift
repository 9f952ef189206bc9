import Foundation
func tune(_ n: String, _ d: Double) -> Double { ProcessInfo.processInfo.environment[n].flatMap { Double($0) } ?? d }
/// Temperature over the run.
///
/// The run is cut into cycles, each several times as long as the one before, so that a good plan is there
/// early and keeps getting better: the first cycles are short, the last has most of the budget.
struct Annealing {
    let hot: Double
    let cold: Double
    static let cycleEnds: [Double] = tune("ONE", 0) > 0 ? [1] : [0.025, 0.12, 1]

    /// Temperatures as shares of the mean cost of going to a near neighbour, the scale of differences
    /// between neighbouring plans.
    static let hotShare = tune("HOT", 0.8)
    static let coldShare = tune("COLD", 0.02)
    /// Later cycles begin at this share of the first one's temperature.
    static let reheating = tune("REHEAT", 0.6)

    init(_ instance: Instance) {
        let scale = Double(max(1, Self.meanNeighbourCost(instance)))
        hot = scale * Self.hotShare
        cold = scale * Self.coldShare
    }

    /// Mean cost of going to a near neighbour.
    private static func meanNeighbourCost(_ instance: Instance) -> Int {
        let per = instance.neighbours.perTask
        guard per > 0 else { return 1 }
        var sum = 0
        var count = 0
        for task in 0..<instance.taskCount {
            let other = Int(instance.neighbours.list[task * per + min(4, per - 1)])
            let metres = instance.tables[0].distance(instance.location[task], instance.location[other])
            if metres < Int(Travel.unreachable) {
                sum += metres * max(1, instance.vehicles[0].costPerMetre)
                count += 1
            }
        }
        return count == 0 ? 1 : sum / count
    }

    func temperature(_ share: Double) -> Double {
        var begin = 0.0
        for (index, end) in Self.cycleEnds.enumerated() {
            if share < end || index == Self.cycleEnds.count - 1 {
                let within = (share - begin) / (end - begin)
                let top = index == 0 ? hot : hot * Self.reheating
                return top * Self.power(cold / top, within)
            }
            begin = end
        }
        return cold
    }

    /// `base` to the power of `exponent`, exponent within 0...1, by repeated square roots.
    static func power(_ base: Double, _ exponent: Double) -> Double {
        var result = 1.0
        var factor = base
        var rest = min(max(exponent, 0), 1)
        if rest == 1 { return base }
        for _ in 0..<30 {
            factor = factor.squareRoot()
            rest *= 2
            if rest >= 1 {
                result *= factor
                rest -= 1
            }
        }
        return result
    }
}
