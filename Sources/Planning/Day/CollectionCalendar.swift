import Model

/// On which days somebody can come to a slot, and which days its rhythm names.
struct CollectionCalendar: Sendable {
    let rules: TownRules
    let clock: TownClock
    /// Vehicles that are not out of service for good.
    private let vehicles: [Vehicle]

    init(_ input: PlanningInput) {
        rules = input.town.rules
        clock = input.clock
        vehicles = input.town.vehicles.filter(\.isAvailable)
    }

    /// What a vehicle must be able to do for a slot to be served.
    struct Handling: Hashable, Sendable {
        let fraction: Fraction
        /// `nil` while the slot has no container: any method will do.
        let method: EmptyingMethod?

        func isDone(by vehicle: Vehicle) -> Bool {
            vehicle.fractions.contains(fraction) && (method.map { vehicle.emptyingMethods.contains($0) } ?? true)
        }
    }

    /// Whether crews collect on that day and a vehicle for it has its shift.
    func isChance(_ day: CalendarDay, for handling: Handling) -> Bool {
        rules.isCollectionDay(day) && vehicles.contains { $0.shift.weekdays.contains(day.weekday) && handling.isDone(by: $0) }
    }

    /// The next day after `day` on which a vehicle can come; the next collection day, or the next day, where none ever does.
    func nextChance(after day: CalendarDay, for handling: Handling) -> CalendarDay {
        let ahead = (1...Self.horizonDays).map { day.adding(days: $0) }
        return ahead.first { isChance($0, for: handling) } ?? ahead.first { rules.isCollectionDay($0) } ?? day.adding(days: 1)
    }

    /// A moment in the middle of that day's work, for which levels are expected.
    func serviceMoment(on day: CalendarDay, for handling: Handling) -> Timestamp {
        let shifts = vehicles.filter { $0.shift.weekdays.contains(day.weekday) && handling.isDone(by: $0) }.map(\.shift)
        guard let first = shifts.map(\.start.seconds).min(),
            let last = shifts.map({ $0.start.seconds + max(0, min(86400, $0.lengthSeconds)) }).max()
        else { return clock.moment(day, TimeOfDay(hour: 12)) }
        let middle = first + max(0, min(172_800, last) - first) / 2
        return clock.moment(day, TimeOfDay(seconds: middle) ?? TimeOfDay(hour: 12))
    }

    /// The day of the rhythm that is to be served on `day`: the day itself, or an earlier one that fell on days without collection
    /// (holiday shift), or one that was missed. `nil` if the rhythm asks for nothing.
    ///
    /// - Parameter lastEmptied: local day of the last emptying; `nil` if it is not known, then only the first two count.
    func rhythmDay(_ rhythm: Rhythm, on day: CalendarDay, for handling: Handling, lastEmptied: CalendarDay?) -> CalendarDay? {
        let reach = 7 * max(1, min(52, rhythm.everyWeeks))
        guard let named = (0...reach).lazy.map({ day.adding(days: -$0) }).first(where: { rhythm.holds(on: $0) }) else {
            return nil
        }
        if named == day { return day }
        if let lastEmptied { return lastEmptied < named ? named : nil }
        let between = (0..<day.days(since: named)).map { named.adding(days: $0) }
        return between.allSatisfy { !isChance($0, for: handling) } ? named : nil
    }

    private static let horizonDays = 21
}
