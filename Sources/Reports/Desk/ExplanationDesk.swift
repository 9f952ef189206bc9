public import Model

/// Why a plan is as it is.
public protocol ExplanationDesk: Sendable {
    /// Why a container is emptied, or why not and until when that is safe, by what is known now.
    ///
    /// - Throws: ``DeskError/notFound(what:id:)`` for an unknown plan or slot.
    func explain(town: TownID, plan: PlanID, slot: SlotID, language: Language) async throws -> SlotReasoning

    /// What holds a plan back, and what one more hour or truck would bring; plans the day again three times.
    ///
    /// - Throws: ``DeskError/notFound(what:id:)`` for an unknown plan.
    func limits(town: TownID, plan: PlanID, language: Language) async throws -> PlanReasoning
}

/// What holds a plan back, for machines and people.
public struct PlanReasoning: Hashable, Sendable, Codable {
    public var plan: PlanID
    /// Due slots in no tour.
    public var leftOut: Int
    /// What keeps most of them out; `nil` when all due slots are served.
    public var binding: LeftOut.Obstacle?
    public var oneMoreHour: Gain
    public var oneMoreVehicle: Gain?
    /// The vehicle that there would be another of.
    public var vehicle: VehicleID?
    public var sentences: [String]

    /// Against the same plan without the addition.
    public struct Gain: Hashable, Sendable, Codable {
        public var moreServed: Int
        public var distanceMetres: Int
        public var durationSeconds: Int

        public init(moreServed: Int, distanceMetres: Int, durationSeconds: Int) {
            self.moreServed = moreServed
            self.distanceMetres = distanceMetres
            self.durationSeconds = durationSeconds
        }

        enum CodingKeys: String, CodingKey {
            case moreServed = "more_served"
            case distanceMetres = "distance_metres"
            case durationSeconds = "duration_seconds"
        }
    }

    public init(
        plan: PlanID, leftOut: Int, binding: LeftOut.Obstacle?, oneMoreHour: Gain, oneMoreVehicle: Gain?, vehicle: VehicleID?,
        sentences: [String]
    ) {
        self.plan = plan
        self.leftOut = leftOut
        self.binding = binding
        self.oneMoreHour = oneMoreHour
        self.oneMoreVehicle = oneMoreVehicle
        self.vehicle = vehicle
        self.sentences = sentences
    }

    enum CodingKeys: String, CodingKey {
        case plan, binding, vehicle, sentences
        case leftOut = "left_out"
        case oneMoreHour = "one_more_hour"
        case oneMoreVehicle = "one_more_vehicle"
    }
}

/// The answer, for machines and people.
public struct SlotReasoning: Hashable, Sendable {
    public var slot: SlotID
    /// `emptied`, `left-out`, `not-on-the-way`, `not-due`, `emptied-before`, `inactive`.
    public var outcome: String
    /// Why it is due; `nil` if it is not.
    public var reason: StopReason?
    public var vehicle: VehicleID?
    /// Who comes nearest to serving a slot that is left out.
    public var nearestVehicle: VehicleID?
    public var obstacle: LeftOut.Obstacle?
    public var expectedLevel: Double?
    public var thresholdLevel: Double?
    public var overflowRisk: Double?
    public var nextChance: Timestamp?
    public var safeUntil: Timestamp?
    public var ageDays: Double?
    /// First the answer, then what it rests on.
    public var sentences: [String]

    public init(slot: SlotID, outcome: String, sentences: [String]) {
        self.slot = slot
        self.outcome = outcome
        self.sentences = sentences
    }
}
