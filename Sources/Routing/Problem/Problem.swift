/// A routing problem: places and travel, vehicles, tasks, disposal sites and what good tours cost.
///
/// Units are integers throughout: metres, seconds, seconds of the planning day (which may run past
/// 86 400 for shifts over midnight), and an abstract cost unit chosen by the caller (choose it small,
/// a thousandth of a cent for instance, so that `costPerMetre` has digits to spare). Loads are counted
/// in whole units of each ``Dimension`` (grams, millilitres, pieces).
///
/// The type holds data only; ``Problem/validate()`` says whether it makes sense.
public struct Problem: Sendable, Hashable, Encodable {
    /// A name for reports; no meaning to the solver.
    public var name: String
    /// What is loaded: one entry per capacity dimension (may be empty).
    public var dimensions: [Dimension]
    /// Travel between locations, one entry per vehicle profile; all have the same number of locations.
    public var profiles: [Travel]
    /// Periods of the day with other durations, one list per profile in rising order, or empty for none. Before the
    /// first period the profile's own durations hold.
    public var durationPeriods: [[DurationPeriod]]
    /// The vehicles on duty; each drives at most one tour.
    public var vehicles: [Vehicle]
    /// The tasks to be served.
    public var tasks: [Task]
    /// Where load can be tipped (or, for deliveries, reloaded).
    public var disposalSites: [DisposalSite]
    /// Seconds charged once when a tour comes to a location to serve one or more tasks there in a
    /// row ("two minutes per site, three per container"). Empty means zero everywhere.
    public var setupSeconds: [Int]
    /// Lists of task ids; each list has to be served by one vehicle in this order (not necessarily
    /// without other stops in between). A task may be in one list only.
    public var orders: [[String]]
    /// An earlier plan the new one should stay close to.
    public var reference: Reference?
    /// Whether and at what price near tasks belong to one vehicle.
    public var compactness: Compactness?
    /// Cost of a tour's squared duration, per hour squared. It is convex, so that of two plans with
    /// equal totals the one with tours of equal length is cheaper. Zero switches it off.
    public var balanceCostPerSquareHour: Int

    public init(
        name: String = "", dimensions: [Dimension] = [], profiles: [Travel], vehicles: [Vehicle],
        tasks: [Task], disposalSites: [DisposalSite] = [], setupSeconds: [Int] = [],
        orders: [[String]] = [], reference: Reference? = nil, balanceCostPerSquareHour: Int = 0,
        durationPeriods: [[DurationPeriod]] = [], compactness: Compactness? = nil
    ) {
        self.name = name
        self.dimensions = dimensions
        self.profiles = profiles
        self.vehicles = vehicles
        self.tasks = tasks
        self.disposalSites = disposalSites
        self.setupSeconds = setupSeconds
        self.orders = orders
        self.reference = reference
        self.balanceCostPerSquareHour = balanceCostPerSquareHour
        self.durationPeriods = durationPeriods
        self.compactness = compactness
    }

    /// Number of locations, as the first profile has it.
    public var locationCount: Int { profiles.first?.locationCount ?? 0 }
}

/// One thing a vehicle has limited room for: weight, body volume, glass chamber, yards a day.
public struct Dimension: Sendable, Hashable, Encodable {
    /// A name for reports, such as "weight g".
    public var name: String
    /// Whether tipping empties it. A daily limit over all loads has `false`.
    public var resetsAtDisposal: Bool

    public init(name: String, resetsAtDisposal: Bool = true) {
        self.name = name
        self.resetsAtDisposal = resetsAtDisposal
    }
}

/// A span of the planning day, both ends included.
public struct TimeWindow: Sendable, Hashable, Encodable {
    public var openSeconds: Int
    public var closeSeconds: Int

    public init(_ openSeconds: Int, _ closeSeconds: Int) {
        self.openSeconds = openSeconds
        self.closeSeconds = closeSeconds
    }
}

/// An earlier plan, and what it costs to differ from it.
public struct Reference: Sendable, Hashable, Encodable {
    /// Vehicle id by task id.
    public var vehicleOfTask: [String: String]
    /// Cost of every task served by another vehicle than in ``vehicleOfTask``.
    public var costOfOtherVehicle: Int

    public init(vehicleOfTask: [String: String], costOfOtherVehicle: Int) {
        self.vehicleOfTask = vehicleOfTask
        self.costOfOtherVehicle = costOfOtherVehicle
    }
}
