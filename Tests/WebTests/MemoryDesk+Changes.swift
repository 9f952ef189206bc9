import Model
import Reports
import Sentences

/// Changes of plans: nothing is computed, everything is answered.
extension MemoryDesk {
    func editPlan(town: TownID, id: PlanID, order: PlanEditOrder) throws -> PlanChange {
        let old = try plan(town: town, id: id)
        if order.revision == 99 { throw DeskError.conflict(message: "The plan was changed meanwhile.", remedy: "Look again.") }
        return change(old, isSaved: !order.isPreview)
    }

    func undoPlan(town: TownID, id: PlanID, by: String) throws -> PlanChange {
        change(try plan(town: town, id: id), isSaved: true)
    }

    func redoPlan(town: TownID, id: PlanID, by: String) throws -> PlanChange {
        change(try plan(town: town, id: id), isSaved: true)
    }

    private func change(_ old: Plan, isSaved: Bool) -> PlanChange {
        var new = old
        new.revision = (old.revision ?? 0) + 1
        new.locks = PlanLocks(tours: ["t1"], slots: [SampleTown.slotID(8)])
        return PlanChange(
            plan: new, isSaved: isSaved, addedViolations: old.violations, difference: PlanDifference(from: old, to: new),
            canUndo: true, canRedo: false)
    }

    func planHistory(town: TownID, id: PlanID) throws -> [PlanRevision] {
        _ = try plan(town: town, id: id)
        return [
            PlanRevision(number: 0, at: now, by: "", change: .made, violationCount: 1),
            PlanRevision(
                number: 1, at: now, by: "dispatch", change: .edited([.takeOut(SampleTown.slotID(8))]), reason: "leer",
                violationCount: 1),
            PlanRevision(number: 2, at: now, by: "dispatch", change: .undone(to: 0), violationCount: 1),
            PlanRevision(number: 3, at: now, by: "dispatch", change: .replanned(wish), violationCount: 1),
        ]
    }

    private nonisolated var wish: ReplanWish { ReplanWish(at: now, withoutVehicles: ["v2"], changeBudget: 3) }

    func plan(town: TownID, id: PlanID, revision: Int) throws -> Plan {
        guard revision == 0 else { throw DeskError.notFound(what: "revision", id: String(revision)) }
        return try plan(town: town, id: id)
    }

    func replan(town: TownID, id: PlanID, order: ReplanOrder) throws -> PlanProposal {
        let old = try plan(town: town, id: id)
        var new = old
        new.tours = []
        return PlanProposal(
            id: "proposal-1", base: id, baseRevision: 0, createdAt: now, wish: wish, plan: new,
            difference: PlanDifference(from: old, to: new))
    }

    func proposals(town: TownID, plan: PlanID) throws -> [PlanProposal] {
        [try replan(town: town, id: plan, order: ReplanOrder())]
    }

    func proposal(town: TownID, plan: PlanID, id: PlanID) throws -> PlanProposal {
        guard id == "proposal-1" else { throw DeskError.notFound(what: "proposal", id: id.rawValue) }
        return try replan(town: town, id: plan, order: ReplanOrder())
    }

    func acceptProposal(town: TownID, plan: PlanID, id: PlanID, by: String, reason: String?) throws -> PlanChange {
        _ = try proposal(town: town, plan: plan, id: id)
        return change(try self.plan(town: town, id: plan), isSaved: true)
    }

    func discardProposal(town: TownID, plan: PlanID, id: PlanID) throws { _ = try proposal(town: town, plan: plan, id: id) }

    func checkOff(town: TownID, plan id: PlanID, report: CrewReport) throws -> CheckOffResult {
        _ = try plan(town: town, id: id)
        let checkOff = CheckOff(
            key: report.key, plan: id, tour: report.tour, at: report.at ?? now, receivedAt: now, event: report.event,
            note: report.note)
        return CheckOffResult(checkOff: checkOff, isNew: report.key != "known")
    }

    func checkOffs(town: TownID, plan id: PlanID) throws -> [CheckOff] {
        _ = try plan(town: town, id: id)
        let events: [CheckOff.Event] = [
            .tourStarted, .notEmptied(SampleTown.slotID(8), .blockedByCar), .levelSeen(SampleTown.slotID(8), 0.5), .full, .note,
            .tourFinished,
        ]
        return events.enumerated().map { number, event in
            CheckOff(
                key: "k\(number)", plan: id, tour: "t1", at: now, receivedAt: now, event: event,
                note: event == .note ? "Straße gesperrt" : nil)
        }
    }

    func explain(town: TownID, plan: PlanID, slot: SlotID, language: Language) throws -> SlotReasoning {
        _ = try self.plan(town: town, id: plan)
        _ = try container(town: town, slot: slot, dueOn: nil)
        var answer = SlotReasoning(
            slot: slot, outcome: "not-due", sentences: [language == .german ? "Nicht fällig." : "Not due."])
        answer.safeUntil = now
        return answer
    }

    func limits(town: TownID, plan: PlanID, language: Language) throws -> PlanReasoning {
        let plan = try self.plan(town: town, id: plan)
        let gain = PlanReasoning.Gain(moreServed: 1, distanceMetres: 900, durationSeconds: -60)
        return PlanReasoning(
            plan: plan.id, leftOut: plan.leftOut.count, binding: .shift, oneMoreHour: gain, oneMoreVehicle: nil, vehicle: nil,
            sentences: ["One more hour …"])
    }

    func startPlan(town: TownID, order: PlanOrder) throws -> PlanRun {
        _ = try townData(town)
        return PlanRun(id: "run-1", day: order.day, phase: .gathering, startedAt: now)
    }

    func planRun(town: TownID, id: PlanID) throws -> PlanRun {
        _ = try townData(town)
        guard id == "run-1" else { throw DeskError.notFound(what: "run", id: id.rawValue) }
        return PlanRun(
            id: id, day: SampleTown.day, phase: .searching, startedAt: now, elapsedSeconds: 1.234, part: 1, parts: 2,
            bestCost: 12_345, iterations: 678)
    }

    func cancelPlanRun(town: TownID, id: PlanID) throws -> PlanRun {
        var run = try planRun(town: town, id: id)
        run.phase = .cancelled
        return run
    }
}
