import Model

/// Turns the wall-clock times of opening hours, quiet hours and shifts into seconds after the planning day's local midnight, and
/// back into moments, right on days of 23 and 25 hours and for shifts over midnight.
struct DayTimes: Sendable {
    let day: CalendarDay
    let clock: TownClock
    let midnight: Timestamp

    init(day: CalendarDay, clock: TownClock) {
        self.day = day
        self.clock = clock
        midnight = clock.moment(day)
    }

    func seconds(_ time: TimeOfDay, dayOffset: Int = 0) -> Int { seconds(at: clock.moment(day.adding(days: dayOffset), time)) }

    func seconds(at moment: Timestamp) -> Int { Int(moment.seconds - midnight.seconds) }

    func moment(_ seconds: Int) -> Timestamp { midnight.adding(seconds: seconds) }

    /// When a place with these windows is open; no windows means always.
    func open(_ windows: [OpeningWindow]) -> Stretches {
        if windows.isEmpty { return .always }
        return Stretches(
            Self.offsets.flatMap { offset in
                windows.filter { $0.holds(on: day.adding(days: offset)) }
                    .map { stretch(from: $0.opens, until: $0.closes, dayOffset: offset) }
            })
    }

    /// When refuse trucks may work in a zone on that fraction: all rules for it have to allow it, and a dated exception for the
    /// zone allows it besides.
    func allowed(zone: Zone, fraction: Fraction, rules: TownRules) -> Stretches {
        let concerned = rules.quietHours.filter { $0.zone == zone && ($0.fractions?.contains(fraction) ?? true) }
        if concerned.isEmpty { return .always }
        let byRule = concerned.reduce(Stretches.always) { $0.intersection(allowed(by: $1, rules)) }
        let excepted = Stretches(
            Self.offsets.flatMap { offset in
                let date = day.adding(days: offset)
                return rules.quietHourExceptions
                    .filter { $0.zone == zone && $0.firstDay <= date && date <= $0.lastDay }
                    .map { stretch(from: $0.allowedFrom, until: $0.allowedUntil, dayOffset: offset) }
            })
        return byRule.union(excepted)
    }

    /// Sundays and holidays have no allowed hour, whatever weekdays the rule names.
    private func allowed(by rule: QuietHours, _ rules: TownRules) -> Stretches {
        Stretches(
            Self.offsets.compactMap { offset in
                let date = day.adding(days: offset)
                let isHoliday = rules.observesPublicHolidays && PublicHolidays.northRhineWestphalia(on: date) != nil
                guard rule.weekdays.contains(date.weekday), date.weekday != .sunday, !isHoliday else { return nil }
                return stretch(from: rule.allowedFrom, until: rule.allowedUntil, dayOffset: offset)
            })
    }

    private func stretch(from: TimeOfDay, until: TimeOfDay, dayOffset: Int) -> Range<Int> {
        let begin = seconds(from, dayOffset: dayOffset)
        return begin..<max(begin, seconds(until, dayOffset: dayOffset))
    }

    /// The day before (windows over midnight), the day itself, and two more for shifts over midnight.
    private static let offsets = [-1, 0, 1, 2]
}
