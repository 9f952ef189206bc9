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

/// Prices of all slots for one day; see ``RenewalValue``.
struct DayPricing: Sendable {
    private let policy: PricedPolicy
    private let input: PlanningInput
    private let index: TownIndex
    private let costs: VisitCosts
    private let chances: [CollectionCalendar.Handling: [Timestamp]]

    init(_ policy: PricedPolicy, _ input: PlanningInput, index: TownIndex) {
        self.policy = policy
        self.input = input
        self.index = index
        costs = VisitCosts(input, index: index)
        let calendar = CollectionCalendar(input)
        let handlings = Set(input.town.slots.compactMap { Self.handling($0, index) })
        chances = Dictionary(
            handlings.map { ($0, Self.chances($0, calendar, input.day, policy.horizonDays)) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func handling(_ slot: Slot, _ index: TownIndex) -> CollectionCalendar.Handling? {
        index.containerType(of: slot).map { CollectionCalendar.Handling(fraction: slot.fraction, method: $0.emptyingMethod) }
    }

    /// Every chance of the first two weeks; then one a week is enough.
    private static func chances(
        _ handling: CollectionCalendar.Handling, _ calendar: CollectionCalendar, _ day: CalendarDay, _ horizon: Int
    ) -> [Timestamp] {
        (1...horizon).filter { $0 <= 14 || $0 % 7 == 0 }.map { day.adding(days: $0) }
            .filter { $0.days(since: day) > 14 || calendar.isChance($0, for: handling) }
            .map { calendar.serviceMoment(on: $0, for: handling) }
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
            rateDeviation: outlook.rateDeviation, variancePerGrowth: outlook.variancePerGrowth,
            maximumAgeDays: assessment.maximumAgeDays)
        let worth = value.worth(outlook, today: assessment.today, chances: allowed(chances[handling] ?? [], assessment))
        let lift = input.options.weights.perSecond * input.town.rules.service.seconds(for: type)
        return SlotPrice(
            worth: worth, visitCost: visitCost, leastCost: Double(lift),
            cycleLevel: min(1, outlook.ratePerDay * Double(value.cycleDays)))
    }

    /// Chances before the slot has stood too long; at least the next one.
    private func allowed(_ chances: [Timestamp], _ assessment: SlotAssessment) -> [Timestamp] {
        guard let limit = assessment.maximumAgeDays, let last = assessment.lastEmptying else { return chances }
        let inTime = chances.filter { $0.days(since: last) <= limit }
        return inTime.isEmpty ? Array(chances.prefix(1)) : inTime
    }
}
