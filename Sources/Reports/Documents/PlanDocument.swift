public import Model

/// A plan with its tours, what is left out and which rules it breaks.
public struct PlanDocument: Codable, Hashable, Sendable {
    public var id: PlanID
    public var town: TownID
    public var day: CalendarDay
    public var createdAt: Timestamp
    /// `estimate` or `roads`: what all distances, driving times and figures derived from them rest on.
    public var distanceBasis: DistanceBasis
    public var distancesAreEstimates: Bool
    /// Why distances are estimates although roads are configured.
    public var estimateReason: String?
    /// What estimated ways rest on; absent when none are.
    public var detour: DetourDocument?
    public var attribution: String?
    public var seed: UInt64
    public var iterations: Int
    /// How often it was changed; 0 as it was made.
    public var revision: Int
    /// Vehicles that were switched off for it.
    public var vehiclesOff: [VehicleID]
    public var totals: TotalsDocument
    public var tours: [TourDocument]
    public var leftOut: [LeftOutDocument]
    public var violations: [ViolationDocument]

    public init(_ plan: Plan, wording: Wording) {
        id = plan.id
        town = plan.town
        day = plan.day
        createdAt = plan.createdAt
        distanceBasis = plan.distanceBasis
        distancesAreEstimates = plan.distanceBasis.isEstimate
        estimateReason = plan.estimateReason
        detour = plan.detour.map(DetourDocument.init)
        attribution = plan.distanceBasis.attribution
        seed = plan.seed
        iterations = plan.iterations
        revision = plan.revision ?? 0
        vehiclesOff = plan.vehiclesOff ?? []
        totals = TotalsDocument(plan.totals)
        tours = plan.tours.map { TourDocument($0, of: plan, wording: wording) }
        leftOut = plan.leftOut.map { LeftOutDocument($0, wording: wording) }
        violations = plan.violations.map { ViolationDocument($0, wording: wording) }
    }

    private enum CodingKeys: String, CodingKey {
        case id, town, day, attribution, seed, iterations, revision, totals, tours, violations, detour
        case estimateReason = "estimate_reason"
        case vehiclesOff = "vehicles_off"
        case createdAt = "created_at"
        case distanceBasis = "distance_basis"
        case distancesAreEstimates = "distances_are_estimates"
        case leftOut = "left_out"
    }
}

/// A plan in a list: its figures without its tours.
public struct PlanSummaryDocument: Codable, Hashable, Sendable {
    public var id: PlanID
    public var day: CalendarDay
    public var createdAt: Timestamp
    public var distanceBasis: DistanceBasis
    public var distancesAreEstimates: Bool
    public var tourCount: Int
    public var leftOutCount: Int
    public var violationCount: Int
    public var totals: TotalsDocument

    public init(_ plan: Plan) {
        id = plan.id
        day = plan.day
        createdAt = plan.createdAt
        distanceBasis = plan.distanceBasis
        distancesAreEstimates = plan.distanceBasis.isEstimate
        tourCount = plan.tours.count
        leftOutCount = plan.leftOut.count
        violationCount = plan.violations.count
        totals = TotalsDocument(plan.totals)
    }

    private enum CodingKeys: String, CodingKey {
        case id, day, totals
        case createdAt = "created_at"
        case distanceBasis = "distance_basis"
        case distancesAreEstimates = "distances_are_estimates"
        case tourCount = "tour_count"
        case leftOutCount = "left_out_count"
        case violationCount = "violation_count"
    }
}

/// A due slot that no tour empties.
public struct LeftOutDocument: Codable, Hashable, Sendable {
    public var slot: SlotID
    public var site: SiteID?
    public var siteName: String?
    public var fraction: Fraction?
    /// Why it was due.
    public var reason: ReasonDocument
    /// Stable key of what keeps it out.
    public var obstacle: LeftOut.Obstacle
    /// The obstacle, who comes nearest and how long it can wait, as a sentence.
    public var text: String
    public var nearestVehicle: VehicleID?
    public var safeUntil: Timestamp?

    public init(_ leftOut: LeftOut, wording: Wording) {
        let place = wording.names.site(of: leftOut.slot)
        slot = leftOut.slot
        site = place?.id
        siteName = place?.name
        fraction = wording.names.index.slots[leftOut.slot]?.fraction
        reason = ReasonDocument(leftOut.reason, wording: wording)
        obstacle = leftOut.obstacle
        text = wording.sentence(leftOut)
        nearestVehicle = leftOut.nearestVehicle
        safeUntil = leftOut.safeUntil
    }

    private enum CodingKeys: String, CodingKey {
        case slot, site, fraction, reason, obstacle, text
        case siteName = "site_name"
        case nearestVehicle = "nearest_vehicle"
        case safeUntil = "safe_until"
    }
}

/// A rule that the plan breaks.
public struct ViolationDocument: Codable, Hashable, Sendable {
    public var rule: String
    public var source: String?
    public var tour: TourID?
    /// `number` of the stop within the tour.
    public var stop: Int?
    public var message: String
    /// Rule, place and finding as a sentence.
    public var text: String

    public init(_ violation: PlanViolation, wording: Wording) {
        rule = violation.rule
        source = violation.source
        tour = violation.tour
        stop = violation.stop
        message = violation.message
        text = wording.sentence(violation)
    }
}
