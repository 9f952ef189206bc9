public import Model
public import Reports
import Sentences
import Store

extension DispatchDesk: CheckOffDesk {
    public func checkOff(town: TownID, plan id: PlanID, report: CrewReport) async throws -> CheckOffResult {
        try await asDesk {
            let plan = try await plan(town: town, id: id)
            guard let tour = plan.tours.first(where: { $0.id == report.tour }) else {
                throw DeskError.invalid(
                    member: "tour", message: "Plan '\(id)' has no tour '\(report.tour)'.", remedy: "Use a tour of the plan.")
            }
            let moment = now()
            let at = report.at ?? moment
            guard at <= moment.adding(seconds: 300), at >= moment.adding(days: -60) else {
                throw DeskError.invalid(
                    member: "at", message: "\(at) lies in the future or more than 60 days back.", remedy: "Check the time.")
            }
            let event = try Self.completed(report.event, tour)
            let checkOff = CheckOff(
                key: report.key, plan: id, tour: tour.id, at: at, receivedAt: moment, event: event,
                note: report.note.map { String($0.prefix(500)) }, kilometres: report.kilometres)
            let kept = try await store.addCheckOff(checkOff, emptyings: Self.emptyings(checkOff), town: town)
            if kept.isNew, let seen = Self.levelSeen(kept.kept) {
                // A level seen just before the emptying must not stand after it.
                let seenAt = if case .emptied = event { at.adding(seconds: -60) } else { at }
                _ = try await enterLevel(town: town, SeenLevel(slot: seen.slot, level: seen.level, seenAt: seenAt))
            }
            return CheckOffResult(checkOff: kept.kept, isNew: kept.isNew)
        }
    }

    public func checkOffs(town: TownID, plan id: PlanID) async throws -> [CheckOff] {
        try await asDesk {
            _ = try await plan(town: town, id: id)
            return try await store.checkOffs(town: town, plan: id)
        }
    }

    /// With the containers of the stop, and refused if the tour does not have it.
    private static func completed(_ event: CheckOff.Event, _ tour: Tour) throws -> CheckOff.Event {
        switch event {
        case .stopDone(let number, _):
            guard tour.stops.indices.contains(number) else {
                throw DeskError.invalid(
                    member: "stop", message: "Tour '\(tour.id)' has no stop \(number).", remedy: "Use a number of its document.")
            }
            return .stopDone(number, slots: tour.stops[number].emptied.map(\.slot))
        case .emptied(let slot, _), .notEmptied(let slot, _), .levelSeen(let slot, _):
            guard tour.emptiedSlots.contains(slot) else {
                throw DeskError.invalid(
                    member: "slot", message: "Tour '\(tour.id)' does not empty '\(slot)'.",
                    remedy: "Use a container of the tour, or enter its level by itself.")
            }
            return event
        case .tourStarted, .full, .note, .tourFinished: return event
        }
    }

    private static func emptyings(_ checkOff: CheckOff) -> [Emptying] {
        func reported(_ slot: SlotID, _ before: Double?) -> Emptying {
            Emptying(slot: slot, at: checkOff.at, levelBefore: before, levelAfter: nil, confidence: 1, source: .reported)
        }
        return switch checkOff.event {
        case .stopDone(_, let slots): slots.map { reported($0, nil) }
        case .emptied(let slot, let level): [reported(slot, level)]
        case .tourStarted, .notEmptied, .levelSeen, .full, .note, .tourFinished: []
        }
    }

    private static func levelSeen(_ checkOff: CheckOff) -> (slot: SlotID, level: Double)? {
        switch checkOff.event {
        case .levelSeen(let slot, let level): (slot, level)
        case .emptied(let slot, let level?): (slot, level)
        default: nil
        }
    }
}
