public import Model

/// Why the data of a period allow no finding: said before anything is computed, with what would help.
public enum EvaluationRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case tooFewWeeks(found: Int, needed: Int, from: CalendarDay, to: CalendarDay)
    case rhythmsMissing(withRhythm: Int, slots: Int)
    case plansMissing(plannedDays: Int, workingDays: Int)
    case tooFewEmptyings(Int)
    /// `share` of the planned containers was emptied on the day.
    case plansNotDriven(share: Double)

    public var description: String { "\(message(in: .english)) \(remedy(in: .english))" }

    /// What is missing, as a sentence.
    ///
    /// - Parameter format: writes a day; as in files if not given.
    public func message(in language: Language, format: (CalendarDay) -> String = { $0.description }) -> String {
        let isGerman = language == .german
        switch self {
        case .tooFewWeeks(let found, _, let from, let to):
            let (from, to) = (format(from), format(to))
            return isGerman
                ? "Zwischen \(from) und \(to) liegen nur \(found) ganze, abgeschlossene Wochen: zu wenige, um eine Einsparung von Zufall zu "
                    + "unterscheiden."
                : "Only \(found) whole weeks lie between \(from) and \(to) and are over: too few to tell a saving from chance."
        case .rhythmsMissing(let withRhythm, let slots):
            return isGerman
                ? "Nur \(withRhythm) von \(slots) Stellplätzen haben einen festen Rhythmus: es gibt keinen festen Plan zum Vergleichen."
                : "Only \(withRhythm) of \(slots) slots have a fixed rhythm: there is no fixed plan to compare with."
        case .plansMissing(let planned, let working):
            return isGerman
                ? "Nur für \(planned) von \(working) Arbeitstagen gibt es einen Plan: was gefahren wurde, ist nicht bekannt."
                : "Only \(planned) of \(working) working days have a plan: what was driven is not known."
        case .tooFewEmptyings(let count):
            return isGerman
                ? "Nur \(count) Leerungen sind belegt: zu wenige, um eine Einsparung von Zufall zu unterscheiden."
                : "Only \(count) emptyings are recorded: too few to tell a saving from chance."
        case .plansNotDriven(let share):
            let percent = Int((100 * share).rounded())
            return isGerman
                ? "Nur \(percent) % der geplanten Behälter wurden am selben Tag geleert: die Pläne wurden so nicht gefahren."
                : "Only \(percent) % of the planned containers were emptied on the day: the plans were not driven as they stand."
        }
    }

    /// What would help.
    public func remedy(in language: Language) -> String {
        let isGerman = language == .german
        switch self {
        case .tooFewWeeks(_, let needed, _, _):
            return isGerman
                ? "Mindestens \(needed) ganze Wochen von Montag bis Sonntag wählen; zwölf sind besser."
                : "Give at least \(needed) whole weeks from Monday to Sunday; twelve are better."
        case .rhythmsMissing:
            return isGerman
                ? "Den früheren Rhythmus jedes Stellplatzes in den Einstellungen (oder in slots.csv) eintragen, dann noch einmal auswerten."
                : "Enter the rhythm that each slot had before in the town's files (slots.csv), then ask again."
        case .plansMissing:
            return isGerman
                ? "Wochen wählen, in denen an jedem Arbeitstag geplant wurde."
                : "Choose weeks in which plans were made every working day."
        case .tooFewEmptyings:
            return isGerman
                ? "Einen längeren Zeitraum wählen, oder nachsehen, warum keine Leerungen ankommen."
                : "Choose a longer period, or see why emptyings are not recorded."
        case .plansNotDriven:
            return isGerman
                ? "Geleertes von den Fahrern abhaken lassen, oder Wochen wählen, in denen nach Plan gefahren wurde."
                : "Have the drivers check off what they empty, or choose weeks in which the plans were driven."
        }
    }
}
