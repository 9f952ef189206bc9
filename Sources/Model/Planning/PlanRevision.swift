/// One entry of a plan's history: who changed it, when, what and why. Entries are only ever added; undoing adds one, too.
public struct PlanRevision: Hashable, Sendable, Codable {
    /// 0 is the plan as it was made.
    public var number: Int
    /// When it was saved.
    public var at: Timestamp
    /// Who did it, as that was told: a role or a desk rather than a name.
    public var by: String
    public var change: Change
    /// Why; asked for when the change breaks rules.
    public var reason: String?
    /// Rules that the plan breaks after it.
    public var violationCount: Int

    /// What was done.
    public enum Change: Hashable, Sendable, Codable {
        case made
        case edited([PlanEdit])
        /// Taken back to, or on to, what it was at that revision.
        case undone(to: Int)
        case redone(to: Int)
        /// A re-plan that was accepted.
        case replanned(ReplanWish)

        /// `made`, `edit`, `undo`, `redo`, `replan`.
        public var key: String {
            switch self {
            case .made: "made"
            case .edited: "edit"
            case .undone: "undo"
            case .redone: "redo"
            case .replanned: "replan"
            }
        }
    }

    public init(number: Int, at: Timestamp, by: String, change: Change, reason: String? = nil, violationCount: Int) {
        self.number = number
        self.at = at
        self.by = by
        self.change = change
        self.reason = reason
        self.violationCount = violationCount
    }
}

/// Where undo and redo lead, from a history in its order.
public struct PlanTimeline: Hashable, Sendable {
    private var past: [Int] = []
    private var future: [Int] = []

    public init(_ history: [PlanRevision]) {
        for revision in history {
            switch revision.change {
            case .made: past = [revision.number]
            case .edited, .replanned:
                past.append(revision.number)
                future = []
            case .undone: if past.count > 1 { future.append(past.removeLast()) }
            case .redone: if let next = future.popLast() { past.append(next) }
            }
        }
    }

    /// The revision whose plan is shown after one step back; `nil` at the beginning.
    public var undoTarget: Int? { past.count > 1 ? past[past.count - 2] : nil }

    /// The revision whose plan is shown after one step on again; `nil` where nothing was undone.
    public var redoTarget: Int? { future.last }
}

/// What changed during the day, and what a re-plan may do about it.
public struct ReplanWish: Hashable, Sendable, Codable {
    /// From when on the plan may be changed.
    public var at: Timestamp
    /// What counts as driven by then.
    public var driven: Driven
    /// Vehicles that can not go on (or not begin).
    public var withoutVehicles: [VehicleID]
    /// Vehicles that are full at that moment, whatever the plan expected: they tip before they collect again.
    public var fullVehicles: [VehicleID]
    /// Containers that have to be emptied besides.
    public var slots: [SlotID]
    /// The largest number of containers that may change places; `nil` means no limit, but each change still has its price.
    public var changeBudget: Int?

    /// How it is known what a truck has done.
    public enum Driven: String, CaseIterable, Hashable, Sendable, Codable {
        /// All that the plan has done by that moment.
        case byPlan = "by-plan"
        /// What the drivers have checked off.
        case checkOffs = "check-offs"
    }

    public init(
        at: Timestamp, driven: Driven = .byPlan, withoutVehicles: [VehicleID] = [], fullVehicles: [VehicleID] = [],
        slots: [SlotID] = [], changeBudget: Int? = nil
    ) {
        self.at = at
        self.driven = driven
        self.withoutVehicles = withoutVehicles
        self.fullVehicles = fullVehicles
        self.slots = slots
        self.changeBudget = changeBudget
    }
}

/// A re-plan that waits to be accepted or discarded.
public struct PlanProposal: Hashable, Sendable, Codable {
    public var id: PlanID
    /// The plan it would change, and the revision it was made from.
    public var base: PlanID
    public var baseRevision: Int
    public var createdAt: Timestamp
    public var wish: ReplanWish
    /// The plan as it would be, under the identifier of the old one.
    public var plan: Plan
    /// From the base as it was to ``plan``.
    public var difference: PlanDifference

    public init(
        id: PlanID, base: PlanID, baseRevision: Int, createdAt: Timestamp, wish: ReplanWish, plan: Plan,
        difference: PlanDifference
    ) {
        self.id = id
        self.base = base
        self.baseRevision = baseRevision
        self.createdAt = createdAt
        self.wish = wish
        self.plan = plan
        self.difference = difference
    }
}
