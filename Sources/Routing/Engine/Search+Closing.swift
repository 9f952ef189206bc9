/// Getting along with fewer vehicles, where each costs more than driving about can save.
///
/// A tour is dissolved and its tasks are kept out until they fit elsewhere; which tasks stay out is decided
/// by how often each has been out before, so that the hard ones are placed first (the fleet minimisation
/// of Christiaens and Vanden Berghe, 2020).
extension Search {
    /// Share of the budget and iterations per tour that may be spent on it.
    private static let closingShare = 0.3
    private static let closingIterations = 20_000
    /// Tours tried in turn, the smallest first, before the number of vehicles is taken as it is.
    private static let closingTrials = 4

    /// Whether a vehicle's fixed cost exceeds a good many legs.
    var paysToClose: Bool {
        guard state.totals.pointee.absentCount == 0, !instance.hasGroups else { return false }
        let fixed = (0..<instance.vehicleCount).map { instance.vehicles[$0].fixedCost }.min() ?? 0
        return fixed > 20 * Annealing.meanNeighbourCost(instance)
    }

    /// A number of vehicles that no plan serving every task can do with less than: by loads that tipping does not
    /// empty, by tasks and by service time, each with the largest vehicle.
    private var leastVehicles: Int {
        var least = 1
        let vehicles = (0..<instance.vehicleCount).map { instance.vehicles[$0] }
        func need(_ total: Int, _ room: Int) {
            if room > 0 { least = max(least, (total + room - 1) / room) }
        }
        for dimension in 0..<instance.dimensionCount {
            let bit = UInt32(1) << UInt32(dimension)
            if instance.resetting & bit != 0, instance.hasSites { continue }
            let total = (0..<instance.taskCount).reduce(0) {
                $0 + instance.demand[$1 * instance.dimensionCount + dimension]
            }
            need(total, vehicles.map { $0.capacities[dimension] }.max() ?? 0)
        }
        need(instance.taskCount, vehicles.map { $0.maximumTasks }.max() ?? 0)
        need((0..<instance.taskCount).reduce(0) { $0 + instance.service[$1] }, vehicles.map { $0.maximumDuration }.max() ?? 0)
        return least
    }

    func closeTours(_ schedule: Annealing) {
        var weights = [Int](repeating: 1, count: instance.taskCount)
        recreate.inserter.opensTours.pointee = false
        let least = leastVehicles
        var failures = 0
        while state.totals.pointee.usedCount > least, failures < Self.closingTrials, spentShare() < Self.closingShare,
            let vehicle = smallTour(failures)
        {
            dissolve(vehicle)
            if placeAbsent(&weights, schedule) {
                best.store(state)
                report()
                failures = 0
            } else {
                best.restore(state)
                failures += 1
            }
        }
        recreate.inserter.opensTours.pointee = true
    }

    /// The used vehicle without locked stops that has the fewest tasks, but for the first few.
    private func smallTour(_ rank: Int) -> Int? {
        let used = (0..<state.totals.pointee.usedCount).map { Int(state.used[$0]) }.filter { state.firstFree[$0] == 0 }
        guard used.count > 1 else { return nil }
        let bySize = used.sorted { (state.routes[$0].tasks, $0) < (state.routes[$1].tasks, $1) }
        return bySize[min(rank, bySize.count - 1)]
    }

    private func dissolve(_ vehicle: Int) {
        state.replace(vehicle, by: [], 0, cost: 0)
        state.commit()
    }

    /// Ruins and recreates without new tours until nothing is left out, or the effort is spent.
    private func placeAbsent(_ weights: inout [Int], _ schedule: Annealing) -> Bool {
        let temperature = schedule.hot * 0.3
        for effort in 0..<Self.closingIterations {
            if effort & 31 == 0, spentShare() >= Self.closingShare { return false }
            if let limit = options.iterationLimit, iterations >= limit { return false }
            iterations += 1
            let weightBefore = absentWeight(weights)
            let costBefore = state.totals.pointee.routeCost
            ruin.strings(&random)
            for index in 0..<state.totals.pointee.absentCount { recreate.enqueue(Int(state.absent[index])) }
            recreate.run(&random, blinks: true, thorough: effort & 15 == 0)
            finishIteration()
            let weightAfter = absentWeight(weights)
            let costAfter = Double(state.totals.pointee.routeCost)
            let bar = Double(costBefore) - temperature * Self.logarithm(random.unit())
            let isAccepted = weightAfter < weightBefore || (weightAfter == weightBefore && costAfter < bar)
            if weightAfter > 0 {
                for index in 0..<state.totals.pointee.absentCount { weights[Int(state.absent[index])] += 1 }
            }
            if isAccepted { state.commit() } else { state.rollback() }
            if state.totals.pointee.absentCount == 0 { return true }
        }
        return false
    }

    private func absentWeight(_ weights: [Int]) -> Int {
        var sum = 0
        for index in 0..<state.totals.pointee.absentCount { sum += weights[Int(state.absent[index])] }
        return sum
    }
}
