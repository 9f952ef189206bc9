public import Model

/// Plans that were made by Füllort, driven as planned. Days without a plan fall back to another schedule.
public struct PlanEmptyings: EmptyingSchedule {
    private let plannedDays: Set<CalendarDay>
    private let visits: [Visit]
    private let otherwise: any EmptyingSchedule

    public init(plans: [DrivenPlan], otherwise: any EmptyingSchedule = NoEmptyings()) {
        plannedDays = Set(plans.map(\.day))
        visits = plans.flatMap(\.visits)
        self.otherwise = otherwise
    }

    public func visits(on day: CalendarDay, clock: TownClock) -> [Visit] {
        let planned = visits.filter { clock.day(of: $0.at) == day }
        return plannedDays.contains(day) ? planned : planned + otherwise.visits(on: day, clock: clock)
    }
}
