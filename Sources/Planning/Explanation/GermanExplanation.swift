import Model

/// Explanations in German.
struct GermanExplanation {
    let clock: TownClock

    func sentences(_ explanation: SlotExplanation) -> [String] {
        [answer(explanation)] + (explanation.assessment.map { grounds($0, explanation.outcome) } ?? [])
    }

    private func answer(_ explanation: SlotExplanation) -> String {
        let slot = explanation.slot
        switch explanation.outcome {
        case .emptied(let vehicle, _, let at, let reason):
            return "Stellplatz \(slot) wird von Fahrzeug \(vehicle) am \(time(at)) geleert: \(because(reason))."
        case .leftOut(let obstacle, let reason, let nearest):
            let helper = nearest.map { " Am ehesten könnte es Fahrzeug \($0)." } ?? ""
            return "Stellplatz \(slot) ist fällig (\(because(reason))), bleibt aber stehen: \(Self.text(obstacle)).\(helper)"
        case .notOnTheWay:
            return "Stellplatz \(slot) ist nicht fällig; er würde mitgenommen, aber keine Tour kommt nahe genug vorbei."
        case .notDue: return "Stellplatz \(slot) ist nicht fällig."
        case .emptiedBefore(let at): return "Stellplatz \(slot) wurde schon am \(time(at)) geleert."
        case .inactive: return "Stellplatz \(slot) ist abgeschaltet und wird nie eingeplant."
        case .unknown: return "Einen Stellplatz \(slot) gibt es in der Stadt nicht."
        }
    }

    private func grounds(_ state: SlotAssessment, _ outcome: SlotExplanation.Outcome) -> [String] {
        var lines: [String] = []
        if let next = state.expectedAtNextChance, let threshold = state.threshold {
            lines.append(
                "Erwartet werden heute \(percent(state.expectedLevel)) und bei der nächsten Gelegenheit am \(time(state.nextChance)) "
                    + "\(percent(next)); fällig ist er ab \(percent(threshold)).")
            lines.append("Die Wahrscheinlichkeit, dass er vorher überläuft, ist \(percent(state.overflowRisk)).")
        }
        if let age = state.ageDays, let limit = state.maximumAgeDays {
            lines.append("Die letzte Leerung ist \(days(age)) her; erlaubt sind höchstens \(days(limit)).")
        }
        if case .emptied = outcome { return lines }
        if let due = state.reachesThresholdAt, due > state.today { lines.append("Fällig wird er etwa am \(time(due)).") }
        if let safe = state.safeUntil {
            lines.append(
                safe > state.today ? "Stehen lassen ist bis \(time(safe)) unbedenklich." : "Er kann schon überfüllt sein.")
        }
        return lines
    }

    private func because(_ reason: StopReason) -> String {
        switch reason {
        case .level(let expected, let threshold, _):
            "\(percent(expected)) bis zur nächsten Gelegenheit erwartet, fällig ab \(percent(threshold))"
        case .age(let age, let limit): "steht seit \(days(age)), erlaubt sind höchstens \(days(limit))"
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
        case .shift: "die Schichten aller geeigneten Fahrzeuge sind ausgeschöpft"
        case .capacity: "alle geeigneten Fahrzeuge sind voll, und für eine weitere Fuhre fehlt die Zeit"
        case .noContainer: "am Stellplatz steht kein Behälter, oder sein Behältertyp fehlt"
        case .noCollectionDay: "an diesem Tag wird nicht abgefahren"
        case .byHand: "die Disposition hat ihn herausgenommen"
        case .notEmptied: "die Besatzung konnte ihn nicht leeren"
        }
    }

    static func sentences(_ limits: PlanLimits) -> [String] {
        let first =
            limits.binding.map { obstacle in
                "\(limits.leftOut) fällige Stellplätze bleiben stehen; bei \(limits.bindingCount) davon ist der Grund: \(text(obstacle))."
            } ?? "Alle fälligen Stellplätze werden geleert."
        return [first]
            + limits.tours.map { tour in
                let limit =
                    switch tour.tightest {
                    case .time: "\(whole(tour.time)) seiner Arbeitszeit"
                    case .payload: "\(whole(tour.payload)) seiner Zuladung"
                    case .volume: "\(whole(tour.volume)) seines Volumens"
                    }
                return "Fahrzeug \(tour.vehicle) nutzt \(limit)."
            }
    }

    private static func whole(_ share: Double) -> String { ExplanationFigures.percent(share) + " %" }

    private func percent(_ share: Double) -> String { ExplanationFigures.percent(share) + " %" }

    private func days(_ days: Double) -> String {
        let number = ExplanationFigures.tenths(days, comma: ",")
        return number == "1" ? "1 Tag" : "\(number) Tage"
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
