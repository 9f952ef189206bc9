import Model

extension FillRate {
    /// Expected growth from an estimate on, day by day: the slot's own weekdays, and the height reached so far. O(days between).
    func growth(from start: LevelEstimate, to end: Timestamp, fleet: Fleet, clock: ActivityClock) -> Double {
        course(from: start, to: end, fleet: fleet, clock: clock).growth
    }

    /// Growth with its doubt: the standard deviation that comes from not knowing how much an event or a holiday brings.
    func course(
        from start: LevelEstimate, to end: Timestamp, fleet: Fleet, clock: ActivityClock
    ) -> (growth: Double, doubt: Double) {
        let local = clock.local
        var position = local.position(start.at)
        let target = local.position(end)
        guard target > position else { return (0, 0) }
        var level = start.level
        var doubt = 0.0
        while position < target {
            let hour = Int(position.rounded(.down))
            guard position >= 0, hour < local.count else {
                let rest = clock.activeDays(position: target) - clock.activeDays(position: position)
                return (level - start.level + perDay * rest * fleet.height.factor(level), doubt)
            }
            let day = Int(local.dayIndex[hour])
            let stop = min(target, Double(local.dayStart[day + 1]))
            let active = clock.activeDays(position: stop) - clock.activeDays(position: position)
            let growth = perDay * active * weekday[Int(local.weekdayOfDay[day])] * fleet.height.factor(level)
            level += growth
            doubt += growth * clock.deviation(day: day)
            position = stop
        }
        return (level - start.level, doubt)
    }
}
