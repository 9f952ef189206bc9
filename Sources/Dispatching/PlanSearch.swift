import Dispatch
import Model
import Planning

/// Runs the planner on a thread of its own, so that minutes of search never hold up other requests.
struct PlanSearch: Sendable {
    let effort: PlanningEffort

    /// Ends by iterations where they are given, else when the time is spent. - Throws: `PlanningError`.
    func run(
        _ input: PlanningInput, iterations: Int?, isCancelled: (@Sendable () -> Bool)? = nil
    ) async throws -> Plan {
        try await run(input, iterations: iterations, seconds: effort.seconds, isCancelled: isCancelled) { try Planner().plan($0) }
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
