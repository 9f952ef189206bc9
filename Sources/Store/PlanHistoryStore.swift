public import Model

/// The history of plans, re-plans that wait, and what crews report. Entries are only added; nothing is changed afterwards.
public protocol PlanHistoryStore: Sendable {
    /// Adds a revision and makes its plan the current one, in one transaction; the first revision of a plan also keeps the plan as it
    /// was made, as revision 0.
    ///
    /// - Parameter current: the revision that the plan has to be at.
    /// - Returns: `false`, and nothing is stored, when the plan is at another revision.
    func addRevision(_ revision: PlanRevision, plan: Plan, expecting current: Int) async throws -> Bool

    /// Oldest first; empty for a plan that was never changed.
    func revisions(town: TownID, plan: PlanID) async throws -> [PlanRevision]

    /// The plan as it was at that revision.
    func plan(town: TownID, id: PlanID, revision: Int) async throws -> Plan?

    func saveProposal(_ proposal: PlanProposal, town: TownID) async throws

    func proposal(town: TownID, id: PlanID) async throws -> PlanProposal?

    /// Newest first.
    func proposals(town: TownID, plan: PlanID) async throws -> [PlanProposal]

    /// Whether there was one.
    func removeProposal(town: TownID, id: PlanID) async throws -> Bool

    /// Stores what a crew reported, with the emptyings that follow from it, in one transaction. A key that is there already answers
    /// the report that is kept, and stores nothing.
    func addCheckOff(_ checkOff: CheckOff, emptyings: [Emptying], town: TownID) async throws -> (kept: CheckOff, isNew: Bool)

    /// In the order in which they came in.
    func checkOffs(town: TownID, plan: PlanID) async throws -> [CheckOff]

    /// Ends of tours that tell kilometres, newest first; only among the town's newest reports (some ten thousand).
    func odometerReports(town: TownID, limit: Int) async throws -> [CheckOff]
}
