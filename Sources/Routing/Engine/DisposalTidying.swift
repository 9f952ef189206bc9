/// Keeps disposal visits where they are worth it.
enum DisposalTidying {
    /// Removes disposal visits that a tour can do without, the last first. Visits with no load
    /// before them always go; others only if `always`. The tour has to be refreshed before, and afterwards if it says so.
    static func dropNeedless(_ state: SearchState, _ vehicle: Int, always: Bool) -> Bool {
        var hasChanged = false
        let instance = state.instance
        let route = state.routes + vehicle
        let free = Int(state.firstFree[vehicle])
        var position = route.pointee.count - 1
        while position >= free {
            let isSite = Int(route.pointee.stops[position]) >= instance.taskCount
            let isIdle = isSite && (position > 0 ? Int(route.pointee.stops[position - 1]) >= instance.taskCount : true)
            // Twice in a row at the same site is senseless, even where it kills time until a window or another period.
            if isSite, position > 0, route.pointee.stops[position - 1] == route.pointee.stops[position] {
                state.remove(vehicle, at: position)
                hasChanged = true
            } else if isSite, isIdle || always && partsFit(state, vehicle, position) {
                let stop = route.pointee.stops[position]
                state.remove(vehicle, at: position)
                var failure = Failure.none
                if instance.cost(vehicle: vehicle, route.pointee.stops, route.pointee.count, failure: &failure) == nil {
                    state.insert(stop, vehicle, position)
                } else {
                    hasChanged = true
                }
            }
            position -= 1
        }
        return hasChanged
    }

    /// Whether the trips before and after a visit would fit into one, by the loads of the last refresh.
    private static func partsFit(_ state: SearchState, _ vehicle: Int, _ position: Int) -> Bool {
        let instance = state.instance
        let route = state.routes + vehicle
        let dimensions = instance.dimensionCount
        for dimension in 0..<dimensions where instance.empties[Int(route.pointee.stops[position])] & (1 << UInt32(dimension)) != 0
        {
            // A visit removed behind this one only makes the load behind larger than it is known to be.
            let before = route.pointee.load[position * dimensions + dimension]
            let behind = route.pointee.load[(position + 1) * dimensions + dimension]
            if before + behind > instance.vehicles[vehicle].capacities[dimension] { return false }
        }
        return true
    }

    /// Moves each disposal visit of a tour to its best slot and site between its neighbours.
    static func relocate(_ state: SearchState, _ vehicle: Int) {
        let instance = state.instance
        let route = state.routes + vehicle
        let free = Int(state.firstFree[vehicle])
        var position = free
        while position < route.pointee.count {
            if Int(route.pointee.stops[position]) >= instance.taskCount { relocate(state, vehicle, at: position) }
            position += 1
        }
    }

    private static func relocate(_ state: SearchState, _ vehicle: Int, at position: Int) {
        let instance = state.instance
        let route = state.routes[vehicle]
        let table = instance.vehicles[vehicle].table
        let perMetre = instance.vehicles[vehicle].costPerMetre
        let free = Int(state.firstFree[vehicle])
        let scratch = state.scratch
        var bestCost = route.cost
        var bestSite: Int32 = -1
        var bestSlot = 0
        // The tour without the visit, in scratch.
        scratch.update(from: route.stops, count: position)
        (scratch + position).update(from: route.stops + position + 1, count: route.count - position - 1)
        let count = route.count - 1
        let data = instance.vehicles + vehicle
        let lead = route.slots[position]
        let back = route.slots[position + 1]
        var without = route.metres - Int(lead.metres) - Int(back.metres)
        if count > 0, lead.from >= 0, back.to >= 0 { without += table.distance(lead.from, back.to) }
        var first = position
        while first > free, Int(scratch[first - 1]) < instance.taskCount { first -= 1 }
        var last = position
        while last < count, Int(scratch[last]) < instance.taskCount { last += 1 }
        for slot in first...last {
            let from = slot > 0 ? instance.location[Int(scratch[slot - 1])] : instance.vehicles[vehicle].start
            let to = slot < count ? instance.location[Int(scratch[slot])] : instance.vehicles[vehicle].end
            let direct = from >= 0 && to >= 0 ? table.distance(from, to) : 0
            let nearest = instance.nearestSite(data.pointee.tableNumber, from: from, to: to)
            if (without + nearest - direct - route.metres) * perMetre >= bestCost - route.cost { continue }
            for site in instance.siteRange where instance.isAllowed(site, vehicle) {
                if slot == position, Int32(site) == route.stops[position] { continue }
                // Twice in a row at the same site is senseless.
                if slot > 0, Int(scratch[slot - 1]) == site || slot < count && Int(scratch[slot]) == site { continue }
                let here = instance.location[site]
                let there = from >= 0 ? table.distance(from, here) : 0
                let back = to >= 0 ? table.distance(here, to) : 0
                if (without + there + back - direct - route.metres) * perMetre >= bestCost - route.cost { continue }
                open(scratch, count, slot, Int32(site))
                var failure = Failure.none
                if let cost = instance.cost(vehicle: vehicle, scratch, count + 1, failure: &failure), cost < bestCost {
                    bestCost = cost
                    bestSite = Int32(site)
                    bestSlot = slot
                }
                close(scratch, count, slot)
            }
        }
        guard bestSite >= 0 else { return }
        open(scratch, count, bestSlot, bestSite)
        state.replace(vehicle, by: scratch, count + 1, cost: bestCost)
    }

    private static func open(_ stops: UnsafeMutablePointer<Int32>, _ count: Int, _ slot: Int, _ stop: Int32) {
        var index = count
        while index > slot {
            stops[index] = stops[index - 1]
            index -= 1
        }
        stops[slot] = stop
    }

    private static func close(_ stops: UnsafeMutablePointer<Int32>, _ count: Int, _ slot: Int) {
        var index = slot
        while index < count {
            stops[index] = stops[index + 1]
            index += 1
        }
    }
}
