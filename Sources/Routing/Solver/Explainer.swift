/// Says why tasks are in no tour and what forcing them in would cost.
struct Explainer {
    let instance: Instance

    init(_ instance: Instance) {
        self.instance = instance
    }

    /// Entries for all tasks not among the given sequences. Complexity: unserved tasks times slots, each
    /// evaluated in full; above 2 000 unserved tasks only the mandatory ones are examined closely.
    func explain(_ stops: [[Int32]]) -> [UnservedTask] {
        var served = [Bool](repeating: false, count: instance.taskCount)
        var servedGroups = Set<Int32>()
        for sequence in stops {
            for stop in sequence where stop < instance.taskCount {
                served[Int(stop)] = true
                if instance.group[Int(stop)] >= 0 { servedGroups.insert(instance.group[Int(stop)]) }
            }
        }
        let missing = (0..<instance.taskCount).filter { !served[$0] }
        return missing.map { task in
            let isMandatory = instance.isMandatory[task]
            let id = instance.problem.tasks[task].id
            if instance.group[task] >= 0, servedGroups.contains(instance.group[task]) {
                return UnservedTask(task: id, isMandatory: false, reason: .alternativeServed)
            }
            if missing.count > 2_000, !isMandatory { return UnservedTask(task: id, isMandatory: false, reason: .notWorthIt) }
            return examine(task, id, isMandatory, stops)
        }
    }

    private func examine(_ task: Int, _ id: String, _ isMandatory: Bool, _ stops: [[Int32]]) -> UnservedTask {
        if instance.vehicleCount == 0 { return UnservedTask(task: id, isMandatory: isMandatory, reason: .noVehicle) }
        if let reason = reasonForAllVehicles(task) { return UnservedTask(task: id, isMandatory: isMandatory, reason: reason) }
        var least = Int.max
        var nearest = -1
        var nearestMiss = Int.max
        var failure = Failure.none
        for vehicle in 0..<instance.vehicleCount where instance.isAllowed(task, vehicle) {
            if stops[vehicle].isEmpty, vehicle > 0, stops[vehicle - 1].isEmpty, isLikePrevious(vehicle) { continue }
            let trial = cheapest(task, vehicle, stops[vehicle])
            if let cost = trial.cost, cost < least {
                least = cost
                nearest = vehicle
            }
            if trial.missMetres < nearestMiss {
                nearestMiss = trial.missMetres
                failure = trial.failure
            }
        }
        guard nearest >= 0 else {
            return UnservedTask(task: id, isMandatory: isMandatory, reason: reason(failure))
        }
        return UnservedTask(
            task: id, isMandatory: isMandatory, reason: isMandatory ? .other : .notWorthIt,
            nearestVehicle: instance.problem.vehicles[nearest].id, costOfForcing: least)
    }

    private func isLikePrevious(_ vehicle: Int) -> Bool {
        var one = instance.problem.vehicles[vehicle]
        one.id = instance.problem.vehicles[vehicle - 1].id
        return one == instance.problem.vehicles[vehicle - 1] && instance.problem.reference == nil
    }

    /// A reason that holds whatever the tours look like.
    private func reasonForAllVehicles(_ task: Int) -> UnservedTask.Reason? {
        let data = instance.problem.tasks[task]
        let permitted = instance.problem.vehicles.filter { data.allowedVehicles?.contains($0.id) ?? true }
        if permitted.isEmpty { return .vehicleNotAllowed }
        let skilled = permitted.filter { Set(data.requiredSkills).isSubset(of: $0.skills) }
        if skilled.isEmpty { return .missingSkill }
        let large = skilled.filter { vehicle in zip(data.demand, vehicle.capacities).allSatisfy { $0 <= $1 } }
        if large.isEmpty { return .demandAboveCapacity }
        return nil
    }

    /// The cheapest feasible slot in one tour, and the failure at the slot with the least detour.
    private func cheapest(_ task: Int, _ vehicle: Int, _ stops: [Int32]) -> (cost: Int?, missMetres: Int, failure: Failure) {
        var failure = Failure.none
        let before = instance.cost(vehicle: vehicle, stops, stops.count, failure: &failure) ?? 0
        let metres = instance.distance(vehicle, stops, stops.count)
        var best: Int?
        var missMetres = Int.max
        var missFailure = Failure.none
        for slot in instance.lockedPrefix[vehicle].count...max(stops.count, instance.lockedPrefix[vehicle].count)
        where slot <= stops.count {
            var longer = stops
            longer.insert(Int32(task), at: slot)
            var found = instance.cost(vehicle: vehicle, longer, longer.count, failure: &failure)
            let detour = instance.distance(vehicle, longer, longer.count) - metres
            if found == nil {
                if detour < missMetres {
                    missMetres = detour
                    missFailure = failure
                }
                if failure == .capacity || failure == .notEmpty { found = withDisposal(longer, after: slot, vehicle) }
            }
            if let found, found - before < best ?? Int.max { best = found - before }
        }
        return (best, missMetres, missFailure)
    }

    private func withDisposal(_ stops: [Int32], after slot: Int, _ vehicle: Int) -> Int? {
        var best: Int?
        for position in [slot, slot + 1, stops.count]
        where position >= instance.lockedPrefix[vehicle].count && position <= stops.count {
            for site in instance.siteRange where instance.isAllowed(site, vehicle) {
                var longer = stops
                longer.insert(Int32(site), at: position)
                var failure = Failure.none
                if let cost = instance.cost(vehicle: vehicle, longer, longer.count, failure: &failure), cost < best ?? Int.max {
                    best = cost
                }
            }
        }
        return best
    }

    private func reason(_ failure: Failure) -> UnservedTask.Reason {
        switch failure {
        case .none: .other
        case .vehicle: .vehicleNotAllowed
        case .unreachable: .unreachable
        case .capacity, .notEmpty: .capacity
        case .timeWindow: .timeWindow
        case .shiftEnd: .shiftEnd
        case .maximumDuration: .maximumDuration
        case .maximumDistance: .maximumDistance
        case .maximumTasks: .maximumTasks
        case .maximumDisposals: .maximumDisposals
        case .breakRule: .breakRule
        case .order: .order
        case .lockedPrefix: .lockedPrefix
        }
    }
}
