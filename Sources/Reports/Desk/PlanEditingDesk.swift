public import Model

/// Plans after they are made: changed by hand, made anew during the day, with a history that only grows.
public protocol PlanEditingDesk: Sendable {
    /// Carries out edits in their order, puts new times to the tours and verifies the plan. What breaks a rule is listed and can be
    /// saved all the same, with a reason.
    ///
    /// - Throws: ``DeskError/invalid(member:message:remedy:)`` for an edit that makes no sense, or with member `reason` when rules are
    ///   broken anew and no reason is given; ``DeskError/conflict(message:remedy:)`` when somebody changed the plan meanwhile.
    func editPlan(town: TownID, id: PlanID, order: PlanEditOrder) async throws -> PlanChange

    /// One step back; ``DeskError/conflict(message:remedy:)`` at the beginning.
    func undoPlan(town: TownID, id: PlanID, by: String) async throws -> PlanChange

    /// One step on again after an undo.
    func redoPlan(town: TownID, id: PlanID, by: String) async throws -> PlanChange

    /// Oldest first; one entry, the making, for a plan that was never changed.
    func planHistory(town: TownID, id: PlanID) async throws -> [PlanRevision]

    /// The plan as it was at a revision.
    func plan(town: TownID, id: PlanID, revision: Int) async throws -> Plan

    /// Makes the rest of the day anew and keeps the result as a proposal; the plan itself stays as it is.
    func replan(town: TownID, id: PlanID, order: ReplanOrder) async throws -> PlanProposal

    /// Proposals that wait for a decision, newest first.
    func proposals(town: TownID, plan: PlanID) async throws -> [PlanProposal]

    /// - Throws: ``DeskError/notFound(what:id:)``, also for a proposal of another plan.
    func proposal(town: TownID, plan: PlanID, id: PlanID) async throws -> PlanProposal

    /// Makes the proposal the plan's next revision. ``DeskError/conflict(message:remedy:)`` when the plan was changed since.
    func acceptProposal(town: TownID, plan: PlanID, id: PlanID, by: String, reason: String?) async throws -> PlanChange

    /// The plan stays as it is. - Throws: ``DeskError/notFound(what:id:)``.
    func discardProposal(town: TownID, plan: PlanID, id: PlanID) async throws
}

/// Edits somebody wants carried out together.
public struct PlanEditOrder: Hashable, Sendable {
    /// In this order: each sees the stop numbers that those before it left. At least one.
    public var edits: [PlanEdit]
    /// The revision that the caller saw; `nil` takes whatever is there.
    public var revision: Int?
    /// Who: a role or a desk.
    public var by: String
    /// Needed when the edits break rules anew; kept in the history.
    public var reason: String?
    /// Only shows what would become of it.
    public var isPreview: Bool

    public init(
        edits: [PlanEdit], revision: Int? = nil, by: String = "dispatch", reason: String? = nil, isPreview: Bool = false
    ) {
        self.edits = edits
        self.revision = revision
        self.by = by
        self.reason = reason
        self.isPreview = isPreview
    }
}

/// A changed plan, beside what it was.
public struct PlanChange: Hashable, Sendable {
    public var plan: Plan
    /// `false` for a preview.
    public var isSaved: Bool
    /// Violations that the plan did not have before.
    public var addedViolations: [PlanViolation]
    public var difference: PlanDifference
    /// Whether there is a step back, and one on again.
    public var canUndo: Bool
    public var canRedo: Bool

    public init(
        plan: Plan, isSaved: Bool, addedViolations: [PlanViolation], difference: PlanDifference, canUndo: Bool, canRedo: Bool
    ) {
        self.plan = plan
        self.isSaved = isSaved
        self.addedViolations = addedViolations
        self.difference = difference
        self.canUndo = canUndo
        self.canRedo = canRedo
    }
}

/// What is wanted of a re-plan.
public struct ReplanOrder: Hashable, Sendable {
    /// From when on the plan may change; `nil` means now.
    public var at: Timestamp?
    /// How it is known what the trucks have done by then.
    public var driven: ReplanWish.Driven
    /// Can not go on, or not begin.
    public var withoutVehicles: [VehicleID]
    /// Tip before they collect again.
    public var fullVehicles: [VehicleID]
    /// Have to be emptied besides.
    public var slots: [SlotID]
    /// How many containers may change their vehicle; `nil` means as many as it pays.
    public var changeBudget: Int?
    /// Time the search may take; `nil` means five seconds.
    public var seconds: Double?
    /// Search steps instead of time.
    public var iterations: Int?

    public init(
        at: Timestamp? = nil, driven: ReplanWish.Driven = .byPlan, withoutVehicles: [VehicleID] = [],
        fullVehicles: [VehicleID] = [], slots: [SlotID] = [], changeBudget: Int? = nil, seconds: Double? = nil,
        iterations: Int? = nil
    ) {
        self.at = at
        self.driven = driven
        self.withoutVehicles = withoutVehicles
        self.fullVehicles = fullVehicles
        self.slots = slots
        self.changeBudget = changeBudget
        self.seconds = seconds
        self.iterations = iterations
    }
}
