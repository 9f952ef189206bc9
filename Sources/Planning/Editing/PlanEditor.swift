public import Model

/// Carries out a dispatcher's changes. Every changed tour gets new times, and the plan is verified again; what a change breaks is
/// listed in the plan's violations, never refused. Pure; about as quick as verifying the plan.
public struct PlanEditor: Sendable {
    private let input: PlanningInput
    private let timer: TourTimer
    let index: TownIndex
    private let selection: DueSelection

    /// - Parameter input: the day of the plan, with the places of its sites and of those that shall come in.
    public init(_ input: PlanningInput) {
        self.input = input
        timer = TourTimer(input)
        index = TownIndex(input.town)
        selection = DueSelection(input)
    }

    /// The plan after the edits, verified. Edits see the numbers that those before them left.
    public func apply(_ edits: [PlanEdit], to plan: Plan) throws(PlanEditError) -> Plan {
        var changed = plan
        for edit in edits { try apply(edit, to: &changed) }
        return verified(changed, due: plan.dueSlots)
    }

    /// The plan with its violations found anew.
    public func verified(_ plan: Plan, due: [SlotID]? = nil) -> Plan {
        var checked = plan
        var verifier = input
        // What a truck drove before it was switched off is no violation.
        let begun = Set(plan.tours.filter { $0.driven != nil }.map(\.vehicle))
        verifier.vehiclesOff.formUnion(Set(plan.vehiclesOff ?? []).subtracting(begun))
        checked.violations = PlanVerifier(verifier).verify(plan, due: due ?? plan.dueSlots)
        return checked
    }

    private func apply(_ edit: PlanEdit, to plan: inout Plan) throws(PlanEditError) {
        switch edit {
        case .moveContainer(let slot, let target, let position):
            let emptying = try remove(slot, from: &plan)
            try insert(emptying, into: &plan, at: try tour(for: target, in: &plan), position: position)
        case .moveStop(let tour, let stop, let target, let position):
            try move(stop, of: tour, to: target, position: position, in: &plan)
        case .takeOut(let slot):
            let emptying = try remove(slot, from: &plan)
            name([emptying], .byHand, in: &plan)
            plan.locks?.slots.removeAll { $0 == slot }
        case .takeIn(let slot, let target, let position): try takeIn(slot, target, position, &plan)
        case .reorder(let tour, let stops): try reorder(tour, stops, &plan)
        case .removeStop(let tour, let stop):
            let halt = try change(tour, of: &plan) { draft throws(PlanEditError) in
                draft.halts.remove(at: try Self.index(stop, draft))
            }
            name(halt.emptied, .byHand, in: &plan)
        case .addTip(let tour, let site, let position): try addTip(tour, site, position, &plan)
        case .addRest(let tour, let minutes, let position):
            guard (1...240).contains(minutes) else { throw .badRest(minutes: minutes) }
            _ = try change(tour, of: &plan) { draft throws(PlanEditError) in
                draft.halts.insert(
                    .init(place: .rest(seconds: minutes * 60, isOnArrival: false)), at: draft.insertion(at: position))
            }
        case .lockTour(let tour, let isLocked):
            _ = try Self.find(tour, plan)
            lock(isLocked, in: &plan) { $0.tours.set(tour, isLocked) }
        case .lockStop(let tour, let stop, let isLocked):
            let found = try Self.find(tour, plan)
            let stops = plan.tours[found].stops
            guard stops.indices.contains(stop), !stops[stop].emptied.isEmpty else { throw .noSuchStop(tour, stop) }
            lock(isLocked, in: &plan) { locks in for emptying in stops[stop].emptied { locks.slots.set(emptying.slot, isLocked) }
            }
        case .lockContainer(let slot, let isLocked):
            guard plan.tours.contains(where: { $0.emptiedSlots.contains(slot) }) else { throw .notPlanned(slot) }
            lock(isLocked, in: &plan) { $0.slots.set(slot, isLocked) }
        case .switchOff(let vehicle): try switchOff(vehicle, &plan)
        case .switchOn(let vehicle):
            guard index.vehicles[vehicle] != nil else { throw .unknownVehicle(vehicle) }
            plan.vehiclesOff?.removeAll { $0 == vehicle }
            if plan.vehiclesOff?.isEmpty == true { plan.vehiclesOff = nil }
        }
    }

    private func lock(_ isLocked: Bool, in plan: inout Plan, _ body: (inout PlanLocks) -> Void) {
        var locks = plan.locks ?? PlanLocks()
        body(&locks)
        plan.locks = locks.isEmpty ? nil : locks
    }

    // MARK: containers

    /// Takes a container out of its tour; a stop that has nothing left goes with it.
    private func remove(_ slot: SlotID, from plan: inout Plan) throws(PlanEditError) -> StopEmptying {
        guard let tour = plan.tours.first(where: { $0.emptiedSlots.contains(slot) }) else { throw .notPlanned(slot) }
        return try change(tour.id, of: &plan) { draft throws(PlanEditError) in
            guard let halt = draft.halts.firstIndex(where: { $0.emptied.contains { $0.slot == slot } }),
                let position = draft.halts[halt].emptied.firstIndex(where: { $0.slot == slot })
            else {
                throw .stopDriven(tour.id, tour.stops.firstIndex { $0.emptied.contains { $0.slot == slot } } ?? 0)
            }
            let emptying = draft.halts[halt].emptied.remove(at: position)
            if draft.halts[halt].emptied.isEmpty { draft.halts.remove(at: halt) }
            return emptying
        }
    }

    private func takeIn(
        _ slot: SlotID, _ target: PlanEdit.Target?, _ position: Int?, _ plan: inout Plan
    ) throws(PlanEditError) {
        if let tour = plan.tours.first(where: { $0.emptiedSlots.contains(slot) }) { throw .alreadyPlanned(slot, tour.id) }
        let emptying = try emptying(slot, plan)
        plan.leftOut.removeAll { $0.slot == slot }
        if let target {
            try insert(emptying, into: &plan, at: try tour(for: target, in: &plan), position: position)
        } else {
            try insert(emptying, into: &plan, at: try bestTour(for: emptying, in: &plan), position: position)
        }
    }

    /// What emptying it brings, and why it is emptied.
    private func emptying(_ slot: SlotID, _ plan: Plan) throws(PlanEditError) -> StopEmptying {
        guard let known = index.slots[slot], index.sites[known.site] != nil, let state = selection.assessment(of: slot) else {
            throw .unknownSlot(slot)
        }
        let properties = input.town.rules.properties(of: known.fraction)
        let amount =
            index.containerType(of: known).map { ExpectedAmount(level: state.expectedLevel, type: $0, fraction: properties) }
            ?? .zero
        let reason =
            plan.leftOut.first { $0.slot == slot }?.reason ?? state.reason ?? .byHand(expected: state.expectedLevel)
        return StopEmptying(
            slot: slot, fraction: known.fraction, expectedLevel: state.expectedLevel, expectedKilograms: amount.kilograms,
            expectedLitres: amount.litres, reason: reason)
    }

    private func insert(
        _ emptying: StopEmptying, into plan: inout Plan, at tour: TourID, position: Int?
    ) throws(PlanEditError) {
        guard let site = index.slots[emptying.slot]?.site else { throw .unknownSlot(emptying.slot) }
        let timer = timer
        _ = try change(tour, of: &plan) { draft throws(PlanEditError) in
            let wanted = position.map { draft.insertion(at: $0) }
            let same = draft.halts.indices.filter { draft.halts[$0].place == .site(site) }
            let merge = wanted.map { at in same.first { $0 == at - 1 || $0 == at } } ?? same.first
            if let merge {
                draft.halts[merge].emptied.append(emptying)
            } else {
                let halt = TourDraft.Halt(place: .site(site), emptied: [emptying])
                let best = wanted == nil ? try Self.bestIndex(for: halt, in: draft, timer) : 0
                draft.halts.insert(halt, at: wanted ?? best)
            }
        }
    }

    private static func bestIndex(
        for halt: TourDraft.Halt, in draft: TourDraft, _ timer: TourTimer
    ) throws(PlanEditError) -> Int {
        var best = (score: (faults: Int.max, end: Int.max), index: draft.halts.count)
        for index in 0...draft.halts.count {
            var trial = draft
            trial.halts.insert(halt, at: index)
            let score = try translated { () throws(PlanningError) in try timer.score(trial) }
            if score < best.score { best = (score, index) }
        }
        return best.index
    }

    /// The tour that can do it with the fewest faults and the least extra time; a vehicle that stays at home so far comes last.
    private func bestTour(for emptying: StopEmptying, in plan: inout Plan) throws(PlanEditError) -> TourID {
        guard let slot = index.slots[emptying.slot] else { throw .unknownSlot(emptying.slot) }
        let method = index.containerType(of: slot)?.emptyingMethod
        let off = input.vehiclesOff.union(plan.vehiclesOff ?? [])
        let able = input.town.vehicles.filter { vehicle in
            vehicle.isAvailable && !off.contains(vehicle.id) && vehicle.fractions.contains(slot.fraction)
                && (method.map { vehicle.emptyingMethods.contains($0) } ?? true)
                && vehicle.shift.weekdays.contains(plan.day.weekday)
        }
        var best: (faults: Int, extra: Int, tour: TourID)?
        for vehicle in able {
            guard let tour = plan.tours.first(where: { $0.vehicle == vehicle.id }) else { continue }
            let draft = TourDraft(tour)
            let halt = TourDraft.Halt(place: .site(slot.site), emptied: [emptying])
            var longer = draft
            longer.halts.insert(halt, at: try Self.bestIndex(for: halt, in: draft, timer))
            let (before, after) = try Self.translated { () throws(PlanningError) in
                (try timer.score(draft), try timer.score(longer))
            }
            let cost = (after.faults - before.faults, after.end - before.end)
            if best.map({ cost < ($0.faults, $0.extra) }) ?? true { best = (cost.0, cost.1, tour.id) }
        }
        if let best, best.faults <= 0 { return best.tour }
        if let idle = able.first(where: { vehicle in !plan.tours.contains { $0.vehicle == vehicle.id } }) {
            return try tour(for: .vehicle(idle.id), in: &plan)
        }
        guard let best else { throw .noVehicle(emptying.slot) }
        return best.tour
    }

    // MARK: stops and tours

    private func move(
        _ stop: Int, of tour: TourID, to target: PlanEdit.Target?, position: Int?, in plan: inout Plan
    ) throws(PlanEditError) {
        let halt = try change(tour, of: &plan, dropsEmpty: false) { draft throws(PlanEditError) in
            draft.halts.remove(at: try Self.index(stop, draft))
        }
        let timer = timer
        let destination = try target.map { target throws(PlanEditError) in try self.tour(for: target, in: &plan) } ?? tour
        _ = try change(destination, of: &plan) { draft throws(PlanEditError) in
            let best = position == nil ? try Self.bestIndex(for: halt, in: draft, timer) : 0
            let wanted = position.map { draft.insertion(at: $0) } ?? best
            if let same = [wanted - 1, wanted].first(where: {
                draft.halts.indices.contains($0) && draft.halts[$0].place == halt.place && !halt.emptied.isEmpty
            }) {
                draft.halts[same].emptied += halt.emptied
            } else {
                draft.halts.insert(halt, at: wanted)
            }
        }
        plan.tours.removeAll { $0.id == tour && $0.emptiedSlots.isEmpty }
    }

    private func reorder(_ tour: TourID, _ stops: [Int], _ plan: inout Plan) throws(PlanEditError) {
        let dropped = try change(tour, of: &plan) { draft throws(PlanEditError) in
            var order: [TourDraft.Halt] = []
            for stop in stops { order.append(draft.halts[try Self.index(stop, draft)]) }
            guard Set(stops).count == stops.count else { throw .noSuchStop(tour, stops.first ?? 0) }
            let kept = Set(stops)
            let first = draft.firstNumber
            let dropped = draft.halts.enumerated().filter { !kept.contains($0.offset + first) }.flatMap(\.element.emptied)
            draft.halts = order
            return dropped
        }
        name(dropped, .byHand, in: &plan)
    }

    private func addTip(
        _ tour: TourID, _ site: DisposalSiteID?, _ position: Int, _ plan: inout Plan
    ) throws(PlanEditError) {
        if let site, index.disposalSites[site] == nil { throw .unknownDisposalSite(site) }
        let (workSite, index) = (timer.site, index)
        _ = try change(tour, of: &plan) { draft throws(PlanEditError) in
            let at = draft.insertion(at: position)
            guard let chosen = site ?? Self.nearestTip(draft, at, workSite, index) else { throw .noTip(draft.vehicle) }
            draft.halts.insert(.init(place: .disposal(chosen)), at: at)
        }
    }

    /// The tip nearest to the halt before that takes some of what is on board by then.
    private static func nearestTip(
        _ draft: TourDraft, _ position: Int, _ site: WorkSite, _ index: TownIndex
    ) -> DisposalSiteID? {
        guard let vehicle = index.vehicles[draft.vehicle], let depot = index.depots[vehicle.depot] else { return nil }
        var load = LoadOnBoard(vehicle)
        load.add(draft.driven.flatMap(\.emptied))
        var at = site.input.places.index(of: depot.id)
        for halt in draft.halts.prefix(position) {
            load.add(halt.emptied)
            if case .site(let id) = halt.place { at = site.input.places.index(of: id) }
        }
        let tips = site.tips(of: vehicle).filter { !load.tipped(at: $0).isEmpty }
        return tips.min { a, b in
            let way = { (tip: DisposalSite) -> Int in
                guard let at, let to = site.input.places.index(of: tip.id) else { return .max }
                return site.travel.durationSeconds(from: at, to: to)
            }
            return (way(a), a.id) < (way(b), b.id)
        }?.id
    }

    private func switchOff(_ vehicle: VehicleID, _ plan: inout Plan) throws(PlanEditError) {
        guard index.vehicles[vehicle] != nil else { throw .unknownVehicle(vehicle) }
        if !(plan.vehiclesOff ?? []).contains(vehicle) { plan.vehiclesOff = ((plan.vehiclesOff ?? []) + [vehicle]).sorted() }
        for tour in plan.tours where tour.vehicle == vehicle {
            let ahead = tour.stops.dropFirst(tour.driven?.stops ?? 0).flatMap(\.emptied)
            name(ahead, .noVehicle, in: &plan)
        }
        plan.tours = plan.tours.compactMap { tour in
            guard tour.vehicle == vehicle else { return tour }
            return tour.driven.flatMap { tour.cut(after: $0.stops, energy: index.vehicles[vehicle]?.energy) }
        }
    }

    /// Due containers that no tour empties any more are named as left out.
    private func name(_ emptied: [StopEmptying], _ obstacle: LeftOut.Obstacle, in plan: inout Plan) {
        for emptying in emptied where emptying.reason.isDue && !plan.leftOut.contains(where: { $0.slot == emptying.slot }) {
            plan.leftOut.append(
                LeftOut(
                    slot: emptying.slot, reason: emptying.reason, obstacle: obstacle,
                    safeUntil: selection.assessment(of: emptying.slot)?.safeUntil))
        }
    }

    // MARK: the way to a tour

    private func tour(for target: PlanEdit.Target, in plan: inout Plan) throws(PlanEditError) -> TourID {
        switch target {
        case .tour(let id):
            _ = try Self.find(id, plan)
            return id
        case .vehicle(let id):
            guard let vehicle = index.vehicles[id] else { throw .unknownVehicle(id) }
            if let tour = plan.tours.first(where: { $0.vehicle == id }) { return tour.id }
            let tour = Tour(id: plan.nextTourID, vehicle: vehicle.id, stops: [], totals: TourTotals())
            plan.tours.append(tour)
            return tour.id
        }
    }

    /// Changes a tour's draft and puts new times to it; a tour without containers is dropped.
    private func change<Result>(
        _ tour: TourID, of plan: inout Plan, dropsEmpty: Bool = true,
        _ body: (inout TourDraft) throws(PlanEditError) -> Result
    ) throws(PlanEditError) -> Result {
        let found = try Self.find(tour, plan)
        var draft = TourDraft(plan.tours[found])
        let result = try body(&draft)
        let timer = timer
        if let timed = try Self.translated({ () throws(PlanningError) in try timer.tour(draft) }) {
            plan.tours[found] = timed
        } else if dropsEmpty {
            plan.tours.remove(at: found)
            plan.locks?.tours.removeAll { $0 == tour }
        } else {
            plan.tours[found].stops.removeAll { !$0.emptied.isEmpty }
        }
        return result
    }

    private static func find(_ tour: TourID, _ plan: Plan) throws(PlanEditError) -> Int {
        guard let found = plan.tours.firstIndex(where: { $0.id == tour }) else { throw .unknownTour(tour) }
        return found
    }

    private static func index(_ stop: Int, _ draft: TourDraft) throws(PlanEditError) -> Int {
        if let index = draft.index(ofStop: stop) { return index }
        throw stop > 0 && stop < draft.driven.count ? .stopDriven(draft.id, stop) : .noSuchStop(draft.id, stop)
    }

    private static func translated<Result>(
        _ body: () throws(PlanningError) -> Result
    ) throws(PlanEditError) -> Result {
        do { return try body() } catch { throw .planning(error) }
    }
}

extension Plan {
    /// The next free name of a tour.
    var nextTourID: TourID {
        let known = Set(tours.map(\.id))
        let free = (1...(tours.count + 1)).lazy.map { TourID("\(self.id.rawValue.prefix(58)).\($0)") }.first {
            !known.contains($0)
        }
        return free ?? TourID("\(id.rawValue.prefix(50)).\(tours.count + 1)-2")
    }
}

extension Tour {
    /// Only what is driven: a truck that broke down does not come home by itself. `nil` if that is nothing.
    func cut(after stops: Int, energy: Energy?) -> Tour? {
        let driven = Array(self.stops.prefix(stops))
        guard driven.contains(where: { !$0.emptied.isEmpty }), let energy else { return nil }
        return Tour(id: id, vehicle: vehicle, stops: driven, totals: TourTotals(of: driven, energy: energy), driven: self.driven)
    }
}

extension [TourID] {
    fileprivate mutating func set(_ id: TourID, _ isIn: Bool) { self = (filter { $0 != id } + (isIn ? [id] : [])).sorted() }
}

extension [SlotID] {
    fileprivate mutating func set(_ id: SlotID, _ isIn: Bool) { self = (filter { $0 != id } + (isIn ? [id] : [])).sorted() }
}
