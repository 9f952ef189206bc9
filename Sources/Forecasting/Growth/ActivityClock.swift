import Model

/// Counts time by how much is thrown in: one "active day" is the amount of a mean day. The level of a slot grows by its rate times
/// the active days gone by, so weekdays, hours, holidays and clock changes are all in this one function of time.
struct ActivityClock: Sendable {
    let local: LocalHours
    /// Active days from the beginning of the stretch to each of its hours.
    private let elapsed: [Double]

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

    /// Active days since the beginning of the stretch; before and after it a mean day counts 1. O(1).
    func activeDays(_ moment: Timestamp) -> Double { activeDays(position: local.position(moment)) }

    func activeDays(from: Timestamp, to: Timestamp) -> Double { activeDays(to) - activeDays(from) }

    func activeDays(position: Double) -> Double {
        guard position > 0 else { return position / 24 }
        let last = elapsed.count - 1
        guard position < Double(last) else { return elapsed[last] + (position - Double(last)) / 24 }
        let index = Int(position)
        return elapsed[index] + (elapsed[index + 1] - elapsed[index]) * (position - Double(index))
    }
}
