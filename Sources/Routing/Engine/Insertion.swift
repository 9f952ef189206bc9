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
    struct Option {
        var vehicle = 0
        var slot = 0
        var bound = Int.max / 4
    }

    let state: SearchState
    let instance: Instance
    /// The last few slots where only the load stood in the way, cheapest first.
    let overfull: UnsafeMutablePointer<Option>
    let overfullCount: UnsafeMutablePointer<Int>
    static let overfullLimit = 3
    /// Places that passed the quick tests and await a full evaluation.
    private let candidates: UnsafeMutablePointer<Option>
    private let candidateCount: UnsafeMutablePointer<Int>
    private static let candidateLimit = 2_000
    let failure: UnsafeMutablePointer<Failure>
    private let sink: UnsafeMutablePointer<Int32>
    /// Travel from and to the task in hand, per travel table.
    let rows: UnsafeMutablePointer<TravelTable.Row>
    /// A task to follow the one in hand: only vehicles that may serve it are considered; -1 for none.
    let successor: UnsafeMutablePointer<Int>
    /// Whether empty vehicles may be used.
    let opensTours: UnsafeMutablePointer<Bool>
    /// Neighbours looked at for each insertion.
    let breadth: Int
    /// Tours whose ends are looked at for each insertion: with many, all of them cost more time than they are worth.
    private static let endLimit = 16

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
        rows = Instance.table(instance.tables.map { $0.row(0) })
        opensTours = Instance.table([true])
        successor = Instance.table([-1])
    }

    deinit {
        overfull.deallocate()
        overfullCount.deallocate()
        candidates.deallocate()
        candidateCount.deallocate()
        failure.deallocate()
        sink.deallocate()
        rows.deallocate()
        opensTours.deallocate()
        successor.deallocate()
    }

    /// Cheapest place with a cost below `limit` beside the task's neighbours or in an empty tour, then
    /// anywhere if `thorough`. `random` makes the search overlook one place in a hundred.
    func best(_ task: Int, limit: Int, thorough: Bool, random: inout RandomSource, blinks: Bool) -> Place {
        var place = Place()
        place.delta = limit
        overfullCount.pointee = 0
        let here = instance.location[task]
        for index in instance.tables.indices { rows[index] = instance.tables[index].row(here) }
        if instance.vehicleCount > 0 { sink.pointee |= instance.vehicles.pointee.table.warm(here) }
        let list = instance.neighbours.timely + task &* instance.neighbours.perTask
        let nodes = state.nodes
        var untilBlink = blinks ? random.below(200) : Int.max
        for rank in 0..<breadth {
            let other = nodes + Int(list[rank])
            let vehicle = Int(other.pointee.tour)
            if vehicle < 0 { continue }
            untilBlink &-= 1
            if untilBlink <= 0 {
                untilBlink = random.below(200)
                continue
            }
            let data = instance.vehicles + vehicle
            let row = rows + data.pointee.tableNumber
            let perMetre = data.pointee.costPerMetre
            let there = other.pointee.location
            let position = Int(other.pointee.position)
            var added = row.pointee.metres(to: there) &- Int(other.pointee.before)
            if other.pointee.from >= 0 { added &+= row.pointee.metres(from: other.pointee.from) }
            if added &* perMetre < place.delta { tryPlace(task, vehicle, position, &place) }
            added = row.pointee.metres(from: there) &- Int(other.pointee.after)
            if other.pointee.to >= 0 { added &+= row.pointee.metres(to: other.pointee.to) }
            if added &* perMetre < place.delta { tryPlace(task, vehicle, position &+ 1, &place) }
        }
        tryTourEnds(task, &place, &random)
        if opensTours.pointee { tryEmptyVehicles(task, &place, &random, blinks: blinks) }
        tryCandidates(task, &place)
        if !place.isFound, thorough {
            tryEverywhere(task, &place)
            tryCandidates(task, &place)
        }
        if instance.hasSites { addDisposal(task, &place) }
        return place
    }

    /// The legs from and to a depot are long: a task beside one can be far from both its ends. With many tours a few are
    /// looked at, others each time.
    private func tryTourEnds(_ task: Int, _ place: inout Place, _ random: inout RandomSource) {
        let ends = state.ends
        let used = state.totals.pointee.usedCount
        var index = 0
        var left = used
        if used > Self.endLimit {
            index = random.below(used)
            left = Self.endLimit
        }
        while left > 0 {
            left &-= 1
            let end = ends + index
            index &+= 1
            if index == used { index = 0 }
            let vehicle = Int(end.pointee.vehicle)
            let data = instance.vehicles + vehicle
            let row = rows + data.pointee.tableNumber
            let perMetre = data.pointee.costPerMetre
            var added = 0 &- Int(end.pointee.metres)
            if end.pointee.from >= 0 { added &+= row.pointee.metres(from: end.pointee.from) }
            if end.pointee.to >= 0 { added &+= row.pointee.metres(to: end.pointee.to) }
            if added &* perMetre < place.delta { tryPlace(task, vehicle, Int(state.firstFree[vehicle]), &place) }
            added = 0 &- Int(end.pointee.lastMetres)
            if end.pointee.lastFrom >= 0 { added &+= row.pointee.metres(from: end.pointee.lastFrom) }
            if end.pointee.lastTo >= 0 { added &+= row.pointee.metres(to: end.pointee.lastTo) }
            if added &* perMetre < place.delta { tryPlace(task, vehicle, state.routes[vehicle].count, &place) }
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
        for index in instance.tables.indices { rows[index] = instance.tables[index].row(instance.location[task]) }
        tryEmptyVehicles(task, &place, &random, blinks: true)
        tryCandidates(task, &place)
        if instance.hasSites { addDisposal(task, &place) }
        return place
    }

    /// Added cost of one place without a further disposal visit, or `nil` if it cannot be used.
    func judge(_ task: Int, _ vehicle: Int, _ slot: Int) -> Int? {
        var place = Place()
        overfullCount.pointee = 0
        for index in instance.tables.indices { rows[index] = instance.tables[index].row(instance.location[task]) }
        tryPlace(task, vehicle, slot, &place)
        tryCandidates(task, &place)
        return place.isFound ? place.delta : nil
    }

    /// Cheapest place in the given vehicles' tours, at any cost.
    func anywhere(_ task: Int, _ vehicles: [Int]) -> Place {
        var place = Place()
        overfullCount.pointee = 0
        for index in instance.tables.indices { rows[index] = instance.tables[index].row(instance.location[task]) }
        for vehicle in vehicles {
            for slot in 0...state.routes[vehicle].count { tryPlace(task, vehicle, slot, &place) }
            tryCandidates(task, &place)
        }
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

    /// Tests one place, cheapest tests first, and keeps it if it is better. Needs the task's `rows`.
    func tryPlace(_ task: Int, _ v: Int, _ slotNumber: Int, _ place: inout Place) {
        let route = state.routes + v
        let data = instance.vehicles + v
        if slotNumber < state.firstFree[v] { return }
        let slot = route.pointee.slots + slotNumber
        let row = rows + data.pointee.tableNumber
        var added = 0 &- Int(slot.pointee.metres)
        var there = 0
        var onward = 0
        if slot.pointee.from >= 0 {
            added &+= row.pointee.metres(from: slot.pointee.from)
            there = row.pointee.seconds(from: slot.pointee.from)
        }
        if slot.pointee.to >= 0 {
            added &+= row.pointee.metres(to: slot.pointee.to)
            onward = row.pointee.seconds(to: slot.pointee.to)
        }
        var bound = added &* data.pointee.costPerMetre
        if route.pointee.count == 0 { bound &+= data.pointee.fixedCost }
        if instance.referenceCost > 0 { bound &+= instance.stopCost(v, task) }
        if bound >= place.delta { return }
        if instance.pairCost > 0 {
            bound &+= state.torn(task, v)
            if bound >= place.delta { return }
        }
        if !instance.isAllowed(task, v) { return }
        if successor.pointee >= 0, !instance.isAllowed(successor.pointee, v) { return }
        guard let begin = instance.begin(task, arrival: slot.pointee.depart &+ there) else { return }
        let leaves = begin &+ instance.service[task]
        if leaves &+ onward > slot.pointee.latest { return }
        if !fits(task, v, slotNumber) {
            if instance.hasSites, fitsDay(task, v, slotNumber) { rememberOverfull(v, slotNumber, bound) }
            return
        }
        if route.pointee.tasks >= data.pointee.maximumTasks { return }
        if route.pointee.metres &+ added > data.pointee.maximumDistance { return }
        switch state.timeCheck[v] {
        case .windows: break
        case .lunch:
            if !fitsLunch(task, slot, data.pointee.lunch, there, leaves, onward, slotNumber, route.pointee.count) { return }
        case .duration:
            let seconds = duration(task, v, slot, there, onward)
            if seconds > data.pointee.maximumDuration { return }
            bound &+= instance.timeCost(v, seconds: seconds)
            if route.pointee.count > 0 { bound &-= instance.timeCost(v, seconds: route.pointee.seconds) }
            if bound >= place.delta { return }
        case .simulated:
            guard candidateCount.pointee < Self.candidateLimit else { return }
            candidates[candidateCount.pointee] = Option(vehicle: v, slot: slotNumber, bound: bound)
            candidateCount.pointee &+= 1
            return
        }
        if added >= Int(Travel.unreachable) { return }
        place = Place(vehicle: v, slot: slotNumber, delta: bound)
    }

    /// Whether the pause can be had: on the tour so far, on one of the two new legs, later, or not at all because the tour
    /// begins after its window has opened.
    private func fitsLunch(
        _ task: Int, _ slot: UnsafeMutablePointer<SearchState.Slot>, _ lunch: Lunch, _ there: Int, _ leaves: Int, _ onward: Int,
        _ slotNumber: Int, _ count: Int
    ) -> Bool {
        if leaves &+ onward <= slot.pointee.time.third { return true }
        let mayPause = slotNumber < count || onward > 0
        if mayPause, lunch.arrival(ready: leaves, drive: onward, isFirst: false) <= slot.pointee.latest { return true }
        let onLeg = lunch.arrival(ready: slot.pointee.depart, drive: there, isFirst: slotNumber == 0)
        let taken = instance.departure(task, arrival: min(slot.pointee.time.first &+ there, onLeg))
        if taken &+ onward <= slot.pointee.latest { return true }
        return instance.departure(task, arrival: slot.pointee.time.second &+ there) &+ onward <= slot.pointee.latest
    }

    /// Shortest duration of a tour with the task put into a slot; windows are known to hold.
    private func duration(
        _ task: Int, _ v: Int, _ slot: UnsafeMutablePointer<SearchState.Slot>, _ there: Int, _ onward: Int
    ) -> Int {
        let before = slot.pointee.time.first
        let head = TimeSegment(
            seconds: before, earliest: slot.pointee.depart &- before, latest: slot.pointee.time.second)
        let tail = TimeSegment(
            seconds: slot.pointee.time.third, earliest: slot.pointee.time.fourth, latest: slot.pointee.latest)
        return head.then(drive: there, instance.segment(task)).then(drive: onward, tail).seconds
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

    /// Whether a task put into this slot would come home on board, or what was on board from the beginning.
    private func amountLeftAtEnd(_ task: Int, _ v: Int, _ slot: Int) -> Bool {
        if instance.vehicles[v].owesTip & ~state.routes[v].slots[0].emptied != 0 { return true }
        let emptied = state.routes[v].slots[slot].emptied
        let dimensions = instance.dimensionCount
        for dimension in 0..<dimensions where instance.demand[task &* dimensions &+ dimension] > 0 {
            if (UInt32(1) << UInt32(dimension)) & instance.resetting & ~emptied != 0 { return true }
        }
        return false
    }

    /// Full evaluation of a place.
    private func tryFully(_ task: Int, _ v: Int, _ slot: Int, _ place: inout Place) {
        let route = state.routes + v
        let count = sequence(with: task, v, slot)
        guard let cost = instance.cost(vehicle: v, state.scratch, count, failure: &failure.pointee) else { return }
        let delta = cost &- route.pointee.cost &+ state.torn(task, v)
        if delta < place.delta { place = Place(vehicle: v, slot: slot, delta: delta, newCost: cost) }
    }

    /// Writes the tour with a task put in to the scratch buffer and returns its length.
    func sequence(with task: Int, _ v: Int, _ slot: Int) -> Int {
        let route = state.routes + v
        let scratch = state.scratch
        scratch.update(from: route.pointee.stops, count: slot)
        scratch[slot] = Int32(task)
        (scratch + slot + 1).update(from: route.pointee.stops + slot, count: route.pointee.count - slot)
        return route.pointee.count + 1
    }

    /// Carries an insertion out.
    func apply(_ task: Int, _ place: Place) {
        let added = place.delta &- state.torn(task, place.vehicle)
        let known = place.newCost >= 0 ? place.newCost : state.routes[place.vehicle].cost &+ added
        if place.site < 0 {
            state.put(task, place.vehicle, place.slot, cost: known)
            return
        }
        state.insert(Int32(task), place.vehicle, place.slot)
        state.insert(place.site, place.vehicle, place.siteSlot)
        state.refresh(place.vehicle, cost: known)
    }
}
