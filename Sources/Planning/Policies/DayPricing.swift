import Model

/// What emptying a slot today is worth, and what it usually costs.
struct SlotPrice: Sendable {
    let worth: Double
    /// With the way to the tip for what is in it.
    let usualCost: Double
    /// Cost of the lift alone: below it no tour can do it.
    let leastCost: Double
    /// Expected level when a truck comes.
    let level: Double
    /// Expected level at the end of the cheapest cycle.
    let cycleLevel: Double
}

/// Prices of all slots for one day; see ``RenewalValue``.
struct DayPricing: Sendable {
    private let policy: PricedPolicy
    private let input: PlanningInput
    private let index: TownIndex
    private let costs: VisitCosts
    private let chances: [CollectionCalendar.Handling: [Chance]]

    /// A later day on which somebody could come, and when.
    private struct Chance {
        let day: CalendarDay
        let at: Timestamp
    }

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
    ) -> [Chance] {
        (1...horizon).filter { $0 <= 14 || $0 % 7 == 0 }.map { day.adding(days: $0) }
            .filter { $0.days(since: day) > 14 || calendar.isChance($0, for: handling) }
            .map { Chance(day: $0, at: calendar.serviceMoment(on: $0, for: handling)) }
    }

    /// `nil` for a slot of which nothing is forecast or that nobody can empty.
    func price(of slot: Slot, _ assessment: SlotAssessment) -> SlotPrice? {
        guard let basis = basis(of: slot, assessment) else { return nil }
        let later = allowed(basis.chances, assessment).map(\.at)
        let worth = basis.value.worth(basis.outlook, today: assessment.today, chances: later)
        return basis.price(renewal: worth, level: assessment.expectedLevel)
    }

    /// What emptying a slot saves on each of some days, against leaving it until after the last of them.
    ///
    /// - Parameter days: rising, the first is the planned day.
    /// - Returns: one entry a day, `nil` for days on which nobody can come.
    func savings(of slot: Slot, _ assessment: SlotAssessment, days: [CalendarDay]) -> SlotSavings? {
        guard let basis = basis(of: slot, assessment), let last = days.last else { return nil }
        let later = allowed(basis.chances, assessment)
        let waiting = basis.value.waiting(basis.outlook, today: assessment.today, chances: later.map(\.at))
        let visit = basis.value.visitCost
        // After the last chance that its age allows comes nothing: then it has to be emptied before.
        let skipped = zip(later, waiting).filter { $0.0.day > last }.map { $1 + visit }.min() ?? (waiting.last ?? 0) + 10 * visit
        let byDay = Dictionary(
            zip(later, waiting).map { ($0.day, (at: $0.at, cost: $1)) }, uniquingKeysWith: { first, _ in first })
        let entries = days.enumerated().map { number, day -> SlotPrice? in
            if number == 0 { return basis.price(renewal: skipped, level: assessment.expectedLevel) }
            return byDay[day].map { basis.price(renewal: skipped - $0.cost, level: basis.outlook.expected(at: $0.at)) }
        }
        return SlotSavings(days: entries)
    }

    /// Length of a slot's cheapest cycle between emptyings.
    func cycleDays(of slot: Slot, _ assessment: SlotAssessment) -> Int? { basis(of: slot, assessment)?.value.cycleDays }

    /// What all prices of a slot are made from.
    private struct Basis {
        let outlook: LevelOutlook
        let value: RenewalValue
        let chances: [Chance]
        let leastCost: Double
        let disposalOfFull: Double

        /// The search charges the way to the tip for what is in the container; it would have to be driven later as well.
        func price(renewal: Double, level: Double) -> SlotPrice {
            let disposal = disposalOfFull * min(1, max(0, level))
            return SlotPrice(
                worth: renewal + disposal, usualCost: value.visitCost + disposal, leastCost: leastCost, level: level,
                cycleLevel: min(1, outlook.ratePerDay * Double(value.cycleDays)))
        }
    }

    private func basis(of slot: Slot, _ assessment: SlotAssessment) -> Basis? {
        guard let forecast = input.forecasts[slot.id], let outlook = LevelOutlook(forecast),
            let handling = Self.handling(slot, index),
            let type = index.containerType(of: slot), let site = index.sites[slot.site],
            let estimate = costs.cost(of: slot)
        else { return nil }
        let value = RenewalValue(
            visitCost: estimate.visit * policy.visitCostFactor,
            pricePerOverflowDay: policy.prices.perDay(slot.fraction, site.zone),
            rate: outlook.ratePerDay, rateDeviation: outlook.rateDeviation, variancePerGrowth: outlook.variancePerGrowth,
            maximumAgeDays: assessment.maximumAgeDays)
        let lift = input.options.weights.perSecond * input.town.rules.service.seconds(for: type)
        return Basis(
            outlook: outlook, value: value, chances: chances[handling] ?? [], leastCost: Double(lift),
            disposalOfFull: estimate.disposalOfFull * policy.disposalCostFactor)
    }

    /// Chances before the slot has stood too long; at least the next one.
    private func allowed(_ chances: [Chance], _ assessment: SlotAssessment) -> [Chance] {
        guard let limit = assessment.maximumAgeDays, let last = assessment.lastEmptying else { return chances }
        let inTime = chances.filter { $0.at.days(since: last) <= limit }
        return inTime.isEmpty ? Array(chances.prefix(1)) : inTime
    }
}

/// What emptying a slot saves, day by day; `nil` for days on which nobody can come.
struct SlotSavings: Sendable {
    let days: [SlotPrice?]
}
