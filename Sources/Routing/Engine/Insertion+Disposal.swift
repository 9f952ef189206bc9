/// Places that need one more disposal visit.
///
/// The visit may go to any slot of the trip that the task falls into. Behind the task the earliest times are carried
/// forward from it, before it the latest times backward, so that each slot and site costs constant time.
extension Inserter {
    /// Keeps a slot where only the load stands in the way, the cheapest few of them.
    func rememberOverfull(_ v: Int, _ slot: Int, _ bound: Int) {
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

    /// Tries the slots kept, or empty vehicles if there is nothing else.
    func addDisposal(_ task: Int, _ place: inout Place) {
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
        let data = instance.vehicles + v
        guard instance.isAllowed(task, v), route.pointee.tasks < data.pointee.maximumTasks,
            route.pointee.count - route.pointee.tasks < data.pointee.maximumDisposals
        else { return }
        let trial = DisposalTrial(instance, state, task: task, vehicle: v, slot: slot)
        if trial.leaves >= Lunch.never { return }
        tryBehind(trial, &place)
        tryBefore(trial, &place)
    }

    private func tryBehind(_ trial: DisposalTrial, _ place: inout Place) {
        let route = state.routes + trial.vehicle
        var head = trial.headWithTask
        var from = trial.here
        var taken: Int = 0
        var at = trial.slot
        while true {
            let slot = route.pointee.slots + at
            let gone = at == trial.slot ? Int(trial.onwardMetres) : Int(slot.pointee.metres)
            let tail = trial.tail(slot)
            let stop = at < route.pointee.count ? Int(route.pointee.stops[at]) : -1
            tryPair(
                trial,
                DisposalTrial.Gap(
                    siteSlot: at + 1, from: from, to: slot.pointee.to, metres: gone, isBefore: false, beyond: stop),
                head: head, tail: tail, moved: taken, &place)
            if at == route.pointee.count { break }
            if stop >= instance.taskCount { break }
            head = trial.pass(head, from: from, stop: stop, isFirst: false)
            if head.depart >= Lunch.never { break }
            at += 1
            taken += 1
            from = slot.pointee.to
        }
    }

    private func tryBefore(_ trial: DisposalTrial, _ place: inout Place) {
        let route = state.routes + trial.vehicle
        var tail = trial.tailWithTask
        var to = trial.here
        var at = trial.slot
        var taken = 0
        while true {
            let slot = route.pointee.slots + at
            let gone = at == trial.slot ? trial.thereMetres : Int(slot.pointee.metres)
            let stop = at > 0 ? Int(route.pointee.stops[at - 1]) : -1
            tryPair(
                trial,
                DisposalTrial.Gap(siteSlot: at, from: slot.pointee.from, to: to, metres: gone, isBefore: true, beyond: stop),
                head: trial.head(slot), tail: tail, moved: taken, &place)
            if at <= Int(state.firstFree[trial.vehicle]) { break }
            if stop >= instance.taskCount { break }
            tail = trial.passBack(tail, stop: stop, to: to)
            if tail.latest <= -Lunch.never / 2 { break }
            at -= 1
            taken += 1
            to = slot.pointee.from
        }
    }

    /// Tries every site in one gap.
    private func tryPair(
        _ trial: DisposalTrial, _ gap: DisposalTrial.Gap, head: DisposalTrial.Head, tail: DisposalTrial.Tail, moved: Int,
        _ place: inout Place
    ) {
        let data = instance.vehicles + trial.vehicle
        let perMetre = data.pointee.costPerMetre
        let nearest = instance.nearestSite(data.pointee.tableNumber, from: gap.from, to: gap.to)
        if trial.bound + (nearest - gap.metres) * perMetre >= place.delta { return }
        guard trial.loadsFit(gap, moved) else { return }
        for site in instance.siteRange where site != gap.beyond && instance.isAllowed(site, trial.vehicle) {
            let empties = instance.empties[site]
            if trial.overfull & ~empties != 0 || trial.left & ~empties != 0 { continue }
            let there = instance.location[site]
            var added = 0 - gap.metres
            if gap.from >= 0 { added += data.pointee.table.distance(gap.from, there) }
            if gap.to >= 0 { added += data.pointee.table.distance(there, gap.to) }
            let delta = trial.bound + added * perMetre + instance.visitCost[site]
            if delta >= place.delta { continue }
            let metres = trial.addedMetres + added
            if metres >= Int(Travel.unreachable) { continue }
            if state.routes[trial.vehicle].metres + metres > data.pointee.maximumDistance { continue }
            let passed = trial.pass(head, from: gap.from, stop: site, isFirst: gap.siteSlot == 0)
            if !trial.joins(passed, from: there, to: gap.to, tail, isHome: trial.isHome(gap)) { continue }
            accept(trial, gap, site, delta, &place)
        }
    }

    /// Keeps a pair of places; where times were only estimated, after going through the whole tour.
    private func accept(_ trial: DisposalTrial, _ gap: DisposalTrial.Gap, _ site: Int, _ delta: Int, _ place: inout Place) {
        var found = Place(
            vehicle: trial.vehicle, slot: trial.slot, site: Int32(site), siteSlot: gap.siteSlot, delta: delta)
        let check = state.timeCheck[trial.vehicle]
        if check == .duration || check == .simulated {
            let count = sequence(with: trial.task, trial.vehicle, trial.slot)
            var index = count
            while index > gap.siteSlot {
                state.scratch[index] = state.scratch[index - 1]
                index -= 1
            }
            state.scratch[gap.siteSlot] = Int32(site)
            guard let cost = instance.cost(vehicle: trial.vehicle, state.scratch, count + 1, failure: &failure.pointee) else {
                return
            }
            found.newCost = cost
            found.delta = cost - state.routes[trial.vehicle].cost + state.torn(trial.task, trial.vehicle)
            if found.delta >= place.delta { return }
        }
        place = found
    }
}
