/// All tours of one day.
public struct Plan: Hashable, Sendable, Codable {
    public var id: PlanID
    public var town: TownID
    public var day: CalendarDay
    /// What is known up to then is in it; the day itself is ``day``.
    public var createdAt: Timestamp
    /// At most one a vehicle, in the order of the town's vehicles; tours that a re-plan opened come last.
    public var tours: [Tour]
    /// Due but not served, each with its obstacle.
    public var leftOut: [LeftOut]
    /// What the verifier found, also of hand edits; empty means that no rule is broken.
    public var violations: [PlanViolation]
    public var distanceBasis: DistanceBasis
    /// Why ways are estimated although roads were asked for; `nil` when all is as configured.
    public var estimateReason: String?
    /// What the estimated ways rest on; `nil` when none are.
    public var detour: DetourFactor?
    /// Random seed and search effort, so that the plan can be made again.
    public var seed: UInt64
    /// Steps that the search made, over all its parts.
    public var iterations: Int
    /// What a re-plan may not touch; `nil` means nothing.
    public var locks: PlanLocks?
    /// Vehicles that were switched off for this plan; `nil` means none.
    public var vehiclesOff: [VehicleID]?
    /// How often it was changed since it was made; `nil` means never.
    public var revision: Int?

    public init(
        id: PlanID, town: TownID, day: CalendarDay, createdAt: Timestamp, tours: [Tour], leftOut: [LeftOut],
        violations: [PlanViolation] = [], distanceBasis: DistanceBasis, seed: UInt64, iterations: Int
    ) {
        self.id = id
        self.town = town
        self.day = day
        self.createdAt = createdAt
        self.tours = tours
        self.leftOut = leftOut
        self.violations = violations
        self.distanceBasis = distanceBasis
        self.seed = seed
        self.iterations = iterations
    }

    /// Sums over all tours. O(tours).
    public var totals: TourTotals { tours.reduce(into: TourTotals()) { $0.add($1.totals) } }

    /// Slots that have to be emptied or named: due in a tour, or left out.
    public var dueSlots: [SlotID] {
        tours.flatMap(\.stops).flatMap(\.emptied).filter(\.reason.isDue).map(\.slot) + leftOut.map(\.slot)
    }
}

/// What the dispatcher has fixed: a re-plan leaves it as it is. Hand edits may still move it.
public struct PlanLocks: Hashable, Sendable, Codable {
    /// Tours that stay as they are, stop by stop.
    public var tours: [TourID]
    /// Containers that stay with their vehicle.
    public var slots: [SlotID]

    public init(tours: [TourID] = [], slots: [SlotID] = []) {
        self.tours = tours
        self.slots = slots
    }

    /// Whether a re-plan may touch everything.
    public var isEmpty: Bool { tours.isEmpty && slots.isEmpty }
}

/// Ordered stops of one vehicle in one shift.
public struct Tour: Hashable, Sendable, Codable {
    /// Kept over edits and re-plans; a re-plan numbers new tours on.
    public var id: TourID
    public var vehicle: VehicleID
    /// From the depot to the depot; a tour cut short by a breakdown ends where the truck stands.
    public var stops: [Stop]
    /// Sums over ``stops``; kept so that lists need not add up.
    public var totals: TourTotals
    /// What was driven when the plan was made anew during the day; `nil` for a tour planned as a whole.
    public var driven: DrivenPart?

    public init(id: TourID, vehicle: VehicleID, stops: [Stop], totals: TourTotals, driven: DrivenPart? = nil) {
        self.id = id
        self.vehicle = vehicle
        self.stops = stops
        self.totals = totals
        self.driven = driven
    }

    /// In the order of the stops.
    public var emptiedSlots: [SlotID] { stops.flatMap(\.emptied).map(\.slot) }
}

/// The beginning of a tour that can not be changed any more.
public struct DrivenPart: Hashable, Sendable, Codable {
    /// Leading stops of the tour.
    public var stops: Int
    /// The rest begins no earlier.
    public var until: Timestamp

    public init(stops: Int, until: Timestamp) {
        self.stops = stops
        self.until = until
    }
}

/// One halt of a tour.
public struct Stop: Hashable, Sendable, Codable {
    public var place: StopPlace
    /// Of the place when the plan was made; a break has that of the place where it is taken.
    public var coordinate: Coordinate
    /// Way from the stop before.
    public var legMetres: Int
    /// Driving alone, by this vehicle's speed.
    public var legSeconds: Int
    /// Before any wait.
    public var arrival: Timestamp
    /// From arrival until service begins.
    public var waitSeconds: Int
    /// Work at the site, at the tip, or the length of the break.
    public var serviceSeconds: Int
    /// Arrival, wait and service together.
    public var departure: Timestamp
    /// What is emptied here; empty unless the place is a site.
    public var emptied: [StopEmptying]
    /// In the vehicle when it leaves.
    public var loadKilograms: Double
    /// Compacted volume in the vehicle when it leaves, all compartments.
    public var loadLitres: Double

    public init(
        place: StopPlace, coordinate: Coordinate, legMetres: Int, legSeconds: Int, arrival: Timestamp, waitSeconds: Int,
        serviceSeconds: Int, departure: Timestamp, emptied: [StopEmptying] = [], loadKilograms: Double, loadLitres: Double
    ) {
        self.place = place
        self.coordinate = coordinate
        self.legMetres = legMetres
        self.legSeconds = legSeconds
        self.arrival = arrival
        self.waitSeconds = waitSeconds
        self.serviceSeconds = serviceSeconds
        self.departure = departure
        self.emptied = emptied
        self.loadKilograms = loadKilograms
        self.loadLitres = loadLitres
    }
}

/// Where and for what a tour halts.
public enum StopPlace: Hashable, Sendable, Codable {
    case depotStart(DepotID)
    case site(SiteID)
    case disposal(DisposalSiteID)
    /// A pause at the place of the stop before.
    case rest
    case depotEnd(DepotID)
}

/// One container emptied at a stop.
public struct StopEmptying: Hashable, Sendable, Codable {
    public var slot: SlotID
    public var fraction: Fraction
    /// When the truck comes; share of the usable volume, above 1 when overfull.
    public var expectedLevel: Double
    /// By the fraction's density.
    public var expectedKilograms: Double
    /// Compacted, in the vehicle.
    public var expectedLitres: Double
    public var reason: StopReason

    public init(
        slot: SlotID, fraction: Fraction, expectedLevel: Double, expectedKilograms: Double, expectedLitres: Double,
        reason: StopReason
    ) {
        self.slot = slot
        self.fraction = fraction
        self.expectedLevel = expectedLevel
        self.expectedKilograms = expectedKilograms
        self.expectedLitres = expectedLitres
        self.reason = reason
    }
}

/// Sums over a tour or a plan.
public struct TourTotals: Hashable, Sendable, Codable {
    public var distanceMetres: Int
    public var drivingSeconds: Int
    /// At sites; tips and breaks are apart.
    public var serviceSeconds: Int
    /// At tips: weigh, queue, unload, weigh again.
    public var disposalSeconds: Int
    /// Before closed gates and quiet hours.
    public var waitSeconds: Int
    public var breakSeconds: Int
    /// From leaving the depot to being back.
    public var durationSeconds: Int
    /// Different sites of a tour; a plan adds them up, so a site that two tours visit counts twice.
    public var sites: Int
    /// Emptyings, each one a lift.
    public var containers: Int
    /// Unloadings: everything between two of them is one load.
    public var loads: Int
    /// Expected, by levels and densities; not weighed.
    public var collectedKilograms: Double
    /// Litres of diesel and kWh are kept apart.
    public var dieselLitres: Double
    public var electricKilowattHours: Double
    /// From fuel and current by way driven; lifts are not in it.
    public var carbonDioxideKilograms: Double

    public init(
        distanceMetres: Int = 0, drivingSeconds: Int = 0, serviceSeconds: Int = 0, disposalSeconds: Int = 0, waitSeconds: Int = 0,
        breakSeconds: Int = 0, durationSeconds: Int = 0, sites: Int = 0, containers: Int = 0, loads: Int = 0,
        collectedKilograms: Double = 0, dieselLitres: Double = 0, electricKilowattHours: Double = 0,
        carbonDioxideKilograms: Double = 0
    ) {
        self.distanceMetres = distanceMetres
        self.drivingSeconds = drivingSeconds
        self.serviceSeconds = serviceSeconds
        self.disposalSeconds = disposalSeconds
        self.waitSeconds = waitSeconds
        self.breakSeconds = breakSeconds
        self.durationSeconds = durationSeconds
        self.sites = sites
        self.containers = containers
        self.loads = loads
        self.collectedKilograms = collectedKilograms
        self.dieselLitres = dieselLitres
        self.electricKilowattHours = electricKilowattHours
        self.carbonDioxideKilograms = carbonDioxideKilograms
    }

    /// Adds each figure.
    public mutating func add(_ other: TourTotals) {
        distanceMetres += other.distanceMetres
        drivingSeconds += other.drivingSeconds
        serviceSeconds += other.serviceSeconds
        disposalSeconds += other.disposalSeconds
        waitSeconds += other.waitSeconds
        breakSeconds += other.breakSeconds
        durationSeconds += other.durationSeconds
        sites += other.sites
        containers += other.containers
        loads += other.loads
        collectedKilograms += other.collectedKilograms
        dieselLitres += other.dieselLitres
        electricKilowattHours += other.electricKilowattHours
        carbonDioxideKilograms += other.carbonDioxideKilograms
    }
}

/// A rule that a plan breaks, in the town's words.
public struct PlanViolation: Hashable, Sendable, Codable {
    /// Stable key: `payload`, `volume`, `shift`, `quiet-hours`, `driving-time`, `working-time`, `opening-hours`, `not-tipped`, …
    public var rule: String
    /// The paragraph or the town's own rule.
    public var source: String?
    public var tour: TourID?
    /// Index into the tour's stops.
    public var stop: Int?
    /// What was found and what is allowed, in plain English.
    public var message: String
    /// The same for other languages; `nil` for findings of before.
    public var finding: PlanFinding?
    /// What stands for the braces of the finding's sentence: times, amounts, names.
    public var figures: [String: String]?

    public init(
        rule: String, source: String? = nil, tour: TourID? = nil, stop: Int? = nil, message: String, finding: PlanFinding? = nil,
        figures: [String: String]? = nil
    ) {
        self.finding = finding
        self.figures = figures
        self.rule = rule
        self.source = source
        self.tour = tour
        self.stop = stop
        self.message = message
    }
}
