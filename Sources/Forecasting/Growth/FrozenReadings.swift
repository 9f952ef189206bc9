import Model

/// A sensor that says the very same thing again and again, while people go on throwing in or although somebody has emptied the slot. The
/// tracker marks the readings that come once that is sure; a forecast then no longer believes those before it either.
struct FrozenReadings: Sendable, Hashable {
    /// Index of the first of the equal readings.
    let first: Int
    /// Its moment.
    let since: Timestamp
    let start: LevelEstimate

    /// - Returns: `nil` while the newest readings are not equal for long enough. O(equal readings).
    init?(_ points: [LevelPoint], before end: Int) {
        guard end >= Self.fewest, end <= points.count else { return nil }
        let newest = points[end - 1]
        var first = end - 1
        while first > 0, abs(points[first - 1].level - newest.level) < Self.tolerance { first -= 1 }
        guard end - first >= Self.fewest, newest.at.hours(since: points[first].at) >= Self.shortestHours else { return nil }
        self.first = first
        since = points[first].at
        start = LevelEstimate(level: newest.level, at: points[first].at)
    }

    /// - Parameters:
    ///   - expectedGrowth: since ``since``.
    ///   - emptied: the slot's last emptying.
    func isCertain(expectedGrowth: Double, emptied: Timestamp?) -> Bool {
        if let emptied, emptied.hours(since: since) > 1, start.level > Self.largestRest { return true }
        // A full container has nowhere to go.
        return expectedGrowth > Self.missingGrowth && start.level < Self.fullest
    }

    private static let fewest = 8
    private static let shortestHours = 36.0
    private static let tolerance = 0.0005
    private static let missingGrowth = 0.15
    private static let largestRest = 0.3
    private static let fullest = 0.9
}
