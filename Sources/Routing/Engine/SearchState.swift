/// The tours of one search thread, changed in place with a journal instead of being copied.
///
/// Layout: one record per vehicle with flat buffers, and per task where it is. `depart` and `latest`
/// bracket the time at every slot without regard to pauses; for plain vehicles they decide an
/// insertion, for others they only rule it out.
final class SearchState {
    struct Route {
        var stops: UnsafeMutablePointer<Int32>
        /// `places[slot]` and `places[slot + 1]`: locations before and after a slot (-1 for an open end).
        var places: UnsafeMutablePointer<Int32>
        /// `legs[slot]`: metres of the leg at the slot.
        var legs: UnsafeMutablePointer<Int32>
        /// `depart[slot]`: earliest time ready to leave towards slot.
        var depart: UnsafeMutablePointer<Int>
        /// `latest[slot]`: latest beginning at stop `slot`; at `count` the latest arrival home.
        var latest: UnsafeMutablePointer<Int>
        /// `load[slot * dimensions + d]`: final load of the trip around the slot.
        var load: UnsafeMutablePointer<Int>
        var saved: UnsafeMutablePointer<Int32>
        var room: Int
        var count = 0
        var savedCount = 0
        var cost = 0
        var savedCost = 0
        var metres = 0
        var tasks = 0
        var isTouched = false
        /// Changed since the best solution was last stored.
        var isDirty = true
    }

    struct Totals {
        var routeCost = 0
        var absentCost = 0
        var absentCount = 0
        var touchedCount = 0
        var usedCount = 0
        var cost: Int { routeCost &+ absentCost }
    }

    let instance: Instance
    let routes: UnsafeMutablePointer<Route>
    let routeOf: UnsafeMutablePointer<Int32>
    let positionOf: UnsafeMutablePointer<Int32>
    let absent: UnsafeMutablePointer<Int32>
    private let absentIndex: UnsafeMutablePointer<Int32>
    private let groupServed: UnsafeMutablePointer<Int32>
    let touched: UnsafeMutablePointer<Int32>
    /// Vehicles with stops, in no order.
    let used: UnsafeMutablePointer<Int32>
    private let usedIndex: UnsafeMutablePointer<Int32>
    let totals: UnsafeMutablePointer<Totals>
    let firstFree: UnsafeMutablePointer<Int32>
    /// Scratch sequence, longer than any tour can become.
    let scratch: UnsafeMutablePointer<Int32>
    private let scratchRoom: UnsafeMutablePointer<Int>
    /// Cost of leaving each task out (of its whole group, for members of one).
    let absence: UnsafeMutablePointer<Int>
    let typeOf: UnsafeMutablePointer<Int32>
    let typeMembers: [[Int32]]
    let emptyHint: UnsafeMutablePointer<Int32>
    /// Whether earliest and latest times decide insertions into this vehicle's tour.
    let isExact: UnsafeMutablePointer<Bool>

    init(_ instance: Instance) {
        self.instance = instance
        let vehicles = instance.vehicleCount
        routes = .allocate(capacity: max(1, vehicles))
        routeOf = Instance.table([Int32](repeating: -1, count: instance.taskCount))
        positionOf = Instance.table([Int32](repeating: -1, count: instance.taskCount))
        absent = Instance.table((0..<instance.taskCount).map { Int32($0) })
        absentIndex = Instance.table((0..<instance.taskCount).map { Int32($0) })
        groupServed = Instance.table([Int32](repeating: 0, count: instance.groupMembers.count))
        touched = .allocate(capacity: max(1, vehicles))
        used = .allocate(capacity: max(1, vehicles))
        usedIndex = Instance.table([Int32](repeating: -1, count: vehicles))
        totals = .allocate(capacity: 1)
        totals.initialize(to: Totals())
        firstFree = Instance.table(instance.lockedPrefix.map { Int32($0.count) })
        scratchRoom = Instance.table([2 * instance.stopCount + 64])
        scratch = .allocate(capacity: 2 * instance.stopCount + 64)
        absence = Instance.table(Self.absenceCosts(instance))
        let types = Self.vehicleTypes(instance)
        typeOf = Instance.table(types.ofVehicle)
        typeMembers = types.members
        emptyHint = Instance.table([Int32](repeating: 0, count: types.members.count))
        isExact = Instance.table((0..<vehicles).map { Self.isExact(instance, $0) })
        for vehicle in 0..<vehicles { (routes + vehicle).initialize(to: Self.emptyRoute(instance)) }
        totals.pointee.absentCount = instance.taskCount
        totals.pointee.absentCost = initialAbsence()
        for vehicle in 0..<vehicles { refresh(vehicle, cost: 0) }
    }

    deinit {
        for vehicle in 0..<instance.vehicleCount { Self.free(routes[vehicle]) }
        routes.deallocate()
        routeOf.deallocate()
        positionOf.deallocate()
        absent.deallocate()
        absentIndex.deallocate()
        groupServed.deallocate()
        touched.deallocate()
        used.deallocate()
        usedIndex.deallocate()
        totals.deallocate()
        firstFree.deallocate()
        scratchRoom.deallocate()
        scratch.deallocate()
        absence.deallocate()
        typeOf.deallocate()
        emptyHint.deallocate()
        isExact.deallocate()
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

    private func initialAbsence() -> Int {
        var sum = 0
        for task in 0..<instance.taskCount where instance.group[task] < 0 { sum += absence[task] }
        for members in instance.groupMembers { sum += members.first.map { absence[Int($0)] } ?? 0 }
        return sum
    }

    private static func isExact(_ instance: Instance, _ vehicle: Int) -> Bool {
        instance.vehicles[vehicle].isPlain && !instance.hasSetup && !instance.hasRelease && !instance.hasOrders
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
        let dimensions = max(1, instance.dimensionCount)
        return Route(
            stops: .allocate(capacity: room), places: .allocate(capacity: room + 2), legs: .allocate(capacity: room + 1),
            depart: .allocate(capacity: room + 1), latest: .allocate(capacity: room + 1),
            load: .allocate(capacity: (room + 1) * dimensions), saved: .allocate(capacity: room), room: room)
    }

    private static func free(_ route: Route) {
        route.stops.deallocate()
        route.places.deallocate()
        route.legs.deallocate()
        route.depart.deallocate()
        route.latest.deallocate()
        route.load.deallocate()
        route.saved.deallocate()
    }

    private func grow(_ vehicle: Int, to needed: Int) {
        var larger = Self.emptyRoute(instance, room: max(needed, routes[vehicle].room * 2))
        let old = routes[vehicle]
        larger.stops.update(from: old.stops, count: old.count)
        larger.saved.update(from: old.saved, count: old.savedCount)
        larger.count = old.count
        larger.savedCount = old.savedCount
        larger.cost = old.cost
        larger.savedCost = old.savedCost
        larger.metres = old.metres
        larger.tasks = old.tasks
        larger.isTouched = old.isTouched
        larger.isDirty = old.isDirty
        Self.free(old)
        routes[vehicle] = larger
    }

    /// Keeps the list of used vehicles; called by `refresh`.
    func noteUse(_ vehicle: Int) {
        let isUsed = routes[vehicle].count > 0
        let hole = usedIndex[vehicle]
        if isUsed == (hole >= 0) { return }
        if isUsed {
            usedIndex[vehicle] = Int32(totals.pointee.usedCount)
            used[totals.pointee.usedCount] = Int32(vehicle)
            totals.pointee.usedCount &+= 1
        } else {
            totals.pointee.usedCount &-= 1
            let moved = used[totals.pointee.usedCount]
            used[Int(hole)] = moved
            usedIndex[Int(moved)] = hole
            usedIndex[vehicle] = -1
            emptyHint[Int(typeOf[vehicle])] = 0
        }
    }

    // MARK: absent tasks

    @inline(__always)
    func isAbsent(_ task: Int) -> Bool { routeOf[task] < 0 }

    /// What serving an absent task saves; negative if an alternative is served already.
    @inline(__always)
    func gain(_ task: Int) -> Int {
        let group = Int(instance.group[task])
        if group >= 0, groupServed[group] > 0 { return Int.min / 4 }
        return instance.hasOrders ? absence[task] &+ gainOfFollowers(task) : absence[task]
    }

    /// Tasks that may only follow this one, and could be served with it.
    private func gainOfFollowers(_ task: Int) -> Int {
        var sum = 0
        var next = Int(instance.after[task])
        while next >= 0, isAbsent(next) {
            sum &+= absence[next]
            next = Int(instance.after[next])
        }
        return sum
    }

    private func becomeAbsent(_ task: Int) {
        routeOf[task] = -1
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

    private func becomeServed(_ task: Int) {
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

    // MARK: changing tours

    /// Saves a tour before its first change since the last commit.
    func touch(_ vehicle: Int) {
        let route = routes + vehicle
        if route.pointee.isTouched { return }
        route.pointee.isTouched = true
        route.pointee.saved.update(from: route.pointee.stops, count: route.pointee.count)
        route.pointee.savedCount = route.pointee.count
        route.pointee.savedCost = route.pointee.cost
        touched[totals.pointee.touchedCount] = Int32(vehicle)
        totals.pointee.touchedCount &+= 1
    }

    /// Puts a stop before slot; `refresh` has to follow.
    func insert(_ stop: Int32, _ vehicle: Int, _ slot: Int) {
        touch(vehicle)
        if routes[vehicle].count == routes[vehicle].room { grow(vehicle, to: routes[vehicle].count + 1) }
        let route = routes + vehicle
        let stops = route.pointee.stops
        var index = route.pointee.count
        while index > slot {
            stops[index] = stops[index &- 1]
            index &-= 1
        }
        stops[slot] = stop
        route.pointee.count &+= 1
        if stop < instance.taskCount {
            routeOf[Int(stop)] = Int32(vehicle)
            becomeServed(Int(stop))
        }
    }

    /// Takes the stop at a position out; `refresh` has to follow.
    func remove(_ vehicle: Int, at position: Int) {
        touch(vehicle)
        let route = routes + vehicle
        let stops = route.pointee.stops
        let stop = Int(stops[position])
        var index = position
        while index < route.pointee.count &- 1 {
            stops[index] = stops[index &+ 1]
            index &+= 1
        }
        route.pointee.count &-= 1
        if stop < instance.taskCount { becomeAbsent(stop) }
    }

    /// Replaces a tour by the sequence in `stops`; tasks not in it become absent. Refreshes.
    func replace(_ vehicle: Int, by stops: UnsafePointer<Int32>, _ count: Int, cost: Int?) {
        touch(vehicle)
        if count > routes[vehicle].room { grow(vehicle, to: count) }
        let route = routes + vehicle
        for index in 0..<route.pointee.count where route.pointee.stops[index] < instance.taskCount {
            becomeAbsent(Int(route.pointee.stops[index]))
        }
        route.pointee.stops.update(from: stops, count: count)
        route.pointee.count = count
        for index in 0..<count where stops[index] < instance.taskCount {
            routeOf[Int(stops[index])] = Int32(vehicle)
            becomeServed(Int(stops[index]))
        }
        refresh(vehicle, cost: cost)
    }

    /// Keeps all changes since the last commit.
    func commit() {
        for index in 0..<totals.pointee.touchedCount {
            let route = routes + Int(touched[index])
            route.pointee.isTouched = false
            route.pointee.isDirty = true
        }
        totals.pointee.touchedCount = 0
    }

    /// Takes all changes since the last commit back.
    func rollback() {
        let count = totals.pointee.touchedCount
        for index in 0..<count {
            let route = routes + Int(touched[index])
            for position in 0..<route.pointee.count where route.pointee.stops[position] < instance.taskCount {
                becomeAbsent(Int(route.pointee.stops[position]))
            }
        }
        for index in 0..<count {
            let vehicle = Int(touched[index])
            let route = routes + vehicle
            swap(&route.pointee.stops, &route.pointee.saved)
            route.pointee.count = route.pointee.savedCount
            route.pointee.isTouched = false
            for position in 0..<route.pointee.count where route.pointee.stops[position] < instance.taskCount {
                let task = Int(route.pointee.stops[position])
                routeOf[task] = Int32(vehicle)
                becomeServed(task)
            }
            refresh(vehicle, cost: route.pointee.savedCost)
        }
        totals.pointee.touchedCount = 0
    }
}
