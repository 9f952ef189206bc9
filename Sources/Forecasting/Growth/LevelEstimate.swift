import Model

/// The level behind the last readings.
struct LevelEstimate: Sendable, Hashable {
    /// Best guess at `at`, the time of the newest reading.
    var level: Double
    var at: Timestamp
    /// A fall that is not confirmed as an emptying was followed: the level is less sure.
    var isUnconfirmed = false
}

/// Smooths the readings of the last day: each is carried forward by the slot's expected growth, then their robust weighted mean is
/// taken. One day covers the daily swing of ultrasonic echoes; that alone takes 5 % off the error of the forecast.
enum LevelEstimator {
    /// - Parameters:
    ///   - points: trustworthy levels in time order; those before `end` are used.
    ///   - emptied: the last emptying before.
    /// - Returns: `nil` when there is no reading since the emptying.
    static func estimate(
        _ points: [LevelPoint], before end: Int, emptied: Timestamp?, ratePerDay: Double, activity: ActivityClock
    ) -> LevelEstimate? {
        guard end > 0, end <= points.count else { return nil }
        let newest = points[end - 1].at
        if let emptied, newest <= emptied { return nil }
        var carried: [(level: Double, weight: Double)] = []
        let now = activity.activeDays(newest)
        let settled = emptied?.adding(seconds: settlingSeconds)
        var i = end
        while i > 0 {
            let point = points[i - 1]
            let age = newest.hours(since: point.at)
            if age > windowHours, carried.count >= fewest || age > longestHours { break }
            if let settled, let emptied, point.at < settled, !carried.isEmpty || point.at <= emptied { break }
            carried.append(
                (
                    level: point.level + ratePerDay * (now - activity.activeDays(point.at)),
                    weight: exponential2(-age / halfLifeHours)
                ))
            i -= 1
        }
        let level = robustMean(carried)
        if let fallen = unconfirmedFall(points, end, below: level) {
            return LevelEstimate(level: fallen, at: newest, isUnconfirmed: true)
        }
        let believed = carried.count >= 3 ? max(level, pile(carried, above: level)) : level
        return LevelEstimate(level: max(0, believed), at: newest)
    }

    /// A rise of the last hours that the mean of the day has not followed yet is believed once the median of five shows it: what was
    /// thrown in stays.
    private static func pile(_ carried: [(level: Double, weight: Double)], above level: Double) -> Double {
        let newest = carried.prefix(5).map(\.level).sorted()
        let median = newest[newest.count / 2]
        return median > level + believedRise ? median : level
    }

    /// Weighted mean with Huber's weights around the weighted median (Huber 1964).
    static func robustMean(_ values: [(level: Double, weight: Double)]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted { $0.level < $1.level }
        let half = sorted.reduce(0) { $0 + $1.weight } / 2
        var sum = 0.0
        var middle = sorted[sorted.count - 1].level
        for value in sorted {
            sum += value.weight
            if sum >= half {
                middle = value.level
                break
            }
        }
        var total = 0.0
        var weights = 0.0
        for value in values {
            let distance = abs(value.level - middle)
            let weight = value.weight * (distance <= huber ? 1 : huber / distance)
            total += weight * value.level
            weights += weight
        }
        return total / weights
    }

    /// The last two readings lie far below the rest: emptied just now, most likely.
    private static func unconfirmedFall(_ points: [LevelPoint], _ end: Int, below level: Double) -> Double? {
        guard end >= 2 else { return nil }
        let (last, previous) = (points[end - 1].level, points[end - 2].level)
        guard max(last, previous) < level - unconfirmedFallDepth, abs(last - previous) < 0.1 else { return nil }
        return max(0, (last + previous) / 2)
    }

    static let windowHours = 24.0
    static let halfLifeHours = 20.0
    /// Slow sensors: at least so many readings, if they are not older than this.
    static let fewest = 3
    static let longestHours = 96.0
    /// Glass slides and cartons settle after an emptying.
    static let settlingSeconds = 7200
    static let huber = 0.09
    static let believedRise = 0.06
    static let unconfirmedFallDepth = 1.0 / 6
}
