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
    /// If every shift were an hour longer.
    public var oneMoreHour: Gain
    /// If there were another vehicle like ``vehicle``; `nil` where the town has none to have another of.
    public var oneMoreVehicle: Gain?
    /// The vehicle that there would be another of.
    public var vehicle: VehicleID?
    /// In the language that was asked for: what stays and why, the limit each tour is nearest to, the two gains.
    public var sentences: [String]

    /// Against the same plan without the addition.
    public struct Gain: Hashable, Sendable, Codable {
        /// Due containers of the plan that would not stay; at most ``PlanReasoning/leftOut``.
        public var moreServed: Int
        /// More (or, negative, less) way than the same search without the addition.
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
    /// Who empties it; `nil` if nobody does.
    public var vehicle: VehicleID?
    /// Who comes nearest to serving a slot that is left out.
    public var nearestVehicle: VehicleID?
    public var obstacle: LeftOut.Obstacle?
    /// When the truck comes on the plan's day.
    public var expectedLevel: Double?
    /// From which it is due at the next chance; `nil` where no level counts.
    public var thresholdLevel: Double?
    /// Chance of being overfull before ``nextChance``, 0…1.
    public var overflowRisk: Double?
    /// When somebody can come next if not on the plan's day.
    public var nextChance: Timestamp?
    /// Until when the chance of being overfull stays below the accepted risk; `nil` where no level is known.
    public var safeUntil: Timestamp?
    /// Since the last emptying, on the plan's day; `nil` if that is not known.
    public var ageDays: Double?
    /// First the answer, then what it rests on.
    public var sentences: [String]

    public init(slot: SlotID, outcome: String, sentences: [String]) {
        self.slot = slot
        self.outcome = outcome
        self.sentences = sentences
    }
}
