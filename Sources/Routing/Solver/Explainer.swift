/// Says why tasks are in no tour and what forcing them in would cost.
struct Explainer {
    let instance: Instance
    /// Slots looked at for tasks examined closely; beyond that only what holds for all vehicles is said. A search that has met its
    /// deadline with many tasks left over has to be back in time.
    private static let slotLimit = 400_000
    /// Capacities of the vehicles, each kind once.
    private let capacities: Set<[Int]>

    init(_ instance: Instance) {
        self.instance = instance
        capacities = Set(instance.problem.vehicles.map(\.capacities))
    }

    /// Entries for all tasks not among the given sequences. Complexity: unserved tasks times slots.
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
        if missing.isEmpty { return [] }
        let slots = SlotSearch(instance, stops)
        let closely = max(20, Self.slotLimit / max(1, stops.reduce(0) { $0 + $1.count + 1 }))
        var examined = 0
        return missing.map { task in
            let isMandatory = instance.isMandatory[task]
            let id = instance.problem.tasks[task].id
            if instance.group[task] >= 0, servedGroups.contains(instance.group[task]) {
                return UnservedTask(task: id, isMandatory: false, reason: .alternativeServed)
            }
            if instance.vehicleCount == 0 { return UnservedTask(task: id, isMandatory: isMandatory, reason: .noVehicle) }
            if let reason = reasonForAllVehicles(task) {
                return UnservedTask(task: id, isMandatory: isMandatory, reason: reason)
            }
            examined += 1
            if examined > closely {
                return UnservedTask(task: id, isMandatory: isMandatory, reason: isMandatory ? .other : .notWorthIt)
            }
            return examine(task, id, isMandatory, slots)
        }
    }

    private func examine(_ task: Int, _ id: String, _ isMandatory: Bool, _ slots: SlotSearch) -> UnservedTask {
        guard let found = slots.cheapest(task) else {
            return UnservedTask(task: id, isMandatory: isMandatory, reason: reason(slots.nearestFailure(task)))
        }
        return UnservedTask(
            task: id, isMandatory: isMandatory, reason: isMandatory ? .other : .notWorthIt,
            nearestVehicle: instance.problem.vehicles[found.vehicle].id, costOfForcing: found.cost)
    }

    /// A reason that holds whatever the tours look like.
    private func reasonForAllVehicles(_ task: Int) -> UnservedTask.Reason? {
        let data = instance.problem.tasks[task]
        if data.allowedVehicles == nil, data.requiredSkills.isEmpty {
            let isTooLarge = !capacities.contains { zip(data.demand, $0).allSatisfy { $0 <= $1 } }
            return isTooLarge ? .demandAboveCapacity : nil
        }
        let permitted = instance.problem.vehicles.filter { data.allowedVehicles?.contains($0.id) ?? true }
        if permitted.isEmpty { return .vehicleNotAllowed }
        let skilled = permitted.filter { Set(data.requiredSkills).isSubset(of: $0.skills) }
        if skilled.isEmpty { return .missingSkill }
        let large = skilled.filter { vehicle in zip(data.demand, vehicle.capacities).allSatisfy { $0 <= $1 } }
        if large.isEmpty { return .demandAboveCapacity }
        return nil
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
