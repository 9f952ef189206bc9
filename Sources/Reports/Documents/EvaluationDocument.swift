public import Model

/// An evaluation for machines and for the report page.
public struct EvaluationDocument: Codable, Hashable, Sendable {
    public var town: TownID
    public var from: CalendarDay
    public var to: CalendarDay
    public var baseline: EvaluationBaseline
    public var finding: EvaluationFinding
    /// The finding as a sentence.
    public var text: String
    /// How it was found, as sentences.
    public var method: String
    public var distancesAreEstimates: Bool
    public var slots: Int
    public var measuredSlots: Int
    public var plannedDays: Int
    public var workingDays: Int
    public var drivenShare: Double
    public var measures: [Measure]
    public var weeks: [Week]

    /// A measure over all weeks. `difference`, `low` and `high` are shares of the fixed plan: −0.2 is a fifth less.
    public struct Measure: Codable, Hashable, Sendable {
        public var measure: EvaluationMeasure
        public var name: String
        public var driven: Double
        public var fixed: Double
        public var difference: Double?
        public var low: Double?
        public var high: Double?
        public var savingShown: Bool

        private enum CodingKeys: String, CodingKey {
            case measure, name, driven, fixed, difference, low, high
            case savingShown = "saving_shown"
        }
    }

    public struct Week: Codable, Hashable, Sendable {
        public var monday: CalendarDay
        public var driven: [String: Double]
        public var fixed: [String: Double]
    }

    public init(_ evaluation: Evaluation, language: Language) {
        let words = EvaluationText(evaluation, language: language)
        town = evaluation.town
        from = evaluation.from
        to = evaluation.to
        baseline = evaluation.baseline
        finding = evaluation.finding
        text = words.finding
        method = words.method
        distancesAreEstimates = evaluation.distanceBasis.isEstimate
        slots = evaluation.coverage.slots
        measuredSlots = evaluation.coverage.measuredSlots
        plannedDays = evaluation.coverage.plannedDays
        workingDays = evaluation.coverage.workingDays
        drivenShare = rounded(evaluation.coverage.drivenShare, 3)
        measures = evaluation.comparisons.map { one in
            Measure(
                measure: one.measure, name: words.name(one.measure), driven: rounded(one.driven, 2), fixed: rounded(one.fixed, 2),
                difference: roundedIfAny(one.difference, 4), low: roundedIfAny(one.low, 4), high: roundedIfAny(one.high, 4),
                savingShown: one.showsSaving)
        }
        let figures = { (figures: EvaluationFigures) in
            Dictionary(uniqueKeysWithValues: EvaluationMeasure.allCases.map { ($0.rawValue, rounded($0.value(figures), 2)) })
        }
        weeks = evaluation.weeks.map { Week(monday: $0.monday, driven: figures($0.driven), fixed: figures($0.fixed)) }
    }

    private enum CodingKeys: String, CodingKey {
        case town, from, to, baseline, finding, text, method, slots, measures, weeks
        case distancesAreEstimates = "distances_are_estimates"
        case measuredSlots = "measured_slots"
        case plannedDays = "planned_days"
        case workingDays = "working_days"
        case drivenShare = "driven_share"
    }
}
