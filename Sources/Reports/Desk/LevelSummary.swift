public import Model

/// The levels of one hour or one local day, drawn together.
public struct LevelSummary: Hashable, Sendable {
    /// Full hour or local midnight.
    public var start: Timestamp
    /// Levels that count, shares of the usable volume.
    public var minimum: Double
    /// Over the readings, not weighted by time.
    public var mean: Double
    public var maximum: Double
    /// Readings in it.
    public var count: Int

    public init(start: Timestamp, minimum: Double, mean: Double, maximum: Double, count: Int) {
        self.start = start
        self.minimum = minimum
        self.mean = mean
        self.maximum = maximum
        self.count = count
    }

    /// Draws hours (in time order) together into the town's local days; each day starts at local midnight. O(n).
    public static func byLocalDay(_ hours: [LevelSummary], clock: TownClock) -> [LevelSummary] {
        var days: [LevelSummary] = []
        for hour in hours {
            let start = clock.moment(clock.day(of: hour.start))
            if let last = days.last, last.start == start {
                days[days.count - 1] = last.joined(with: hour)
            } else {
                var day = hour
                day.start = start
                days.append(day)
            }
        }
        return days
    }

    /// Both together, with the mean weighted by count; keeps this one's start.
    func joined(with other: LevelSummary) -> LevelSummary {
        let total = max(1, count + other.count)
        return LevelSummary(
            start: start, minimum: min(minimum, other.minimum),
            mean: (mean * Double(count) + other.mean * Double(other.count)) / Double(total),
            maximum: max(maximum, other.maximum), count: count + other.count)
    }
}
