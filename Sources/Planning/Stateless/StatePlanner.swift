public import Model
import Routing

/// What is wrong with a state.
public struct PlanStateError: Error, Sendable, Hashable, CustomStringConvertible {
    public var member: String
    public var message: String

    public var description: String { "\(member): \(message)" }
}

/// Plans a day from a ``PlanState``: no town, no store, the same choice, search and rules as for a town of our own. Pure.
public struct StatePlanner: Sendable {
    let state: PlanState
    private let town: TownData
    private let input: PlanningInput

    /// Checks and translates.
    ///
    /// - Parameter estimate: ways between coordinates, for a state without a matrix.
    /// - Throws: ``PlanStateError`` that names the member at fault.
    public init(_ state: PlanState, estimate: ([Coordinate]) -> Model.TravelMatrix) throws(PlanStateError) {
        self.state = state
        try Self.check(state.options)
        let translation = StateTranslation(state)
        town = try translation.town()
        let day = state.day ?? CalendarDay(epochDay: 20_515)
        let start = town.vehicles.map(\.shift.start).min() ?? TimeOfDay(hour: 6)
        let asOf = town.town.clock.moment(day, start)
        let places = PlaceIndex(town)
        var input = PlanningInput(
            planID: "plan", createdAt: asOf, town: town, day: day, forecasts: translation.forecasts(asOf: asOf),
            lastEmptyings: translation.lastEmptyings(asOf: asOf), requests: translation.requests(day, asOf: asOf),
            places: places, travel: try translation.travel(places, estimate),
            options: PlanningOptions(
                seed: state.options?.seed ?? 1, iterations: state.options?.iterations.flatMap { $0 > 0 ? $0 : nil }))
        input.standing.breakRules = translation.breakRules()
        self.input = input
    }

    private static func check(_ options: PlanState.Options?) throws(PlanStateError) {
        if let seconds = options?.seconds, !(seconds.isFinite && seconds > 0 && seconds <= 600) {
            throw PlanStateError(
                member: "options.seconds", message: "\(seconds) is too short or too long: more than 0, at most 600")
        }
        if let iterations = options?.iterations, !(0...100_000_000).contains(iterations) {
            throw PlanStateError(member: "options.iterations", message: "\(iterations) is too few or too many: 0 to 100000000")
        }
    }

    /// The time the search may take.
    public var seconds: Double { min(600, max(0.05, state.options?.seconds ?? 5)) }

    /// - Parameter spentShare: share of ``seconds`` that is spent; see ``PlanningOptions/spentShare``.
    /// - Throws: ``PlanningError``.
    public func plan(spentShare: (@Sendable () -> Double)?) throws(PlanningError) -> StatePlan {
        var input = input
        input.options.spentShare = spentShare
        if spentShare == nil, input.options.iterations == nil { input.options.iterations = PlanningOptions.defaultIterations }
        var plan =
            switch state.rules?.policy ?? .priced {
            case .priced: try Planner().plan(input, policy: priced)
            case .due: try Planner().plan(input, policy: DuePolicy())
            case .threshold: try Planner().plan(input, policy: ThresholdPolicy(level: state.rules?.thresholdLevel ?? 0.8))
            }
        if !(state.rules?.germanLaw ?? false) {
            let law: Set<String> = [PlanRule.pause, .drivingTime, .workingTime].reduce(into: []) { $0.insert($1.rawValue) }
            plan.violations.removeAll { law.contains($0.rule) }
        }
        return StatePlan(plan, midnight: input.clock.moment(input.day))
    }

    private var priced: PricedPolicy {
        let standard = PricedPolicy()
        return PricedPolicy(
            prices: state.rules?.overflowPricePerDay.map { OverflowPrices(perDay: $0) } ?? standard.prices,
            compulsoryRisk: state.rules?.compulsoryRisk ?? standard.compulsoryRisk)
    }
}

/// The tours, as the stateless door answers them.
public struct StatePlan: Sendable, Hashable, Codable {
    public var tours: [Tour]
    /// Containers that were due, and why no tour empties them.
    public var leftOut: [Left]
    public var violations: [PlanViolation]
    public var distanceMetres: Int
    public var durationSeconds: Int
    public var distanceBasis: DistanceBasis
    public var iterations: Int
    public var seed: UInt64

    public struct Tour: Sendable, Hashable, Codable {
        public var vehicle: VehicleID
        public var stops: [Stop]
        /// Sites in the order of their visits.
        public var sites: [SiteID]
        public var distanceMetres: Int
        public var durationSeconds: Int
        public var loads: Int

        enum CodingKeys: String, CodingKey {
            case vehicle, stops, sites, loads
            case distanceMetres = "distance_metres"
            case durationSeconds = "duration_seconds"
        }
    }

    public struct Stop: Sendable, Hashable, Codable {
        /// `depot-start`, `site`, `disposal`, `rest`, `depot-end`.
        public var kind: String
        public var place: String?
        /// Containers emptied here.
        public var slots: [SlotID]
        /// Seconds after local midnight of the day.
        public var arrivalSeconds: Int
        public var departureSeconds: Int
        public var waitSeconds: Int
        public var legMetres: Int
        public var legSeconds: Int
        public var loadKilograms: Double
        public var loadLitres: Double

        enum CodingKeys: String, CodingKey {
            case kind, place, slots
            case arrivalSeconds = "arrival_seconds"
            case departureSeconds = "departure_seconds"
            case waitSeconds = "wait_seconds"
            case legMetres = "leg_metres"
            case legSeconds = "leg_seconds"
            case loadKilograms = "load_kilograms"
            case loadLitres = "load_litres"
        }
    }

    public struct Left: Sendable, Hashable, Codable {
        public var slot: SlotID
        public var reason: String
        public var obstacle: LeftOut.Obstacle
    }

    enum CodingKeys: String, CodingKey {
        case tours, violations, iterations, seed
        case leftOut = "left_out"
        case distanceMetres = "distance_metres"
        case durationSeconds = "duration_seconds"
        case distanceBasis = "distance_basis"
    }

    init(_ plan: Model.Plan, midnight: Timestamp) {
        tours = plan.tours.map { tour in
            Tour(
                vehicle: tour.vehicle, stops: tour.stops.map { Stop($0, midnight: midnight) },
                sites: tour.stops.compactMap { if case .site(let id) = $0.place { id } else { nil } },
                distanceMetres: tour.totals.distanceMetres, durationSeconds: tour.totals.durationSeconds,
                loads: tour.totals.loads)
        }
        leftOut = plan.leftOut.map { Left(slot: $0.slot, reason: $0.reason.key, obstacle: $0.obstacle) }
        violations = plan.violations
        distanceMetres = plan.totals.distanceMetres
        durationSeconds = plan.totals.durationSeconds
        distanceBasis = plan.distanceBasis
        iterations = plan.iterations
        seed = plan.seed
    }
}

extension StatePlan.Stop {
    init(_ stop: Model.Stop, midnight: Timestamp) {
        (kind, place) =
            switch stop.place {
            case .depotStart(let id): ("depot-start", id.rawValue)
            case .site(let id): ("site", id.rawValue)
            case .disposal(let id): ("disposal", id.rawValue)
            case .rest: ("rest", nil)
            case .depotEnd(let id): ("depot-end", id.rawValue)
            }
        slots = stop.emptied.map(\.slot)
        arrivalSeconds = Int(stop.arrival.seconds(since: midnight))
        departureSeconds = Int(stop.departure.seconds(since: midnight))
        waitSeconds = stop.waitSeconds
        legMetres = stop.legMetres
        legSeconds = stop.legSeconds
        loadKilograms = (stop.loadKilograms * 10).rounded() / 10
        loadLitres = (stop.loadLitres * 10).rounded() / 10
    }
}
