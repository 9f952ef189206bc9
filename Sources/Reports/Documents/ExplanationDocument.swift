public import Model

/// Why a container is or is not emptied.
public struct ExplanationDocument: Codable, Hashable, Sendable {
    public var slot: SlotID
    public var plan: PlanID
    public var outcome: String
    public var reason: ReasonDocument?
    public var vehicle: VehicleID?
    public var nearestVehicle: VehicleID?
    public var obstacle: LeftOut.Obstacle?
    public var expectedLevel: Double?
    public var thresholdLevel: Double?
    /// Chance that it overflows before the next chance to come.
    public var overflowRisk: Double?
    public var nextChance: Timestamp?
    public var safeUntil: Timestamp?
    public var ageDays: Double?
    public var sentences: [String]

    public init(_ reasoning: SlotReasoning, plan: PlanID, wording: Wording) {
        slot = reasoning.slot
        self.plan = plan
        outcome = reasoning.outcome
        reason = reasoning.reason.map { ReasonDocument($0, wording: wording) }
        vehicle = reasoning.vehicle
        nearestVehicle = reasoning.nearestVehicle
        obstacle = reasoning.obstacle
        expectedLevel = roundedIfAny(reasoning.expectedLevel, 4)
        thresholdLevel = roundedIfAny(reasoning.thresholdLevel, 4)
        overflowRisk = roundedIfAny(reasoning.overflowRisk, 4)
        nextChance = reasoning.nextChance
        safeUntil = reasoning.safeUntil
        ageDays = roundedIfAny(reasoning.ageDays, 2)
        sentences = reasoning.sentences
    }

    private enum CodingKeys: String, CodingKey {
        case slot, plan, outcome, reason, vehicle, obstacle, sentences
        case nearestVehicle = "nearest_vehicle"
        case expectedLevel = "expected_level"
        case thresholdLevel = "threshold_level"
        case overflowRisk = "overflow_risk"
        case nextChance = "next_chance"
        case safeUntil = "safe_until"
        case ageDays = "age_days"
    }
}
