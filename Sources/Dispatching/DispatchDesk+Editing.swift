public import Model
import Planning
public import Reports
import Roads
import Sentences
import Store

extension DispatchDesk: PlanEditingDesk {
    public func editPlan(town: TownID, id: PlanID, order: PlanEditOrder) async throws -> PlanChange {
        try await asDesk {
            let data = try await townData(town)
            let old = try await plan(town: town, id: id)
            try Self.check(order, against: old)
            let input = try await editingInput(data, old, for: order.edits)
            let editor = PlanEditor(input)
            let new: Plan
            do {
                new = try editor.apply(order.edits, to: old)
            } catch let error as PlanEditError {
                throw DeskError.invalid(member: error.member, message: error.sentence, remedy: error.remedy)
            }
            if order.isPreview { return try await change(old, new, isSaved: false) }
            let added = Self.added(old, new)
            let reason = order.reason?.isEmpty ?? true ? nil : order.reason
            if !added.isEmpty, reason == nil {
                throw Self.reasonMissing(added, old, now: input.travel.basis)
            }
            return try await save(new, of: old, .edited(order.edits), by: order.by, reason: reason)
        }
    }

    /// Where ways come from elsewhere than when the plan was made, hardly one of its figures holds: the cause is told, not all of them.
    private static func reasonMissing(_ added: [PlanViolation], _ old: Plan, now basis: DistanceBasis) -> DeskError {
        guard old.distanceBasis == basis else {
            return .invalid(
                member: "reason",
                message: basis.isEstimate
                    ? "The plan was made on the road network, ways now are estimated: \(added.count) of its figures do not hold any more."
                    : "The plan was made by estimate, ways now are those of the road network: \(added.count) of its figures do not hold any more.",
                remedy: "Use the settings it was made with (roads.file) or plan anew; with a reason it is saved all the same.")
        }
        return .invalid(
            member: "reason", message: "The change breaks rules: \(added.map(\.message).joined(separator: "; ")).",
            remedy: "Give a reason to save it all the same.")
    }

    public func undoPlan(town: TownID, id: PlanID, by: String) async throws -> PlanChange {
        try await step(town, id, by, target: \.undoTarget, nothing: "There is nothing to undo.") { .undone(to: $0) }
    }

    public func redoPlan(town: TownID, id: PlanID, by: String) async throws -> PlanChange {
        try await step(town, id, by, target: \.redoTarget, nothing: "There is nothing to redo.") { .redone(to: $0) }
    }

    private func step(
        _ town: TownID, _ id: PlanID, _ by: String, target: @Sendable (PlanTimeline) -> Int?, nothing: Sentence,
        _ entry: @Sendable (Int) -> PlanRevision.Change
    ) async throws -> PlanChange {
        try await asDesk {
            let old = try await plan(town: town, id: id)
            let history = try await store.revisions(town: town, plan: id)
            guard let number = target(PlanTimeline(history)) else {
                throw DeskError.conflict(message: nothing, remedy: "The plan's history shows what was done.")
            }
            guard let past = try await store.plan(town: town, id: id, revision: number) else {
                throw DeskError.notFound(what: "revision", id: String(number))
            }
            return try await save(past, of: old, entry(number), by: by, reason: nil)
        }
    }

    public func planHistory(town: TownID, id: PlanID) async throws -> [PlanRevision] {
        try await asDesk {
            let current = try await plan(town: town, id: id)
            let known = try await store.revisions(town: town, plan: id)
            if !known.isEmpty { return known }
            return [
                PlanRevision(
                    number: 0, at: current.createdAt, by: "", change: .made, violationCount: current.violations.count)
            ]
        }
    }

    public func plan(town: TownID, id: PlanID, revision: Int) async throws -> Plan {
        try await asDesk {
            let current = try await plan(town: town, id: id)
            if current.revision ?? 0 == revision { return current }
            guard let past = try await store.plan(town: town, id: id, revision: revision) else {
                throw DeskError.notFound(what: "revision", id: String(revision))
            }
            return past
        }
    }

    // MARK: saving

    /// Makes the plan the next revision. - Throws: `DeskError.conflict` when somebody else was quicker.
    func save(
        _ new: Plan, of old: Plan, _ entry: PlanRevision.Change, by: String, reason: String?
    ) async throws -> PlanChange {
        let current = old.revision ?? 0
        var plan = new
        plan.revision = current + 1
        let revision = PlanRevision(
            number: current + 1, at: now(), by: String(by.prefix(80)), change: entry,
            reason: reason.map { String($0.prefix(500)) }, violationCount: plan.violations.count)
        guard try await store.addRevision(revision, plan: plan, expecting: current) else { throw Self.changedMeanwhile }
        return try await change(old, plan, isSaved: true)
    }

    /// Somebody else saved a revision between reading and writing.
    static let changedMeanwhile = DeskError.conflict(
        message: "The plan was changed meanwhile.", remedy: "Look at the plan as it is now, and try again.")

    private static func check(_ order: PlanEditOrder, against plan: Plan) throws {
        guard !order.edits.isEmpty else {
            throw DeskError.invalid(member: "edits", message: "There is no edit.", remedy: "Give at least one.")
        }
        if let seen = order.revision, seen != plan.revision ?? 0 { throw changedMeanwhile }
    }

    private func change(_ old: Plan, _ new: Plan, isSaved: Bool) async throws -> PlanChange {
        let timeline = PlanTimeline(try await store.revisions(town: old.town, plan: old.id))
        return PlanChange(
            plan: new, isSaved: isSaved, addedViolations: Self.added(old, new), difference: PlanDifference(from: old, to: new),
            canUndo: timeline.undoTarget != nil, canRedo: timeline.redoTarget != nil)
    }

    /// Violations of rules that the same tour did not break as often before; numbers of stops and figures may differ.
    private static func added(_ old: Plan, _ new: Plan) -> [PlanViolation] {
        struct Key: Hashable {
            let rule: String
            let tour: TourID?
        }
        let known = Dictionary(grouping: old.violations) { Key(rule: $0.rule, tour: $0.tour) }.mapValues(\.count)
        let found = Dictionary(grouping: new.violations) { Key(rule: $0.rule, tour: $0.tour) }.mapValues(\.count)
        return new.violations.filter { violation in
            let key = Key(rule: violation.rule, tour: violation.tour)
            return found[key] ?? 0 > known[key] ?? 0
        }
    }

    /// The plan's day with the places that the plan and the edits need.
    private func editingInput(_ data: TownData, _ plan: Plan, for edits: [PlanEdit]) async throws -> PlanningInput {
        let index = TownIndex(data)
        var sites = Set(
            plan.tours.flatMap(\.stops).compactMap { stop -> SiteID? in
                if case .site(let id) = stop.place { id } else { nil }
            })
        for edit in edits { if case .takeIn(let slot, _, _) = edit, let site = index.slots[slot]?.site { sites.insert(site) } }
        let asksForLevels = edits.contains { edit in
            switch edit {
            case .takeIn, .takeOut, .removeStop, .reorder, .switchOff: true
            default: false
            }
        }
        return try await dayInput(data, plan, places: PlaceIndex(data, sites: sites), withLevels: asksForLevels)
    }

    /// What is known now about the day of a plan.
    func dayInput(
        _ data: TownData, _ plan: Plan, places: PlaceIndex, withLevels: Bool = true
    ) async throws -> PlanningInput {
        let moment = now()
        let current = withLevels ? try await store.currentLevels(town: data.town.id) : []
        let forecasts = withLevels ? try await forecasts.forecasts(of: data, current: current, asOf: moment) : [:]
        let ways = try await ways(data, places)
        var input = PlanningInput(
            planID: plan.id, createdAt: moment, town: data, day: plan.day, forecasts: forecasts,
            currentLevels: Dictionary(current.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first }),
            requests: withLevels ? try await store.openRequests(town: data.town.id, on: plan.day) : [], places: places,
            travel: ways.town, options: PlanningOptions(seed: plan.seed, threads: effort.threads))
        input.travelByVehicle = ways.byVehicle
        input.endsOfDayBefore = try await endsOfDayBefore(data.town.id, plan.day)
        return input
    }
}
