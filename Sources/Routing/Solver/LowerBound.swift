/// A lower bound that costs next to nothing: every task served is reached by some leg.
struct LowerBound {
    let instance: Instance
    /// Above this number of places the scan over all pairs is no longer cheap.
    private static let largest = TravelTable.largestMatrix

    init(_ instance: Instance) {
        self.instance = instance
    }

    /// Sum over tasks of the cheapest leg to their place from any other place, or of the prize if that is
    /// less; `nil` for large problems and those where a leg need not exist (open starts).
    func value() -> Int? {
        let problem = instance.problem
        let count = problem.locationCount
        guard count <= Self.largest, !problem.vehicles.isEmpty, problem.vehicles.allSatisfy({ $0.startLocation != nil }) else {
            return nil
        }
        let perMetre = problem.vehicles.map(\.costPerMetre).min() ?? 0
        // Of tasks sharing a place only one needs a leg, and of alternatives only one is served.
        var users = [Int](repeating: 0, count: count)
        for task in problem.tasks { users[task.location] += 1 }
        var sum = 0
        for task in problem.tasks where users[task.location] == 1 && task.exclusiveGroup == nil {
            var least = Int(Travel.unreachable)
            for profile in problem.profiles {
                for from in 0..<count where from != task.location {
                    least = min(least, profile.distanceMetres(from: from, to: task.location))
                }
            }
            if count == 1 || problem.vehicles.contains(where: { $0.startLocation == task.location }) { least = 0 }
            if problem.disposalSites.contains(where: { $0.location == task.location }) { least = 0 }
            sum += min(least * perMetre, task.prize ?? Int.max)
        }
        return sum
    }
}
