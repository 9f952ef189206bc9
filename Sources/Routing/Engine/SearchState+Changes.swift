extension SearchState {
    /// Saves a tour before its first change since the last commit.
    func touch(_ vehicle: Int) {
        let route = routes + vehicle
        if route.pointee.isTouched { return }
        route.pointee.isTouched = true
        let count = route.pointee.count
        route.pointee.saved.stops.update(from: route.pointee.stops, count: count)
        route.pointee.saved.slots.update(from: route.pointee.slots, count: count &+ 1)
        route.pointee.saved.load.update(from: route.pointee.load, count: (count &+ 1) &* instance.dimensionCount)
        route.pointee.saved.count = count
        route.pointee.saved.cost = route.pointee.cost
        route.pointee.saved.metres = route.pointee.metres
        route.pointee.saved.tasks = route.pointee.tasks
        route.pointee.saved.seconds = route.pointee.seconds
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
            nodes[Int(stop)].tour = Int32(vehicle)
            totals.pointee.tornCost &+= torn(Int(stop), vehicle)
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
        if stop < instance.taskCount {
            totals.pointee.tornCost &-= torn(stop, vehicle)
            becomeAbsent(stop)
        }
    }

    /// Replaces a tour by the sequence in `stops`; tasks not in it become absent. Refreshes.
    func replace(_ vehicle: Int, by stops: UnsafePointer<Int32>, _ count: Int, cost: Int?) {
        touch(vehicle)
        if count > routes[vehicle].room { grow(vehicle, to: count) }
        let route = routes + vehicle
        for index in 0..<route.pointee.count where route.pointee.stops[index] < instance.taskCount {
            totals.pointee.tornCost &-= torn(Int(route.pointee.stops[index]), vehicle)
            becomeAbsent(Int(route.pointee.stops[index]))
        }
        route.pointee.stops.update(from: stops, count: count)
        route.pointee.count = count
        for index in 0..<count where stops[index] < instance.taskCount {
            nodes[Int(stops[index])].tour = Int32(vehicle)
            totals.pointee.tornCost &+= torn(Int(stops[index]), vehicle)
            becomeServed(Int(stops[index]))
        }
        refresh(vehicle, cost: cost)
    }

    /// Gives two tours new sequences that together hold the same stops, one behind the other in `stops`.
    func exchange(
        _ one: Int, _ second: Int, _ stops: UnsafeMutablePointer<Int32>, _ count: Int, _ cost: Int, _ secondCount: Int,
        _ secondCost: Int
    ) {
        var first = stops
        for (vehicle, length, price) in [(one, count, cost), (second, secondCount, secondCost)] {
            touch(vehicle)
            if length > routes[vehicle].room { grow(vehicle, to: length) }
            routes[vehicle].stops.update(from: first, count: length)
            routes[vehicle].count = length
            for index in 0..<length where first[index] < instance.taskCount { move(Int(first[index]), to: vehicle) }
            first += length
            refresh(vehicle, cost: price)
        }
    }

    /// Notes that a task served elsewhere now belongs to a vehicle's tour.
    private func move(_ task: Int, to vehicle: Int) {
        let old = Int(nodes[task].tour)
        if old == vehicle { return }
        totals.pointee.tornCost &-= torn(task, old)
        nodes[task].tour = Int32(vehicle)
        totals.pointee.tornCost &+= torn(task, vehicle)
    }

    /// Keeps all changes since the last commit.
    func commit() {
        for index in 0..<totals.pointee.touchedCount {
            let route = routes + Int(touched[index])
            route.pointee.isTouched = false
            route.pointee.isDirty = true
        }
        totals.pointee.touchedCount = 0
        totals.pointee.committedTornCost = totals.pointee.tornCost
    }

    /// Takes all changes since the last commit back. Nothing is computed anew: the tours' buffers are swapped with the saved
    /// ones, and the tasks' records follow from the slots.
    func rollback() {
        let count = totals.pointee.touchedCount
        for index in 0..<count {
            let route = routes + Int(touched[index])
            for position in 0..<route.pointee.count where route.pointee.stops[position] < instance.taskCount {
                nodes[Int(route.pointee.stops[position])].tour = Self.unsettled
            }
        }
        for index in 0..<count { restore(Int(touched[index])) }
        for index in 0..<count {
            // The saved buffers now hold the sequence given up; its tasks not met again were absent before.
            let given = routes[Int(touched[index])].saved
            for position in 0..<given.count where given.stops[position] < instance.taskCount {
                let task = Int(given.stops[position])
                if nodes[task].tour == Self.unsettled { becomeAbsent(task) }
            }
        }
        totals.pointee.touchedCount = 0
        totals.pointee.tornCost = totals.pointee.committedTornCost
    }

    /// Mark of a task whose tour is being restored.
    private static let unsettled: Int32 = -2

    private func restore(_ vehicle: Int) {
        let route = routes + vehicle
        let old = route.pointee.saved
        totals.pointee.routeCost &+= old.cost &- route.pointee.cost
        route.pointee.saved.stops = route.pointee.stops
        route.pointee.saved.slots = route.pointee.slots
        route.pointee.saved.load = route.pointee.load
        route.pointee.saved.count = route.pointee.count
        route.pointee.stops = old.stops
        route.pointee.slots = old.slots
        route.pointee.load = old.load
        route.pointee.count = old.count
        route.pointee.cost = old.cost
        route.pointee.metres = old.metres
        route.pointee.tasks = old.tasks
        route.pointee.seconds = old.seconds
        route.pointee.isTouched = false
        let taskCount = instance.taskCount
        for position in 0..<old.count {
            let task = Int(old.stops[position])
            if task >= taskCount { continue }
            let node = nodes + task
            let slot = old.slots + position
            if node.pointee.tour == -1 { becomeServed(task) }
            node.pointee.tour = Int32(truncatingIfNeeded: vehicle)
            node.pointee.position = Int32(truncatingIfNeeded: position)
            node.pointee.from = slot.pointee.from
            node.pointee.before = slot.pointee.metres
            node.pointee.to = slot[1].to
            node.pointee.after = slot[1].metres
        }
        noteUse(vehicle)
    }
}
