public import Model

/// All that a plan depends on: the same input gives the same plan (as long as the search ends by iterations, not by time).
public struct PlanningInput: Sendable {
    /// Identifier and time of creation of the plan to make.
    public var planID: PlanID
    public var createdAt: Timestamp
    public var town: TownData
    /// The day to plan.
    public var day: CalendarDay
    public var clock: TownClock
    public var forecasts: [SlotID: LevelForecast]
    public var currentLevels: [SlotID: CurrentLevel]
    /// When each slot was emptied last, as far as that is known; decides about age.
    public var lastEmptyings: [SlotID: Timestamp]
    public var requests: [EmptyingRequest]
    public var places: PlaceIndex
    /// Ways between ``places``, in their order.
    public var travel: TravelMatrix
    /// Ways of the vehicles that drive by another profile than ``travel`` is for.
    public var travelByVehicle: [VehicleID: TravelMatrix] = [:]
    /// When each vehicle's last tour before the day ends: its crew rests for eleven hours after it (ArbZG §5).
    public var endsOfDayBefore: [VehicleID: Timestamp] = [:]
    /// Vehicles that can not be used on this day, besides those the town's data say are not available.
    public var vehiclesOff: Set<VehicleID>
    public var options: PlanningOptions
    /// What is driven and fixed already, when a plan is made anew during the day.
    var standing = StandingPlan()

    /// - Parameter lastEmptyings: `nil` takes them from the current levels.
    public init(
        planID: PlanID, createdAt: Timestamp, town: TownData, day: CalendarDay, clock: TownClock? = nil,
        forecasts: [SlotID: LevelForecast] = [:], currentLevels: [SlotID: CurrentLevel] = [:],
        lastEmptyings: [SlotID: Timestamp]? = nil, requests: [EmptyingRequest] = [], places: PlaceIndex,
        travel: TravelMatrix, vehiclesOff: Set<VehicleID> = [], options: PlanningOptions = PlanningOptions()
    ) {
        self.planID = planID
        self.createdAt = createdAt
        self.town = town
        self.day = day
        self.clock = clock ?? town.town.clock
        self.forecasts = forecasts
        self.currentLevels = currentLevels
        self.lastEmptyings = lastEmptyings ?? currentLevels.compactMapValues { $0.lastEmptying?.at }
        self.requests = requests
        self.places = places
        self.travel = travel
        self.vehiclesOff = vehiclesOff
        self.options = options
    }
}

extension PlanningInput {
    /// The ways that a vehicle has.
    func travel(of vehicle: VehicleID) -> TravelMatrix { travelByVehicle[vehicle] ?? travel }
}

/// How to search, and how much risk to take. Every figure is an assumption of ours unless its source stands beside it.
public struct PlanningOptions: Sendable {
    public var seed: UInt64
    /// Steps of the search over all tours together; `nil` means until the time is spent.
    public var iterations: Int?
    /// Share of the time budget that is spent, 0 to 1; 1 ends the search. Asked often and from several threads. `nil` means that
    /// the iterations alone decide, and that the plan can be made again exactly.
    public var spentShare: (@Sendable () -> Double)?
    /// Told about better plans while the search goes on, from any of its threads.
    public var progress: (@Sendable (PlanningProgress) -> Void)?
    /// Threads of the search; more than one gives up exact repetition.
    public var threads: Int
    /// A slot is due when the chance that it overflows before the next visit is at least this.
    public var overflowRiskLimit: Double
    /// Share of payload and volume that is kept free because levels are forecasts.
    public var capacityReserve: Double
    public var weights: PlanningWeights

    public init(
        seed: UInt64 = 1, iterations: Int? = PlanningOptions.defaultIterations, spentShare: (@Sendable () -> Double)? = nil,
        threads: Int = 1, overflowRiskLimit: Double = 0.1, capacityReserve: Double = 0,
        weights: PlanningWeights = PlanningWeights()
    ) {
        self.seed = seed
        self.iterations = iterations
        self.spentShare = spentShare
        self.threads = threads
        self.overflowRiskLimit = min(0.5, max(0.001, overflowRiskLimit))
        self.capacityReserve = min(0.9, max(0, capacityReserve))
        self.weights = weights
    }

    /// Effort of a plan for which nobody said otherwise.
    public static let defaultIterations = 20_000
}

/// How far the search has come.
public struct PlanningProgress: Sendable, Hashable {
    /// The day is solved in parts that share no vehicle; numbered from 1.
    public var part: Int
    public var parts: Int
    /// Least cost of this part so far, in the search's units.
    public var bestCost: Int
    public var iterations: Int
}

/// What the search weighs against what. No money: one unit is the worth of one metre; only the proportions matter.
public struct PlanningWeights: Sendable, Hashable {
    public var perMetre: Int
    /// One hour of truck and crew weighs as much as 54 km.
    public var perSecond: Int
    /// Sending out one more truck weighs half an hour.
    public var perTour: Int
    /// Makes tours of equal length a little cheaper than unequal ones, per hour squared.
    public var balancePerSquareHour: Int
    /// Leaving out a due slot: more than any single stop can cost.
    public var perDueSlot: Int
    /// Giving a container to another vehicle than the plan before had: crews have their sheets.
    public var perMovedStop: Int
    /// A take-along container saves a later stop's way of about this length.
    public var takeAlongWaySeconds: Int

    public init(
        perMetre: Int = 1, perSecond: Int = 15, perTour: Int = 27_000, balancePerSquareHour: Int = 100,
        perDueSlot: Int = 2_000_000, takeAlongWaySeconds: Int = 240,
        perMovedStop: Int = 10_000
    ) {
        self.perMetre = max(0, min(1_000_000, perMetre))
        self.perSecond = max(0, min(1_000_000, perSecond))
        self.perTour = max(0, min(1_000_000_000, perTour))
        self.balancePerSquareHour = max(0, min(1_000_000, balancePerSquareHour))
        self.perDueSlot = max(1, min(1_000_000_000, perDueSlot))
        self.perMovedStop = max(0, min(1_000_000_000, perMovedStop))
        self.takeAlongWaySeconds = max(0, min(86400, takeAlongWaySeconds))
    }
}
