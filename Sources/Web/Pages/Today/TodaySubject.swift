import Model
import Reports

/// What the page is about.
struct TodaySubject: Sendable {
    var today: CalendarDay
    var day: CalendarDay
    var evening: Timestamp
    var brief: MorningBrief
    var plan: Plan?
    /// The newest plan of the day before.
    var before: PlanFigures?
    /// Newest plans of earlier days, one a day.
    var usual: [PlanFigures]
    /// What crews have reported on the plan.
    var checkOffs: [CheckOff]

    /// A day is planned in the morning of itself; from noon on the next one is looked at. Days on which nobody drives are passed over.
    static func gather(_ call: PageCall, _ town: TownView) async throws -> TodaySubject {
        let now = call.office.now
        let (today, second) = town.clock.local(now)
        let planID = call.query["plan"].flatMap { PlanID(validating: $0) }
        let asked = try await planID.asyncMap { try await call.desk.plan(town: town.id, id: $0) }
        let earliest = second < 12 * 3600 ? today : today.adding(days: 1)
        let day = asked?.day ?? call.day("day") ?? dutyDay(from: earliest, vehicles: town.data.vehicles)
        let evening = town.clock.moment(today.adding(days: -1), TimeOfDay(hour: 18))
        async let first = call.desk.containers(town: town.id, dueOn: day)
        async let next = call.desk.containers(town: town.id, dueOn: day.adding(days: 1))
        async let third = call.desk.containers(town: town.id, dueOn: day.adding(days: 2))
        async let emptyings = call.desk.emptyings(town: town.id, slot: nil, from: evening, to: now.adding(seconds: 1))
        async let requests = call.desk.openRequests(town: town.id, on: day)
        async let before = call.desk.plans(town: town.id, day: day.adding(days: -1), before: nil, limit: 1)
        async let usual = call.office.usualPlans.figures(town: town.id, desk: call.desk, now: now)
        let brief = try await MorningBrief(
            days: [first, next, third], emptyings: emptyings, requests: requests, rules: town.data.rules, evening: evening,
            now: now)
        let shown =
            if let asked { asked } else { try await call.desk.plans(town: town.id, day: day, before: nil, limit: 1).first }
        let checkOffs = try await shown.asyncMap { try await call.desk.checkOffs(town: town.id, plan: $0.id) }
        return TodaySubject(
            today: today, day: day, evening: evening, brief: brief, plan: shown,
            before: try await before.first.map(PlanFigures.init),
            usual: Array(try await usual.filter { $0.day < day }.prefix(20)),
            checkOffs: checkOffs ?? [])
    }

    /// The first day from `day` on with a vehicle at work; `day` itself where there is none in a week.
    static func dutyDay(from day: CalendarDay, vehicles: [Vehicle]) -> CalendarDay {
        let days = (0..<7).map { day.adding(days: $0) }
        return days.first { each in vehicles.contains { $0.isAvailable && $0.shift.weekdays.contains(each.weekday) } } ?? day
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<Result: Sendable>(_ transform: @Sendable (Wrapped) async throws -> Result) async rethrows -> Result?
    {
        guard let self else { return nil }
        return try await transform(self)
    }
}
