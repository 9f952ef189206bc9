import Model

/// The data of one slot as the fit sees it.
struct SlotData {
    var slot: Slot
    var points: [LevelPoint]
    var emptyings: [Timestamp]
    /// Days within the fit's history.
    var days: [DayGrowth] = []
}

/// Fits what the slots of a family have in common.
enum FleetFit {
    /// Complexity: O(readings) for the days, O(samples) for the residuals, whose number is bounded.
    static func fit(
        _ members: inout [SlotData], local: LocalHours, asOf: Timestamp, calendar: DemandCalendar, family: Fraction,
        knowledge: DemandKnowledge?, sites: Set<SiteID>, fallbackRate: @escaping (Fraction) -> Double
    ) -> Fleet {
        for i in members.indices {
            members[i].days = DayLedger.build(
                members[i].points, before: members[i].points.count, emptyings: members[i].emptyings, local: local,
                eventDays: knowledge?.eventDays(at: members[i].slot.site, family: family))
        }
        let clean = members.indices.filter { isClean(members[$0].days) }
        let basis = clean.isEmpty ? Array(members.indices) : clean
        let profile = self.profile(basis.map { members[$0] }, local: local)
        let activity = ActivityClock(local: local, profile: profile, calendar: calendar, isGlass: family.isGlass)
        var fleet = Fleet(
            activity: activity, height: .even, noise: .standard, dayVariance: NoiseModel.standard.laws[2], rates: [:])
        weigh(&members, fleet)
        fleet.height = height(basis.map { members[$0] })
        weigh(&members, fleet)
        if let knowledge {
            fleet.effects = DemandLearning(knowledge: knowledge, local: local, family: family).effects(basis.map { members[$0] })
            fleet.tell(knowledge, sites: sites, family: family)
            weigh(&members, fleet)
        }
        fleet.rates = rates(basis.map { members[$0] }, asOf: asOf)
        if let law = dayVariance(basis.map { members[$0] }, fleet, asOf: asOf, fallbackRate: fallbackRate) {
            fleet.dayVariance = law
        }
        let (samples, rateVariance) = ResidualCollector(fleet: fleet, asOf: asOf, fallbackRate: fallbackRate).collect(members)
        fleet.noise = NoiseModel.fit(samples, rateVarianceInside: rateVariance)
        return fleet
    }

    /// A sensor whose level hardly ever sinks without an emptying.
    static func isClean(_ days: [DayGrowth]) -> Bool {
        guard days.count >= 7 else { return false }
        let sinking = days.count { $0.growth < -0.1 }
        return Double(sinking) < 0.02 * Double(days.count)
    }

    private static func profile(_ members: [SlotData], local: LocalHours) -> ActivityProfile {
        var sums = ActivitySums()
        for member in members {
            for day in member.days {
                guard let weekday = day.weekday, !day.isEventful else { continue }
                sums.add(day: Int(weekday), growth: day.growth, days: 1)
            }
        }
        let stride = max(1, members.count / 200)
        for member in members.indices where member % stride == 0 { addHours(members[member], local, &sums) }
        return sums.profile()
    }

    private static func weigh(_ members: inout [SlotData], _ fleet: Fleet) {
        for i in members.indices {
            let clock = fleet.clock(members[i].slot)
            for d in members[i].days.indices { members[i].days[d].activeDays = fleet.weighted(members[i].days[d], clock) }
        }
    }

    /// Growth by height, against each slot's own mean rate.
    private static func height(_ members: [SlotData]) -> HeightProfile {
        var seen = Array(repeating: 0.0, count: HeightProfile.levels.count)
        var expected = seen
        var (total, days) = (0.0, 0.0)
        for member in members {
            let growth = member.days.reduce(0) { $0 + $1.growth }
            let active = member.days.reduce(0) { $0 + $1.activeDays }
            guard active >= 14, growth > 0 else { continue }
            for day in member.days where day.weekday != nil && !day.isEventful {
                let band = HeightProfile.band(day.level)
                seen[band] += day.growth
                expected[band] += growth / active * day.activeDays
            }
            total += growth
            days += active
        }
        return days > 0 ? HeightProfile(seen: seen, expected: expected, prior: heightPriorDays * total / days) : .even
    }

    private static let heightPriorDays = 40.0

    /// Growth from one reading to the next, put into the hour between them.
    private static func addHours(_ member: SlotData, _ local: LocalHours, _ sums: inout ActivitySums) {
        var nextEmptying = 0
        let first = max(1, member.points.count - 24 * 120)
        guard first < member.points.count else { return }
        for i in first..<member.points.count {
            let (a, b) = (member.points[i - 1], member.points[i])
            while nextEmptying < member.emptyings.count, member.emptyings[nextEmptying] <= a.at { nextEmptying += 1 }
            if nextEmptying < member.emptyings.count, member.emptyings[nextEmptying] <= b.at { continue }
            let growth = b.level - a.level
            guard b.at.hours(since: a.at) <= 2.1, abs(growth) < 0.12 else { continue }
            let middle = Int((local.position(a.at) + local.position(b.at)) / 2)
            guard local.hour.indices.contains(middle) else { continue }
            sums.add(hour: Int(local.hour[middle]), weekday: Int(local.weekday[middle]), growth: growth)
        }
    }

    private static func rates(_ members: [SlotData], asOf: Timestamp) -> [Fraction: FleetRate] {
        var rates: [Fraction: FleetRate] = [:]
        for (fraction, group) in Dictionary(grouping: members, by: \.slot.fraction) {
            var slots: [(rate: Double, days: Double)] = []
            for member in group {
                let growth = member.days.reduce(0) { $0 + ($1.isEventful ? 0 : $1.growth) }
                let days = member.days.reduce(0) { $0 + ($1.isEventful ? 0 : $1.activeDays) }
                if days >= 7 { slots.append((max(0, growth / days), days)) }
            }
            guard !slots.isEmpty else { continue }
            let total = slots.reduce(0) { $0 + $1.days }
            let mean = slots.reduce(0) { $0 + $1.rate * $1.days } / total
            guard mean > 0 else { continue }
            let square = slots.reduce(0) { $0 + ($1.rate - mean) * ($1.rate - mean) * $1.days } / total
            let share = Double(slots.count) / Double(slots.count + 3)
            let deviation = share * square.squareRoot() + (1 - share) * 0.6 * mean
            rates[fraction] = FleetRate(perDay: mean, deviation: max(deviation, 0.2 * mean), slots: slots.count)
        }
        return rates
    }

    /// Scatter of single days around the slots' rates.
    private static func dayVariance(
        _ members: [SlotData], _ fleet: Fleet, asOf: Timestamp, fallbackRate: (Fraction) -> Double
    ) -> VarianceLaw? {
        var samples: [(residual: Double, growth: Double)] = []
        for member in members {
            let estimator = fleet.estimator(member.slot.fraction, fallback: fallbackRate(member.slot.fraction))
            let rate = estimator.estimate(member.days, upTo: member.days.count, asOf: asOf).perDay
            for day in member.days where day.weekday != nil && !day.isEventful {
                samples.append((day.growth - rate * day.activeDays, rate * day.activeDays))
            }
        }
        return VarianceLaw.fit(samples)
    }
}
