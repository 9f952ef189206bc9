/// Looks at all slots of finished tours for places of tasks left out.
final class SlotSearch {
    private let instance: Instance
    private let state: SearchState
    private let inserter: Inserter
    /// Vehicles looked at: of like ones without stops the first is enough.
    private let vehicles: [Int]

    init(_ instance: Instance, _ stops: [[Int32]]) {
        self.instance = instance
        state = SearchState(instance)
        inserter = Inserter(state, breadth: 1)
        var seen = Set<Int32>()
        var list: [Int] = []
        for (vehicle, sequence) in stops.enumerated() {
            if sequence.isEmpty {
                if seen.insert(state.typeOf[vehicle]).inserted { list.append(vehicle) }
            } else {
                list.append(vehicle)
                state.replace(vehicle, by: sequence, sequence.count, cost: nil)
            }
        }
        vehicles = list
    }

    /// The vehicle that could take a task at the least extra cost, if any can without breaking a rule.
    func cheapest(_ task: Int) -> (vehicle: Int, cost: Int)? {
        let place = inserter.anywhere(task, vehicles)
        return place.isFound ? (place.vehicle, place.delta) : nil
    }

    /// What stands in the way at the slot with the least detour.
    func nearestFailure(_ task: Int) -> Failure {
        let here = instance.location[task]
        var least = Int.max
        var found = (vehicle: -1, slot: 0)
        for vehicle in vehicles where instance.isAllowed(task, vehicle) {
            let table = instance.vehicles[vehicle].table
            for slot in Int(state.firstFree[vehicle])...max(Int(state.firstFree[vehicle]), state.routes[vehicle].count)
            where slot <= state.routes[vehicle].count {
                let around = state.routes[vehicle].slots[slot]
                var detour = 0 - Int(around.metres)
                if around.from >= 0 { detour += table.distance(around.from, here) }
                if around.to >= 0 { detour += table.distance(here, around.to) }
                if detour < least {
                    least = detour
                    found = (vehicle, slot)
                }
            }
        }
        guard found.vehicle >= 0 else { return .none }
        let route = state.routes[found.vehicle]
        var longer = Array(UnsafeBufferPointer(start: route.stops, count: route.count))
        longer.insert(Int32(task), at: found.slot)
        var failure = Failure.none
        _ = instance.cost(vehicle: found.vehicle, longer, longer.count, failure: &failure)
        return failure
    }
}
