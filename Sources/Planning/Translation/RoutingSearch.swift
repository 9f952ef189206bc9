import Model
import Routing

/// The only place where the search is called.
enum RoutingSearch {
    /// - Throws: ``PlanningError/refused(member:value:reason:)`` for a problem the search finds senseless: then the translation is wrong.
    static func solve(_ problem: Problem, _ options: SolverOptions) throws(PlanningError) -> Solution {
        do {
            return try Solver.solve(problem, options)
        } catch {
            throw PlanningError.refused(member: error.member, value: error.value, reason: error.reason)
        }
    }
}
