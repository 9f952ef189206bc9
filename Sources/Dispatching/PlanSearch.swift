import Dispatch
import Model
import Planning

/// Runs the planner on a thread of its own, so that minutes of search never hold up other requests.
struct PlanSearch: Sendable {
    let effort: PlanningEffort

    /// Ends by iterations where they are given, else when the time is spent. - Throws: `PlanningError`.
    ///
    /// - Parameters:
    ///   - usual, changeBudget: given both, the plan stays near the usual tours.
    func run(
        _ input: PlanningInput, iterations: Int?, near usual: UsualTours? = nil, changeBudget: Int? = nil,
        isCancelled: (@Sendable () -> Bool)? = nil
    ) async throws -> Plan {
        try await run(input, iterations: iterations, seconds: effort.seconds, isCancelled: isCancelled) { input in
            var plan =
                if let usual, let changeBudget {
                    try Planner().plan(input, selection: DuePolicy().select(input), near: usual, changeBudget: changeBudget)
                } else {
                    try Planner().plan(input)
                }
            plan.mark(ways: input)
            return plan
        }
    }

    /// The same for any planning that searches.
    func run<Result: Sendable>(
        _ input: PlanningInput, iterations: Int?, seconds budget: Double, isCancelled: (@Sendable () -> Bool)? = nil,
        _ body: @escaping @Sendable (PlanningInput) throws -> Result
    ) async throws -> Result {
        var input = input
        if let iterations = iterations ?? effort.iterations {
            input.options.iterations = iterations
            if let isCancelled { input.options.spentShare = { isCancelled() ? 1 : 0 } }
        } else {
            input.options.iterations = nil
            let start = DispatchTime.now().uptimeNanoseconds
            input.options.spentShare = {
                if isCancelled?() ?? false { return 1 }
                return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 / budget
            }
        }
        let order = input
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async {
                continuation.resume(with: Swift.Result { try body(order) })
            }
        }
    }
}
