public import Model
public import Sentences

/// Why the data of a period allow no finding: said before anything is computed, with what would help.
public enum EvaluationRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case tooFewWeeks(found: Int, needed: Int, from: CalendarDay, to: CalendarDay)
    case rhythmsMissing(withRhythm: Int, slots: Int)
    case plansMissing(plannedDays: Int, workingDays: Int)
    case tooFewEmptyings(Int)
    /// `share` of the planned containers was emptied on the day.
    case plansNotDriven(share: Double)

    public var description: String { "\(message()) \(remedy)" }

    /// What is missing.
    ///
    /// - Parameter writing: writes a day; as in files if not given.
    public func message(writing day: (CalendarDay) -> String = \.description) -> Sentence {
        switch self {
        case .tooFewWeeks(let found, _, let from, let to):
            "Only \(found) whole weeks lie between \(day(from)) and \(day(to)) and are over: too few to tell a saving from chance."
        case .rhythmsMissing(let withRhythm, let slots):
            "Only \(withRhythm) of \(slots) slots have a fixed rhythm: there is no fixed plan to compare with."
        case .plansMissing(let planned, let working):
            "Only \(planned) of \(working) working days have a plan: what was driven is not known."
        case .tooFewEmptyings(let count):
            "Only \(count) emptyings are recorded: too few to tell a saving from chance."
        case .plansNotDriven(let share):
            "Only \(Int((100 * share).rounded())) % of the planned containers were emptied on the day: the plans were not driven as they stand."
        }
    }

    /// What would help.
    public var remedy: Sentence {
        switch self {
        case .tooFewWeeks(_, let needed, _, _):
            "Give at least \(needed) whole weeks from Monday to Sunday; twelve are better."
        case .rhythmsMissing:
            "Enter the rhythm that each slot had before in the settings (or in slots.csv), then ask again."
        case .plansMissing:
            "Choose weeks in which plans were made every working day."
        case .tooFewEmptyings:
            "Choose a longer period, or see why emptyings are not recorded."
        case .plansNotDriven:
            "Have the drivers check off what they empty, or choose weeks in which the plans were driven."
        }
    }
}
