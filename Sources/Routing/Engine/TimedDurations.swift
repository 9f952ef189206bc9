/// Durations of one travel table by period of the day; see ``DurationPeriod`` for what crossing into another means.
///
/// Owned by ``TravelTable``. The table itself holds the shortest duration of every pair, which bounds all others.
struct TimedDurations {
    private struct Period {
        let from: Int
        let permille: Int
        let own: [Int32]?
    }

    private let base: Travel
    private let periods: [Period]
    private let permille: Int
    private let count: Int

    /// `nil` if the profile has no periods.
    init?(_ travel: Travel, _ periods: [DurationPeriod], permille: Int) {
        guard !periods.isEmpty else { return nil }
        base = travel
        count = travel.locationCount
        self.permille = permille
        self.periods =
            [Period(from: Int.min / 2, permille: 1000, own: nil)]
            + periods.map { Period(from: $0.fromSeconds, permille: $0.durationPermille, own: $0.durationSeconds) }
    }

    private func seconds(_ from: Int32, _ to: Int32, _ period: Int) -> Int {
        var raw: Int
        if let own = periods[period].own {
            raw = Int(own[Int(from) &* count &+ Int(to)])
        } else {
            raw = base.durationSeconds(from: Int(from), to: Int(to))
        }
        if periods[period].permille != 1000 { raw = (raw * periods[period].permille + 500) / 1000 }
        return min((raw * permille + 500) / 1000, Int(Travel.unreachable))
    }

    /// Shortest duration of a pair at any time of the day.
    func shortest(_ from: Int32, _ to: Int32) -> Int {
        var least = seconds(from, to, 0)
        for period in 1..<periods.count { least = min(least, seconds(from, to, period)) }
        return least
    }

    /// Duration for leaving at a second of the planning day.
    func duration(_ from: Int32, _ to: Int32, leaving: Int) -> Int {
        if from == to { return 0 }
        var index = periods.count - 1
        while periods[index].from > leaving { index -= 1 }
        var share = DurationPeriod.whole
        var clock = leaving
        while true {
            let full = seconds(from, to, index)
            let rest = (share * full + DurationPeriod.whole - 1) / DurationPeriod.whole
            let border = index + 1 < periods.count ? periods[index + 1].from : Int.max
            if rest <= border - clock { return clock + rest - leaving }
            share -= (border - clock) * DurationPeriod.whole / max(1, full)
            clock = border
            index += 1
        }
    }
}
