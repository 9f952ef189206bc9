import Dispatch
import Synchronization

/// The way in: solves a ``Problem``, or puts times to a ``Plan``.
public enum Solver {
    /// Searches for a cheap plan until the budget in `options` is spent.
    ///
    /// Every solution has passed the ``Verifier``; what it found is in ``Solution/violations``. If not all
    /// mandatory tasks fit, the plan serves as many as it can and names the others.
    ///
    /// With several threads each searches for itself from its own seed, and the best plan wins (of equal ones
    /// that of the lower thread), so that the result is as reproducible as with one.
    /// - Throws: ``ProblemError`` for a problem that makes no sense.
    public static func solve(_ problem: Problem, _ options: SolverOptions = SolverOptions()) throws(ProblemError) -> Solution {
        let instance = try Instance(problem)
        let merged = options.initial == nil ? try MergedTasks(instance) : nil
        // Before the search, so that little is left to do once the time is up.
        let lowerBound = LowerBound(instance).value()
        let threads = min(max(1, options.threads), 64)
        let outcomes =
            threads == 1
            ? [search(instance, merged, options, seed: options.seed)] : searchTogether(instance, merged, options, threads)
        guard let best = outcomes.min(by: { $0.cost < $1.cost }) else {
            return try SolutionBuilder(instance).solution([[Int32]]())
        }
        var solution = try SolutionBuilder(instance).solution(best.stops)
        solution.iterations = outcomes.reduce(0) { $0 + $1.iterations }
        solution.seed = options.seed
        solution.lowerBound = lowerBound
        return solution
    }

    /// Times, pauses, costs and violations of a given plan, whether it keeps the rules or not.
    ///
    /// Unknown vehicles and stops are left out and named as violations; sequences are taken as they are.
    public static func schedule(_ plan: Plan, of problem: Problem) throws(ProblemError) -> Solution {
        try SolutionBuilder(Instance(problem)).solution(plan)
    }

    private struct Outcome: Sendable {
        var stops: [[Int32]]
        var cost: Int
        var iterations: Int
    }

    private static func search(
        _ instance: Instance, _ merged: MergedTasks?, _ options: SolverOptions, seed: UInt64
    ) -> Outcome {
        if let compact = CompactSearch(instance, options, seed: seed) {
            compact.construct()
            compact.run()
            return Outcome(stops: compact.bestStops(), cost: compact.bestCost, iterations: compact.iterations)
        }
        let search = Search(instance, options, seed: seed)
        if let merged {
            let first = Search(merged.instance, options, seed: seed)
            first.construct()
            first.run(until: MergedTasks.budgetShare)
            search.iterations = first.iterations
            search.construct(from: merged.expand(first.best.stops))
        } else {
            search.construct()
        }
        search.run()
        return Outcome(stops: search.best.stops, cost: search.best.cost, iterations: search.iterations)
    }

    private static func searchTogether(_ instance: Instance, _ merged: MergedTasks?, _ options: SolverOptions, _ threads: Int)
        -> [Outcome]
    {
        let outcomes = Mutex([Outcome?](repeating: nil, count: threads))
        let best = BestReported()
        var shared = options
        if let progress = options.progress {
            shared.progress = { news in if best.improves(news) { progress(news) } }
        }
        let own = shared
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            let seed = options.seed &+ UInt64(thread) &* 0x9E37_79B9_7F4A_7C15
            let outcome = search(instance, merged, own, seed: seed)
            outcomes.withLock { $0[thread] = outcome }
        }
        return outcomes.withLock { $0.compactMap(\.self) }
    }
}

/// The best news told so far by any thread.
private final class BestReported: Sendable {
    private let best = Mutex((unserved: Int.max, cost: Int.max))

    func improves(_ news: SolverOptions.Progress) -> Bool {
        best.withLock { known in
            guard (news.unservedMandatory, news.cost) < (known.unserved, known.cost) else { return false }
            known = (news.unservedMandatory, news.cost)
            return true
        }
    }
}
