public import Model
import Planning
public import Reports
import Sentences
import Store

extension DispatchDesk: ExplanationDesk {
    public func explain(town: TownID, plan id: PlanID, slot: SlotID, language: Language) async throws -> SlotReasoning {
        try await asDesk {
            let data = try await townData(town)
            _ = try knownSlot(slot, of: data)
            let plan = try await plan(town: town, id: id)
            let input = try await levelInput(data, plan)
            let found = PlanExplanation(plan, input: input).explain(slot)
            let spoken: ExplanationLanguage = language == .german ? .german : .english
            var answer = SlotReasoning(
                slot: slot, outcome: "",
                sentences: found.sentences(spoken, clock: data.town.clock, names: Self.names(of: data, language)))
            switch found.outcome {
            case .emptied(let vehicle, _, _, let reason):
                answer.reason = reason
                answer.outcome = "emptied"
                answer.vehicle = vehicle
            case .leftOut(let obstacle, let reason, let nearest):
                answer.reason = reason
                answer.outcome = "left-out"
                answer.obstacle = obstacle
                answer.nearestVehicle = nearest
            case .notOnTheWay: answer.outcome = "not-on-the-way"
            case .notDue: answer.outcome = "not-due"
            case .emptiedBefore: answer.outcome = "emptied-before"
            case .inactive: answer.outcome = "inactive"
            case .unknown: throw DeskError.notFound(what: "container", id: slot.rawValue)
            }
            guard let state = found.assessment else { return answer }
            answer.expectedLevel = state.expectedLevel
            answer.thresholdLevel = state.threshold
            answer.overflowRisk = state.overflowRisk
            answer.nextChance = state.nextChance
            answer.safeUntil = state.safeUntil
            answer.ageDays = state.ageDays
            return answer
        }
    }

    public func limits(town: TownID, plan id: PlanID, language: Language) async throws -> PlanReasoning {
        try await asDesk {
            let data = try await townData(town)
            let plan = try await plan(town: town, id: id)
            let input = try await dayInput(data, plan, places: PlaceIndex(data))
            let limits = PlanExplanation(plan, input: input).limits()
            let moment = now()
            let margins = try await PlanSearch(effort: effort).run(input, iterations: 2000, seconds: effort.seconds) { input in
                try PlanMargins.measure(plan, input: input, at: moment)
            }
            let names = Self.names(of: data, language)
            let spoken: ExplanationLanguage = language == .german ? .german : .english
            return PlanReasoning(
                plan: id, leftOut: limits.leftOut, binding: limits.binding, oneMoreHour: Self.gain(margins.oneMoreHour),
                oneMoreVehicle: margins.oneMoreVehicle.map(Self.gain), vehicle: margins.vehicle,
                sentences: limits.sentences(spoken, names: names) + margins.sentences(spoken, names: names))
        }
    }

    /// Containers by fraction and place, vehicles by their names.
    private static func names(of data: TownData, _ language: Language) -> ExplanationNames {
        let names = TownNames(data)
        let wording = Wording(names: names, language: language)
        return ExplanationNames(
            slot: { id in
                guard let slot = names.index.slots[id], let site = names.site(of: id) else { return nil }
                return "\(wording.name(slot.fraction)), \(site.name) (\(id))"
            }, vehicle: { id in names.index.vehicles[id]?.name })
    }

    private static func gain(_ margin: PlanMargins.Margin) -> PlanReasoning.Gain {
        PlanReasoning.Gain(
            moreServed: margin.moreServed, distanceMetres: margin.distanceMetres, durationSeconds: margin.durationSeconds)
    }

    /// What is known now about the levels on a plan's day; no ways are needed to explain a choice.
    private func levelInput(_ data: TownData, _ plan: Plan) async throws -> PlanningInput {
        let moment = now()
        let current = try await store.currentLevels(town: data.town.id)
        return PlanningInput(
            planID: plan.id, createdAt: moment, town: data, day: plan.day,
            forecasts: try await forecasts.forecasts(of: data, current: current, asOf: moment),
            currentLevels: Dictionary(current.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first }),
            requests: try await store.openRequests(town: data.town.id, on: plan.day), places: PlaceIndex(data, sites: []),
            travel: .empty)
    }
}
