public import Model
import Routing

/// Makes a plan anew during the day: what is driven stays, locked tours and containers stay, and every other container has a price
/// for changing its vehicle, so that the new plan stays close to the sheets that the crews hold. Pure.
public struct Replanner: Sendable {
    private let plan: Model.Plan
    private let wish: ReplanWish
    private let input: PlanningInput
    private let site: WorkSite
    private let progress: [TourID: TourProgress]
    private let assessments: DueSelection

    /// - Parameters:
    ///   - progress: what the crews reported, for ``ReplanWish/Driven/checkOffs`` and for trucks that are full.
    ///   - input: the plan's day as it is known now, with all places of the town.
    public init(_ plan: Model.Plan, wish: ReplanWish, progress: [TourID: TourProgress] = [:], input: PlanningInput) {
        self.plan = plan
        self.wish = wish
        self.progress = progress
        self.input = input
        site = WorkSite(input)
        assessments = DueSelection(input)
    }

    /// The plan as it would be, verified, under the same identifier; tours keep their names.
    ///
    /// With a change budget the price of a change is raised until the plan keeps it (three times at most); the plan with the fewest
    /// changes is given if none does.
    public func replan() throws(PlanningError) -> Model.Plan {
        guard let budget = wish.changeBudget else { return try replan(priceFactor: 1, spentShare: input.options.spentShare) }
        var best = try replan(priceFactor: 1, spentShare: part(0))
        for (number, factor) in [(1, 10), (2, 100)] where changes(best) > budget {
            let closer = try replan(priceFactor: factor, spentShare: part(number))
            if changes(closer) < changes(best) { best = closer }
        }
        return best
    }

    /// A third of the time each.
    private func part(_ number: Int) -> (@Sendable () -> Double)? {
        input.options.spentShare.map { spent in { @Sendable in 3 * spent() - Double(number) } }
    }

    /// Containers that changed places although their vehicle goes on driving.
    private func changes(_ other: Model.Plan) -> Int {
        let stopped = stoppedVehicles
        return PlanDifference(from: plan, to: other).moved.count { change in
            change.before.map { !stopped.contains($0) } ?? true
        }
    }

    private var stoppedVehicles: Set<VehicleID> { Set(wish.withoutVehicles).union(plan.vehiclesOff ?? []) }

    private func replan(
        priceFactor: Int, spentShare: (@Sendable () -> Double)?
    ) throws(PlanningError) -> Model.Plan {
        let stopped = stoppedVehicles
        let states = plan.tours.map {
            TourState($0, wish: wish, progress: progress[$0.id], isStopped: stopped.contains($0.vehicle))
        }
        let concerned = concerned(states)
        let fixed = states.filter { isFixed($0, concerned) }
        let open = states.filter { !isFixed($0, concerned) }
        let goingOn = open.filter { !$0.isStopped }

        var day = input
        day.options.spentShare = spentShare
        day.vehiclesOff.formUnion(stopped)
        day.vehiclesOff.formUnion(fixed.map(\.tour.vehicle))
        day.options.weights.perMovedStop *= priceFactor
        for state in goingOn where !state.driven.isEmpty {
            guard let vehicle = site.index.vehicles[state.tour.vehicle] else { continue }
            let isFull = wish.fullVehicles.contains(vehicle.id) || (progress[state.tour.id]?.isFull ?? false)
            day.standing.underway[vehicle.id] = UnderwayTour(
                driven: state.driven, from: wish.at, vehicle: vehicle, isFull: isFull, site: site)
        }
        for state in goingOn {
            for slot in state.ahead.flatMap(\.emptied).map(\.slot) { day.standing.vehicleOfSlot[slot] = state.tour.vehicle }
        }
        day.standing.locked = Set(plan.locks?.slots ?? [])
        let choice = selection(states, open, fixed)
        let full = Set(goingOn.map(\.tour.vehicle).filter { day.standing.underway[$0]?.isFull ?? false })
        let solved = try Planner.solve(day, selection: choice) { part in Self.initial(part, goingOn, full: full) }
        return try written(solved, states, fixed: Set(fixed.map(\.tour.id)), choice, stopped)
    }

    /// Nothing of it may change: locked, finished, or not concerned.
    private func isFixed(_ state: TourState, _ concerned: Set<TourID>) -> Bool {
        !state.isStopped
            && ((plan.locks?.tours.contains(state.tour.id) ?? false) || state.isFinished || !concerned.contains(state.tour.id))
    }

    /// Tours that what has happened may change: those of stopped and full trucks, and of those that can take what is to be placed anew. A
    /// glass truck that breaks down does not change the sheets of the paper trucks. By check-offs every truck may be early or late.
    private func concerned(_ states: [TourState]) -> Set<TourID> {
        guard wish.driven == .byPlan else { return Set(states.map(\.tour.id)) }
        let planned = Set(plan.tours.flatMap(\.emptiedSlots))
        let asked = input.requests.filter { $0.dueOn <= input.day && !planned.contains($0.slot) }.map(\.slot)
        let left = plan.leftOut.filter { $0.obstacle != .byHand && $0.obstacle != .notEmptied }.map(\.slot)
        func isFull(_ state: TourState) -> Bool {
            wish.fullVehicles.contains(state.tour.vehicle) || (progress[state.tour.id]?.isFull ?? false)
        }
        let loose = states.filter { $0.isStopped || isFull($0) }.flatMap(\.ahead).flatMap(\.emptied).map(\.slot)
        let open = Set(loose + wish.slots + asked + left)
        let handlings = Set(
            open.compactMap { slot in
                site.index.slots[slot].map {
                    CollectionCalendar.Handling(fraction: $0.fraction, method: site.index.containerType(of: $0)?.emptyingMethod)
                }
            })
        return Set(
            states.filter { state in
                let vehicle = site.index.vehicles[state.tour.vehicle]
                return state.isStopped || isFull(state)
                    || handlings.contains { handling in vehicle.map { handling.isDone(by: $0) } ?? true }
            }.map(\.tour.id))
    }

    // MARK: what is to be done

    private func selection(_ states: [TourState], _ open: [TourState], _ standing: [TourState]) -> DaySelection {
        let driven = Set(states.flatMap(\.driven).flatMap(\.emptied).map(\.slot))
        let fixed = Set(standing.flatMap(\.ahead).flatMap(\.emptied).map(\.slot))
        let missed = Set(states.flatMap(\.missed).map(\.slot)).subtracting(wish.slots)
        var seen = driven.union(fixed).union(missed)
        var selection = DaySelection()
        func add(_ slot: SlotID, _ reason: StopReason?) {
            guard seen.insert(slot).inserted, let state = assessments.assessment(of: slot) else { return }
            let known = reason ?? state.reason ?? .byHand(expected: state.expectedLevel)
            let choice = SlotChoice(state, reason: known)
            if case .takeAlong = known, !wish.slots.contains(slot) {
                selection.takeAlong.append(choice)
            } else {
                selection.due.append(choice)
            }
        }
        for slot in wish.slots {
            add(slot, plan.leftOut.first { $0.slot == slot }?.reason)
        }
        for emptying in open.flatMap(\.ahead).flatMap(\.emptied) { add(emptying.slot, emptying.reason) }
        for left in plan.leftOut where left.obstacle != .byHand && left.obstacle != .notEmptied { add(left.slot, left.reason) }
        for request in input.requests where request.dueOn <= input.day {
            if case .request? = assessments.assessment(of: request.slot)?.reason { add(request.slot, nil) }
        }
        return selection
    }

    /// The rest of the old tours as a plan to start from; full trucks tip first.
    private static func initial(_ part: DayProblem, _ states: [TourState], full: Set<VehicleID>) -> Routing.Plan? {
        let groupOfSlot = Dictionary(
            part.groups.values.flatMap { group in group.jobs.map { ($0.slot.id, group.id) } },
            uniquingKeysWith: { first, _ in first })
        var routes: [Routing.Plan.Route] = []
        for state in states {
            guard part.vehicles[state.tour.vehicle.rawValue] != nil else { continue }
            var ids: [String] = []
            var seen: Set<String> = []
            func tip(at site: DisposalSiteID) -> String? {
                part.problem.disposalSites.first {
                    part.disposalSites[$0.id] == site && ($0.allowedVehicles?.contains(state.tour.vehicle.rawValue) ?? true)
                }?.id
            }
            let tips = state.ahead.compactMap { stop in if case .disposal(let site) = stop.place { site } else { nil } }
            if full.contains(state.tour.vehicle), let first = tips.first.flatMap(tip) { ids.append(first) }
            for stop in state.ahead {
                if case .disposal(let site) = stop.place, let id = tip(at: site) { ids.append(id) }
                for group in stop.emptied.compactMap({ groupOfSlot[$0.slot] }) where seen.insert(group).inserted {
                    ids.append(group)
                }
            }
            if !ids.isEmpty { routes.append(.init(vehicle: state.tour.vehicle.rawValue, stops: ids)) }
        }
        return routes.isEmpty ? nil : Routing.Plan(routes: routes)
    }

    // MARK: the way back

    private func written(
        _ solved: Planner.Solved, _ states: [TourState], fixed: Set<TourID>, _ choice: DaySelection, _ stopped: Set<VehicleID>
    ) throws(PlanningError) -> Model.Plan {
        var result = plan
        let timer = TourTimer(input)
        result.tours = []
        var halts: [VehicleID: [TourDraft.Halt]] = [:]
        for (part, solution) in solved.routed {
            for tour in solution.tours { halts[VehicleID(tour.vehicle)] = Self.halts(tour, part) }
        }
        for state in states {
            if fixed.contains(state.tour.id) {
                result.tours.append(state.tour)
            } else if state.isStopped {
                if let cut = state.cutTour(site.index.vehicles[state.tour.vehicle]?.energy) { result.tours.append(cut) }
            } else {
                var draft = TourDraft(id: state.tour.id, vehicle: state.tour.vehicle)
                draft.driven = state.driven
                draft.notBefore = state.driven.isEmpty ? nil : wish.at
                draft.halts = halts.removeValue(forKey: state.tour.vehicle) ?? []
                if let tour = try timer.tour(draft) { result.tours.append(tour) }
            }
        }
        for vehicle in input.town.vehicles.map(\.id) {
            guard let own = halts.removeValue(forKey: vehicle) else { continue }
            let draft = TourDraft(id: result.nextTourID, vehicle: vehicle, halts: own)
            if let tour = try timer.tour(draft) { result.tours.append(tour) }
        }
        let missed = states.flatMap(\.missed).filter { emptying in
            emptying.reason.isDue && !choice.due.contains { $0.slot == emptying.slot }
        }
        let kept = plan.leftOut.filter { $0.obstacle == .byHand || $0.obstacle == .notEmptied }
            .filter { left in !choice.due.contains { $0.slot == left.slot } }
        result.leftOut = Planner.ordered(
            solved.leftOut + kept + missed.map { LeftOut(slot: $0.slot, reason: $0.reason, obstacle: .notEmptied) }, input.town)
        result.vehiclesOff = stopped.isEmpty ? nil : stopped.sorted()
        result.iterations = solved.iterations
        result.locks?.tours.removeAll { id in !result.tours.contains { $0.id == id } }
        let due = plan.dueSlots + choice.due.filter(\.reason.isDue).map(\.slot)
        return PlanEditor(input).verified(result, due: due)
    }

    private static func halts(_ tour: Routing.Tour, _ part: DayProblem) -> [TourDraft.Halt] {
        var halts: [TourDraft.Halt] = []
        var location: Int?
        for visit in tour.visits {
            switch visit.kind {
            case .start, .end: break
            case .pause:
                halts.append(.init(place: .rest(seconds: visit.workSeconds, isOnArrival: visit.location != location)))
            case .disposal(let id): if let site = part.disposalSites[id] { halts.append(.init(place: .disposal(site))) }
            case .task(let id):
                guard let group = part.groups[id] else { continue }
                if let last = halts.indices.last, halts[last].place == .site(group.site) {
                    halts[last].emptied += group.emptied
                } else {
                    halts.append(.init(place: .site(group.site), emptied: group.emptied))
                }
            }
            location = visit.location
        }
        return halts
    }
}
