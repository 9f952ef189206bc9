import Model

/// Makes the forecasts that could have been made at 05:00 on the days of the past, with nothing but what was known then, and notes
/// how far they were off.
struct ResidualCollector {
    let fleet: Fleet
    let asOf: Timestamp
    let fallbackRate: (Fraction) -> Double

    /// Residuals by horizon, and the mean square of the rates' deviations among them.
    func collect(_ members: [SlotData]) -> (samples: [[ResidualSample]], rateVariance: Double) {
        var samples = Array(repeating: [ResidualSample](), count: NoiseModel.horizons.count)
        var (variance, count) = (0.0, 0.0)
        let usable = members.indices.filter { members[$0].days.count >= Self.leastDays }
        let slotStride = max(1, usable.count / Self.mostSlots)
        for position in stride(from: 0, to: usable.count, by: slotStride) {
            let member = members[usable[position]]
            let estimator = fleet.estimator(member.slot.fraction, fallback: fallbackRate(member.slot.fraction))
            let isClean = FleetFit.isClean(member.days)
            let clock = fleet.clock(member.slot)
            let breaks = (member.emptyings + ReferenceEmptyings.derive(member.points)).sorted()
            for origin in origins(member) {
                let known = knownDays(member.days, at: origin)
                guard known >= Self.leastDays else { continue }
                let rate = estimator.estimate(member.days, upTo: known, asOf: origin)
                variance += rate.deviation * rate.deviation
                count += 1
                add(member, rate, clock, origin: origin, breaks: breaks, isClean: isClean, &samples)
            }
        }
        return (samples, count > 0 ? variance / count : 0)
    }

    private func origins(_ member: SlotData) -> [Timestamp] {
        let local = fleet.activity.local
        guard let first = member.points.first?.at, let last = member.points.last?.at else { return [] }
        let earliest = max(first, asOf.adding(days: -Self.historyDays))
        return local.dayStart.compactMap { start in
            let origin = local.moment(Double(start + 5))
            return origin > earliest && origin < min(last, asOf) ? origin : nil
        }
    }

    private func knownDays(_ days: [DayGrowth], at origin: Timestamp) -> Int {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle].to <= origin { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// A forecast holds provided nobody empties the slot. Looking back, falls are seen as well that no tracker could be sure of at the
    /// time: nothing is collected across one of the `breaks`.
    private func add(
        _ member: SlotData, _ rate: FillRate, _ clock: ActivityClock, origin: Timestamp, breaks: [Timestamp], isClean: Bool,
        _ samples: inout [[ResidualSample]]
    ) {
        let points = member.points
        let end = DayLedger.firstIndex(points, after: origin, before: points.count)
        guard end > 0, origin.hours(since: points[end - 1].at) <= Self.freshHours else { return }
        let emptied = member.emptyings.last { $0 <= origin }
        let nextBreak = breaks.first { $0 > points[end - 1].at }
        guard
            let estimate = LevelEstimator.estimate(
                points, before: end, emptied: emptied, ratePerDay: rate.perDay, activity: clock)
        else { return }
        let nextEvent = member.days.first { $0.isEventful && $0.to > origin }?.from
        var (highest, checked) = (-Double.infinity, end - 1)
        for (index, hours) in NoiseModel.horizons.enumerated() {
            let target = origin.adding(hours: hours)
            if target > asOf { return }
            if let nextBreak, nextBreak <= target { return }
            // What an event brings has a doubt of its own; it does not widen the band of ordinary days.
            if let nextEvent, nextEvent < target { return }
            guard let seen = Self.nearest(points, to: target) else { continue }
            let growth = rate.growth(from: estimate, to: target, fleet: fleet, clock: clock)
            let truth = DayLedger.centredMedian(points, at: seen)
            while checked < seen {
                checked += 1
                highest = max(highest, DayLedger.centredMedian(points, at: checked))
            }
            let expected = estimate.level + growth
            guard truth.isFinite, expected.isFinite else { continue }
            samples[index].append(
                ResidualSample(
                    residual: truth - expected, highest: highest - expected, growth: growth, level: estimate.level,
                    noiseRatio: rate.noiseRatio, isClean: isClean))
        }
    }

    /// The reading nearest to a moment, within three hours.
    static func nearest(_ points: [LevelPoint], to moment: Timestamp) -> Int? {
        let after = DayLedger.firstIndex(points, after: moment, before: points.count)
        var best: Int?
        for i in [after - 1, after] where points.indices.contains(i) {
            let distance = abs(points[i].at.hours(since: moment))
            guard distance <= nearHours else { continue }
            if let known = best, abs(points[known].at.hours(since: moment)) <= distance { continue }
            best = i
        }
        return best
    }

    static let leastDays = 7
    static let mostSlots = 120
    static let historyDays = 240.0
    static let freshHours = 6.0
    static let nearHours = 3.0
}
