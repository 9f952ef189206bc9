/// The best plan met so far; only tours changed since the last time are copied.
final class BestPlan {
    private(set) var stops: [[Int32]]
    private(set) var cost = Int.max

    init(_ instance: Instance) {
        stops = Array(repeating: [], count: instance.vehicleCount)
    }

    func store(_ state: SearchState) {
        cost = state.totals.pointee.cost
        for vehicle in stops.indices where state.routes[vehicle].isDirty {
            let route = state.routes[vehicle]
            stops[vehicle] = Array(UnsafeBufferPointer(start: route.stops, count: route.count))
            state.routes[vehicle].isDirty = false
        }
    }

    /// Puts the best plan back into the state.
    func restore(_ state: SearchState) {
        for vehicle in stops.indices { state.replace(vehicle, by: [], 0, cost: 0) }
        for vehicle in stops.indices where !stops[vehicle].isEmpty {
            state.replace(vehicle, by: stops[vehicle], stops[vehicle].count, cost: nil)
        }
        state.commit()
    }

    func unservedMandatory(_ state: SearchState) -> Int {
        var count = 0
        for index in 0..<state.totals.pointee.absentCount {
            let task = Int(state.absent[index])
            let group = Int(state.instance.group[task])
            if group < 0, state.instance.isMandatory[task] { count += 1 }
            // A group counts once, with its first member, and only if none is served.
            if group >= 0, state.instance.groupIsMandatory[group], state.gain(task) >= 0,
                state.instance.groupMembers[group].first == Int32(task)
            {
                count += 1
            }
        }
        return count
    }
}
