/// A time of the day from which driving takes longer or shorter: morning traffic, a market.
///
/// A leg that crosses the beginning of a period is driven in shares: what is left of it takes its share of the new
/// duration (Ichoua, Gendreau and Potvin, 2003), so that leaving later never means arriving earlier.
public struct DurationPeriod: Sendable, Hashable, Encodable {
    /// Second of the planning day; the period lasts to the beginning of the next.
    public var fromSeconds: Int
    /// The profile's durations times this, divided by 1000, rounded to nearest.
    public var durationPermille: Int
    /// Durations of all pairs in this period instead of the profile's, row by row as in ``TravelMatrix``.
    public var durationSeconds: [Int32]?

    public init(fromSeconds: Int, durationPermille: Int = 1000, durationSeconds: [Int32]? = nil) {
        self.fromSeconds = fromSeconds
        self.durationPermille = durationPermille
        self.durationSeconds = durationSeconds
    }

    /// Parts a leg is divided into for crossing from one period into the next.
    static let whole = 1_000_000
}

extension Problem {
    /// Seconds from one location to another for a vehicle leaving at a second of the planning day: its own speed and
    /// the periods of its profile considered. Staying takes no time. Complexity: linear in the periods crossed.
    public func durationSeconds(of vehicle: Vehicle, from: Int, to: Int, leaving: Int) -> Int {
        if from == to { return 0 }
        let profile = profiles[vehicle.profile]
        let periods = durationPeriods.indices.contains(vehicle.profile) ? durationPeriods[vehicle.profile] : []
        func seconds(_ period: Int) -> Int {
            var raw = profile.durationSeconds(from: from, to: to)
            if period >= 0 {
                if let own = periods[period].durationSeconds { raw = Int(own[from * profile.locationCount + to]) }
                raw = (raw * periods[period].durationPermille + 500) / 1000
            }
            return min((raw * vehicle.durationPermille + 500) / 1000, Int(Travel.unreachable))
        }
        var period = (periods.firstIndex { $0.fromSeconds > leaving } ?? periods.count) - 1
        var now = leaving
        var left = DurationPeriod.whole
        while true {
            let all = seconds(period)
            let needed = (left * all + DurationPeriod.whole - 1) / DurationPeriod.whole
            guard period + 1 < periods.count, now + needed > periods[period + 1].fromSeconds else {
                return now + needed - leaving
            }
            left -= (periods[period + 1].fromSeconds - now) * DurationPeriod.whole / max(1, all)
            now = periods[period + 1].fromSeconds
            period += 1
        }
    }

    func validateDurationPeriods() throws(ProblemError) {
        guard durationPeriods.isEmpty || durationPeriods.count == profiles.count else {
            throw ProblemError(
                member: "durationPeriods", value: "\(durationPeriods.count) lists",
                reason: "none or one per profile (\(profiles.count))")
        }
        for (profile, periods) in durationPeriods.enumerated() {
            var last = -Self.largestSecond - 1
            for (index, period) in periods.enumerated() {
                let member = "durationPeriods[\(profile)][\(index)]"
                guard period.fromSeconds > last, period.fromSeconds <= Self.largestSecond else {
                    throw ProblemError(
                        member: "\(member).fromSeconds", value: "\(period.fromSeconds)",
                        reason: "periods must be in rising order, within \(Self.largestSecond) seconds")
                }
                last = period.fromSeconds
                guard (1...1_000_000).contains(period.durationPermille) else {
                    throw ProblemError(
                        member: "\(member).durationPermille", value: "\(period.durationPermille)", reason: "1 to 1000000")
                }
                guard let own = period.durationSeconds else { continue }
                guard own.count == locationCount * locationCount else {
                    throw ProblemError(
                        member: "\(member).durationSeconds", value: "\(own.count) entries",
                        reason: "needs one per pair of locations (\(locationCount * locationCount))")
                }
                if let bad = own.firstIndex(where: { $0 < 0 }) {
                    throw ProblemError(member: "\(member).durationSeconds[\(bad)]", value: "\(own[bad])", reason: "negative")
                }
            }
        }
    }
}
