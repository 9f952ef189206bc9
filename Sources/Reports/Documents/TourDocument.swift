public import Model

/// Ordered stops of one vehicle.
public struct TourDocument: Codable, Hashable, Sendable {
    public var id: TourID
    public var plan: PlanID
    public var day: CalendarDay
    public var vehicle: VehicleID
    public var vehicleName: String
    public var distanceBasis: DistanceBasis
    public var distancesAreEstimates: Bool
    public var estimateReason: String?
    /// What estimated ways rest on; absent when none are.
    public var detour: DetourDocument?
    public var attribution: String?
    /// The way on the roads with its turns; only where it was asked for.
    public var path: TourPathDocument?
    /// A re-plan leaves it as it is.
    public var isLocked: Bool
    public var totals: TotalsDocument
    public var stops: [StopDocument]

    public init(_ tour: Tour, of plan: Plan, wording: Wording, path: TourPath? = nil) {
        id = tour.id
        self.plan = plan.id
        day = plan.day
        vehicle = tour.vehicle
        vehicleName = wording.names.vehicle(tour.vehicle)
        distanceBasis = plan.distanceBasis
        distancesAreEstimates = plan.distanceBasis.isEstimate
        estimateReason = plan.estimateReason
        detour = plan.detour.map(DetourDocument.init)
        attribution = path?.isOnRoads == true ? DistanceBasis.openStreetMap : plan.distanceBasis.attribution
        self.path = path.map { TourPathDocument($0, wording: wording) }
        isLocked = plan.locks?.tours.contains(tour.id) ?? false
        totals = TotalsDocument(tour.totals)
        let locked = Set(plan.locks?.slots ?? [])
        stops = tour.stops.enumerated().map { number, stop in
            StopDocument(
                stop, number: number, isDriven: number < tour.driven?.stops ?? 0,
                isLocked: stop.emptied.contains { locked.contains($0.slot) }, wording: wording)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case id, plan, day, vehicle, totals, stops, attribution, path, detour
        case estimateReason = "estimate_reason"
        case vehicleName = "vehicle_name"
        case distanceBasis = "distance_basis"
        case distancesAreEstimates = "distances_are_estimates"
        case isLocked = "is_locked"
    }
}

/// One halt. The stop at the depot where the tour begins has number 0.
public struct StopDocument: Codable, Hashable, Sendable {
    public var number: Int
    /// `depot-start`, `site`, `disposal`, `rest`, `depot-end`.
    public var kind: String
    /// Identifier of the depot, site or disposal site; absent for a rest.
    public var place: String?
    public var name: String
    public var latitude: Double
    public var longitude: Double
    public var arrival: Timestamp
    /// By the town's clocks, with its offset.
    public var arrivalLocal: String
    public var departure: Timestamp
    public var departureLocal: String
    public var legMetres: Int
    public var legSeconds: Int
    public var waitSeconds: Int
    public var serviceSeconds: Int
    /// In the vehicle when it leaves.
    public var loadKilograms: Double
    public var loadLitres: Double
    /// Lies behind, when the plan was made anew during the day.
    public var isDriven: Bool
    /// Its containers stay with their vehicle in a re-plan.
    public var isLocked: Bool
    public var emptied: [StopEmptyingDocument]

    public init(_ stop: Stop, number: Int, isDriven: Bool = false, isLocked: Bool = false, wording: Wording) {
        self.isDriven = isDriven
        self.isLocked = isLocked
        self.number = number
        kind = stop.place.kind
        place = stop.place.id
        name = wording.name(stop.place)
        latitude = stop.coordinate.latitude
        longitude = stop.coordinate.longitude
        arrival = stop.arrival
        arrivalLocal = stop.arrival.rfc3339(clock: wording.names.clock)
        departure = stop.departure
        departureLocal = stop.departure.rfc3339(clock: wording.names.clock)
        legMetres = stop.legMetres
        legSeconds = stop.legSeconds
        waitSeconds = stop.waitSeconds
        serviceSeconds = stop.serviceSeconds
        loadKilograms = rounded(stop.loadKilograms, 1)
        loadLitres = rounded(stop.loadLitres, 1)
        emptied = stop.emptied.map { StopEmptyingDocument($0, wording: wording) }
    }

    private enum CodingKeys: String, CodingKey {
        case number, kind, place, name, latitude, longitude, arrival, departure, emptied
        case isDriven = "is_driven"
        case isLocked = "is_locked"
        case arrivalLocal = "arrival_local"
        case departureLocal = "departure_local"
        case legMetres = "leg_metres"
        case legSeconds = "leg_seconds"
        case waitSeconds = "wait_seconds"
        case serviceSeconds = "service_seconds"
        case loadKilograms = "load_kilograms"
        case loadLitres = "load_litres"
    }
}

/// One container emptied at a stop.
public struct StopEmptyingDocument: Codable, Hashable, Sendable {
    public var slot: SlotID
    public var fraction: Fraction
    public var expectedLevel: Double
    public var expectedKilograms: Double
    /// Compacted, in the vehicle.
    public var expectedLitres: Double
    public var reason: ReasonDocument

    public init(_ emptying: StopEmptying, wording: Wording) {
        slot = emptying.slot
        fraction = emptying.fraction
        expectedLevel = rounded(emptying.expectedLevel, 4)
        expectedKilograms = rounded(emptying.expectedKilograms, 1)
        expectedLitres = rounded(emptying.expectedLitres, 1)
        reason = ReasonDocument(emptying.reason, wording: wording)
    }

    private enum CodingKeys: String, CodingKey {
        case slot, fraction, reason
        case expectedLevel = "expected_level"
        case expectedKilograms = "expected_kilograms"
        case expectedLitres = "expected_litres"
    }
}

/// Sums over a tour or a plan.
public struct TotalsDocument: Codable, Hashable, Sendable {
    public var distanceMetres: Int
    public var drivingSeconds: Int
    public var serviceSeconds: Int
    public var disposalSeconds: Int
    public var waitSeconds: Int
    public var breakSeconds: Int
    public var durationSeconds: Int
    public var sites: Int
    public var containers: Int
    public var loads: Int
    public var collectedKilograms: Double
    public var dieselLitres: Double
    public var electricKilowattHours: Double
    public var carbonDioxideKilograms: Double

    public init(_ totals: TourTotals) {
        distanceMetres = totals.distanceMetres
        drivingSeconds = totals.drivingSeconds
        serviceSeconds = totals.serviceSeconds
        disposalSeconds = totals.disposalSeconds
        waitSeconds = totals.waitSeconds
        breakSeconds = totals.breakSeconds
        durationSeconds = totals.durationSeconds
        sites = totals.sites
        containers = totals.containers
        loads = totals.loads
        collectedKilograms = rounded(totals.collectedKilograms, 1)
        dieselLitres = rounded(totals.dieselLitres, 2)
        electricKilowattHours = rounded(totals.electricKilowattHours, 2)
        carbonDioxideKilograms = rounded(totals.carbonDioxideKilograms, 2)
    }

    private enum CodingKeys: String, CodingKey {
        case sites, containers, loads
        case distanceMetres = "distance_metres"
        case drivingSeconds = "driving_seconds"
        case serviceSeconds = "service_seconds"
        case disposalSeconds = "disposal_seconds"
        case waitSeconds = "wait_seconds"
        case breakSeconds = "break_seconds"
        case durationSeconds = "duration_seconds"
        case collectedKilograms = "collected_kilograms"
        case dieselLitres = "diesel_litres"
        case electricKilowattHours = "electric_kilowatt_hours"
        case carbonDioxideKilograms = "carbon_dioxide_kilograms"
    }
}
