public import Model

/// A month in figures. Ways, hours, fuel and emissions are those of the plans; emptyings and levels are measured or reported.
public struct MonthReportDocument: Codable, Hashable, Sendable {
    public var town: TownID
    public var month: CalendarMonth
    public var asOf: Timestamp
    public var distanceBasis: DistanceBasis?
    public var distancesAreEstimates: Bool?
    public var planned: PlannedDocument
    public var done: DoneDocument
    public var levelAtEmptying: SpreadDocument?
    public var overfull: OverfullDocument
    /// Slots with at least one level in the month.
    public var observedSlots: Int
    public var slots: Int
    public var fractions: [FractionDocument]
    public var days: [DayDocument]

    public struct PlannedDocument: Codable, Hashable, Sendable {
        /// Days with a plan.
        public var days: Int
        public var tours: Int
        public var stops: Int
        public var lifts: Int
        public var loads: Int
        public var distanceKilometres: Double
        public var tourHours: Double
        public var dieselLitres: Double
        public var electricKilowattHours: Double
        public var carbonDioxideKilograms: Double
        public var collectedKilograms: Double

        private enum CodingKeys: String, CodingKey {
            case days, tours, stops, lifts, loads
            case distanceKilometres = "distance_kilometres"
            case tourHours = "tour_hours"
            case dieselLitres = "diesel_litres"
            case electricKilowattHours = "electric_kilowatt_hours"
            case carbonDioxideKilograms = "carbon_dioxide_kilograms"
            case collectedKilograms = "collected_kilograms"
        }
    }

    public struct DoneDocument: Codable, Hashable, Sendable {
        public var emptyings: Int
        public var sensed: Int
        public var reported: Int
        public var inferred: Int
        public var plannedAndEmptied: Int
        public var plannedNotEmptied: Int
        /// Estimated from levels, volume and density.
        public var emptiedKilograms: Double

        private enum CodingKeys: String, CodingKey {
            case emptyings, sensed, reported, inferred
            case plannedAndEmptied = "planned_and_emptied"
            case plannedNotEmptied = "planned_not_emptied"
            case emptiedKilograms = "emptied_kilograms"
        }
    }

    public struct FractionDocument: Codable, Hashable, Sendable {
        public var fraction: Fraction
        public var name: String
        public var slots: Int
        public var emptyings: Int
        public var levelAtEmptying: SpreadDocument?
        public var emptiedKilograms: Double
        public var overfull: OverfullDocument

        private enum CodingKeys: String, CodingKey {
            case fraction, name, slots, emptyings, overfull
            case levelAtEmptying = "level_at_emptying"
            case emptiedKilograms = "emptied_kilograms"
        }
    }

    public struct DayDocument: Codable, Hashable, Sendable {
        public var day: CalendarDay
        public var plan: PlanID?
        public var plannedLifts: Int
        public var distanceKilometres: Double
        public var tourHours: Double
        public var carbonDioxideKilograms: Double
        public var emptied: Int
        public var plannedAndEmptied: Int
        public var plannedNotEmptied: Int?

        private enum CodingKeys: String, CodingKey {
            case day, plan, emptied
            case plannedLifts = "planned_lifts"
            case distanceKilometres = "distance_kilometres"
            case tourHours = "tour_hours"
            case carbonDioxideKilograms = "carbon_dioxide_kilograms"
            case plannedAndEmptied = "planned_and_emptied"
            case plannedNotEmptied = "planned_not_emptied"
        }
    }

    public init(_ report: MonthReport, wording: Wording) {
        town = wording.names.town.id
        month = report.month
        asOf = report.asOf
        distanceBasis = report.distanceBasis
        distancesAreEstimates = report.distanceBasis?.isEstimate
        let totals = report.planned
        planned = PlannedDocument(
            days: report.days.count { $0.plan != nil }, tours: report.plannedTours, stops: totals.sites, lifts: totals.containers,
            loads: totals.loads, distanceKilometres: rounded(Double(totals.distanceMetres) / 1000, 1),
            tourHours: rounded(Double(totals.durationSeconds) / 3600, 2), dieselLitres: rounded(totals.dieselLitres, 1),
            electricKilowattHours: rounded(totals.electricKilowattHours, 1),
            carbonDioxideKilograms: rounded(totals.carbonDioxideKilograms, 1),
            collectedKilograms: rounded(totals.collectedKilograms, 0))
        done = DoneDocument(
            emptyings: report.sensed + report.reported + report.inferred, sensed: report.sensed, reported: report.reported,
            inferred: report.inferred, plannedAndEmptied: report.plannedAndEmptied, plannedNotEmptied: report.plannedNotEmptied,
            emptiedKilograms: rounded(report.emptiedKilograms, 0))
        levelAtEmptying = report.levelAtEmptying.map(SpreadDocument.init)
        overfull = OverfullDocument(report.overfull)
        observedSlots = report.observedSlots
        slots = report.slots
        fractions = report.fractions.map { share in
            FractionDocument(
                fraction: share.fraction, name: wording.name(share.fraction), slots: share.slots, emptyings: share.emptyings,
                levelAtEmptying: share.levelAtEmptying.map(SpreadDocument.init),
                emptiedKilograms: rounded(share.emptiedKilograms, 0), overfull: OverfullDocument(share.overfull))
        }
        days = report.days.map { day in
            DayDocument(
                day: day.day, plan: day.plan, plannedLifts: day.planned.containers,
                distanceKilometres: rounded(Double(day.planned.distanceMetres) / 1000, 1),
                tourHours: rounded(Double(day.planned.durationSeconds) / 3600, 2),
                carbonDioxideKilograms: rounded(day.planned.carbonDioxideKilograms, 1), emptied: day.emptied,
                plannedAndEmptied: day.plannedAndEmptied, plannedNotEmptied: day.plannedNotEmptied)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case town, month, planned, done, overfull, slots, fractions, days
        case asOf = "as_of"
        case distanceBasis = "distance_basis"
        case distancesAreEstimates = "distances_are_estimates"
        case levelAtEmptying = "level_at_emptying"
        case observedSlots = "observed_slots"
    }
}
