import Model

/// The evaluation in sentences, German and English, and as a table for a terminal.
public struct EvaluationText: Sendable {
    private let evaluation: Evaluation
    private let language: Language

    public init(_ evaluation: Evaluation, language: Language) {
        self.evaluation = evaluation
        self.language = language
    }

    private func say(_ german: String, _ english: String) -> String { language == .german ? german : english }

    public var finding: String {
        switch evaluation.finding {
        case .savingShown: say("Eine Einsparung ist nachgewiesen.", "A saving is shown.")
        case .savingWithMoreOverflow:
            say(
                "Es wurde weniger gefahren, aber mehr Behälter waren überfüllt: das ist keine Einsparung.",
                "Less was driven, but more containers were overfull: that is no saving.")
        case .noSavingShown: say("Keine Einsparung nachgewiesen.", "No saving shown.")
        }
    }

    public var method: String {
        let coverage = evaluation.coverage
        let planned = "\(coverage.plannedDays) / \(coverage.workingDays)"
        let driven = Int((100 * coverage.drivenShare).rounded())
        return say(
            "\(evaluation.weeks.count) ganze Wochen. Vergleich: der feste Rhythmus jedes Stellplatzes, an denselben Tagen mit derselben "
                + "Tourensuche, denselben Fahrzeugen und Wegen nachgefahren. Gefahren: der neueste Plan jedes Tages (\(planned) Arbeitstage; "
                + "bei \(driven) % der geplanten Behälter ist die Leerung belegt). Überfüllte Stunden aus den Messwerten von "
                + "\(coverage.measuredSlots) der \(coverage.slots) Stellplätze; der feste Plan leert dabei die gemessenen Zuwächse an seinen "
                + "Tagen. Bereich: Block-Bootstrap über Wochen, 95 %.\(estimateNote)",
            "\(evaluation.weeks.count) whole weeks. Baseline: each slot's fixed rhythm, driven again on the same days with the same search, "
                + "vehicles and ways. Driven: the newest plan of each day (\(planned) working days; the emptying of \(driven) % of the planned "
                + "containers is recorded). Overflow hours from the readings of \(coverage.measuredSlots) of \(coverage.slots) slots; the fixed "
                + "plan empties the measured growth on its own days. Range: block bootstrap over weeks, 95 %.\(estimateNote)")
    }

    private var estimateNote: String {
        guard evaluation.distanceBasis.isEstimate else { return "" }
        return say(" Entfernungen sind geschätzt.", " Distances are estimates.")
    }

    public func name(_ measure: EvaluationMeasure) -> String {
        switch measure {
        case .emptyings: say("Leerungen", "emptyings")
        case .tours: say("Touren", "tours")
        case .kilometres: say("Strecke km", "distance km")
        case .truckHours: say("Fahrzeugstunden", "truck hours")
        case .dieselLitres: say("Diesel l", "diesel l")
        case .electricKilowattHours: say("Strom kWh", "electricity kWh")
        case .carbonDioxideKilograms: say("CO₂ kg", "CO₂ kg")
        case .overflowHours: say("überfüllte Stunden", "overflow hours")
        }
    }

    /// For a terminal.
    public var lines: [String] {
        var table = TextTable(columns: [
            .init(""), .init(say("gefahren", "driven"), alignment: .right),
            .init(say("fester Plan", "fixed plan"), alignment: .right),
            .init(say("Unterschied", "difference"), alignment: .right), .init(say("Bereich", "range"), alignment: .right),
        ])
        for one in evaluation.comparisons {
            table.add([
                name(one.measure), number(one.driven), number(one.fixed), percent(one.difference),
                one.low.flatMap { low in one.high.map { "\(percent(low)) … \(percent($0))" } } ?? "–",
            ])
        }
        return ["\(evaluation.from) – \(evaluation.to)", ""] + table.lines(width: 100) + ["", finding, method]
    }

    private func number(_ value: Double) -> String {
        let whole = Int(min(1e15, max(-1e15, value.rounded())))
        return "\(whole)"
    }

    private func percent(_ share: Double?) -> String {
        guard let share, share.isFinite else { return "–" }
        let tenths = Int((min(1e6, max(-1e6, share)) * 1000).rounded())
        let mark = language == .german ? "," : "."
        return "\(tenths < 0 ? "−" : "+")\(abs(tenths) / 10)\(mark)\(abs(tenths) % 10) %"
    }
}
