/// Putting one task into a tour without going through the whole of it: times change only as far as they are not
/// swallowed by waiting before, or by slack behind.
extension SearchState {
    /// Puts a task before a slot of a tour whose slots are up to date; the place has been judged possible.
    func put(_ task: Int, _ vehicle: Int, _ number: Int, cost: Int) {
        insert(Int32(task), vehicle, number)
        let route = routes[vehicle]
        let data = instance.vehicles + vehicle
        let table = data.pointee.table
        let slot = route.slots + number
        // Slots behind move up by one; the new leg's slot is a copy of the one that is split.
        (slot + 1).update(from: slot, count: route.count &- number)
        let here = instance.location[task]
        let from = slot.pointee.from
        let to = slot.pointee.to
        var added = 0 &- Int(slot.pointee.metres)
        let there = from >= 0 ? table.distance(from, here) : 0
        let onward = to >= 0 ? table.distance(here, to) : 0
        added &+= there &+ onward
        slot.pointee.to = here
        slot.pointee.metres = Int32(truncatingIfNeeded: there)
        slot[1].from = here
        slot[1].metres = Int32(truncatingIfNeeded: onward)
        noteBeside(task, route, number)
        var position = number &+ 1
        while position < route.count {
            let stop = Int(route.stops[position])
            if stop < instance.taskCount { nodes[stop].position = Int32(truncatingIfNeeded: position) }
            position &+= 1
        }
        routes[vehicle].metres &+= added
        routes[vehicle].tasks &+= 1
        loadTask(task, route, number)
        switch timeCheck[vehicle] {
        case .windows, .simulated:
            moveDepartures(route, table, number)
            moveLatest(route, table, number)
        case .duration:
            moveHeads(route, table, number)
            moveTails(route, table, number)
            noteSeconds(vehicle)
        case .lunch:
            moveLunchHeads(route, data, number)
            moveLunchTails(route, data, number)
        }
        totals.pointee.routeCost &+= cost &- route.cost
        routes[vehicle].cost = cost
        noteUse(vehicle)
    }

    /// The records of a task and of those beside it.
    @inline(__always)
    private func noteBeside(_ task: Int, _ route: Route, _ number: Int) {
        let slot = route.slots + number
        let node = nodes + task
        node.pointee.position = Int32(truncatingIfNeeded: number)
        node.pointee.from = slot.pointee.from
        node.pointee.before = slot.pointee.metres
        node.pointee.to = slot[1].to
        node.pointee.after = slot[1].metres
        if number > 0, Int(route.stops[number &- 1]) < instance.taskCount {
            let previous = nodes + Int(route.stops[number &- 1])
            previous.pointee.to = slot.pointee.to
            previous.pointee.after = slot.pointee.metres
        }
        if number &+ 1 < route.count, Int(route.stops[number &+ 1]) < instance.taskCount {
            let next = nodes + Int(route.stops[number &+ 1])
            next.pointee.from = slot[1].from
            next.pointee.before = slot[1].metres
        }
    }

    /// Adds the task's demand to the slots of its trip.
    private func loadTask(_ task: Int, _ route: Route, _ number: Int) {
        let dimensions = instance.dimensionCount
        if dimensions == 0 { return }
        let load = route.load + number &* dimensions
        (load + dimensions).update(from: load, count: (route.count &- number) &* dimensions)
        for dimension in 0..<dimensions {
            let amount = instance.demand[task &* dimensions &+ dimension]
            let bit = UInt32(1) << UInt32(dimension)
            var first = number
            var last = number &+ 1
            if instance.hasSites, bit & instance.resetting != 0 {
                while first > 0, instance.empties[Int(route.stops[first &- 1])] & bit == 0 { first &-= 1 }
                while last < route.count, instance.empties[Int(route.stops[last])] & bit == 0 { last &+= 1 }
            } else {
                first = 0
                last = route.count
            }
            var index = first &* dimensions &+ dimension
            let end = last &* dimensions &+ dimension
            while index <= end {
                route.load[index] &+= amount
                index &+= dimensions
            }
        }
    }

    /// Earliest departures behind a new stop, until they are what they were.
    private func moveDepartures(_ route: Route, _ table: TravelTable, _ number: Int) {
        var index = number
        while index < route.count {
            let slot = route.slots + index
            let stop = Int(route.stops[index])
            var ready = slot.pointee.depart
            if slot.pointee.from >= 0 { ready &+= table.duration(slot.pointee.from, slot.pointee.to) }
            ready = max(ready, instance.begin(stop, arrival: ready) ?? ready) &+ instance.service[stop]
            if index > number, slot[1].depart == ready { return }
            slot[1].depart = ready
            index &+= 1
        }
    }

    /// Latest beginnings at a new stop and before it, until they are what they were.
    private func moveLatest(_ route: Route, _ table: TravelTable, _ number: Int) {
        var index = number
        while index >= 0 {
            let slot = route.slots + index
            let stop = Int(route.stops[index])
            var bound = slot[1].latest
            if slot[1].to >= 0 { bound &-= table.duration(slot[1].from, slot[1].to) }
            bound = instance.latestBegin(stop, bound: bound &- instance.service[stop])
            if index < number, slot.pointee.latest == bound { return }
            slot.pointee.latest = bound
            index &-= 1
        }
    }

    /// Shortest durations before the slots behind a new stop, with the departures.
    private func moveHeads(_ route: Route, _ table: TravelTable, _ number: Int) {
        var index = number
        let first = route.slots + number
        var head = TimeSegment(
            seconds: first.pointee.time.first, earliest: first.pointee.depart &- first.pointee.time.first,
            latest: first.pointee.time.second)
        while index < route.count {
            let slot = route.slots + index
            let drive = slot.pointee.from >= 0 ? table.duration(slot.pointee.from, slot.pointee.to) : 0
            head = head.then(drive: drive, instance.segment(Int(route.stops[index])))
            let depart = head.earliest &+ head.seconds
            let isSame =
                index > number && slot[1].depart == depart && slot[1].time.first == head.seconds
                && slot[1].time.second == head.latest
            if isSame { return }
            slot[1].depart = depart
            slot[1].time.first = head.seconds
            slot[1].time.second = head.latest
            index &+= 1
        }
    }

    /// Shortest durations behind a new stop's slot and those before it, with the latest beginnings.
    private func moveTails(_ route: Route, _ table: TravelTable, _ number: Int) {
        var index = number
        var tail = TimeSegment(
            seconds: route.slots[number &+ 1].time.third, earliest: route.slots[number &+ 1].time.fourth,
            latest: route.slots[number &+ 1].latest)
        while index >= 0 {
            let slot = route.slots + index
            let drive = slot[1].to >= 0 ? table.duration(slot[1].from, slot[1].to) : 0
            tail = instance.segment(Int(route.stops[index])).then(drive: drive, tail)
            let isSame =
                index < number && slot.pointee.latest == tail.latest && slot.pointee.time.third == tail.seconds
                && slot.pointee.time.fourth == tail.earliest
            if isSame { return }
            slot.pointee.latest = tail.latest
            slot.pointee.time.third = tail.seconds
            slot.pointee.time.fourth = tail.earliest
            index &-= 1
        }
    }

    /// As `moveDepartures`, with the pause taken and for a late beginning.
    private func moveLunchHeads(_ route: Route, _ data: UnsafeMutablePointer<VehicleData>, _ number: Int) {
        let table = data.pointee.table
        let lunch = data.pointee.lunch
        var index = number
        while index < route.count {
            let slot = route.slots + index
            let stop = Int(route.stops[index])
            let drive = table.duration(slot.pointee.from, slot.pointee.to)
            let arrival = slot.pointee.depart &+ drive
            let depart = max(arrival, instance.begin(stop, arrival: arrival) ?? arrival) &+ instance.service[stop]
            let onLeg = lunch.arrival(ready: slot.pointee.depart, drive: drive, isFirst: index == 0)
            let taken = instance.departure(stop, arrival: min(slot.pointee.time.first &+ drive, onLeg))
            let late = instance.departure(stop, arrival: slot.pointee.time.second &+ drive)
            let isSame =
                index > number && slot[1].depart == depart && slot[1].time.first == taken && slot[1].time.second == late
            if isSame { return }
            slot[1].depart = depart
            slot[1].time.first = taken
            slot[1].time.second = late
            index &+= 1
        }
    }

    /// As `moveLatest`, with the pause still owed.
    private func moveLunchTails(_ route: Route, _ data: UnsafeMutablePointer<VehicleData>, _ number: Int) {
        let table = data.pointee.table
        let lunch = data.pointee.lunch
        var index = number
        while index >= 0 {
            let slot = route.slots + index
            let stop = Int(route.stops[index])
            let drive = table.duration(slot[1].from, slot[1].to)
            let latest = instance.latestBegin(stop, bound: slot[1].latest &- drive &- instance.service[stop])
            var ready = slot[1].time.third &- drive
            if index &+ 1 < route.count || drive > 0 {
                ready = max(ready, lunch.latestReady(bound: slot[1].latest, drive: drive, isFirst: false))
            }
            let hungry = instance.latestBegin(stop, bound: ready &- instance.service[stop])
            if index < number, slot.pointee.latest == latest, slot.pointee.time.third == hungry { return }
            slot.pointee.latest = latest
            slot.pointee.time.third = hungry
            index &-= 1
        }
    }
}
