public import Model

/// Where container and rhythm do not fit what is thrown in: always nearly empty at emptying, or often overfull.
///
/// Each suggestion says the figures and the number of observations behind it. Levels are those before emptyings; the aim is the town's
/// own threshold (`must_empty`) with nine emptyings in ten below it. Nothing is suggested on fewer observations than the limit.
public struct RightSizing: Hashable, Sendable {
    public let from: Timestamp
    public let to: Timestamp
    /// Those by which it was judged.
    public let limits: Limits
    /// Those with the most emptyings to save first, then the overfull ones by their share.
    public let suggestions: [Suggestion]
    /// Slots with enough observations to judge.
    public let judgedSlots: Int
    public let allSlots: Int

    /// Assumptions, stated with every answer.
    public struct Limits: Hashable, Sendable {
        /// Emptyings with a known level that a verdict needs.
        public var observations: Int
        /// Nine emptyings in ten below this level: emptied too early (a supervisor's weekly question).
        public var underusedLevel: Double
        /// Share of emptyings above 100 %, from which it counts as often overfull.
        public var overfullShare: Double

        public init(observations: Int = 5, underusedLevel: Double = 0.4, overfullShare: Double = 0.2) {
            self.observations = observations
            self.underusedLevel = underusedLevel
            self.overfullShare = overfullShare
        }
    }

    /// Which way the container does not fit.
    public enum Verdict: String, CaseIterable, Hashable, Sendable {
        case underused, overfull
    }

    /// One container, with what would fit better and what that rests on.
    public struct Suggestion: Hashable, Sendable {
        public var slot: Slot
        public var site: Site
        public var type: ContainerType?
        public var verdict: Verdict
        /// Levels before emptyings.
        public var levelAtEmptying: Spread
        /// Share of emptyings above 100 %.
        public var overfullEmptyingShare: Double
        /// How long it was overfull, by its levels between emptyings.
        public var overfull: OverfullTime
        /// Mean days between emptyings; `nil` below two.
        public var intervalDays: Double?
        /// Days between emptyings at which nine in ten would be just below the threshold; not above the age that hygiene allows.
        public var suggestedIntervalDays: Double?
        /// Whether the allowed age, not the level, decided the interval.
        public var isLimitedByAge: Bool
        /// Usable volume at which nine emptyings in ten would be just below the threshold with the interval as it is.
        public var suggestedVolumeLitres: Double?
        /// Emptyings a year that the suggested interval saves; negative when it costs some.
        public var savedEmptyingsPerYear: Double?

        var urgency: Double { verdict == .overfull ? overfullEmptyingShare : savedEmptyingsPerYear ?? 0 }
    }

    /// - Parameter pasts: every active slot of the town. O(levels + emptyings · log).
    public init(
        _ pasts: [SlotPast], from: Timestamp, to: Timestamp, rules: TownRules, limits: Limits = Limits()
    ) {
        self.from = from
        self.to = to
        self.limits = limits
        allSlots = pasts.count
        let judged = pasts.filter { $0.seenEmptyings.count { $0.at >= from && $0.at < to } >= limits.observations }
        judgedSlots = judged.count
        suggestions = judged.compactMap { RightSizing.judge($0, from: from, to: to, rules: rules, limits: limits) }.sorted {
            a, b in
            if a.verdict != b.verdict { return a.verdict == .overfull }
            let (first, second) = (a.urgency, b.urgency)
            return first == second ? a.slot.id < b.slot.id : first > second
        }
    }

    private static func judge(
        _ past: SlotPast, from: Timestamp, to: Timestamp, rules: TownRules, limits: Limits
    ) -> Suggestion? {
        let seen = past.seenEmptyings.filter { $0.at >= from && $0.at < to }
        let levels = seen.compactMap(\.levelBefore)
        guard let spread = Spread(levels) else { return nil }
        let overfullShare = Double(levels.count { $0 > 1 }) / Double(levels.count)
        let verdict: Verdict
        if overfullShare >= limits.overfullShare {
            verdict = .overfull
        } else if spread.highDecile < limits.underusedLevel {
            verdict = .underused
        } else {
            return nil
        }
        let target = past.slot.mustEmptyLevel ?? rules.thresholds.mustEmpty
        let factor = spread.highDecile > 0.02 ? target / spread.highDecile : nil
        let interval = interval(of: past.emptyings.filter { $0.at >= from && $0.at < to }.map(\.at))
        let oldest = past.slot.maximumAgeDays ?? rules.properties(of: past.slot.fraction).maximumAgeDays
        // Without a level to speak of, the age alone decides.
        let wanted = interval.flatMap { days in factor.map { days * $0 } ?? oldest }
        let allowed = wanted.map { min($0, oldest ?? $0) }
        let isLimited = (wanted ?? 0) > (oldest ?? .infinity)
        // An interval that age holds where it is already is no suggestion.
        let suggested = allowed.flatMap { days in
            interval.map { abs(days - $0) < 0.5 } ?? true ? nil : max(0.5, days)
        }
        let volume = past.type.flatMap { type in factor.map { type.usableVolumeLitres / $0 } }
        return Suggestion(
            slot: past.slot, site: past.site, type: past.type, verdict: verdict, levelAtEmptying: spread,
            overfullEmptyingShare: overfullShare,
            overfull: OverfullTime(past, from: from, to: to, holdHours: rules.thresholds.silentAfterHours),
            intervalDays: interval, suggestedIntervalDays: suggested, isLimitedByAge: isLimited, suggestedVolumeLitres: volume,
            savedEmptyingsPerYear: interval.flatMap { now in suggested.map { 365 / now - 365 / $0 } })
    }

    private static func interval(of moments: [Timestamp]) -> Double? {
        guard let first = moments.min(), let last = moments.max(), moments.count > 1, last > first else { return nil }
        return last.days(since: first) / Double(moments.count - 1)
    }
}
