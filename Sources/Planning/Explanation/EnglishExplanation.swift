import Model

/// Explanations in English.
struct EnglishExplanation {
    let clock: TownClock
    var names = ExplanationNames.identifiers

    func sentences(_ explanation: SlotExplanation) -> [String] {
        [answer(explanation)] + (explanation.assessment.map { grounds($0, explanation.outcome) } ?? [])
    }

    private func answer(_ explanation: SlotExplanation) -> String {
        let slot = names.slot(explanation.slot) ?? "Slot \(explanation.slot)"
        switch explanation.outcome {
        case .emptied(let vehicle, _, let at, let reason):
            let truck = names.vehicle(vehicle) ?? "vehicle \(vehicle)"
            return "\(slot) is emptied by \(truck) at \(time(at)): \(because(reason))."
        case .leftOut(let obstacle, let reason, let nearest):
            let helper = nearest.map { " \(names.vehicle($0) ?? "Vehicle \($0)") comes nearest to being able to." } ?? ""
            return "\(slot) is due (\(because(reason))) but stays: \(Self.text(obstacle)).\(helper)"
        case .notOnTheWay: return "\(slot) is not due; it would be taken along, but no tour passes near enough."
        case .notDue: return "\(slot) is not due."
        case .emptiedBefore(let at): return "\(slot) was emptied already at \(time(at))."
        case .inactive: return "\(slot) is switched off and is never planned."
        case .unknown: return "The town has no slot \(explanation.slot)."
        }
    }

    private func grounds(_ state: SlotAssessment, _ outcome: SlotExplanation.Outcome) -> [String] {
        var lines: [String] = []
        if let next = state.expectedAtNextChance, let threshold = state.threshold {
            // Where the reason names a level of its own, that one counted.
            let limit = outcome.isForItsLevel ? "" : "; it counts as due from \(percent(threshold))"
            lines.append(
                "Expected are \(percent(state.expectedLevel)) on \(time(state.today)) and \(percent(next)) at the next chance on "
                    + "\(time(state.nextChance))\(limit).")
            lines.append("The chance that it overflows before then is \(chance(state.overflowRisk)).")
        }
        if let age = state.ageDays, let limit = state.maximumAgeDays {
            lines.append("It was emptied \(days(age)) ago; at most \(days(limit)) are allowed.")
        }
        if case .emptied = outcome { return lines }
        if let due = state.becomesDueAt, due > state.today { lines.append("It becomes due around \(time(due)).") }
        if let safe = state.safeUntil {
            lines.append(safe > state.today ? "Leaving it is safe until \(time(safe))." : "It may be overfull by then.")
        }
        return lines
    }

    private func because(_ reason: StopReason) -> String {
        switch reason {
        case .level(let expected, let threshold, _):
            "\(percent(expected)) expected before the next chance, due from \(percent(threshold))"
        case .age(let age, let limit): "it has been standing for \(days(age)), at most \(days(limit)) are allowed"
        case .request(_, let note): note.isEmpty ? "somebody asked for it" : "somebody asked for it (\(note))"
        case .rhythm: "its fixed rhythm names this day"
        case .takeAlong(let expected): "on the way and \(percent(expected)) full"
        case .byHand: "the dispatcher wants it"
        }
    }

    static func text(_ obstacle: LeftOut.Obstacle) -> String {
        switch obstacle {
        case .noVehicle: "no vehicle is on duty"
        case .noSuitableVehicle: "no vehicle on duty takes this fraction or empties this container"
        case .skill: "no suitable vehicle has what the site requires"
        case .noDisposalSite: "no disposal site that takes it can be used"
        case .tooLarge: "it is larger or heavier than any suitable vehicle's load"
        case .timeWindow: "the site is closed or in quiet hours whenever a vehicle could be there"
        case .unreachable: "no way leads there and back for the suitable vehicles"
        case .shift: "the shifts of all suitable vehicles are used up"
        case .capacity: "all suitable vehicles are full, and there is no time for another load"
        case .noContainer: "the slot has no container, or its container no type"
        case .noCollectionDay: "nobody collects on this day"
        case .byHand: "the dispatcher took it out"
        case .notEmptied: "the crew could not empty it"
        }
    }

    static func sentences(_ limits: PlanLimits, _ names: ExplanationNames = .identifiers) -> [String] {
        let first =
            limits.binding.map { obstacle in
                let some = limits.bindingCount == limits.leftOut ? "" : ", \(limits.bindingCount) of them because"
                return limits.leftOut == 1
                    ? "One due slot stays: \(text(obstacle))." : "\(limits.leftOut) due slots stay\(some): \(text(obstacle))."
            } ?? "All due slots are served."
        return [first]
            + limits.tours.map { tour in
                let limit =
                    switch tour.tightest {
                    case .time: "\(whole(tour.time)) of its working time"
                    case .payload: "\(whole(tour.payload)) of its payload"
                    case .volume: "\(whole(tour.volume)) of its volume"
                    }
                return "\(names.vehicle(tour.vehicle) ?? "Vehicle \(tour.vehicle)") uses \(limit)."
            }
    }

    private static func whole(_ share: Double) -> String { ExplanationFigures.percent(share) + "%" }

    private func percent(_ share: Double) -> String { ExplanationFigures.percent(share) + "%" }

    /// Nobody is that sure.
    private func chance(_ share: Double) -> String { share < 0.005 ? "below 1%" : share > 0.995 ? "above 99%" : percent(share) }

    private func days(_ days: Double) -> String {
        let number = ExplanationFigures.tenths(days, comma: ".")
        return number == "1" ? "1 day" : "\(number) days"
    }

    private func time(_ moment: Timestamp) -> String {
        let (day, second) = clock.local(moment)
        let weekday =
            switch day.weekday {
            case .monday: "Mon"
            case .tuesday: "Tue"
            case .wednesday: "Wed"
            case .thursday: "Thu"
            case .friday: "Fri"
            case .saturday: "Sat"
            case .sunday: "Sun"
            }
        return "\(weekday) \(day) \(ExplanationFigures.clockTime(second))"
    }
}
