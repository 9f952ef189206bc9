extension SearchState {
    /// Recomputes what is known of a tour after a change. `cost` is passed where it is known; otherwise
    /// it is computed, and `false` is returned if the tour breaks a rule.
    @discardableResult
    func refresh(_ vehicle: Int, cost known: Int?) -> Bool {
        let route = routes + vehicle
        let before = route.pointee.cost
        var isSound = true
        refreshSlots(vehicle)
        if let known {
            route.pointee.cost = known
        } else if isExact[vehicle] {
            route.pointee.cost = plainCost(vehicle)
        } else {
            var failure = Failure.none
            let cost = instance.cost(vehicle: vehicle, route.pointee.stops, route.pointee.count, failure: &failure)
            isSound = cost != nil
            route.pointee.cost = cost ?? 0
        }
        totals.pointee.routeCost &+= route.pointee.cost &- before
        noteUse(vehicle)
        return isSound
    }

    private func plainCost(_ vehicle: Int) -> Int {
        let route = routes + vehicle
        if route.pointee.count == 0 { return 0 }
        return instance.stopCosts(vehicle, route.pointee.stops, route.pointee.count)
            &+ instance.tourCost(vehicle, metres: route.pointee.metres, seconds: 0)
    }

    private func refreshSlots(_ vehicle: Int) {
        let route = routes[vehicle]
        let data = instance.vehicles + vehicle
        let table = data.pointee.table
        let taskCount = Int32(instance.taskCount)
        var place = data.pointee.start
        var ready = data.pointee.open
        var metres = 0
        var tasks = 0
        for index in 0..<route.count {
            let stop = Int(route.stops[index])
            let next = instance.location[stop]
            route.depart[index] = ready
            route.places[index] = place
            route.legs[index] = 0
            if place >= 0 {
                let leg = table.distance(place, next)
                route.legs[index] = Int32(truncatingIfNeeded: leg)
                metres &+= leg
                ready &+= table.duration(place, next)
            }
            ready = max(ready, instance.begin(stop, arrival: ready) ?? ready) &+ instance.service[stop]
            place = next
            if stop < taskCount {
                positionOf[stop] = Int32(index)
                tasks &+= 1
            }
        }
        route.depart[route.count] = ready
        route.places[route.count] = place
        route.places[route.count + 1] = data.pointee.end
        route.legs[route.count] = 0
        if route.count > 0, data.pointee.end >= 0 {
            let leg = table.distance(place, data.pointee.end)
            route.legs[route.count] = Int32(truncatingIfNeeded: leg)
            metres &+= leg
        }
        routes[vehicle].metres = metres
        routes[vehicle].tasks = tasks
        refreshLatest(route, vehicle)
        refreshLoads(route, vehicle)
    }

    private func refreshLatest(_ route: Route, _ vehicle: Int) {
        let data = instance.vehicles + vehicle
        let table = data.pointee.table
        var bound = data.pointee.close
        var place = data.pointee.end
        route.latest[route.count] = bound
        var index = route.count &- 1
        while index >= 0 {
            let stop = Int(route.stops[index])
            let here = instance.location[stop]
            if place >= 0 { bound &-= table.duration(here, place) }
            bound = instance.latestBegin(stop, bound: bound &- instance.service[stop])
            route.latest[index] = bound
            place = here
            index &-= 1
        }
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
