/// A task put into a slot of a tour, and what that means for the rest of its trip, while places for a disposal visit
/// are tried.
struct DisposalTrial {
    /// Earliest times of leaving a stop: plainly, with the lunch pause taken, and for a tour begun when its window opens.
    struct Head {
        var depart: Int
        var taken: Int
        var late: Int
    }

    /// Latest arrival at a stop: plainly, and with the lunch pause still owed.
    struct Tail {
        var latest: Int
        var hungry: Int
    }

    /// Where a visit may go: its slot in the sequence with the task, and the leg it replaces.
    struct Gap {
        let siteSlot: Int
        let from: Int32
        let to: Int32
        let metres: Int
        let isBefore: Bool
        /// The stop beyond the gap, seen from the task: a second visit to the same site beside it would be senseless.
        let beyond: Int
    }

    let instance: Instance
    let state: SearchState
    let task: Int
    let vehicle: Int
    let slot: Int
    let here: Int32
    let thereMetres: Int
    let onwardMetres: Int
    let addedMetres: Int
    /// Cost added by the task alone.
    let bound: Int
    /// Dimensions in which the trip overflows, and those the task would be brought home in.
    let overfull: UInt32
    let left: UInt32
    private let table: TravelTable
    private let hasLunch: Bool
    private let lunch: Lunch
    private let count: Int

    init(_ instance: Instance, _ state: SearchState, task: Int, vehicle: Int, slot: Int) {
        self.instance = instance
        self.state = state
        self.task = task
        self.vehicle = vehicle
        self.slot = slot
        let data = instance.vehicles + vehicle
        let route = state.routes + vehicle
        let around = route.pointee.slots + slot
        table = data.pointee.table
        hasLunch = state.timeCheck[vehicle] == .lunch
        lunch = data.pointee.lunch
        count = route.pointee.count
        here = instance.location[task]
        thereMetres = around.pointee.from >= 0 ? table.distance(around.pointee.from, here) : 0
        onwardMetres = around.pointee.to >= 0 ? table.distance(here, around.pointee.to) : 0
        addedMetres = thereMetres + onwardMetres - Int(around.pointee.metres)
        var cost = addedMetres * data.pointee.costPerMetre + instance.stopCost(vehicle, task) + state.torn(task, vehicle)
        if count == 0 { cost += data.pointee.fixedCost }
        bound = cost
        let dimensions = instance.dimensionCount
        var over: UInt32 = 0
        var rest: UInt32 = 0
        for dimension in 0..<dimensions {
            let bit = UInt32(1) << UInt32(dimension)
            let demand = instance.demand[task * dimensions + dimension]
            if route.pointee.load[slot * dimensions + dimension] + demand > data.pointee.capacities[dimension] { over |= bit }
            if data.pointee.endsEmpty, demand > 0 { rest |= bit & instance.resetting & ~around.pointee.emptied }
        }
        overfull = over
        left = rest | data.pointee.owesTip & ~route.pointee.slots[0].emptied
    }

    // MARK: time

    /// Earliest times at the task.
    var headWithTask: Head {
        let around = state.routes[vehicle].slots + slot
        return pass(head(around), from: around.pointee.from, stop: task, isFirst: slot == 0)
    }

    var leaves: Int { headWithTask.depart }

    /// Latest times at the task.
    var tailWithTask: Tail {
        let around = state.routes[vehicle].slots + slot
        return passBack(tail(around), stop: task, to: around.pointee.to, isHome: slot == count)
    }

    @inline(__always)
    func head(_ slot: UnsafeMutablePointer<SearchState.Slot>) -> Head {
        Head(depart: slot.pointee.depart, taken: slot.pointee.time.first, late: slot.pointee.time.second)
    }

    @inline(__always)
    func tail(_ slot: UnsafeMutablePointer<SearchState.Slot>) -> Tail {
        Tail(latest: slot.pointee.latest, hungry: slot.pointee.time.third)
    }

    /// Drives to a stop and serves it.
    @inline(__always)
    func pass(_ head: Head, from: Int32, stop: Int, isFirst: Bool) -> Head {
        let drive = from >= 0 ? table.duration(from, instance.location[stop]) : 0
        var next = head
        next.depart = instance.departure(stop, arrival: head.depart + drive)
        guard hasLunch else { return next }
        let onLeg = lunch.arrival(ready: head.depart, drive: drive, isFirst: isFirst)
        next.taken = instance.departure(stop, arrival: min(head.taken + drive, onLeg))
        next.late = instance.departure(stop, arrival: head.late + drive)
        return next
    }

    /// Latest times at a stop from which the tour goes on to `to`.
    @inline(__always)
    func passBack(_ tail: Tail, stop: Int, to: Int32, isHome: Bool = false) -> Tail {
        let drive = to >= 0 ? table.duration(instance.location[stop], to) : 0
        var earlier = tail
        earlier.latest = instance.latestBegin(stop, bound: tail.latest - drive - instance.service[stop])
        guard hasLunch else { return earlier }
        var ready = tail.hungry - drive
        if !isHome || drive > 0 { ready = max(ready, lunch.latestReady(bound: tail.latest, drive: drive, isFirst: false)) }
        earlier.hungry = instance.latestBegin(stop, bound: ready - instance.service[stop])
        return earlier
    }

    /// Whether a tour that has got so far can go on.
    @inline(__always)
    func joins(_ head: Head, from: Int32, to: Int32, _ tail: Tail, isHome: Bool) -> Bool {
        let drive = to >= 0 ? table.duration(from, to) : 0
        if head.depart + drive > tail.latest { return false }
        guard hasLunch else { return true }
        if head.depart + drive <= tail.hungry || head.taken + drive <= tail.latest { return true }
        if head.late + drive <= tail.latest { return true }
        return (!isHome || drive > 0) && lunch.arrival(ready: head.depart, drive: drive, isFirst: false) <= tail.latest
    }

    /// Whether the leg behind a gap leads home.
    @inline(__always)
    func isHome(_ gap: Gap) -> Bool { !gap.isBefore && gap.siteSlot == count + 1 }

    // MARK: load

    /// Whether both parts of the trip fit if a visit goes `moved` stops away from the task.
    func loadsFit(_ gap: Gap, _ moved: Int) -> Bool {
        if gap.isBefore, left != 0 { return false }
        let route = state.routes + vehicle
        let dimensions = instance.dimensionCount
        var bits = overfull
        while bits != 0 {
            let dimension = bits.trailingZeroBitCount
            bits &= bits - 1
            let room = instance.vehicles[vehicle].capacities[dimension]
            let all = route.pointee.load[slot * dimensions + dimension]
            let before = loadBefore(slot, dimension)
            let demand = instance.demand[task * dimensions + dimension]
            var shifted = 0
            for step in 0..<moved {
                let stop = gap.isBefore ? slot - 1 - step : slot + step
                shifted += instance.demand[Int(route.pointee.stops[stop]) * dimensions + dimension]
            }
            let first = gap.isBefore ? before - shifted : before + shifted + demand
            if first > room, gap.siteSlot > 0 { return false }
            if all + demand - first > room { return false }
        }
        return true
    }

    /// Load on board on reaching a slot.
    private func loadBefore(_ slot: Int, _ dimension: Int) -> Int {
        let route = state.routes + vehicle
        let bit = UInt32(1) << UInt32(dimension)
        var load = 0
        var index = slot - 1
        while index >= 0 {
            let stop = Int(route.pointee.stops[index])
            load += instance.demand[stop * instance.dimensionCount + dimension]
            if instance.empties[stop] & bit != 0 { return load }
            index -= 1
        }
        return load + instance.vehicles[vehicle].initialLoad[dimension]
    }
}
