import Model

extension FillRate {
    /// Expected growth from an estimate on, day by day: the slot's own weekdays, and the height reached so far. O(days between).
    func growth(from start: LevelEstimate, to end: Timestamp, fleet: Fleet) -> Double {
        let local = fleet.activity.local
        var position = local.position(start.at)
        let target = local.position(end)
        guard target > position else { return 0 }
        var level = start.level
        while position < target {
            let hour = Int(position.rounded(.down))
            guard position >= 0, hour < local.count else {
                let rest = fleet.activity.activeDays(position: target) - fleet.activity.activeDays(position: position)
                return level - start.level + perDay * rest * fleet.height.factor(level)
            }
            let day = Int(local.dayIndex[hour])
            let stop = min(target, Double(local.dayStart[day + 1]))
            let active = fleet.activity.activeDays(position: stop) - fleet.activity.activeDays(position: position)
            level += perDay * active * weekday[Int(local.weekdayOfDay[day])] * fleet.height.factor(level)
            position = stop
        }
        return level - start.level
    }
}
