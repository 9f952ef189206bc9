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
    /// An event was on: the day says nothing of ordinary ones.
    var isEventful = false
}

/// Builds a slot's ``DayGrowth`` list from its levels and emptyings.
enum DayLedger {
    /// - Parameters:
    ///   - points: trustworthy levels in time order; those before index `end` are used.
    ///   - emptyings: moments in time order.
    ///   - firstDay: index of the local day to begin with.
    ///   - eventDays: local days on which more than usual may come.
    /// - Returns: stretches in time order. A gap makes one long stretch; an emptying leaves its stretch out, or cuts it in two
    ///   parts where the slot is emptied so often that it has hardly any whole days. A leap that no day of this slot explains (an emptying that was
    ///   not seen, a false echo) is left out. O(points + days · log days).
    static func build(
        _ points: [LevelPoint], before end: Int, emptyings: [Timestamp], local: LocalHours, firstDay: Int = 0,
        eventDays: [Bool]? = nil
    ) -> [DayGrowth] {
        var days: [DayGrowth] = []
        var anchor: (at: Timestamp, level: Double)?
        var next = firstIndex(points, after: local.moment(Double(local.dayStart[firstDay] - 24)), before: end)
        var nextEmptying = 0
        let isEmptiedOften = isEmptiedOften(emptyings)
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
            if nextEmptying < emptyings.count, emptyings[nextEmptying] <= current.at {
                var lastCut = nextEmptying
                while lastCut + 1 < emptyings.count, emptyings[lastCut + 1] <= current.at { lastCut += 1 }
                if isEmptiedOften {
                    days += parts(
                        points, before..<next, from: last, cutAt: emptyings[nextEmptying], until: emptyings[lastCut])
                }
                continue
            }
            let hours = current.at.hours(since: last.at)
            let growth = current.level - last.level
            guard hours > 6, growth.isFinite, growth > -largestLeap, growth < fullest * max(1, hours / 24) else { continue }
            let isOneDay = hours < 36 && midnight.hours(since: current.at) < 8 && day > 0
            days.append(
                DayGrowth(
                    from: last.at, to: current.at, growth: growth, level: last.level,
                    weekday: isOneDay ? local.weekdayOfDay[day - 1] : nil))
        }
        if let eventDays { mark(&days, eventDays, local) }
        return withoutLeaps(days)
    }

    private static func mark(_ days: inout [DayGrowth], _ eventDays: [Bool], _ local: LocalHours) {
        func day(_ moment: Timestamp) -> Int { Int(local.dayIndex[max(0, min(local.count - 1, Int(local.position(moment))))]) }
        for i in days.indices {
            let (first, last) = (day(days[i].from.adding(seconds: 1800)), day(days[i].to.adding(seconds: -1800)))
            days[i].isEventful = first <= last && eventDays[first...last].contains(true)
        }
    }

    /// Every three days or more often; for slower slots whole days are enough, and a little better (1 % of the error on glass).
    private static func isEmptiedOften(_ emptyings: [Timestamp]) -> Bool {
        let recent = emptyings.suffix(10)
        guard recent.count >= 3, let first = recent.first, let last = recent.last else { return false }
        return last.days(since: first) < 3 * Double(recent.count - 1)
    }

    /// The stretches before the first and after the last of a day's emptyings.
    private static func parts(
        _ points: [LevelPoint], _ range: Range<Int>, from last: (at: Timestamp, level: Double), cutAt first: Timestamp,
        until: Timestamp
    ) -> [DayGrowth] {
        var parts: [DayGrowth] = []
        func add(_ from: Timestamp, _ level: Double, _ to: Timestamp, _ reached: Double) {
            let growth = reached - level
            guard to.hours(since: from) > 6, growth.isFinite, growth > -largestLeap, growth < fullest else { return }
            parts.append(DayGrowth(from: from, to: to, growth: growth, level: level, weekday: nil))
        }
        if let end = range.last(where: { points[$0].at < first }), end > range.lowerBound {
            add(last.at, last.level, points[end].at, median(points, max(range.lowerBound, end - 4)...end))
        }
        let settled = until.adding(seconds: LevelEstimator.settlingSeconds)
        if let start = range.first(where: { points[$0].at >= settled }), start + 2 < range.upperBound {
            let end = range.upperBound - 1
            add(
                points[start].at, median(points, start...(start + 2)), points[end].at, median(points, max(start, end - 4)...end))
        }
        return parts
    }

    /// Without what grows more in a day than this slot ever does: twice and a half its usual, at least ``largestLeap``.
    private static func withoutLeaps(_ days: [DayGrowth]) -> [DayGrowth] {
        guard days.contains(where: { $0.growth >= largestLeap }) else { return days }
        let rates = days.map { $0.growth / max(0.25, $0.to.days(since: $0.from)) }.sorted()
        let usual = rates.count >= 5 ? rates[rates.count / 2] : 0
        let limit = max(largestLeap, 2.5 * usual)
        return days.filter { $0.growth < limit * max(1, $0.to.days(since: $0.from)) * ($0.isEventful ? mostAtEvents : 1) }
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

    /// More than this in a day, up or down, is not deposits, unless the slot is a fast one.
    static let largestLeap = 0.5
    private static let fullest = 1.2
    private static let mostAtEvents = 4.0
}
