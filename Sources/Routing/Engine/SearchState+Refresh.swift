extension SearchState {
    /// Recomputes what is known of a tour after a change. `cost` is passed where it is known; otherwise
    /// it is computed, and `false` is returned if the tour breaks a rule. Such a tour, a fixed beginning that cannot be driven,
    /// costs as much as a task left out, so that whatever makes it possible pays.
    @discardableResult
    func refresh(_ vehicle: Int, cost known: Int?) -> Bool {
        let route = routes + vehicle
        let before = route.pointee.cost
        var isSound = true
        let check = timeCheck[vehicle]
        refreshSlots(vehicle, check)
        if let known {
            route.pointee.cost = known
        } else if check != .simulated {
            isSound = isInTime(vehicle, check)
            route.pointee.cost = cost(vehicle) &+ (isSound ? 0 : instance.absencePenalty)
        } else {
            var failure = Failure.none
            let cost = instance.cost(vehicle: vehicle, route.pointee.stops, route.pointee.count, failure: &failure)
            isSound = cost != nil
            route.pointee.cost = cost ?? (route.pointee.count == 0 ? 0 : instance.absencePenalty)
        }
        totals.pointee.routeCost &+= route.pointee.cost &- before
        noteUse(vehicle)
        return isSound
    }

    private func cost(_ vehicle: Int) -> Int {
        let route = routes + vehicle
        if route.pointee.count == 0 { return 0 }
        return instance.stopCosts(vehicle, route.pointee.stops, route.pointee.count)
            &+ instance.tourCost(vehicle, metres: route.pointee.metres, seconds: route.pointee.seconds)
    }

    /// Whether a refreshed tour keeps windows, duration and distance.
    private func isInTime(_ vehicle: Int, _ check: TimeCheck) -> Bool {
        let route = routes[vehicle]
        if route.count == 0 { return true }
        let data = instance.vehicles + vehicle
        if route.metres > data.pointee.maximumDistance || route.metres >= Int(Travel.unreachable) { return false }
        let first = route.slots[0]
        let drive = first.from >= 0 ? data.pointee.table.duration(first.from, first.to) : 0
        switch check {
        case .windows, .simulated: return first.depart &+ drive <= first.latest
        case .lunch:
            if first.time.second &+ drive <= first.latest || first.depart &+ drive <= first.time.third { return true }
            return data.pointee.lunch.arrival(ready: first.depart, drive: drive, isFirst: true) <= first.latest
        case .duration: return first.depart &+ drive <= first.latest && route.seconds <= data.pointee.maximumDuration
        }
    }

    private func refreshSlots(_ vehicle: Int, _ check: TimeCheck) {
        let route = routes[vehicle]
        let data = instance.vehicles + vehicle
        let table = data.pointee.table
        let taskCount = instance.taskCount
        var place = data.pointee.start
        var ready = data.pointee.open
        var metres = 0
        var tasks = 0
        var slot = route.slots
        var previous = -1
        for index in 0..<route.count {
            let stop = Int(route.stops[index])
            let next = instance.location[stop]
            var leg: Int32 = 0
            slot.pointee.depart = ready
            if place >= 0 {
                leg = Int32(truncatingIfNeeded: table.distance(place, next))
                metres &+= Int(leg)
                ready &+= table.duration(place, next)
            }
            ready = max(ready, instance.begin(stop, arrival: ready) ?? ready) &+ instance.service[stop]
            slot.pointee.from = place
            slot.pointee.to = next
            slot.pointee.metres = leg
            if previous >= 0 {
                nodes[previous].to = next
                nodes[previous].after = leg
            }
            previous = -1
            if stop < taskCount {
                previous = stop
                nodes[stop].position = Int32(truncatingIfNeeded: index)
                nodes[stop].from = place
                nodes[stop].before = leg
                tasks &+= 1
            }
            place = next
            slot += 1
        }
        let home = data.pointee.end
        var leg: Int32 = 0
        if route.count > 0, home >= 0 {
            leg = Int32(truncatingIfNeeded: table.distance(place, home))
            metres &+= Int(leg)
        }
        if previous >= 0 {
            nodes[previous].to = home
            nodes[previous].after = leg
        }
        slot.pointee.depart = ready
        slot.pointee.from = place
        slot.pointee.to = home
        slot.pointee.metres = leg
        routes[vehicle].metres = metres
        routes[vehicle].tasks = tasks
        refreshLatest(route, vehicle)
        refreshLoads(route, vehicle)
        if check == .lunch { refreshLunch(route, vehicle) }
        if check == .duration { refreshDurations(route, vehicle) }
    }

    private func refreshLatest(_ route: Route, _ vehicle: Int) {
        let data = instance.vehicles + vehicle
        let table = data.pointee.table
        var bound = data.pointee.close
        var place = data.pointee.end
        var emptied: UInt32 = 0
        var slot = route.slots + route.count
        slot.pointee.latest = bound
        slot.pointee.emptied = 0
        var index = route.count &- 1
        while index >= 0 {
            let stop = Int(route.stops[index])
            let here = instance.location[stop]
            slot -= 1
            if place >= 0 { bound &-= table.duration(here, place) }
            bound = instance.latestBegin(stop, bound: bound &- instance.service[stop])
            emptied |= instance.empties[stop]
            slot.pointee.latest = bound
            slot.pointee.emptied = emptied
            place = here
            index &-= 1
        }
    }

    /// Earliest times with the pause taken and for a late beginning; latest times with the pause still owed.
    private func refreshLunch(_ route: Route, _ vehicle: Int) {
        let data = instance.vehicles + vehicle
        let table = data.pointee.table
        let lunch = data.pointee.lunch
        var taken = Lunch.never
        var late = max(data.pointee.open, lunch.open)
        for index in 0..<route.count {
            let slot = route.slots + index
            let stop = Int(route.stops[index])
            slot.pointee.time.first = taken
            slot.pointee.time.second = late
            let drive = table.duration(slot.pointee.from, slot.pointee.to)
            let onLeg = lunch.arrival(ready: slot.pointee.depart, drive: drive, isFirst: index == 0)
            taken = instance.departure(stop, arrival: min(taken &+ drive, onLeg))
            late = instance.departure(stop, arrival: late &+ drive)
        }
        let home = route.slots + route.count
        home.pointee.time.first = taken
        home.pointee.time.second = late
        home.pointee.time.third = min(data.pointee.close, lunch.close)
        var index = route.count &- 1
        while index >= 0 {
            let stop = Int(route.stops[index])
            let next = route.slots + index + 1
            let drive = table.duration(next.pointee.from, next.pointee.to)
            var bound = next.pointee.time.third &- drive
            if index &+ 1 < route.count || drive > 0 {
                bound = max(bound, lunch.latestReady(bound: next.pointee.latest, drive: drive, isFirst: false))
            }
            route.slots[index].time.third = instance.latestBegin(stop, bound: bound &- instance.service[stop])
            index &-= 1
        }
    }

    /// Shortest durations before and behind every slot.
    private func refreshDurations(_ route: Route, _ vehicle: Int) {
        let data = instance.vehicles + vehicle
        let table = data.pointee.table
        var head = TimeSegment(seconds: 0, earliest: data.pointee.open, latest: data.pointee.close)
        for index in 0...route.count {
            let slot = route.slots + index
            slot.pointee.time.first = head.seconds
            slot.pointee.time.second = head.latest
            if index == route.count { break }
            let drive = slot.pointee.from >= 0 ? table.duration(slot.pointee.from, slot.pointee.to) : 0
            head = head.then(drive: drive, instance.segment(Int(route.stops[index])))
        }
        var tail = TimeSegment(seconds: 0, earliest: -Lunch.never, latest: data.pointee.close)
        var index = route.count
        while index >= 0 {
            let slot = route.slots + index
            if index < route.count {
                let drive = slot[1].to >= 0 ? table.duration(slot[1].from, slot[1].to) : 0
                tail = instance.segment(Int(route.stops[index])).then(drive: drive, tail)
            }
            slot.pointee.time.third = tail.seconds
            slot.pointee.time.fourth = tail.earliest
            index &-= 1
        }
        noteSeconds(vehicle)
    }

    /// The tour's shortest duration, out of what is known of its first slot.
    func noteSeconds(_ vehicle: Int) {
        let route = routes[vehicle]
        let data = instance.vehicles + vehicle
        let first = route.slots[0]
        let drive = first.from >= 0 && route.count > 0 ? data.pointee.table.duration(first.from, first.to) : 0
        let tail = TimeSegment(seconds: first.time.third, earliest: first.time.fourth, latest: first.latest)
        let start = TimeSegment(seconds: 0, earliest: data.pointee.open, latest: data.pointee.close)
        routes[vehicle].seconds = route.count == 0 ? 0 : start.then(drive: drive, tail).seconds
    }

    private func refreshLoads(_ route: Route, _ vehicle: Int) {
        let data = instance.vehicles + vehicle
        let dimensions = instance.dimensionCount
        for dimension in 0..<dimensions {
            let bit = UInt32(1) << UInt32(dimension)
            var load = data.pointee.initialLoad[dimension]
            var first = 0
            for index in 0..<route.count {
                let stop = Int(route.stops[index])
                if instance.empties[stop] & bit != 0 {
                    for slot in first...index { route.load[slot &* dimensions &+ dimension] = load }
                    first = index &+ 1
                    load = 0
                }
                load &+= instance.demand[stop &* dimensions &+ dimension]
            }
            for slot in first...route.count { route.load[slot &* dimensions &+ dimension] = load }
        }
    }
}

/// A stretch of a tour: its shortest duration and the span of beginnings that reach it without waiting more or
/// being late.
struct TimeSegment {
    var seconds: Int
    var earliest: Int
    /// Latest beginning; below `earliest` only where no beginning at all is in time.
    var latest: Int

    /// This stretch, then a drive, then the other. Lateness shows in `latest` falling below `earliest`.
    @inline(__always)
    func then(drive: Int, _ next: TimeSegment) -> TimeSegment {
        let offset = seconds &+ drive
        let wait = max(0, next.earliest &- offset &- latest)
        return TimeSegment(
            seconds: offset &+ wait &+ next.seconds, earliest: max(next.earliest &- offset, earliest) &- wait,
            latest: min(next.latest &- offset, latest))
    }
}

extension Instance {
    /// Leaving time after service, or ``Lunch/never`` if the stop has closed.
    @inline(__always)
    func departure(_ stop: Int, arrival: Int) -> Int {
        guard arrival < Lunch.never, let begin = begin(stop, arrival: arrival) else { return Lunch.never }
        return begin &+ service[stop]
    }

    /// Service at one stop with a single window.
    @inline(__always)
    func segment(_ stop: Int) -> TimeSegment {
        TimeSegment(seconds: service[stop], earliest: opens[stop], latest: closes[stop])
    }
}
