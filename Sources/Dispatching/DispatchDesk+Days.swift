public import Model
import Planning
public import Reports
import Sentences
import Store

extension DispatchDesk {
    public func createPlans(town: TownID, order: PlanOrder, days: Int) async throws -> [Plan] {
        try await asDesk {
            guard (1...14).contains(days) else {
                throw DeskError.invalid(member: "days", message: "\(days) days can not be planned.", remedy: "Use 1 to 14.")
            }
            guard order.changeBudget == nil || days == 1 else {
                throw DeskError.invalid(
                    member: "change_budget", message: "Several days are planned without a budget of changes.",
                    remedy: "Plan the day alone.")
            }
            let data = try await townData(town)
            try refuseUnknownVehicles(order.withoutVehicles, of: data)
            let input = try await planningInput(data, order: order)
            var ids: [PlanID] = []
            for number in 1..<max(2, days) {
                let later = PlanOrder(day: order.day.adding(days: number))
                ids.append(try await planID(later, data.town, at: input.createdAt))
            }
            let laterIDs = ids
            // Each day gets what a day planned alone gets. Shared out, the choice of three days of the demo town drove 45 % further than with
            // nine times the time.
            let plans = try await PlanSearch(effort: effort).run(
                input, iterations: (order.iterations ?? effort.iterations).map { $0 * days },
                seconds: effort.seconds * Double(days)
            ) { input in
                try RollingPlanner().plan(input, days: days, ids: laterIDs).map { plan in
                    var plan = plan
                    plan.mark(ways: input)
                    return plan
                }
            }
            for plan in plans { try await store.savePlan(plan) }
            return plans
        }
    }
}
