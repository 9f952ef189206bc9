import Model

/// What emptying a slot today is worth, and what it usually costs.
struct SlotPrice: Sendable {
    let worth: Double
    let visitCost: Double
    /// Cost of the lift alone: below it no tour can do it.
    let leastCost: Double
    /// Expected level at the end of the cheapest cycle.
    let cycleLevel: Double
}

/// Prices of all slots for one day.
///
/// Days on which more slots end their cycle than the crews can empty make visits dearer: first each slot is given its cheapest day, then
/// days with too much work raise their cost factor, a few times over. So work is drawn forward before a holiday or a wave.
struct DayPricing: Sendable {
    private let policy: PricedPolicy
    private let input: PlanningInput
    private let index: TownIndex
    private let costs: VisitCosts
    private let calendar: CollectionCalendar

    init(_ policy: PricedPolicy, _ input: PlanningInput, index: TownIndex) {
        self.policy = policy
        self.input = input
        self.index = index
        costs = VisitCosts(input, index: index)
        calendar = CollectionCalendar(input)
        chances = [:]
        for handling in Set(input.town.slots.compactMap { Self.handling($0, index) }) {
            chances[handling] = Self.chances(handling, calendar, input.day, policy.horizonDays)
        }
    }

    private var chances: [CollectionCalendar.Handling: [RenewalValue.Chance]]

    private static func handling(_ slot: Slot, _ index: TownIndex) -> CollectionCalendar.Handling? {
        index.containerType(of: slot).map { CollectionCalendar.Handling(fraction: slot.fraction, method: $0.emptyingMethod) }
    }

    /// Every chance of the first two weeks; then one a week is enough.
    private static func chances(
        _ handling: CollectionCalendar.Handling, _ calendar: CollectionCalendar, _ day: CalendarDay, _ horizon: Int
    ) -> [RenewalValue.Chance] {
        (1...horizon).filter { $0 <= 14 || $0 % 7 == 0 }.map { day.adding(days: $0) }
            .filter { $0.days(since: day) > 14 || calendar.isChance($0, for: handling) }
            .map { RenewalValue.Chance(at: calendar.serviceMoment(on: $0, for: handling), costFactor: 1) }
    }

    /// `nil` for a slot of which nothing is forecast or that nobody can empty.
    func price(of slot: Slot, _ assessment: SlotAssessment) -> SlotPrice? {
        guard let forecast = input.forecasts[slot.id], let outlook = LevelOutlook(forecast),
            let handling = Self.handling(slot, index),
            let type = index.containerType(of: slot), let site = index.sites[slot.site],
            let estimate = costs.cost(of: slot, level: input.town.rules.thresholds.mustEmpty)
        else { return nil }
        let visitCost = estimate * policy.visitCostFactor
        let value = RenewalValue(
            visitCost: visitCost, pricePerOverflowDay: policy.prices.perDay(slot.fraction, site.zone), rate: outlook.ratePerDay,
            rateDeviation: outlook.rateDeviation, maximumAgeDays: assessment.maximumAgeDays)
        let worth = value.worth(outlook, today: assessment.today, chances: allowed(chances[handling] ?? [], assessment))
        let lift = input.options.weights.perSecond * input.town.rules.service.seconds(for: type)
        return SlotPrice(
            worth: worth, visitCost: visitCost, leastCost: Double(lift),
            cycleLevel: min(1, outlook.ratePerDay * Double(value.cycleDays)))
    }

    /// Chances before the slot has stood too long; at least the next one.
    private func allowed(_ chances: [RenewalValue.Chance], _ assessment: SlotAssessment) -> [RenewalValue.Chance] {
        guard let limit = assessment.maximumAgeDays, let last = assessment.lastEmptying else { return chances }
        let inTime = chances.filter { $0.at.days(since: last) <= limit }
        return inTime.isEmpty ? Array(chances.prefix(1)) : inTime
    }
}
