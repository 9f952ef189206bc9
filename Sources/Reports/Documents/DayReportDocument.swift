public import Model

/// One day in figures: what is planned, what was emptied, what stays, and how far the data behind it can be trusted.
public struct DayReportDocument: Codable, Hashable, Sendable {
    public var town: TownID
    public var day: CalendarDay
    /// The moment of the report; the notes on the data hold for it.
    public var asOf: Timestamp
    /// The newest plan of the day; absent when there is none.
    public var plan: PlanID?
    /// What all distances, driving times and figures derived from them rest on; absent without a plan.
    public var distanceBasis: DistanceBasis?
    public var distancesAreEstimates: Bool?
    /// Why distances are estimates although roads are configured.
    public var estimateReason: String?
    /// What estimated ways rest on; absent when none are.
    public var detour: DetourDocument?
    public var attribution: String?
    public var keyFigures: KeyFiguresDocument?
    public var tours: [DayTourDocument]
    public var leftOut: [LeftOutDocument]
    public var violations: [ViolationDocument]
    public var emptyings: DayEmptyingsDocument
    public var dataQuality: [NoteDocument]

    public init(_ report: DayReport, wording: Wording) {
        town = wording.names.town.id
        day = report.day
        asOf = report.asOf
        plan = report.plan?.id
        distanceBasis = report.plan?.distanceBasis
        distancesAreEstimates = report.plan?.distanceBasis.isEstimate
        estimateReason = report.plan?.estimateReason
        detour = report.plan?.detour.map(DetourDocument.init)
        attribution = report.plan?.distanceBasis.attribution
        keyFigures = report.plan.map { KeyFiguresDocument($0) }
        tours = (report.plan?.tours ?? []).map { DayTourDocument($0, wording: wording) }
        leftOut = (report.plan?.leftOut ?? []).map { LeftOutDocument($0, wording: wording) }
        violations = (report.plan?.violations ?? []).map { ViolationDocument($0, wording: wording) }
        emptyings = DayEmptyingsDocument(report)
        dataQuality = report.notes.map { NoteDocument($0, wording: wording) }
    }

    private enum CodingKeys: String, CodingKey {
        case town, day, plan, tours, violations, emptyings, attribution, detour
        case estimateReason = "estimate_reason"
        case asOf = "as_of"
        case distanceBasis = "distance_basis"
        case distancesAreEstimates = "distances_are_estimates"
        case keyFigures = "key_figures"
        case leftOut = "left_out"
        case dataQuality = "data_quality"
    }
}

/// The plan's figures in the units people speak of.
public struct KeyFiguresDocument: Codable, Hashable, Sendable {
    public var tours: Int
    /// Visits to sites.
    public var stops: Int
    public var containers: Int
    /// One lift for each container that is emptied.
    public var lifts: Int
    public var loads: Int
    public var distanceKilometres: Double
    public var tourHours: Double
    public var drivingHours: Double
    public var dieselLitres: Double
    public var electricKilowattHours: Double
    public var carbonDioxideKilograms: Double
    public var collectedKilograms: Double
    public var leftOut: Int

    public init(_ plan: Plan) {
        let totals = plan.totals
        tours = plan.tours.count
        stops = totals.sites
        containers = totals.containers
        lifts = totals.containers
        loads = totals.loads
        distanceKilometres = rounded(Double(totals.distanceMetres) / 1000, 1)
        tourHours = rounded(Double(totals.durationSeconds) / 3600, 2)
        drivingHours = rounded(Double(totals.drivingSeconds) / 3600, 2)
        dieselLitres = rounded(totals.dieselLitres, 1)
        electricKilowattHours = rounded(totals.electricKilowattHours, 1)
        carbonDioxideKilograms = rounded(totals.carbonDioxideKilograms, 1)
        collectedKilograms = rounded(totals.collectedKilograms, 0)
        leftOut = plan.leftOut.count
    }

    private enum CodingKeys: String, CodingKey {
        case tours, stops, containers, lifts, loads
        case distanceKilometres = "distance_kilometres"
        case tourHours = "tour_hours"
        case drivingHours = "driving_hours"
        case dieselLitres = "diesel_litres"
        case electricKilowattHours = "electric_kilowatt_hours"
        case carbonDioxideKilograms = "carbon_dioxide_kilograms"
        case collectedKilograms = "collected_kilograms"
        case leftOut = "left_out"
    }
}

/// A tour in the report, without its stops.
public struct DayTourDocument: Codable, Hashable, Sendable {
    public var id: TourID
    public var vehicle: VehicleID
    public var vehicleName: String
    public var totals: TotalsDocument

    init(_ tour: Tour, wording: Wording) {
        id = tour.id
        vehicle = tour.vehicle
        vehicleName = wording.names.vehicle(tour.vehicle)
        totals = TotalsDocument(tour.totals)
    }

    private enum CodingKeys: String, CodingKey {
        case id, vehicle, totals
        case vehicleName = "vehicle_name"
    }
}

/// Emptyings that happened on the day, beside those that were planned.
public struct DayEmptyingsDocument: Codable, Hashable, Sendable {
    public var sensed: Int
    public var reported: Int
    public var inferred: Int
    /// Planned slots with an emptying on the day.
    public var plannedAndEmptied: Int
    /// Planned slots without one; empty until the day is over.
    public var plannedNotEmptied: [SlotID]

    init(_ report: DayReport) {
        func count(_ source: EmptyingSource) -> Int { report.emptyings.count { $0.source == source } }
        sensed = count(.sensed)
        reported = count(.reported)
        inferred = count(.inferred)
        plannedAndEmptied = report.plannedAndEmptied
        plannedNotEmptied = report.plannedNotEmptied
    }

    private enum CodingKeys: String, CodingKey {
        case sensed, reported, inferred
        case plannedAndEmptied = "planned_and_emptied"
        case plannedNotEmptied = "planned_not_emptied"
    }
}

/// A remark on the data behind the report.
public struct NoteDocument: Codable, Hashable, Sendable {
    /// Stable key, for example `silent`.
    public var key: String
    public var count: Int?
    public var text: String
    /// The slots concerned, at most 100.
    public var slots: [SlotID]

    init(_ note: DayReport.Note, wording: Wording) {
        key = note.kind.rawValue
        count = note.kind.countsSlots ? note.slots.count : nil
        text = wording(note.kind.phrase, ["count": wording.format.number(note.slots.count)])
        slots = Array(note.slots.prefix(100))
    }
}
