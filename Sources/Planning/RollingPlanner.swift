public import Model

/// Plans several days: each day's choice looks at the days after it (``RollingPolicy``), and each day knows what the days before empty,
/// so that a container planned for Monday is not due on Tuesday. Crews rest for eleven hours between two days. Pure.
public struct RollingPlanner: Sendable {
    private let policy: any SelectionPolicy

    /// - Parameter policy: how each day chooses.
    public init(policy: any SelectionPolicy = RollingPolicy()) { self.policy = policy }

    /// - Parameters:
    ///   - input: the first day; its time or iterations are shared out evenly, half of each day's for the choice.
    ///   - days: 1 to 14.
    ///   - ids: of the later days' plans; what is missing is made from the first plan's.
    /// - Throws: ``PlanningError``.
    public func plan(_ input: PlanningInput, days: Int, ids: [PlanID] = []) throws(PlanningError) -> [Plan] {
        let count = max(1, min(14, days))
        var state = input
        var plans: [Plan] = []
        for number in 0..<count {
            state.day = input.day.adding(days: number)
            if number > 0 {
                state.planID =
                    ids.indices.contains(number - 1)
                    ? ids[number - 1] : PlanID("\(input.planID.rawValue.prefix(58)).d\(number + 1)")
                state.vehiclesOff = []
            }
            // Half of a day's effort is for the choice, half for the tours: a choice that searches would else leave no time for them.
            state.options.iterations = input.options.iterations.map { max(1, $0 / (2 * count)) }
            let spent = input.options.spentShare.map { spent in
                { @Sendable in spent() * Double(count) - Double(number) }
            }
            state.options.spentShare = spent.map { spent in { @Sendable in 2 * spent() } }
            let selection = policy.select(state)
            state.options.spentShare = spent.map { spent in { @Sendable in max(0, 2 * spent() - 1) } }
            let plan = try Planner().plan(state, selection: selection)
            for tour in plan.tours {
                state.endsOfDayBefore[tour.vehicle] = tour.stops.last?.arrival
                for stop in tour.stops {
                    for emptying in stop.emptied { Self.empty(emptying.slot, at: stop.departure, in: &state) }
                }
            }
            plans.append(plan)
        }
        return plans
    }

    /// From then on the level grows from nothing, as fast as before.
    private static func empty(_ slot: SlotID, at moment: Timestamp, in state: inout PlanningInput) {
        state.lastEmptyings[slot] = moment
        state.currentLevels[slot] = nil
        guard var forecast = state.forecasts[slot] else { return }
        forecast.asOf = moment
        forecast.level = 0
        forecast.levelDeviation = 0.03
        // The course began with what was in it.
        forecast.course = nil
        func full(_ rate: Double) -> Timestamp? { rate > 1e-6 ? moment.adding(days: min(60, 1 / rate)) : nil }
        forecast.fullAt = full(forecast.ratePerDay)
        forecast.fullEarliest = full(forecast.ratePerDay + 1.28 * forecast.rateDeviation)
        forecast.fullLatest = full(forecast.ratePerDay - 1.28 * forecast.rateDeviation)
        state.forecasts[slot] = forecast
    }
}
