public import Model

/// Plans and what is asked for.
public protocol PlanStore: Sendable {
    /// Saves a plan; an existing one with the same identifier is replaced.
    func savePlan(_ plan: Plan) async throws

    func plan(town: TownID, id: PlanID) async throws -> Plan?

    /// Newest first; `before` is the last identifier of the page before.
    func plans(town: TownID, day: CalendarDay?, before: PlanID?, limit: Int) async throws -> [Plan]

    func addRequest(_ request: EmptyingRequest, town: TownID) async throws

    /// Requests that are due on `day` and whose slot was not emptied since they were made.
    func openRequests(town: TownID, on day: CalendarDay) async throws -> [EmptyingRequest]

    /// An emptying that staff reported; sets the slot's level to `levelAfter` (0 if it is not told).
    func reportEmptying(_ emptying: Emptying, town: TownID) async throws
}
