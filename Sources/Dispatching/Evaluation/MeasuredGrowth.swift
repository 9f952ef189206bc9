import Model

/// What a slot took in over a stretch of time, as its readings tell: the increments of the level, without those across an emptying.
struct MeasuredGrowth {
    private let points: [LevelPoint]
    private let emptyings: [Timestamp]

    /// Longest gap between readings that is counted.
    static let longestGapHours = 26.0
    /// What an emptying leaves, where nothing was measured after it.
    static let levelAfter = 0.05

    /// - Parameters:
    ///   - points: trustworthy levels in time order.
    ///   - emptyings: in time order.
    init(points: [LevelPoint], emptyings: [Timestamp]) {
        self.points = points
        self.emptyings = emptyings
    }

    /// Share of a stretch that lies between readings near enough to each other.
    func coverage(from: Timestamp, to: Timestamp) -> Double {
        var hours = 0.0
        for (a, b) in zip(points, points.dropFirst()) where a.at >= from && b.at <= to {
            let gap = b.at.hours(since: a.at)
            if gap <= Self.longestGapHours { hours += gap }
        }
        return hours / max(1, to.hours(since: from))
    }

    /// Hours above 100 % as measured; between readings the earlier one holds.
    func overflowHours(from: Timestamp, to: Timestamp) -> Double {
        course(from: from, to: to) { $1.level }
    }

    /// Hours above 100 % if the slot had been emptied at other moments: `level` is carried on from call to call.
    func overflowHours(from: Timestamp, to: Timestamp, visits: [Timestamp], level: inout Double) -> Double {
        var current = level
        var rest = visits.sorted()[...]
        var next = emptyings[...]
        let hours = course(from: from, to: to) { previous, point in
            if let previous {
                while let first = next.first, first <= previous.at { next.removeFirst() }
                // Across a real emptying the growth is not known; the little it was is left out for both.
                let isBroken = next.first.map { $0 <= point.at } ?? false
                if !isBroken { current = max(0, current + point.level - previous.level) }
            }
            while let visit = rest.first, visit <= point.at {
                current = min(current, Self.levelAfter)
                rest.removeFirst()
            }
            return current
        }
        if !rest.isEmpty { current = min(current, Self.levelAfter) }
        level = current
        return hours
    }

    private func course(from: Timestamp, to: Timestamp, _ level: (LevelPoint?, LevelPoint) -> Double) -> Double {
        var hours = 0.0
        var previous: LevelPoint?
        var held = 0.0
        for point in points where point.at >= from && point.at < to {
            if let previous, held > 1 { hours += min(Self.longestGapHours, point.at.hours(since: previous.at)) }
            held = level(previous, point)
            previous = point
        }
        if let previous, held > 1 { hours += min(Self.longestGapHours, to.hours(since: previous.at)) }
        return hours
    }

    /// The measured level at a moment: the last reading before it; `nil` without any.
    func level(at moment: Timestamp) -> Double? { points.last { $0.at <= moment }?.level ?? points.first?.level }
}
