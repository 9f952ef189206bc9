public import Model

/// A month in figures: what was planned, what was done, how full the containers were when they were emptied, and how long they were
/// overfull. Ways, hours, fuel and emissions are those of the plans: no vehicle is tracked.
public struct MonthReport: Hashable, Sendable {
    public let month: CalendarMonth
    /// What happened later is not in it; a running month ends here.
    public let asOf: Timestamp
    /// Every day of the month, also those without a plan.
    public let days: [Day]
    /// In the order of the fractions' keys.
    public let fractions: [FractionShare]
    /// Sums of the newest plan of each day.
    public let planned: TourTotals
    /// Over all days; ``planned`` does not count tours.
    public let plannedTours: Int
    /// Emptyings of the month by how they became known; together they are all.
    public let sensed: Int
    public let reported: Int
    public let inferred: Int
    /// Planned slots that were emptied on their day, or the next one.
    public let plannedAndEmptied: Int
    /// Planned slots of days that are over that were not.
    public let plannedNotEmptied: Int
    /// Level before each emptying of which it is known.
    public let levelAtEmptying: Spread?
    /// Estimated from levels before and after, volume and density.
    public let emptiedKilograms: Double
    /// Over all slots that were observed.
    public let overfull: OverfullTime
    /// Slots with at least one level in the month, of all that are active.
    public let observedSlots: Int
    public let slots: Int
    /// `nil` when nothing was planned; an estimate as soon as one plan is one.
    public let distanceBasis: DistanceBasis?

    /// One day's part.
    public struct Day: Hashable, Sendable {
        public var day: CalendarDay
        /// The newest plan; `nil` without one.
        public var plan: PlanID?
        public var planned: TourTotals
        /// Different slots emptied on the day.
        public var emptied: Int
        /// On the day or the next, because a sensor may tell an evening's emptying the morning after.
        public var plannedAndEmptied: Int
        /// `nil` until the day is over.
        public var plannedNotEmptied: Int?
    }

    /// One fraction's part.
    public struct FractionShare: Hashable, Sendable {
        public var fraction: Fraction
        /// Active ones, also those of which nothing was measured.
        public var slots: Int
        public var emptyings: Int
        /// `nil` without an emptying of which the level before is known.
        public var levelAtEmptying: Spread?
        public var emptiedKilograms: Double
        public var overfull: OverfullTime
    }

    /// - Parameters:
    ///   - plans: the newest plan of each day that has one.
    ///   - pasts: every active slot; levels may begin before the month, emptyings must not.
    ///   - rules: for densities, and for how long a level is believed.
    public init(
        month: CalendarMonth, plans: [Plan], pasts: [SlotPast], rules: TownRules, clock: TownClock, asOf: Timestamp
    ) {
        self.month = month
        self.asOf = asOf
        let from = clock.moment(month.firstDay)
        let to = min(clock.moment(month.next.firstDay), max(asOf, from))
        let emptyings = pasts.flatMap(\.emptyings).filter { $0.at >= from && $0.at < to }
        days = MonthReport.days(
            month, plans: plans, emptyings: pasts.flatMap(\.emptyings).filter { $0.at >= from }, clock: clock, asOf: asOf)
        fractions = MonthReport.fractions(pasts, from: from, to: to, rules: rules)
        planned = days.reduce(into: TourTotals()) { $0.add($1.planned) }
        plannedTours = plans.reduce(0) { $0 + $1.tours.count }
        sensed = emptyings.count { $0.source == .sensed }
        reported = emptyings.count { $0.source == .reported }
        inferred = emptyings.count { $0.source == .inferred }
        plannedAndEmptied = days.reduce(0) { $0 + $1.plannedAndEmptied }
        plannedNotEmptied = days.reduce(0) { $0 + ($1.plannedNotEmptied ?? 0) }
        levelAtEmptying = Spread(emptyings.filter { $0.source != .inferred }.compactMap(\.levelBefore))
        emptiedKilograms = fractions.reduce(0) { $0 + $1.emptiedKilograms }
        overfull = fractions.reduce(into: OverfullTime()) { $0.add($1.overfull) }
        slots = pasts.count
        observedSlots = pasts.count { past in past.levels.contains { $0.at >= from && $0.at < to } }
        distanceBasis = plans.first { $0.distanceBasis.isEstimate }?.distanceBasis ?? plans.first?.distanceBasis
    }

    private static func days(
        _ month: CalendarMonth, plans: [Plan], emptyings: [Emptying], clock: TownClock, asOf: Timestamp
    ) -> [Day] {
        let planByDay = Dictionary(plans.map { ($0.day, $0) }, uniquingKeysWith: { first, _ in first })
        let emptiedByDay = Dictionary(grouping: emptyings) { clock.day(of: $0.at) }.mapValues { Set($0.map(\.slot)) }
        return month.days.map { day in
            let plan = planByDay[day]
            let wanted = Set((plan?.tours ?? []).flatMap(\.stops).flatMap(\.emptied).map(\.slot))
            // A sensor that reports once in some hours shows an evening's emptying on the next day.
            let done = wanted.intersection(
                (emptiedByDay[day] ?? []).union(emptiedByDay[day.adding(days: 1)] ?? []))
            let isOver = clock.moment(day.adding(days: 1)) <= asOf
            return Day(
                day: day, plan: plan?.id, planned: plan?.totals ?? TourTotals(), emptied: emptiedByDay[day]?.count ?? 0,
                plannedAndEmptied: done.count, plannedNotEmptied: isOver ? wanted.count - done.count : nil)
        }
    }

    private static func fractions(_ pasts: [SlotPast], from: Timestamp, to: Timestamp, rules: TownRules) -> [FractionShare] {
        Dictionary(grouping: pasts, by: \.slot.fraction).sorted { $0.key < $1.key }.map { fraction, pasts in
            let density = rules.properties(of: fraction).densityKilogramsPerCubicMetre
            var share = FractionShare(
                fraction: fraction, slots: pasts.count, emptyings: 0, levelAtEmptying: nil, emptiedKilograms: 0,
                overfull: OverfullTime())
            var levels: [Double] = []
            for past in pasts {
                let emptyings = past.emptyings.filter { $0.at >= from && $0.at < to }
                share.emptyings += emptyings.count
                for emptying in emptyings where emptying.source != .inferred {
                    guard let before = emptying.levelBefore else { continue }
                    levels.append(before)
                    let volume = max(0, before - (emptying.levelAfter ?? 0)) * (past.type?.usableVolumeLitres ?? 0)
                    share.emptiedKilograms += volume / 1000 * density
                }
                share.overfull.add(
                    OverfullTime(past, from: from, to: to, holdHours: rules.thresholds.silentAfterHours))
            }
            share.levelAtEmptying = Spread(levels)
            return share
        }
    }
}
