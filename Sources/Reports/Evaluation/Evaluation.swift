public import Model

/// What was driven in a town's real weeks, beside what its fixed plan would have cost in the same weeks.
public struct Evaluation: Hashable, Sendable {
    public var town: TownID
    /// Monday of the first whole week and Sunday of the last: days asked for outside of them do not count.
    public var from: CalendarDay
    public var to: CalendarDay
    public var baseline: EvaluationBaseline
    /// In the order of time, without gaps; at least four.
    public var weeks: [Week]
    public var coverage: Coverage
    /// Of the fixed plan's ways; an estimate if any is one.
    public var distanceBasis: DistanceBasis
    /// One for each measure, in the order of ``EvaluationMeasure``.
    public var comparisons: [Comparison]

    /// One whole week, Monday to Sunday.
    public struct Week: Hashable, Sendable {
        public var monday: CalendarDay
        /// By the plans that were driven and the emptyings that were sensed or reported.
        public var driven: EvaluationFigures
        /// The slots' fixed rhythms, driven in the same week.
        public var fixed: EvaluationFigures

        public init(monday: CalendarDay, driven: EvaluationFigures, fixed: EvaluationFigures) {
            self.monday = monday
            self.driven = driven
            self.fixed = fixed
        }
    }

    /// How much of the town the figures rest on.
    public struct Coverage: Hashable, Sendable {
        /// Active slots of the town.
        public var slots: Int
        /// Slots whose level was measured well enough to say when they were overfull.
        public var measuredSlots: Int
        /// Sensed or reported in the weeks, with a confidence of one half or more.
        public var emptyings: Int
        /// Working days with a plan.
        public var plannedDays: Int
        /// Monday to Friday, without holidays and closed days.
        public var workingDays: Int
        /// Share of planned containers with an emptying on the day.
        public var drivenShare: Double

        public init(slots: Int, measuredSlots: Int, emptyings: Int, plannedDays: Int, workingDays: Int, drivenShare: Double) {
            self.slots = slots
            self.measuredSlots = measuredSlots
            self.emptyings = emptyings
            self.plannedDays = plannedDays
            self.workingDays = workingDays
            self.drivenShare = drivenShare
        }
    }

    /// One measure over all weeks; `difference` is driven less fixed, a share of fixed, with a 95 % range.
    public struct Comparison: Hashable, Sendable {
        public var measure: EvaluationMeasure
        public var driven: Double
        public var fixed: Double
        /// `nil` when the fixed plan has nothing of it.
        public var difference: Double?
        /// Ends of the 95 % range of ``difference``, by moving-block bootstrap over weeks (Künsch 1989); `nil` where none can
        /// be had.
        public var low: Double?
        public var high: Double?

        /// Less was driven than fixed, and the whole range says so.
        public var showsSaving: Bool { high.map { $0 < 0 } ?? false }
    }

    public init(
        town: TownID, from: CalendarDay, to: CalendarDay, baseline: EvaluationBaseline, weeks: [Week], coverage: Coverage,
        distanceBasis: DistanceBasis, seed: UInt64 = 1
    ) {
        self.town = town
        self.from = from
        self.to = to
        self.baseline = baseline
        self.weeks = weeks
        self.coverage = coverage
        self.distanceBasis = distanceBasis
        comparisons = EvaluationMeasure.allCases.map { measure in
            let pairs = weeks.map { (driven: measure.value($0.driven), fixed: measure.value($0.fixed)) }
            let range = BlockBootstrap(seed: seed).range(pairs)
            let (driven, fixed) = (pairs.reduce(0) { $0 + $1.driven }, pairs.reduce(0) { $0 + $1.fixed })
            return Comparison(
                measure: measure, driven: driven, fixed: fixed, difference: fixed > 0 ? driven / fixed - 1 : nil,
                low: range?.lowerBound, high: range?.upperBound)
        }
    }

    /// All measures are there once.
    public func comparison(_ measure: EvaluationMeasure) -> Comparison? { comparisons.first { $0.measure == measure } }

    /// Shown is a saving when the whole range of kilometres or of truck hours lies below zero.
    public var finding: EvaluationFinding {
        let ways = comparison(.kilometres)?.showsSaving ?? false
        let hours = comparison(.truckHours)?.showsSaving ?? false
        guard ways || hours else { return .noSavingShown }
        // A saving that is paid for by overfull containers is none.
        let overflow = comparison(.overflowHours)
        return (overflow?.low ?? 0) > 0 ? .savingWithMoreOverflow : .savingShown
    }
}

/// What the weeks allow to be said.
public enum EvaluationFinding: String, CaseIterable, Hashable, Sendable, Codable {
    case savingShown = "saving-shown"
    case savingWithMoreOverflow = "saving-with-more-overflow"
    case noSavingShown = "no-saving-shown"
}

/// What the driven weeks are held against.
public enum EvaluationBaseline: String, CaseIterable, Hashable, Sendable, Codable {
    /// The slots' own fixed rhythms, driven with the same search, vehicles and ways.
    case rhythm
}

/// What trucks did in a stretch of time.
public struct EvaluationFigures: Hashable, Sendable, Codable {
    public var emptyings = 0
    public var tours = 0
    public var kilometres = 0.0
    /// From leaving the depot to being back.
    public var truckHours = 0.0
    public var dieselLitres = 0.0
    public var electricKilowattHours = 0.0
    public var carbonDioxideKilograms = 0.0
    /// Container-hours above 100 %, of the slots that were measured.
    public var overflowHours = 0.0

    public init() {}

    /// Adds the planned figures of a day; emptyings and overfull hours are counted apart.
    public mutating func add(_ totals: TourTotals, tours count: Int) {
        tours += count
        kilometres += Double(totals.distanceMetres) / 1000
        truckHours += Double(totals.durationSeconds) / 3600
        dieselLitres += totals.dieselLitres
        electricKilowattHours += totals.electricKilowattHours
        carbonDioxideKilograms += totals.carbonDioxideKilograms
    }
}

/// What is compared; stable keys of documents.
public enum EvaluationMeasure: String, CaseIterable, Hashable, Sendable, Codable {
    case emptyings
    case tours
    case kilometres
    case truckHours = "truck_hours"
    case dieselLitres = "diesel_litres"
    case electricKilowattHours = "electric_kilowatt_hours"
    case carbonDioxideKilograms = "carbon_dioxide_kilograms"
    case overflowHours = "overflow_hours"

    /// This measure of some figures.
    public func value(_ figures: EvaluationFigures) -> Double {
        switch self {
        case .emptyings: Double(figures.emptyings)
        case .tours: Double(figures.tours)
        case .kilometres: figures.kilometres
        case .truckHours: figures.truckHours
        case .dieselLitres: figures.dieselLitres
        case .electricKilowattHours: figures.electricKilowattHours
        case .carbonDioxideKilograms: figures.carbonDioxideKilograms
        case .overflowHours: figures.overflowHours
        }
    }
}
