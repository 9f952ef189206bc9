import Dispatch
import Model
import Planning

/// Runs the planner on a thread of its own, so that minutes of search never hold up other requests.
struct PlanSearch: Sendable {
    let effort: PlanningEffort

    /// Ends by iterations where they are given, else when the time is spent. - Throws: `PlanningError`.
    func run(_ input: PlanningInput, iterations: Int?) async throws -> Plan {
        var input = input
        if let iterations = iterations ?? effort.iterations {
            input.options.iterations = iterations
        } else {
            input.options.iterations = nil
            let start = DispatchTime.now().uptimeNanoseconds
            let budget = effort.seconds
            input.options.spentShare = { Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 / budget }
        }
        let order = input
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async {
                continuation.resume(
                    with: Result {
                        var plan = try Planner().plan(order)
                        plan.mark(ways: order)
                        return plan
                    })
            }
        }
    }
}
