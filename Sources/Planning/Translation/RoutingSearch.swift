import Model
import Routing

/// The only place where the search is called.
enum RoutingSearch {
    /// Solves in two stages where tasks are optional at a price.
    ///
    /// One optional task alone seldom pays for a tour, although several together would, and a search that adds them one by one does not
    /// find such a tour. So the first stage, a quarter of the effort, makes tours free and the prizes of optional tasks higher; the second
    /// starts from its tours and takes out what does not pay.
    ///
    /// - Parameter priced: tasks that are optional at a price of their own; without any, one stage does.
    /// - Throws: ``PlanningError/refused(member:value:reason:)`` for a problem the search finds senseless: then the translation is wrong.
    static func solve(_ problem: Problem, _ options: SolverOptions, priced: Set<String>) throws(PlanningError) -> Solution {
        guard !priced.isEmpty else { return try run(problem, options) }
        var generous = problem
        for index in generous.tasks.indices where priced.contains(generous.tasks[index].id) {
            generous.tasks[index].prize = generous.tasks[index].prize.map { 2 * $0 }
        }
        for index in generous.vehicles.indices { generous.vehicles[index].fixedCost = 0 }
        let first = try run(generous, options.part(from: 0, to: 0.25))
        var rest = options.part(from: 0.25, to: 1)
        rest.initial = first.plan
        var solution = try run(problem, rest)
        solution.iterations += first.iterations
        return solution
    }

    private static func run(_ problem: Problem, _ options: SolverOptions) throws(PlanningError) -> Solution {
        do {
            return try Solver.solve(problem, options)
        } catch {
            throw PlanningError.refused(member: error.member, value: error.value, reason: error.reason)
        }
    }
}

extension SolverOptions {
    /// The options for a stretch of the budget, as shares of the whole.
    fileprivate func part(from: Double, to: Double) -> SolverOptions {
        var part = self
        part.iterationLimit = iterationLimit.map { max(1, Int((Double($0) * (to - from)).rounded())) }
        part.spentShare = spentShare.map { spent in
            { @Sendable in
                let share = spent()
                return share >= 1 ? 1 : (share - from) / (to - from)
            }
        }
        return part
    }
}
