import Model

/// What a slot took in from one local midnight to the next, as far as its readings tell.
struct DayGrowth: Sendable, Hashable {
    /// The last readings before the two midnights.
    var from: Timestamp
    var to: Timestamp
    /// Growth of the level between them; no emptying lies between.
    var growth: Double
    /// Level at the beginning.
    var level: Double
    /// Weekday of the day, in the sense of ``LocalHours``; `nil` when the stretch is not about one day long.
    var weekday: UInt8?
    /// Active days between the two, times the height's factor; filled in once the profiles are known.
    var activeDays = 0.0
}

/// Builds a slot's ``DayGrowth`` list from its levels and emptyings.
enum DayLedger {
    /// - Parameters:
    ///   - points: trustworthy levels in time order; those before index `end` are used.
    ///   - emptyings: moments in time order.
    ///   - firstDay: index of the local day to begin with.
    /// - Returns: stretches in time order. A gap makes one long stretch, an emptying leaves its stretch out, and so does a leap that
    ///   no day explains (an emptying that was not seen, a false echo). O(points + days).
    static func build(
        _ points: [LevelPoint], before end: Int, emptyings: [Timestamp], local: LocalHours, firstDay: Int = 0
    ) -> [DayGrowth] {
        var days: [DayGrowth] = []
        var anchor: (at: Timestamp, level: Double)?
        var next = firstIndex(points, after: local.moment(Double(local.dayStart[firstDay] - 24)), before: end)
        var nextEmptying = 0
        for day in firstDay..<local.dayStart.count {
            let midnight = local.moment(Double(local.dayStart[day]))
            let before = next
            while next < end, points[next].at <= midnight { next += 1 }
            guard next > before else {
                if next >= end { break }
                continue
            }
            let current = (at: points[next - 1].at, level: causalMedian(points, endingAt: next - 1))
            defer { anchor = current }
            guard let last = anchor else { continue }
            while nextEmptying < emptyings.count, emptyings[nextEmptying] <= last.at { nextEmptying += 1 }
            if nextEmptying < emptyings.count, emptyings[nextEmptying] <= current.at { continue }
            let hours = current.at.hours(since: last.at)
            let growth = current.level - last.level
            guard hours > 6, growth.isFinite, growth > -largestLeap, growth < largestLeap * max(1, hours / 24) else { continue }
            let isOneDay = hours < 36 && midnight.hours(since: current.at) < 8 && day > 0
            days.append(
                DayGrowth(
                    from: last.at, to: current.at, growth: growth, level: last.level,
                    weekday: isOneDay ? local.weekdayOfDay[day - 1] : nil))
        }
        return days
    }

    /// Index of the first point after a moment. O(log n).
    static func firstIndex(_ points: [LevelPoint], after moment: Timestamp, before end: Int) -> Int {
        var (low, high) = (0, end)
        while low < high {
            let middle = (low + high) / 2
            if points[middle].at <= moment { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Median of the last five readings: single spikes are gone, and it looks back only.
    static func causalMedian(_ points: [LevelPoint], endingAt last: Int) -> Double {
        median(points, max(0, last - 4)...last)
    }

    /// Median of five readings around one: what a level is compared with afterwards.
    static func centredMedian(_ points: [LevelPoint], at index: Int) -> Double {
        median(points, max(0, index - 2)...min(points.count - 1, index + 2))
    }

    /// Median of at most five levels.
    private static func median(_ points: [LevelPoint], _ range: ClosedRange<Int>) -> Double {
        var sorted = SIMD8<Double>(repeating: .infinity)
        var count = 0
        for i in range {
            var j = count
            while j > 0, sorted[j - 1] > points[i].level {
                sorted[j] = sorted[j - 1]
                j -= 1
            }
            sorted[j] = points[i].level
            count += 1
        }
        return count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2
    }

    /// More than this in a day, up or down, is not deposits.
    static let largestLeap = 0.5
}
