public import Model

/// Why a plan is as it is.
public protocol ExplanationDesk: Sendable {
    /// Why a container is emptied, or why not and until when that is safe, by what is known now.
    ///
    /// - Throws: ``DeskError/notFound(what:id:)`` for an unknown plan or slot.
    func explain(town: TownID, plan: PlanID, slot: SlotID, language: Language) async throws -> SlotReasoning
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
