/// Why a container is emptied today; machine-readable, sentences in German and English are made from it.
public enum StopReason: Hashable, Sendable, Codable {
    /// The level reaches the threshold before the next chance to come.
    case level(expected: Double, threshold: Double, fullAt: Timestamp?)
    /// Stands for too long, whatever its level.
    case age(days: Double, maximumDays: Double)
    /// Somebody asked.
    case request(RequestID, note: String)
    /// The fixed rhythm names this day.
    case rhythm
    /// Not due, but near enough and full enough to take along.
    case takeAlong(expected: Double)
    /// Not due; the dispatcher wants it.
    case byHand(expected: Double)

    /// Whether leaving it has to be named; what is only taken along, or wished by hand, may be dropped silently.
    public var isDue: Bool {
        switch self {
        case .level, .age, .request, .rhythm: true
        case .takeAlong, .byHand: false
        }
    }

    /// Short stable key, used in documents and filters.
    public var key: String {
        switch self {
        case .level: "level"
        case .age: "age"
        case .request: "request"
        case .rhythm: "rhythm"
        case .takeAlong: "take-along"
        case .byHand: "by-hand"
        }
    }
}

/// A due slot that no tour empties, and why.
public struct LeftOut: Hashable, Sendable, Codable {
    public var slot: SlotID
    /// Why it was due.
    public var reason: StopReason
    public var obstacle: Obstacle
    /// The vehicle that comes nearest to being able to do it.
    public var nearestVehicle: VehicleID?
    /// When it will be full; until then leaving it is safe.
    public var safeUntil: Timestamp?

    public init(
        slot: SlotID, reason: StopReason, obstacle: Obstacle, nearestVehicle: VehicleID? = nil, safeUntil: Timestamp? = nil
    ) {
        self.slot = slot
        self.reason = reason
        self.obstacle = obstacle
        self.nearestVehicle = nearestVehicle
        self.safeUntil = safeUntil
    }

    /// The constraint that keeps it out.
    public enum Obstacle: String, CaseIterable, Hashable, Sendable, Codable {
        case noVehicle = "no-vehicle"
        /// No available vehicle takes this fraction or empties this container.
        case noSuitableVehicle = "no-suitable-vehicle"
        case skill
        /// No reachable disposal site takes the fraction.
        case noDisposalSite = "no-disposal-site"
        /// Larger or heavier than any suitable vehicle's load.
        case tooLarge = "too-large"
        /// Site closed or in quiet hours whenever a vehicle could be there.
        case timeWindow = "time-window"
        /// All suitable shifts are used up.
        case shift
        /// Suitable vehicles are full, and there is no time for another load.
        case capacity
        /// The slot has no container, or its container no type.
        case noContainer = "no-container"
        /// Nobody collects on this day.
        case noCollectionDay = "no-collection-day"
        /// The dispatcher took it out.
        case byHand = "by-hand"
        /// The crew was there and could not empty it.
        case notEmptied = "not-emptied"
    }
}
