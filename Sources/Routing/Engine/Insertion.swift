/// Where a task could go, and what that would cost.
struct Place {
    var vehicle = -1
    var slot = 0
    /// Disposal visit that has to be added: site, and its slot in the sequence with the task in it.
    var site: Int32 = -1
    var siteSlot = 0
    /// Added cost of the tour.
    var delta = Int.max / 4
    /// Cost of the tour afterwards, if it was computed.
    var newCost = -1

    var isFound: Bool { vehicle >= 0 }
}

/// Finds insertion places; one per search thread.
final class Inserter {
    /// A slot of a vehicle's tour with a lower bound on the cost of using it.
    private struct Option {
        var vehicle = 0
        var slot = 0
        var bound = Int.max / 4
    }

    let state: SearchState
    let instance: Instance
    /// The last few slots where only the load stood in the way, cheapest first.
    private let overfull: UnsafeMutablePointer<Option>
    private let overfullCount: UnsafeMutablePointer<Int>
    private static let overfullLimit = 3
    /// Places that passed the quick tests and await a full evaluation.
    private let candidates: UnsafeMutablePointer<Option>
    private let candidateCount: UnsafeMutablePointer<Int>
    private static let candidateLimit = 2_000
    let failure: UnsafeMutablePointer<Failure>
    private let sink: UnsafeMutablePointer<Int32>
    /// Whether empty vehicles may be used.
    let opensTours: UnsafeMutablePointer<Bool>
    /// Neighbours looked at for each insertion.
    let breadth: Int

    init(_ state: SearchState, breadth: Int) {
        self.state = state
        instance = state.instance
        self.breadth = min(breadth, instance.neighbours.perTask)
        overfull = .allocate(capacity: Self.overfullLimit)
        overfull.initialize(repeating: Option(), count: Self.overfullLimit)
        overfullCount = Instance.table([0])
        candidates = .allocate(capacity: Self.candidateLimit)
        candidates.initialize(repeating: Option(), count: Self.candidateLimit)
        candidateCount = Instance.table([0])
        failure = Instance.table([.none])
        sink = Instance.table([0])
        opensTours = Instance.table([true])
    }

    deinit {
        overfull.deallocate()
        overfullCount.deallocate()
        candidates.deallocate()
        candidateCount.deallocate()
        failure.deallocate()
        sink.deallocate()
        opensTours.deallocate()
    }

    /// Cheapest place with a cost below `limit` beside the task's neighbours or in an empty tour, then
    /// anywhere if `thorough`. `random` makes the search overlook one place in a hundred.
    func best(_ task: Int, limit: Int, thorough: Bool, random: inout RandomSource, blinks: Bool) -> Place {
        var place = Place()
        place.delta = limit
        overfullCount.pointee = 0
        if instance.vehicleCount > 0 { sink.pointee |= instance.vehicles.pointee.table.warm(instance.location[task]) }
        let list = instance.neighbours.timely + task &* instance.neighbours.perTask
        var untilBlink = blinks ? random.below(200) : Int.max
        for rank in 0..<breadth {
            let other = Int(list[rank])
            let vehicle = Int(state.routeOf[other])
            if vehicle < 0 { continue }
            untilBlink &-= 1
            if untilBlink <= 0 {
                untilBlink = random.below(200)
                continue
            }
            let position = Int(state.positionOf[other])
            tryPlace(task, vehicle, position, &place)
            tryPlace(task, vehicle, position &+ 1, &place)
        }
        tryTourEnds(task, &place)
        if opensTours.pointee { tryEmptyVehicles(task, &place, &random, blinks: blinks) }
        tryCandidates(task, &place)
        if !place.isFound, thorough {
            tryEverywhere(task, &place)
            tryCandidates(task, &place)
        }
        if instance.hasSites { addDisposal(task, &place) }
        return place
    }

    /// The legs from and to a depot are long: a task beside one can be far from both its ends.
    private func tryTourEnds(_ task: Int, _ place: inout Place) {
        for index in 0..<state.totals.pointee.usedCount {
            let vehicle = Int(state.used[index])
            tryPlace(task, vehicle, Int(state.firstFree[vehicle]), &place)
            tryPlace(task, vehicle, state.routes[vehicle].count, &place)
        }
    }

    /// One empty vehicle of each type; with several types each is overlooked now and then, for the
    /// cheapest to begin with need not be the right one.
    private func tryEmptyVehicles(_ task: Int, _ place: inout Place, _ random: inout RandomSource, blinks: Bool) {
        let mayBlink = blinks && state.typeMembers.count > 1
        for type in state.typeMembers.indices {
            if mayBlink, random.below(8) == 0 { continue }
            let members = state.typeMembers[type]
            var index = Int(state.emptyHint[type])
            while index < members.count, state.routes[Int(members[index])].count > 0 { index += 1 }
            state.emptyHint[type] = Int32(index)
            if index < members.count { tryPlace(task, Int(members[index]), 0, &place) }
        }
    }

    /// A place in an empty vehicle at any cost.
    func emptyPlace(_ task: Int, _ random: inout RandomSource) -> Place {
        var place = Place()
        overfullCount.pointee = 0
        tryEmptyVehicles(task, &place, &random, blinks: true)
        tryCandidates(task, &place)
        if instance.hasSites { addDisposal(task, &place) }
        return place
    }

    private func tryEverywhere(_ task: Int, _ place: inout Place) {
        for vehicle in 0..<instance.vehicleCount {
            let count = state.routes[vehicle].count
            if count == 0 { continue }
            for slot in 0...count { tryPlace(task, vehicle, slot, &place) }
        }
    }

    /// Tests one place, cheapest tests first, and keeps it if it is better.
    @inline(__always)
    func tryPlace(_ task: Int, _ v: Int, _ slot: Int, _ place: inout Place) {
        let route = state.routes + v
        let data = instance.vehicles + v
        if slot < state.firstFree[v] { return }
        let here = instance.location[task]
        let from = route.pointee.places[slot]
        let to = route.pointee.places[slot &+ 1]
        var added = 0
        if from >= 0 { added = data.pointee.table.distance(to: here, from: from) }
        if to >= 0 { added &+= data.pointee.table.distance(here, to) }
        added &-= Int(route.pointee.legs[slot])
        var bound = added &* data.pointee.costPerMetre
        if route.pointee.count == 0 { bound &+= data.pointee.fixedCost }
        if instance.referenceCost > 0 { bound &+= instance.stopCost(v, task) }
        if bound >= place.delta { return }
        if !instance.isAllowed(task, v) { return }
        let leaves = earliestDeparture(task, v, slot, from)
        if leaves == Int.max || !arrivesInTime(v, slot, leaves, here, to) { return }
        if !fits(task, v, slot) {
            if instance.hasSites, fitsDay(task, v, slot) { rememberOverfull(v, slot, bound) }
            return
        }
        if route.pointee.tasks >= data.pointee.maximumTasks { return }
        if route.pointee.metres &+ added > data.pointee.maximumDistance { return }
        if state.isExact[v] {
            if added >= Int(Travel.unreachable) { return }
            place = Place(vehicle: v, slot: slot, delta: bound)
        } else if candidateCount.pointee < Self.candidateLimit {
            candidates[candidateCount.pointee] = Option(vehicle: v, slot: slot, bound: bound)
            candidateCount.pointee &+= 1
        }
    }

    /// Evaluates the places that need it, the one with the lowest bound first, until no other can be better:
    /// where only distance costs, the first that can be driven is the best.
    private func tryCandidates(_ task: Int, _ place: inout Place) {
        var last = Option(vehicle: -1)
        while candidateCount.pointee > 0 {
            var least = 0
            for index in 1..<max(1, candidateCount.pointee) where candidates[index].bound < candidates[least].bound {
                least = index
            }
            let chosen = candidates[least]
            candidateCount.pointee &-= 1
            candidates[least] = candidates[candidateCount.pointee]
            if chosen.bound >= place.delta { break }
            if chosen.vehicle == last.vehicle, chosen.slot == last.slot { continue }
            last = chosen
            tryFully(task, chosen.vehicle, chosen.slot, &place)
        }
        candidateCount.pointee = 0
    }

    @inline(__always)
    private func earliestDeparture(_ task: Int, _ v: Int, _ slot: Int, _ from: Int32) -> Int {
        let data = instance.vehicles + v
        var arrival = state.routes[v].depart[slot]
        if from >= 0 { arrival &+= data.pointee.table.duration(to: instance.location[task], from: from) }
        guard let begin = instance.begin(task, arrival: arrival) else { return Int.max }
        return begin &+ instance.service[task]
    }

    @inline(__always)
    private func arrivesInTime(_ v: Int, _ slot: Int, _ leaves: Int, _ here: Int32, _ to: Int32) -> Bool {
        let onward = to >= 0 ? instance.vehicles[v].table.duration(here, to) : 0
        return leaves &+ onward <= state.routes[v].latest[slot]
    }

    /// Whether the trip around a slot has room for a task.
    @inline(__always)
    private func fits(_ task: Int, _ v: Int, _ slot: Int) -> Bool {
        let dimensions = instance.dimensionCount
        let data = instance.vehicles + v
        let route = state.routes + v
        for dimension in 0..<dimensions {
            let amount = instance.demand[task &* dimensions &+ dimension]
            let load = route.pointee.load[slot &* dimensions &+ dimension] &+ amount
            if load > data.pointee.capacities[dimension] { return false }
        }
        if data.pointee.endsEmpty, amountLeftAtEnd(task, v, slot) { return false }
        return true
    }

    /// Whether the dimensions that tipping does not empty have room.
    private func fitsDay(_ task: Int, _ v: Int, _ slot: Int) -> Bool {
        let dimensions = instance.dimensionCount
        for dimension in 0..<dimensions where instance.resetting & (UInt32(1) << UInt32(dimension)) == 0 {
            let load = state.routes[v].load[slot &* dimensions &+ dimension] &+ instance.demand[task &* dimensions &+ dimension]
            if load > instance.vehicles[v].capacities[dimension] { return false }
        }
        return true
    }

    /// Whether a task put into this slot would come home on board.
    private func amountLeftAtEnd(_ task: Int, _ v: Int, _ slot: Int) -> Bool {
        let dimensions = instance.dimensionCount
        let route = state.routes + v
        var missing: UInt32 = 0
        for dimension in 0..<dimensions where instance.demand[task &* dimensions &+ dimension] > 0 {
            missing |= (UInt32(1) << UInt32(dimension)) & instance.resetting
        }
        var index = slot
        while index < route.pointee.count, missing != 0 {
            missing &= ~instance.empties[Int(route.pointee.stops[index])]
            index &+= 1
        }
        return missing != 0
    }

    /// Full evaluation of a place.
    private func tryFully(_ task: Int, _ v: Int, _ slot: Int, _ place: inout Place) {
        let route = state.routes + v
        let count = sequence(with: task, v, slot)
        guard let cost = instance.cost(vehicle: v, state.scratch, count, failure: &failure.pointee) else { return }
        let delta = cost &- route.pointee.cost
        if delta < place.delta { place = Place(vehicle: v, slot: slot, delta: delta, newCost: cost) }
    }

    /// Writes the tour with a task put in to the scratch buffer and returns its length.
    private func sequence(with task: Int, _ v: Int, _ slot: Int) -> Int {
        let route = state.routes + v
        let scratch = state.scratch
        scratch.update(from: route.pointee.stops, count: slot)
        scratch[slot] = Int32(task)
        (scratch + slot + 1).update(from: route.pointee.stops + slot, count: route.pointee.count - slot)
        return route.pointee.count + 1
    }

    // MARK: places that need one more disposal visit

    private func rememberOverfull(_ v: Int, _ slot: Int, _ bound: Int) {
        var index = overfullCount.pointee
        for known in 0..<index where overfull[known].vehicle == v && overfull[known].slot == slot { return }
        if index == Self.overfullLimit {
            if bound >= overfull[index - 1].bound { return }
            index -= 1
        } else {
            overfullCount.pointee += 1
        }
        while index > 0, overfull[index - 1].bound > bound {
            overfull[index] = overfull[index - 1]
            index -= 1
        }
        overfull[index] = Option(vehicle: v, slot: slot, bound: bound)
    }

    private func addDisposal(_ task: Int, _ place: inout Place) {
        for index in 0..<overfullCount.pointee where overfull[index].bound < place.delta {
            tryDisposals(task, overfull[index].vehicle, overfull[index].slot, &place)
        }
        if place.isFound || !opensTours.pointee { return }
        // The list of overfull slots is short; an empty vehicle may have dropped out of it.
        for type in state.typeMembers.indices {
            let members = state.typeMembers[type]
            let index = Int(state.emptyHint[type])
            guard index < members.count, state.routes[Int(members[index])].count == 0 else { continue }
            tryDisposals(task, Int(members[index]), 0, &place)
        }
    }

    /// Tries every slot of the trip that the task falls into for a disposal visit.
    private func tryDisposals(_ task: Int, _ v: Int, _ slot: Int, _ place: inout Place) {
        let route = state.routes + v
        let table = instance.vehicles[v].table
        var first = slot
        while first > Int(state.firstFree[v]), Int(route.pointee.stops[first - 1]) < instance.taskCount { first -= 1 }
        var last = slot
        while last < route.pointee.count, Int(route.pointee.stops[last]) < instance.taskCount { last += 1 }
        for siteSlot in (first == 0 ? 0 : first + 1)...(last + 1) {
            let count = sequence(with: task, v, slot)
            let from = siteSlot > 0 ? instance.location[Int(state.scratch[siteSlot - 1])] : instance.vehicles[v].start
            let to = siteSlot < count ? instance.location[Int(state.scratch[siteSlot])] : instance.vehicles[v].end
            let direct = from >= 0 && to >= 0 ? table.distance(from, to) : 0
            var index = count
            while index > siteSlot {
                state.scratch[index] = state.scratch[index - 1]
                index -= 1
            }
            for site in instance.siteRange where instance.isAllowed(site, v) {
                var detour = from >= 0 ? table.distance(from, instance.location[site]) : 0
                if to >= 0 { detour += table.distance(instance.location[site], to) }
                if (detour - direct) * instance.vehicles[v].costPerMetre >= place.delta { continue }
                state.scratch[siteSlot] = Int32(site)
                guard let cost = instance.cost(vehicle: v, state.scratch, count + 1, failure: &failure.pointee) else { continue }
                let delta = cost - route.pointee.cost
                if delta < place.delta {
                    place = Place(vehicle: v, slot: slot, site: Int32(site), siteSlot: siteSlot, delta: delta, newCost: cost)
                }
            }
        }
    }

    /// Carries an insertion out.
    func apply(_ task: Int, _ place: Place) {
        state.insert(Int32(task), place.vehicle, place.slot)
        if place.site >= 0 { state.insert(place.site, place.vehicle, place.siteSlot) }
        let known = place.newCost >= 0 ? place.newCost : state.routes[place.vehicle].cost &+ place.delta
        state.refresh(place.vehicle, cost: known)
    }
}
