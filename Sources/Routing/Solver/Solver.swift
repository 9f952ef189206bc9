/// The way in: solves a ``Problem``, or puts times to a ``Plan``.
public enum Solver {
    /// Searches for a cheap plan until the budget in `options` is spent.
    ///
    /// Every solution has passed the ``Verifier``; what it found is in ``Solution/violations``. If not all
    /// mandatory tasks fit, the plan serves as many as it can and names the others.
    /// - Throws: ``ProblemError`` for a problem that makes no sense.
    public static func solve(_ problem: Problem, _ options: SolverOptions = SolverOptions()) throws(ProblemError) -> Solution {
        let instance = try Instance(problem)
        var iterations = 0
        var stops: [[Int32]] = []
        if let compact = CompactSearch(instance, options, seed: options.seed) {
            compact.construct()
            compact.run()
            stops = compact.bestStops()
            iterations = compact.iterations
        } else {
            let search = Search(instance, options, seed: options.seed)
            search.construct()
            search.run()
            stops = search.best.stops
            iterations = search.iterations
        }
        var solution = try SolutionBuilder(instance).solution(stops)
        solution.iterations = iterations
        solution.seed = options.seed
        return solution
    }

    /// Times, pauses, costs and violations of a given plan, whether it keeps the rules or not.
    ///
    /// Unknown vehicles and stops are left out and named as violations; sequences are taken as they are.
    public static func schedule(_ plan: Plan, of problem: Problem) throws(ProblemError) -> Solution {
        let instance = try Instance(problem)
        return try SolutionBuilder(instance).solution(plan)
    }
}
