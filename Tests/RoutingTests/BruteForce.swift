@testable import Routing

/// The cheapest plan by trying everything: every subset of tasks for every vehicle, in every order,
/// with every choice of at most one disposal visit between two stops.
struct BruteForce {
    let instance: Instance
    private var sequences: [[[Int32]]] = []

    init(_ instance: Instance) {
        self.instance = instance
        sequences = Self.sequencesBySubset(instance)
    }

    /// Cost of the best plan, prizes and penalties for mandatory tasks left out included; `nil` if a vehicle cannot go on with
    /// what is fixed.
    func optimum() -> Int? {
        let all = 1 << instance.taskCount
        var best = [Int](repeating: Int.max / 4, count: all)
        best[0] = 0
        var alone: [Int] = []
        for vehicle in 0..<instance.vehicleCount {
            if vehicle == 0 || !isAlike(vehicle, vehicle - 1) { alone = prices(vehicle) }
            // A vehicle that is under way already goes on.
            var next = isUnderWay(vehicle) ? [Int](repeating: Int.max / 4, count: all) : best
            for served in 0..<all where best[served] < Int.max / 4 {
                for subset in 0..<all where subset & served == 0 && alone[subset] < Int.max / 4 {
                    let cost = best[served] + alone[subset] + torn(subset, served)
                    next[served | subset] = min(next[served | subset], cost)
                }
            }
            best = next
        }
        let plans = (0..<all).compactMap { served in absence(served).map { best[served] + $0 } }
        return plans.min().flatMap { $0 < Int.max / 4 ? $0 : nil }
    }

    /// Cost of neighbouring tasks of which one is in either set.
    private func torn(_ one: Int, _ other: Int) -> Int {
        guard instance.pairCost > 0 else { return 0 }
        var sum = 0
        for pair in instance.problem.neighbouringPairs() {
            let first = 1 << pair.0
            let second = 1 << pair.1
            let isTorn = one & first != 0 ? other & second != 0 : one & second != 0 && other & first != 0
            if isTorn { sum += instance.pairCost }
        }
        return sum
    }

    private func isAlike(_ one: Int, _ other: Int) -> Bool {
        var like = instance.problem.vehicles[one]
        like.id = instance.problem.vehicles[other].id
        return like == instance.problem.vehicles[other] && instance.problem.reference == nil
            && (0..<instance.stopCount).allSatisfy { instance.isAllowed($0, one) == instance.isAllowed($0, other) }
    }

    private func isUnderWay(_ vehicle: Int) -> Bool { !instance.lockedPrefix[vehicle].isEmpty }

    /// The cheapest tour for every set of tasks, the empty one for a vehicle that has to drive.
    private func prices(_ vehicle: Int) -> [Int] {
        sequences.indices.map { subset in
            subset == 0 && !isUnderWay(vehicle) ? Int.max / 4 : cheapest(vehicle, subset)
        }
    }

    private func cheapest(_ vehicle: Int, _ subset: Int) -> Int {
        var best = Int.max / 4
        for sequence in sequences[subset] where !sequence.isEmpty {
            var failure = Failure.none
            if let cost = instance.cost(vehicle: vehicle, sequence, sequence.count, failure: &failure) { best = min(best, cost) }
        }
        return best
    }

    /// What leaving out the tasks not served costs, or `nil` if alternatives are served together.
    private func absence(_ served: Int) -> Int? {
        var sum = 0
        for task in 0..<instance.taskCount where served & (1 << task) != 0 { sum += instance.servingCost[task] }
        for task in 0..<instance.taskCount where instance.group[task] < 0 && served & (1 << task) == 0 {
            sum += instance.isMandatory[task] ? instance.absencePenalty : instance.prize[task]
        }
        for (group, members) in instance.groupMembers.enumerated() {
            let count = members.filter { served & (1 << Int($0)) != 0 }.count
            if count > 1 { return nil }
            if count == 0 {
                sum +=
                    instance.groupIsMandatory[group]
                    ? instance.absencePenalty : members.reduce(0) { $0 + instance.prize[Int($1)] }
            }
        }
        return sum
    }

    private static func sequencesBySubset(_ instance: Instance) -> [[[Int32]]] {
        var result = [[[Int32]]](repeating: [], count: 1 << instance.taskCount)
        func extend(_ sequence: [Int32], _ subset: Int) {
            result[subset] += withDisposals(sequence, instance)
            for task in 0..<instance.taskCount where subset & (1 << task) == 0 {
                extend(sequence + [Int32(task)], subset | (1 << task))
            }
        }
        extend([], 0)
        return result
    }

    private static func withDisposals(_ sequence: [Int32], _ instance: Instance) -> [[Int32]] {
        var results: [[Int32]] = [[]]
        for stop in sequence {
            results =
                results.map { $0 + [stop] } + results.flatMap { prefix in instance.siteRange.map { prefix + [Int32($0), stop] } }
        }
        return results + results.flatMap { prefix in instance.siteRange.map { prefix + [Int32($0)] } }
    }
}
