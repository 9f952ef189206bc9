extension Problem {
    /// One thing to do at one place: a container to be emptied.
    public struct Task: Sendable, Hashable, Encodable {
        /// Unique among tasks and disposal sites.
        public var id: String
        /// Index of the location.
        public var location: Int
        /// Load taken up, one figure per dimension; empty means none.
        public var demand: [Int]
        /// Seconds of work, without the location's setup.
        public var serviceSeconds: Int
        /// Windows in which service may start, in rising order without overlap; empty means always.
        public var windows: [TimeWindow]
        /// Skills the vehicle must have.
        public var requiredSkills: [String]
        /// What leaving the task out costs; `nil` makes it mandatory.
        public var prize: Int?
        /// What serving it costs besides ways and time. Among alternatives it says which is better: today, tomorrow, by whom.
        public var servingCost: Int
        /// Vehicles that may serve it; `nil` means all. One entry fixes the task to that vehicle.
        public var allowedVehicles: [String]?
        /// Tasks with the same group are alternatives: at most one is served, and exactly one if a
        /// member is mandatory. A served member saves the prizes of all members.
        public var exclusiveGroup: String?
        /// The trip serving this task may not leave its start or its last disposal visit earlier.
        public var releaseSeconds: Int

        public init(
            id: String, location: Int, demand: [Int] = [], serviceSeconds: Int = 0, windows: [TimeWindow] = [],
            requiredSkills: [String] = [], prize: Int? = nil, allowedVehicles: [String]? = nil,
            exclusiveGroup: String? = nil, releaseSeconds: Int = 0, servingCost: Int = 0
        ) {
            self.id = id
            self.location = location
            self.demand = demand
            self.serviceSeconds = serviceSeconds
            self.windows = windows
            self.requiredSkills = requiredSkills
            self.prize = prize
            self.allowedVehicles = allowedVehicles
            self.exclusiveGroup = exclusiveGroup
            self.releaseSeconds = releaseSeconds
            self.servingCost = servingCost
        }
    }

    /// A place where a vehicle tips its load, any number of times.
    public struct DisposalSite: Sendable, Hashable, Encodable {
        /// Unique among tasks and disposal sites.
        public var id: String
        /// Index of the location.
        public var location: Int
        /// Indices of the dimensions emptied here; `nil` means all that reset at disposal.
        public var acceptedDimensions: [Int]?
        /// Windows in which tipping may start, in rising order without overlap; empty means always.
        public var windows: [TimeWindow]
        /// Seconds from arrival to leaving: weigh, queue, unload, weigh.
        public var serviceSeconds: Int
        /// Cost of one visit.
        public var visitCost: Int
        /// Vehicles that may tip here; `nil` means all.
        public var allowedVehicles: [String]?

        public init(
            id: String, location: Int, acceptedDimensions: [Int]? = nil, windows: [TimeWindow] = [],
            serviceSeconds: Int = 0, visitCost: Int = 0, allowedVehicles: [String]? = nil
        ) {
            self.id = id
            self.location = location
            self.acceptedDimensions = acceptedDimensions
            self.windows = windows
            self.serviceSeconds = serviceSeconds
            self.visitCost = visitCost
            self.allowedVehicles = allowedVehicles
        }
    }
}
