/// Exchange of tails: two tours are cut and each goes on with the other's rest (2-opt*; Potvin and Rousseau, 1995).
///
/// Ruin and recreate moves a dozen stops; in long tours a rest has more than that, and could not change hands.
extension Search {
    /// Neighbours tried as the first stop of the other rest.
    private static let tailBreadth = 12

    /// Tries the best exchange behind a random stop and keeps it if it is better or only a little worse.
    func exchangeTails(_ temperature: Double) {
        let state = state
        let task = random.below(instance.taskCount)
        let one = Int(state.nodes[task].tour)
        guard one >= 0, state.totals.pointee.usedCount > 1 else { return }
        let cut = Int(state.nodes[task].position) + 1
        guard cut >= Int(state.firstFree[one]) else { return }
        let bar = 0 - temperature * Self.logarithm(random.unit())
        guard let other = bestTail(task, one, cut, below: Int(min(bar, 1e15))) else { return }
        let second = Int(state.nodes[other].tour)
        let secondCut = Int(state.nodes[other].position)
        let first = state.routes[one]
        let rest = state.routes[second]
        let count = cut + rest.count - secondCut
        let secondCount = secondCut + first.count - cut
        let scratch = state.scratch
        scratch.update(from: first.stops, count: cut)
        (scratch + cut).update(from: rest.stops + secondCut, count: rest.count - secondCut)
        let tail = scratch + count
        tail.update(from: rest.stops, count: secondCut)
        (tail + secondCut).update(from: first.stops + cut, count: first.count - cut)
        var failure = Failure.none
        guard let cost = instance.cost(vehicle: one, scratch, count, failure: &failure) else { return }
        guard let secondCost = instance.cost(vehicle: second, tail, secondCount, failure: &failure) else { return }
        let before = state.totals.pointee.cost
        if instance.pairCost == 0, Double(cost + secondCost) >= Double(first.cost + rest.cost) + bar { return }
        state.exchange(one, second, scratch, count, cost, secondCount, secondCost)
        // With pairs to be kept together the change is known only once it is made.
        if instance.pairCost > 0, Double(state.totals.pointee.cost) >= Double(before) + bar {
            state.rollback()
        } else {
            accept()
        }
    }

    /// The neighbour whose tour's rest, with it in front, is the cheapest to go on with.
    private func bestTail(_ task: Int, _ one: Int, _ cut: Int, below limit: Int) -> Int? {
        let state = state
        let table = instance.vehicles[one].table
        let perMetre = instance.vehicles[one].costPerMetre
        let here = instance.location[task]
        let slot = state.routes[one].slots[cut]
        let list = instance.neighbours.timely + task &* instance.neighbours.perTask
        var least = limit
        var found: Int?
        for rank in 0..<min(Self.tailBreadth, instance.neighbours.perTask) {
            let other = Int(list[rank])
            let node = state.nodes + other
            let second = Int(node.pointee.tour)
            if second < 0 || second == one || Int(node.pointee.position) < Int(state.firstFree[second]) { continue }
            var added = table.distance(here, node.pointee.location) - Int(slot.metres) - Int(node.pointee.before)
            if added * perMetre >= least { continue }
            let joins = node.pointee.from >= 0 && slot.to >= 0
            if joins { added += table.distance(node.pointee.from, slot.to) }
            if added * perMetre >= least { continue }
            let behind = state.routes[second].slots[Int(node.pointee.position)]
            if slot.depart + table.duration(here, node.pointee.location) > behind.latest { continue }
            let drive = joins ? table.duration(node.pointee.from, slot.to) : 0
            if behind.depart + drive > slot.latest { continue }
            if !loadsFit(one, cut, second, Int(node.pointee.position)) { continue }
            least = added * perMetre
            found = other
        }
        return found
    }

    /// Whether both tours' trips around the cuts have room, each going on with the other's rest.
    private func loadsFit(_ one: Int, _ cut: Int, _ second: Int, _ secondCut: Int) -> Bool {
        let dimensions = instance.dimensionCount
        for dimension in 0..<dimensions {
            let first = loadBefore(one, cut, dimension)
            let other = loadBefore(second, secondCut, dimension)
            let rest = state.routes[one].load[cut &* dimensions &+ dimension] &- first
            let otherRest = state.routes[second].load[secondCut &* dimensions &+ dimension] &- other
            if first &+ otherRest > instance.vehicles[one].capacities[dimension] { return false }
            if other &+ rest > instance.vehicles[second].capacities[dimension] { return false }
        }
        return true
    }

    private func loadBefore(_ vehicle: Int, _ slot: Int, _ dimension: Int) -> Int {
        let route = state.routes + vehicle
        let bit = UInt32(1) << UInt32(dimension)
        let dimensions = instance.dimensionCount
        var load = 0
        var index = slot &- 1
        while index >= 0 {
            let stop = Int(route.pointee.stops[index])
            load &+= instance.demand[stop &* dimensions &+ dimension]
            if instance.empties[stop] & bit != 0 { return load }
            index &-= 1
        }
        return load &+ instance.vehicles[vehicle].initialLoad[dimension]
    }
}
