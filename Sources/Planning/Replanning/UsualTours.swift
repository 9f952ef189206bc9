public import Model

/// Which vehicle usually empties each container, as the plans of the last weeks have it: crews know their streets, keys and narrow yards.
public struct UsualTours: Sendable, Hashable {
    /// The vehicle that came most often; of several that came as often the one that came last.
    public private(set) var vehicleOfSlot: [SlotID: VehicleID] = [:]

    /// - Parameters:
    ///   - plans: one a day, the newest first. O(stops).
    ///   - onDuty: vehicles that can come on the day in question; visits of others do not count.
    public init(_ plans: [Plan], onDuty: Set<VehicleID>) {
        var visits: [SlotID: [(vehicle: VehicleID, count: Int)]] = [:]
        for tour in plans.flatMap(\.tours) where onDuty.contains(tour.vehicle) {
            for slot in tour.emptiedSlots {
                if let known = visits[slot]?.firstIndex(where: { $0.vehicle == tour.vehicle }) {
                    visits[slot]?[known].count += 1
                } else {
                    visits[slot, default: []].append((tour.vehicle, 1))
                }
            }
        }
        // The first of the largest: vehicles stand in the order of their last visit.
        for (slot, vehicles) in visits {
            let most = vehicles.map(\.count).max() ?? 0
            vehicleOfSlot[slot] = vehicles.first { $0.count == most }?.vehicle
        }
    }

    /// Containers that a plan gives to another vehicle than usual.
    public func changes(in plan: Plan) -> [SlotID] {
        plan.tours.flatMap { tour in
            tour.emptiedSlots.filter { slot in vehicleOfSlot[slot].map { $0 != tour.vehicle } ?? false }
        }
    }
}

extension Planner {
    /// Plans near to the usual tours: every container that another vehicle than usual empties has a price (``PlanningWeights/perMovedStop``),
    /// which is raised until the budget is kept (three times at most); the plan with the fewest changes is given if none keeps it.
    ///
    /// - Parameter changeBudget: the largest number of containers that another vehicle than usual may empty.
    /// - Throws: ``PlanningError``.
    public func plan(
        _ input: PlanningInput, selection: DaySelection, near usual: UsualTours, changeBudget: Int
    ) throws(PlanningError) -> Model.Plan {
        func near(_ factor: Int, part: Int) throws(PlanningError) -> Model.Plan {
            var day = input
            day.standing.usualVehicleOfSlot = usual.vehicleOfSlot
            day.options.weights.perMovedStop *= factor
            day.options.iterations = input.options.iterations.map { max(1, $0 / 3) }
            day.options.spentShare = input.options.spentShare.map { spent in { @Sendable in 3 * spent() - Double(part) } }
            return try plan(day, selection: selection)
        }
        var best = try near(1, part: 0)
        for (number, factor) in [(1, 10), (2, 100)] where usual.changes(in: best).count > changeBudget {
            let closer = try near(factor, part: number)
            if usual.changes(in: closer).count < usual.changes(in: best).count { best = closer }
        }
        return best
    }
}
