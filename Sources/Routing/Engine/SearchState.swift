/// The tours of one search thread, changed in place with a journal instead of being copied.
///
/// Layout: one record per vehicle with flat buffers of slots, and per task a record of where it is and what
/// lies beside it, so that most insertions are ruled out by reading one cache line. What a slot knows of time
/// depends on the vehicle's ``TimeCheck``.
final class SearchState {
    struct Route {
        var stops: UnsafeMutablePointer<Int32>
        /// `slots[index]` lies before stop `index`, the last one before the way home.
        var slots: UnsafeMutablePointer<Slot>
        /// `load[slot * dimensions + d]`: final load of the trip around the slot.
        var load: UnsafeMutablePointer<Int>
        var room: Int
        var count = 0
        var cost = 0
        var metres = 0
        var tasks = 0
        /// Seconds from beginning to end, where the duration is checked slot by slot.
        var seconds = 0
        /// The tour as it was at the last commit, where it has changed since.
        var saved: Saved
        var isTouched = false
        /// Changed since the best solution was last stored.
        var isDirty = true
    }

    /// A copy of a tour: taking changes back is swapping buffers.
    struct Saved {
        var stops: UnsafeMutablePointer<Int32>
        var slots: UnsafeMutablePointer<Slot>
        var load: UnsafeMutablePointer<Int>
        var count = 0
        var cost = 0
        var metres = 0
        var tasks = 0
        var seconds = 0
    }

    /// What lies around a slot and when it can be passed; 64 bytes.
    struct Slot {
        /// Locations before and behind (-1 for an open end), and metres between them.
        var from: Int32 = -1
        var to: Int32 = -1
        var metres: Int32 = 0
        /// Dimensions emptied by a stop behind the slot.
        var emptied: UInt32 = 0
        /// Earliest time ready to leave towards the slot, pauses disregarded.
        var depart = 0
        /// Latest beginning at the stop behind it (latest arrival home at the last slot), pauses disregarded.
        var latest = 0
        var time = Extra()

        /// Two readings of the same four figures.
        struct Extra {
            /// `.lunch`: as `depart`, with the pause taken. `.duration`: duration of the stops before.
            var first = 0
            /// `.lunch`: as `depart`, for a tour that begins when the lunch window opens. `.duration`: latest beginning
            /// of the tour at which the stops before take no longer.
            var second = 0
            /// `.lunch`: latest arrival behind with the pause still owed. `.duration`: duration of the stops behind.
            var third = 0
            /// `.duration`: earliest arrival behind at which they take no longer.
            var fourth = 0
        }
    }

    /// Where a task is, and the legs beside it.
    struct Node {
        /// Vehicle, or -1 while absent.
        var tour: Int32 = -1
        var position: Int32 = -1
        var location: Int32 = 0
        var from: Int32 = -1
        var to: Int32 = -1
        /// Metres of the legs to and from it.
        var before: Int32 = 0
        var after: Int32 = 0
        var unused: Int32 = 0
    }

    /// First and last leg of a used tour, kept together for all tours.
    struct Ends {
        var vehicle: Int32 = 0
        var from: Int32 = -1
        var to: Int32 = -1
        var metres: Int32 = 0
        var lastFrom: Int32 = -1
        var lastTo: Int32 = -1
        var lastMetres: Int32 = 0
        var unused: Int32 = 0
    }

    struct Totals {
        var routeCost = 0
        var absentCost = 0
        var absentCount = 0
        var touchedCount = 0
        var usedCount = 0
        /// Cost of pairs torn apart, now and at the last commit.
        var tornCost = 0
        var committedTornCost = 0
        var cost: Int { routeCost &+ absentCost &+ tornCost }
    }

    let instance: Instance
    let routes: UnsafeMutablePointer<Route>
    let nodes: UnsafeMutablePointer<Node>
    let absent: UnsafeMutablePointer<Int32>
    private let absentIndex: UnsafeMutablePointer<Int32>
    private let groupServed: UnsafeMutablePointer<Int32>
    let touched: UnsafeMutablePointer<Int32>
    /// Vehicles with stops, in no order.
    let used: UnsafeMutablePointer<Int32>
    private let usedIndex: UnsafeMutablePointer<Int32>
    /// The same order as `used`.
    let ends: UnsafeMutablePointer<Ends>
    let totals: UnsafeMutablePointer<Totals>
    let firstFree: UnsafeMutablePointer<Int32>
    /// Scratch sequence, longer than any tour can become.
    let scratch: UnsafeMutablePointer<Int32>
    private let scratchRoom: UnsafeMutablePointer<Int>
    /// What serving each task saves: the cost of leaving it out (its whole group, for members of one) less its serving cost.
    let absence: UnsafeMutablePointer<Int>
    let typeOf: UnsafeMutablePointer<Int32>
    let typeMembers: [[Int32]]
    let emptyHint: UnsafeMutablePointer<Int32>
    /// How insertions into each vehicle's tour are judged.
    let timeCheck: UnsafeMutablePointer<TimeCheck>

    init(_ instance: Instance) {
        self.instance = instance
        let vehicles = instance.vehicleCount
        routes = .allocate(capacity: max(1, vehicles))
        nodes = Instance.table((0..<instance.taskCount).map { Node(location: instance.location[$0]) })
        absent = Instance.table((0..<instance.taskCount).map { Int32($0) })
        absentIndex = Instance.table((0..<instance.taskCount).map { Int32($0) })
        groupServed = Instance.table([Int32](repeating: 0, count: instance.groupMembers.count))
        touched = .allocate(capacity: max(1, vehicles))
        used = .allocate(capacity: max(1, vehicles))
        usedIndex = Instance.table([Int32](repeating: -1, count: vehicles))
        ends = Instance.table([Ends](repeating: Ends(), count: vehicles))
        totals = .allocate(capacity: 1)
        totals.initialize(to: Totals())
        firstFree = Instance.table(instance.lockedPrefix.map { Int32($0.count) })
        scratchRoom = Instance.table([2 * instance.stopCount + 64])
        scratch = .allocate(capacity: 2 * instance.stopCount + 64)
        let absences = Self.absenceCosts(instance)
        absence = Instance.table(absences.enumerated().map { $1 - instance.servingCost[$0] })
        let types = Self.vehicleTypes(instance)
        typeOf = Instance.table(types.ofVehicle)
        typeMembers = types.members
        emptyHint = Instance.table([Int32](repeating: 0, count: types.members.count))
        timeCheck = Instance.table((0..<vehicles).map { TimeCheck(instance, $0) })
        for vehicle in 0..<vehicles { (routes + vehicle).initialize(to: Self.emptyRoute(instance)) }
        totals.pointee.absentCount = instance.taskCount
        totals.pointee.absentCost = initialAbsence(absences)
        for vehicle in 0..<vehicles { refresh(vehicle, cost: 0) }
    }

    deinit {
        for vehicle in 0..<instance.vehicleCount { Self.free(routes[vehicle]) }
        routes.deallocate()
        nodes.deallocate()
        absent.deallocate()
        absentIndex.deallocate()
        groupServed.deallocate()
        touched.deallocate()
        used.deallocate()
        usedIndex.deallocate()
        ends.deallocate()
        totals.deallocate()
        firstFree.deallocate()
        scratchRoom.deallocate()
        scratch.deallocate()
        absence.deallocate()
        typeOf.deallocate()
        emptyHint.deallocate()
        timeCheck.deallocate()
    }

    // MARK: building

    private static func absenceCosts(_ instance: Instance) -> [Int] {
        (0..<instance.taskCount).map { task in
            let group = Int(instance.group[task])
            guard group >= 0 else { return instance.isMandatory[task] ? instance.absencePenalty : instance.prize[task] }
            if instance.groupIsMandatory[group] { return instance.absencePenalty }
            return instance.groupMembers[group].reduce(0) { $0 + instance.prize[Int($1)] }
        }
    }

    private func initialAbsence(_ absences: [Int]) -> Int {
        var sum = 0
        for task in 0..<instance.taskCount where instance.group[task] < 0 { sum += absences[task] }
        for members in instance.groupMembers { sum += members.first.map { absences[Int($0)] } ?? 0 }
        return sum
    }

    /// Vehicles alike in all but their id; the search tries one empty vehicle of each type.
    private static func vehicleTypes(_ instance: Instance) -> (ofVehicle: [Int32], members: [[Int32]]) {
        let problem = instance.problem
        let named =
            problem.tasks.contains { $0.allowedVehicles != nil } || problem.disposalSites.contains { $0.allowedVehicles != nil }
        var numbers: [Problem.Vehicle: Int] = [:]
        var members: [[Int32]] = []
        let ofVehicle = problem.vehicles.enumerated().map { index, vehicle in
            var key = vehicle
            if !named, problem.reference == nil, vehicle.lockedPrefix.isEmpty { key.id = "" }
            let number = numbers[key] ?? members.count
            if number == members.count {
                numbers[key] = number
                members.append([])
            }
            members[number].append(Int32(index))
            return Int32(number)
        }
        return (ofVehicle, members)
    }

    private static func emptyRoute(_ instance: Instance, room: Int = 16) -> Route {
        let loads = (room + 1) * max(1, instance.dimensionCount)
        return Route(
            stops: .allocate(capacity: room), slots: .allocate(capacity: room + 1), load: .allocate(capacity: loads), room: room,
            saved: Saved(
                stops: .allocate(capacity: room), slots: .allocate(capacity: room + 1), load: .allocate(capacity: loads)))
    }

    private static func free(_ route: Route) {
        route.stops.deallocate()
        route.slots.deallocate()
        route.load.deallocate()
        route.saved.stops.deallocate()
        route.saved.slots.deallocate()
        route.saved.load.deallocate()
    }

    func grow(_ vehicle: Int, to needed: Int) {
        let old = routes[vehicle]
        let larger = Self.emptyRoute(instance, room: max(needed, old.room * 2))
        let dimensions = instance.dimensionCount
        larger.stops.update(from: old.stops, count: old.count)
        larger.slots.update(from: old.slots, count: old.count + 1)
        larger.load.update(from: old.load, count: (old.count + 1) * dimensions)
        if old.isTouched {
            larger.saved.stops.update(from: old.saved.stops, count: old.saved.count)
            larger.saved.slots.update(from: old.saved.slots, count: old.saved.count + 1)
            larger.saved.load.update(from: old.saved.load, count: (old.saved.count + 1) * dimensions)
        }
        Self.free(old)
        let route = routes + vehicle
        route.pointee.stops = larger.stops
        route.pointee.slots = larger.slots
        route.pointee.load = larger.load
        route.pointee.room = larger.room
        route.pointee.saved.stops = larger.saved.stops
        route.pointee.saved.slots = larger.saved.slots
        route.pointee.saved.load = larger.saved.load
    }

    /// Keeps the list of used vehicles; called by `refresh`.
    func noteUse(_ vehicle: Int) {
        let isUsed = routes[vehicle].count > 0
        let hole = usedIndex[vehicle]
        if isUsed, hole >= 0 { noteEnds(vehicle, Int(hole)) }
        if isUsed == (hole >= 0) { return }
        if isUsed {
            usedIndex[vehicle] = Int32(totals.pointee.usedCount)
            used[totals.pointee.usedCount] = Int32(vehicle)
            noteEnds(vehicle, totals.pointee.usedCount)
            totals.pointee.usedCount &+= 1
        } else {
            totals.pointee.usedCount &-= 1
            let moved = used[totals.pointee.usedCount]
            used[Int(hole)] = moved
            ends[Int(hole)] = ends[totals.pointee.usedCount]
            usedIndex[Int(moved)] = hole
            usedIndex[vehicle] = -1
            emptyHint[Int(typeOf[vehicle])] = 0
        }
    }

    private func noteEnds(_ vehicle: Int, _ index: Int) {
        let route = routes + vehicle
        let first = route.pointee.slots[Int(firstFree[vehicle])]
        let last = route.pointee.slots[route.pointee.count]
        ends[index] = Ends(
            vehicle: Int32(vehicle), from: first.from, to: first.to, metres: first.metres, lastFrom: last.from, lastTo: last.to,
            lastMetres: last.metres)
    }

    // MARK: absent tasks

    @inline(__always)
    func isAbsent(_ task: Int) -> Bool { nodes[task].tour < 0 }

    /// What serving an absent task saves; negative if an alternative is served already.
    @inline(__always)
    func gain(_ task: Int) -> Int {
        let group = Int(instance.group[task])
        if group >= 0, groupServed[group] > 0 { return Int.min / 4 }
        return instance.hasOrders ? absence[task] &+ gainOfFollowers(task) : absence[task]
    }

    /// Tasks that may only follow this one, and could be served with it.
    /// Cost of the pairs that a task in this vehicle's tour makes with tasks in others'.
    @inline(__always)
    func torn(_ task: Int, _ vehicle: Int) -> Int {
        if instance.pairCost == 0 { return 0 }
        var count = 0
        for index in Int(instance.besideStart[task])..<Int(instance.besideStart[task &+ 1]) {
            let other = nodes[Int(instance.beside[index])].tour
            if other >= 0, Int(other) != vehicle { count &+= 1 }
        }
        return count &* instance.pairCost
    }

    private func gainOfFollowers(_ task: Int) -> Int {
        var sum = 0
        var next = Int(instance.after[task])
        while next >= 0, isAbsent(next) {
            sum &+= absence[next]
            next = Int(instance.after[next])
        }
        return sum
    }

    func becomeAbsent(_ task: Int) {
        nodes[task].tour = -1
        absentIndex[task] = Int32(totals.pointee.absentCount)
        absent[totals.pointee.absentCount] = Int32(task)
        totals.pointee.absentCount &+= 1
        let group = Int(instance.group[task])
        if group >= 0 {
            groupServed[group] &-= 1
            if groupServed[group] > 0 { return }
        }
        totals.pointee.absentCost &+= absence[task]
    }

    func becomeServed(_ task: Int) {
        let hole = Int(absentIndex[task])
        totals.pointee.absentCount &-= 1
        let moved = absent[totals.pointee.absentCount]
        absent[hole] = moved
        absentIndex[Int(moved)] = Int32(hole)
        let group = Int(instance.group[task])
        if group >= 0 {
            groupServed[group] &+= 1
            if groupServed[group] > 1 { return }
        }
        totals.pointee.absentCost &-= absence[task]
    }
}
