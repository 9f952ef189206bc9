import Model

/// Explanations in German.
struct GermanExplanation {
    let clock: TownClock
    var names = ExplanationNames.identifiers

    func sentences(_ explanation: SlotExplanation) -> [String] {
        [answer(explanation)] + (explanation.assessment.map { grounds($0, explanation.outcome) } ?? [])
    }

    private func answer(_ explanation: SlotExplanation) -> String {
        let slot = names.slot(explanation.slot) ?? "Stellplatz \(explanation.slot)"
        switch explanation.outcome {
        case .emptied(let vehicle, _, let at, let reason):
            let truck = names.vehicle(vehicle) ?? "Fahrzeug \(vehicle)"
            return "\(slot) wird von \(truck) am \(time(at)) geleert: \(because(reason))."
        case .leftOut(let obstacle, let reason, let nearest):
            let helper = nearest.map { " Am ehesten könnte es \(names.vehicle($0) ?? "Fahrzeug \($0)")." } ?? ""
            return "\(slot) ist fällig (\(because(reason))), bleibt aber stehen: \(Self.text(obstacle)).\(helper)"
        case .notOnTheWay:
            return "\(slot) ist nicht fällig; der Behälter würde mitgenommen, aber keine Tour kommt nahe genug vorbei."
        case .notDue: return "\(slot) ist nicht fällig."
        case .emptiedBefore(let at): return "\(slot) wurde schon am \(time(at)) geleert."
        case .inactive: return "\(slot) ist abgeschaltet und wird nie eingeplant."
        case .unknown: return "Einen Stellplatz \(explanation.slot) gibt es in der Stadt nicht."
        }
    }

    private func grounds(_ state: SlotAssessment, _ outcome: SlotExplanation.Outcome) -> [String] {
        var lines: [String] = []
        if let next = state.expectedAtNextChance, let threshold = state.threshold {
            // Where the reason names a level of its own, that one counted.
            let limit = outcome.isForItsLevel ? "" : "; fällig ist der Behälter ab \(percent(threshold))"
            lines.append(
                "Erwartet werden am \(time(state.today)) \(percent(state.expectedLevel)) und bei der nächsten Gelegenheit am "
                    + "\(time(state.nextChance)) \(percent(next))\(limit).")
            lines.append("Die Wahrscheinlichkeit, dass er vorher überläuft, ist \(chance(state.overflowRisk)).")
        }
        if let age = state.ageDays, let limit = state.maximumAgeDays {
            lines.append("Die letzte Leerung ist \(days(age)) her; erlaubt sind höchstens \(days(limit)).")
        }
        if case .emptied = outcome { return lines }
        if let due = state.becomesDueAt, due > state.today {
            lines.append("Fällig wird der Behälter etwa am \(time(due)).")
        }
        if let safe = state.safeUntil {
            lines.append(
                safe > state.today
                    ? "Stehen lassen ist bis \(time(safe)) unbedenklich." : "Der Behälter kann dann schon überfüllt sein.")
        }
        return lines
    }

    /// Nobody is that sure.
    private func chance(_ share: Double) -> String {
        share < 0.005 ? "unter 1 %" : share > 0.995 ? "über 99 %" : percent(share)
    }

    private func because(_ reason: StopReason) -> String {
        switch reason {
        case .level(let expected, let threshold, _):
            "\(percent(expected)) bis zur nächsten Gelegenheit erwartet, fällig ab \(percent(threshold))"
        case .age(let age, let limit): "steht seit \(days(age, dative: true)), erlaubt sind höchstens \(days(limit))"
        case .request(_, let note): note.isEmpty ? "es liegt eine Anforderung vor" : "es liegt eine Anforderung vor (\(note))"
        case .rhythm: "der Leerungsrhythmus nennt diesen Tag"
        case .takeAlong(let expected): "liegt am Weg und ist zu \(percent(expected)) voll"
        case .byHand: "die Disposition will es so"
        }
    }

    static func text(_ obstacle: LeftOut.Obstacle) -> String {
        switch obstacle {
        case .noVehicle: "kein Fahrzeug ist im Dienst"
        case .noSuitableVehicle: "kein Fahrzeug im Dienst nimmt diese Fraktion oder kann diesen Behälter leeren"
        case .skill: "kein geeignetes Fahrzeug erfüllt, was der Standplatz verlangt"
        case .noDisposalSite: "keine nutzbare Entsorgungsanlage nimmt die Fraktion"
        case .tooLarge: "der Inhalt ist größer oder schwerer als die Ladung jedes geeigneten Fahrzeugs"
        case .timeWindow: "der Standplatz ist zu oder in der Ruhezeit, wann immer ein Fahrzeug dort sein könnte"
        case .unreachable: "für die geeigneten Fahrzeuge führt kein Weg hin und zurück"
        case .shift: "die Schichten aller geeigneten Fahrzeuge sind ausgeschöpft"
        case .capacity: "alle geeigneten Fahrzeuge sind voll, und für eine weitere Fuhre fehlt die Zeit"
        case .noContainer: "am Stellplatz steht kein Behälter, oder sein Behältertyp fehlt"
        case .noCollectionDay: "an diesem Tag wird nicht abgefahren"
        case .byHand: "die Disposition hat ihn herausgenommen"
        case .notEmptied: "die Besatzung konnte ihn nicht leeren"
        }
    }

    static func sentences(_ limits: PlanLimits, _ names: ExplanationNames = .identifiers) -> [String] {
        let first =
            limits.binding.map { obstacle in
                let some = limits.bindingCount == limits.leftOut ? "" : ", davon \(limits.bindingCount) aus diesem Grund"
                return limits.leftOut == 1
                    ? "Ein fälliger Stellplatz bleibt stehen: \(text(obstacle))."
                    : "\(limits.leftOut) fällige Stellplätze bleiben stehen\(some): \(text(obstacle))."
            } ?? "Alle fälligen Stellplätze werden geleert."
        return [first]
            + limits.tours.map { tour in
                let limit =
                    switch tour.tightest {
                    case .time: "\(whole(tour.time)) der Arbeitszeit"
                    case .payload: "\(whole(tour.payload)) der Zuladung"
                    case .volume: "\(whole(tour.volume)) des Volumens"
                    }
                return "\(names.vehicle(tour.vehicle) ?? "Fahrzeug \(tour.vehicle)") nutzt \(limit)."
            }
    }

    private static func whole(_ share: Double) -> String { ExplanationFigures.percent(share) + " %" }

    private func percent(_ share: Double) -> String { ExplanationFigures.percent(share) + " %" }

    private func days(_ days: Double, dative: Bool = false) -> String {
        let number = ExplanationFigures.tenths(days, comma: ",")
        return number == "1" ? "1 Tag" : "\(number) \(dative ? "Tagen" : "Tage")"
    }

    private func time(_ moment: Timestamp) -> String {
        let (day, second) = clock.local(moment)
        let weekday =
            switch day.weekday {
            case .monday: "Mo"
            case .tuesday: "Di"
            case .wednesday: "Mi"
            case .thursday: "Do"
            case .friday: "Fr"
            case .saturday: "Sa"
            case .sunday: "So"
            }
        return "\(weekday) \(day.day).\(day.month).\(day.year) um \(ExplanationFigures.clockTime(second)) Uhr"
    }
}
