/// The result of a run: tours with times, what they cost, what was left out and why.
public struct Solution: Sendable, Hashable, Codable {
    /// One per vehicle in use, in the order of the problem's vehicles.
    public var tours: [Tour]
    /// Tasks in no tour, each with the reason.
    public var unserved: [UnservedTask]
    /// Cost of the whole plan.
    public var cost: CostBreakdown
    /// Everything that is not as the problem demands; empty for a feasible plan.
    public var violations: [Violation]
    /// A proven lower bound on the cost of a plan serving all mandatory tasks, where one is cheap to have.
    public var lowerBound: Int?
    /// Search steps of all threads together; 0 for a plan that was only scheduled.
    public var iterations: Int
    /// Seed the plan was found with.
    public var seed: UInt64

    public init(
        tours: [Tour], unserved: [UnservedTask], cost: CostBreakdown, violations: [Violation], lowerBound: Int? = nil,
        iterations: Int = 0, seed: UInt64 = 0
    ) {
        self.tours = tours
        self.unserved = unserved
        self.cost = cost
        self.violations = violations
        self.lowerBound = lowerBound
        self.iterations = iterations
        self.seed = seed
    }

    /// Whether the plan keeps every rule and serves every mandatory task.
    public var isFeasible: Bool { violations.isEmpty }

    /// Excess over the lower bound in percent, if there is a bound above zero.
    public var gapPercent: Double? {
        guard let lowerBound, lowerBound > 0 else { return nil }
        return Double(cost.total - lowerBound) / Double(lowerBound) * 100
    }

    /// The tours without their times.
    public var plan: Plan {
        Plan(
            routes: tours.map { tour in
                Plan.Route(vehicle: tour.vehicle, stops: tour.visits.compactMap(\.stopID))
            })
    }
}

/// One vehicle's day.
public struct Tour: Sendable, Hashable, Codable {
    /// Vehicle id.
    public var vehicle: String
    /// Start, tasks, disposals, pauses and end in order. A tour always has a start and an end visit;
    /// with an open start or end they lie at the first or last stop.
    public var visits: [Visit]
    public var distanceMetres: Int
    public var drivingSeconds: Int
    /// From leaving the start to arriving at the end.
    public var durationSeconds: Int
    public var cost: CostBreakdown

    public init(
        vehicle: String, visits: [Visit], distanceMetres: Int, drivingSeconds: Int, durationSeconds: Int, cost: CostBreakdown
    ) {
        self.vehicle = vehicle
        self.visits = visits
        self.distanceMetres = distanceMetres
        self.drivingSeconds = drivingSeconds
        self.durationSeconds = durationSeconds
        self.cost = cost
    }
}

/// One entry of a tour.
public struct Visit: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case start
        case task(String)
        case disposal(String)
        /// A pause, with the ids of the rules it is taken for.
        case pause([String])
        case end
    }

    public var kind: Kind
    public var location: Int
    /// Travel from the previous visit.
    public var travelMetres: Int
    public var travelSeconds: Int
    public var arrivalSeconds: Int
    /// Waiting between arrival and the beginning of setup and service.
    public var waitSeconds: Int
    /// When setup and service (or the pause) begin.
    public var beginSeconds: Int
    /// Setup and service, or the length of the pause.
    public var workSeconds: Int
    public var departureSeconds: Int
    /// Load on board after the visit, per dimension.
    public var load: [Int]

    public init(
        kind: Kind, location: Int, travelMetres: Int, travelSeconds: Int, arrivalSeconds: Int, waitSeconds: Int,
        beginSeconds: Int, workSeconds: Int, departureSeconds: Int, load: [Int]
    ) {
        self.kind = kind
        self.location = location
        self.travelMetres = travelMetres
        self.travelSeconds = travelSeconds
        self.arrivalSeconds = arrivalSeconds
        self.waitSeconds = waitSeconds
        self.beginSeconds = beginSeconds
        self.workSeconds = workSeconds
        self.departureSeconds = departureSeconds
        self.load = load
    }

    /// Id of the task or disposal site visited.
    public var stopID: String? {
        switch kind {
        case .task(let id), .disposal(let id): id
        case .start, .pause, .end: nil
        }
    }
}

/// Where a cost comes from, in the problem's cost unit.
public struct CostBreakdown: Sendable, Hashable, Codable {
    /// Fixed costs of the vehicles used.
    public var fixed: Int
    /// Metres at each vehicle's price.
    public var distance: Int
    /// Seconds from leaving to coming home, pauses included, at each vehicle's price.
    public var duration: Int
    /// What overtime costs on top.
    public var overtime: Int
    /// Fees of the visits to disposal sites.
    public var disposal: Int
    /// Cost of the tours' squared durations.
    public var balance: Int
    /// Cost of differing from the reference plan.
    public var reference: Int
    /// Prizes of the tasks left out, and serving costs of the others.
    public var prizes: Int
    /// Cost of neighbouring tasks served by two vehicles; known for whole plans, not for single tours.
    public var compactness: Int

    public init(
        fixed: Int = 0, distance: Int = 0, duration: Int = 0, overtime: Int = 0, disposal: Int = 0, balance: Int = 0,
        reference: Int = 0, prizes: Int = 0, compactness: Int = 0
    ) {
        self.fixed = fixed
        self.distance = distance
        self.duration = duration
        self.overtime = overtime
        self.disposal = disposal
        self.balance = balance
        self.reference = reference
        self.prizes = prizes
        self.compactness = compactness
    }

    /// All parts together.
    public var total: Int {
        fixed + distance + duration + overtime + disposal + balance + reference + prizes + compactness
    }

    static func + (left: Self, right: Self) -> Self {
        CostBreakdown(
            fixed: left.fixed + right.fixed, distance: left.distance + right.distance, duration: left.duration + right.duration,
            overtime: left.overtime + right.overtime, disposal: left.disposal + right.disposal,
            balance: left.balance + right.balance, reference: left.reference + right.reference,
            prizes: left.prizes + right.prizes,
            compactness: left.compactness + right.compactness)
    }
}

/// A task in no tour.
public struct UnservedTask: Sendable, Hashable, Codable {
    /// Task id.
    public var task: String
    public var isMandatory: Bool
    public var reason: Reason
    /// The vehicle that could take it at the least extra cost, if one can without breaking a rule.
    public var nearestVehicle: String?
    /// What forcing it into that vehicle's tour adds to the tours' cost (its prize not deducted).
    public var costOfForcing: Int?

    public init(task: String, isMandatory: Bool, reason: Reason, nearestVehicle: String? = nil, costOfForcing: Int? = nil) {
        self.task = task
        self.isMandatory = isMandatory
        self.reason = reason
        self.nearestVehicle = nearestVehicle
        self.costOfForcing = costOfForcing
    }

    /// What kept the task out: the constraint met first on the way into the cheapest tour.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        /// Possible, but dearer than the prize.
        case notWorthIt
        /// Another task of its exclusive group is served.
        case alternativeServed
        case noVehicle
        case vehicleNotAllowed
        case missingSkill
        case unreachable
        case demandAboveCapacity
        case capacity
        case timeWindow
        case shiftEnd
        case maximumDuration
        case maximumDistance
        case maximumTasks
        case maximumDisposals
        case breakRule
        case order
        case lockedPrefix
        /// It fits no tour as they stand.
        case other
    }
}

/// One thing that is wrong with a solution.
public struct Violation: Sendable, Hashable, Codable, CustomStringConvertible {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case mandatoryTaskUnserved
        case taskServedTwice
        case alternativesServedTogether
        case unknownStop
        case unknownVehicle
        case vehicleUsedTwice
        case vehicleNotAllowed
        case missingSkill
        case unreachable
        case capacity
        case notEmptiedAtEnd
        case timeWindow
        case releaseTime
        case shift
        case maximumDuration
        case maximumDistance
        case maximumTasks
        case maximumDisposals
        case breakRule
        case order
        case lockedPrefix
        /// A stated time, distance, load or cost is not what recomputing gives.
        case figure
    }

    public var kind: Kind
    /// Vehicle id, where one tour is concerned.
    public var vehicle: String?
    /// Task, disposal site or rule id.
    public var subject: String?
    /// By how much: seconds, metres, load units or pieces.
    public var excess: Int

    public init(kind: Kind, vehicle: String? = nil, subject: String? = nil, excess: Int) {
        self.kind = kind
        self.vehicle = vehicle
        self.subject = subject
        self.excess = excess
    }

    public var description: String {
        [kind.rawValue, vehicle.map { "vehicle \($0)" }, subject, "by \(excess)"].compactMap(\.self).joined(separator: ", ")
    }
}
