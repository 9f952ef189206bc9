public import Model

/// The rule by which the reference list of emptyings was derived: looks at the whole history at once, knows no sensor quality, and is
/// meant for clean sensors only. The tracker is measured against it.
///
/// Median of six readings after minus median of six before at least 20 cm of 120, near empty afterwards, both medians quiet; the
/// moment is that of the deepest single step.
public enum ReferenceEmptyings {
    /// - Parameter points: levels in time order; steps of the sensor's own scale, not clamped.
    public static func derive(_ points: [LevelPoint]) -> [Timestamp] {
        let side = 6
        guard points.count >= 2 * side else { return [] }
        var best: (depth: Double, index: Int)?
        var found: [Timestamp] = []
        for i in side...(points.count - side) {
            if let current = best, i - current.index > side {
                found.append(moment(points, around: current.index))
                best = nil
            }
            guard mayFall(points, i, side) else { continue }
            let before = spread(points, i - side)
            let after = spread(points, i)
            let depth = before.median - after.median
            let holds =
                depth >= leastDepth && after.median <= emptyAtMost && before.deviation <= quiet && after.deviation <= quiet
            if holds, depth > best?.depth ?? 0 { best = (depth, i) }
        }
        if let best { found.append(moment(points, around: best.index)) }
        return found.reduce(into: []) { list, at in if list.last != at { list.append(at) } }
    }

    /// Pairs both lists in time, each event once.
    ///
    /// - Returns: how many of `found` have a partner in `reference` within `toleranceHours`.
    public static func matches(_ found: [Timestamp], _ reference: [Timestamp], toleranceHours: Double = 6) -> Int {
        var free = reference.sorted()
        var count = 0
        for at in found.sorted() {
            let near = free.indices.filter { abs(free[$0].hours(since: at)) <= toleranceHours }
            guard let partner = near.min(by: { abs(free[$0].hours(since: at)) < abs(free[$1].hours(since: at)) }) else {
                continue
            }
            free.remove(at: partner)
            count += 1
        }
        return count
    }

    /// Whether any level after lies deep enough below any before: a quick no for most positions.
    private static func mayFall(_ points: [LevelPoint], _ index: Int, _ side: Int) -> Bool {
        var (highest, lowest) = (-Double.infinity, Double.infinity)
        for i in 1...side {
            highest = max(highest, points[index - i].level)
            lowest = min(lowest, points[index + i - 1].level)
        }
        return highest - lowest >= leastDepth
    }

    private static func moment(_ points: [LevelPoint], around index: Int) -> Timestamp {
        var deepest = index
        for i in max(1, index - 5)...min(points.count - 1, index + 5)
        where points[i].level - points[i - 1].level < points[deepest].level - points[deepest - 1].level {
            deepest = i
        }
        return points[deepest].at
    }

    private static func spread(_ points: [LevelPoint], _ start: Int) -> (median: Double, deviation: Double) {
        let sorted = points[start..<(start + 6)].map(\.level).sorted()
        let median = (sorted[2] + sorted[3]) / 2
        let distances = sorted.map { abs($0 - median) }.sorted()
        return (median, (distances[2] + distances[3]) / 2)
    }

    static let leastDepth = 20.0 / 120 - 1e-9
    static let emptyAtMost = 41.0 / 120 + 1e-9
    static let quiet = 8.0 / 120
}
