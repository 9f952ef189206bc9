public import Model
import Planning
public import Reports
import Store

extension DispatchDesk {
    /// Plans the order's day and the days after it; see ``RollingPlanner``. Only the first day's plan is saved.
    ///
    /// - Parameter days: 1 to 14.
    public func createPlans(town: TownID, order: PlanOrder, days: Int) async throws -> [Plan] {
        try await asDesk {
            let data = try await townData(town)
            try refuseUnknownVehicles(order.withoutVehicles, of: data)
            let input = try await planningInput(data, order: order)
            let plans = try await PlanSearch(effort: effort).run(
                input, iterations: order.iterations, seconds: effort.seconds
            ) { input in
                try RollingPlanner().plan(input, days: days, policy: DuePolicy()).map { plan in
                    var plan = plan
                    plan.mark(ways: input)
                    return plan
                }
            }
            if let first = plans.first { try await store.savePlan(first) }
            return plans
        }
    }
}
