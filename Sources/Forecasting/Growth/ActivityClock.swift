import Model

/// Counts time by how much is thrown in: one "active day" is the amount of a mean day. The level of a slot grows by its rate times
/// the active days gone by, so weekdays, hours, holidays and clock changes are all in this one function of time.
struct ActivityClock: Sendable {
    let local: LocalHours
    /// Active days from the beginning of the stretch to each of its hours.
    private let elapsed: [Double]
    /// Days that are not like others at one site, and the active days from the beginning to each local day with them.
    private(set) var days: DayFactors?
    private var elapsedByDay: [Double] = []

    init(local: LocalHours, profile: ActivityProfile, calendar: DemandCalendar, isGlass: Bool) {
        var elapsed = [0.0]
        elapsed.reserveCapacity(local.count + 1)
        var sum = 0.0
        var dayFactor = 1.0
        var lastDay: Int32 = -1
        for i in 0..<local.count {
            if local.dayIndex[i] != lastDay {
                lastDay = local.dayIndex[i]
                dayFactor = calendar.factor(local.day[Int(lastDay)], isGlass: isGlass)
            }
            let weekday = Int(local.weekday[i])
            let kind = ActivityProfile.kind(weekday: weekday).rawValue
            sum += dayFactor * profile.weekday[weekday] * profile.hours[kind][Int(local.hour[i])]
            elapsed.append(sum)
        }
        self.local = local
        self.elapsed = elapsed
    }

    /// The same clock at a site where some days count more or less. O(days).
    func with(_ days: DayFactors) -> ActivityClock {
        var clock = self
        clock.days = days
        var sum = 0.0
        clock.elapsedByDay = [0]
        clock.elapsedByDay.reserveCapacity(days.factors.count + 1)
        for day in local.dayStart.indices.dropLast() {
            sum += days.factors[day] * (elapsed[local.dayStart[day + 1]] - elapsed[local.dayStart[day]])
            clock.elapsedByDay.append(sum)
        }
        return clock
    }

    /// Standard deviation of the logarithm of a day's factor.
    func deviation(day: Int) -> Double { days?.deviations[day] ?? 0 }

    /// Active days since the beginning of the stretch; before and after it a mean day counts 1. O(1).
    func activeDays(_ moment: Timestamp) -> Double { activeDays(position: local.position(moment)) }

    func activeDays(from: Timestamp, to: Timestamp) -> Double { activeDays(to) - activeDays(from) }

    func activeDays(position: Double) -> Double {
        guard position > 0 else { return position / 24 }
        let last = elapsed.count - 1
        guard position < Double(last) else {
            return (days == nil ? elapsed[last] : elapsedByDay[elapsedByDay.count - 1]) + (position - Double(last)) / 24
        }
        let index = Int(position)
        let plain = elapsed[index] + (elapsed[index + 1] - elapsed[index]) * (position - Double(index))
        guard let days else { return plain }
        let day = Int(local.dayIndex[index])
        return elapsedByDay[day] + days.factors[day] * (plain - elapsed[local.dayStart[day]])
    }
}
