public import Model

/// A plan after a change, with what the change did.
public struct PlanChangeDocument: Codable, Hashable, Sendable {
    public var plan: PlanDocument
    public var isSaved: Bool
    /// Violations that the plan did not have before.
    public var newViolations: [ViolationDocument]
    public var difference: DifferenceDocument
    public var canUndo: Bool
    public var canRedo: Bool

    public init(_ change: PlanChange, wording: Wording) {
        plan = PlanDocument(change.plan, wording: wording)
        isSaved = change.isSaved
        newViolations = change.addedViolations.map { ViolationDocument($0, wording: wording) }
        difference = DifferenceDocument(change.difference, wording: wording)
        canUndo = change.canUndo
        canRedo = change.canRedo
    }

    private enum CodingKeys: String, CodingKey {
        case plan, difference
        case isSaved = "is_saved"
        case newViolations = "new_violations"
        case canUndo = "can_undo"
        case canRedo = "can_redo"
    }
}

/// What a new plan changes against an old one.
public struct DifferenceDocument: Codable, Hashable, Sendable {
    public var added: [SlotChangeDocument]
    public var removed: [SlotChangeDocument]
    public var moved: [SlotChangeDocument]
    public var newlyLeftOut: [LeftOutDocument]
    public var vehiclesAdded: [VehicleID]
    public var vehiclesRemoved: [VehicleID]
    public var reordered: [VehicleID]
    public var before: TotalsDocument
    public var after: TotalsDocument

    public init(_ difference: PlanDifference, wording: Wording) {
        added = difference.added.map { SlotChangeDocument($0, wording: wording) }
        removed = difference.removed.map { SlotChangeDocument($0, wording: wording) }
        moved = difference.moved.map { SlotChangeDocument($0, wording: wording) }
        newlyLeftOut = difference.newlyLeftOut.map { LeftOutDocument($0, wording: wording) }
        vehiclesAdded = difference.vehiclesAdded
        vehiclesRemoved = difference.vehiclesRemoved
        reordered = difference.reordered
        before = TotalsDocument(difference.before)
        after = TotalsDocument(difference.after)
    }

    private enum CodingKeys: String, CodingKey {
        case added, removed, moved, reordered, before, after
        case newlyLeftOut = "newly_left_out"
        case vehiclesAdded = "vehicles_added"
        case vehiclesRemoved = "vehicles_removed"
    }
}

/// A container and the vehicle that empties it before and after.
public struct SlotChangeDocument: Codable, Hashable, Sendable {
    public var slot: SlotID
    public var siteName: String?
    public var before: VehicleID?
    public var after: VehicleID?

    init(_ change: PlanDifference.Change, wording: Wording) {
        slot = change.slot
        siteName = wording.names.site(of: change.slot)?.name
        before = change.before
        after = change.after
    }

    private enum CodingKeys: String, CodingKey {
        case slot, before, after
        case siteName = "site_name"
    }
}

/// One entry of a plan's history.
public struct PlanRevisionDocument: Codable, Hashable, Sendable {
    public var number: Int
    public var at: Timestamp
    public var by: String
    /// `made`, `edit`, `undo`, `redo`, `replan`.
    public var change: String
    public var edits: [PlanEdit]?
    /// The revision that an undo or redo went to.
    public var revision: Int?
    public var wish: ReplanWishDocument?
    public var reason: String?
    public var violationCount: Int
    /// What was done, as a sentence.
    public var text: String

    public init(_ entry: PlanRevision, wording: Wording) {
        number = entry.number
        at = entry.at
        by = entry.by
        change = entry.change.key
        reason = entry.reason
        violationCount = entry.violationCount
        text = wording.sentence(entry.change)
        switch entry.change {
        case .made: break
        case .edited(let edits): self.edits = edits
        case .undone(let to), .redone(let to): revision = to
        case .replanned(let wish): self.wish = ReplanWishDocument(wish)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case number, at, by, change, edits, revision, wish, reason, text
        case violationCount = "violation_count"
    }
}

/// What a re-plan was asked for.
public struct ReplanWishDocument: Codable, Hashable, Sendable {
    public var at: Timestamp
    public var driven: ReplanWish.Driven
    public var withoutVehicles: [VehicleID]
    public var fullVehicles: [VehicleID]
    public var slots: [SlotID]
    public var changeBudget: Int?

    init(_ wish: ReplanWish) {
        at = wish.at
        driven = wish.driven
        withoutVehicles = wish.withoutVehicles
        fullVehicles = wish.fullVehicles
        slots = wish.slots
        changeBudget = wish.changeBudget
    }

    private enum CodingKeys: String, CodingKey {
        case at, driven, slots
        case withoutVehicles = "without_vehicles"
        case fullVehicles = "full_vehicles"
        case changeBudget = "change_budget"
    }
}

/// A re-plan that waits to be accepted or discarded.
public struct ProposalDocument: Codable, Hashable, Sendable {
    public var id: PlanID
    /// Of the plan that it would change.
    public var revision: Int
    public var createdAt: Timestamp
    public var wish: ReplanWishDocument
    public var plan: PlanDocument
    public var difference: DifferenceDocument

    public init(_ proposal: PlanProposal, wording: Wording) {
        id = proposal.id
        revision = proposal.baseRevision
        createdAt = proposal.createdAt
        wish = ReplanWishDocument(proposal.wish)
        plan = PlanDocument(proposal.plan, wording: wording)
        difference = DifferenceDocument(proposal.difference, wording: wording)
    }

    private enum CodingKeys: String, CodingKey {
        case id, revision, wish, plan, difference
        case createdAt = "created_at"
    }
}
