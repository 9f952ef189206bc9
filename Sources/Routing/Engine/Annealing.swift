/// Temperature over the run.
///
/// The run is cut into cycles, each several times as long as the one before, so that a good plan is there
/// early and keeps getting better: the first cycles are short, the last has most of the budget.
struct Annealing {
    let hot: Double
    let cold: Double
    static let cycleEnds: [Double] = [0.025, 0.12, 1]

    /// `mean` is what a task costs on the average in the first plan, fixed costs apart.
    init(_ instance: Instance, mean: Double = 0) {
        // The mean cost of going to a near neighbour is the scale of differences between neighbouring plans.
        // Time windows make legs between neighbours in place and time much longer than that: more heat.
        let scale = Double(max(1, Self.meanNeighbourCost(instance)))
        let isTimed = instance.neighbours.timely != instance.neighbours.list
        // With trips to a tip most of the way lies between trips, not between neighbours.
        hot = instance.hasSites ? max(mean, scale * 2) : scale * (isTimed ? 4 : 0.8)
        cold = scale * (isTimed ? 0.05 : 0.02)
    }

    /// Mean cost of going to a near neighbour.
    static func meanNeighbourCost(_ instance: Instance) -> Int {
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
        for end in Self.cycleEnds {
            if share < end {
                let within = (share - begin) / (end - begin)
                return hot * Self.power(cold / hot, within)
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
