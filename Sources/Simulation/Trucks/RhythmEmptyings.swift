public import Model

/// The fixed rhythms of the town's slots, driven as in real life: within the shift, all containers of a fraction at a site one after
/// the other; a day on which nobody collects moves to the next that is one; now and then a container is missed.
public struct RhythmEmptyings: EmptyingSchedule {
    private let slots: [Slot]
    private let rules: TownRules
    private let key: RandomKey
    /// Blocked by a parked car, forgotten (assumption).
    static let missedShare = 0.02

    public init(town: TownData, seed: UInt64) {
        slots = town.slots.filter { $0.rhythm != nil && $0.isActive && $0.container != nil }
        rules = town.rules
        key = RandomKey(seed: seed)["rhythm"]
    }

    public func visits(on day: CalendarDay, clock: TownClock) -> [Visit] {
        guard isWorkday(day) else { return [] }
        let days = [day] + postponedDays(before: day)
        return slots.compactMap { slot in
            guard let rhythm = slot.rhythm, days.contains(where: rhythm.holds(on:)) else { return nil }
            guard key["missed"][slot.id.rawValue][day.epochDay].unit >= Self.missedShare else { return nil }
            // The site's place in the tour is much the same every time; each container takes three minutes.
            var place = key["place"][slot.site.rawValue][slot.fraction.isGlass ? "glass" : slot.fraction.rawValue].generator
            let usual = place.uniform(6.75...13.5)
            var today = key["today"][slot.site.rawValue][day.epochDay].generator
            let second = Int((usual + 0.3 * today.normal()) * 3600) + 180 * Int(3 * key["turn"][slot.id.rawValue].unit)
            return Visit(slot: slot.id, at: clock.moment(day, TimeOfDay(seconds: max(21_900, min(54_000, second))) ?? .midnight))
        }
    }

    /// Sundays are no workdays, even when a rhythm names them.
    private func isWorkday(_ day: CalendarDay) -> Bool { day.weekday != .sunday && rules.isCollectionDay(day) }

    /// Holidays right before this day whose work is done today.
    private func postponedDays(before day: CalendarDay) -> [CalendarDay] {
        var days: [CalendarDay] = []
        var earlier = day.adding(days: -1)
        while !isWorkday(earlier), days.count < 7 {
            days.append(earlier)
            earlier = earlier.adding(days: -1)
        }
        return days
    }
}
