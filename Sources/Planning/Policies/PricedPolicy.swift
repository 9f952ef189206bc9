public import Model

/// Füllort's own choice: every slot has a price for today, made from its forecast, and the search decides by what today's tours can do
/// it for; see ``RenewalValue`` for the price. Choice and routing are one optimisation, as in Wouda, Aerts-Veenstra and van Foreest
/// (2024), with a price that also knows what coming too early costs.
///
/// Requests, ages, and slots that will almost surely overflow before the next chance are due in any case (and named if they stay).
/// Slots without a sensor are priced by their forecast like all others; only those without any forecast live by their rhythm.
public struct PricedPolicy: SelectionPolicy {
    public let name = "fuellort"
    public var prices: OverflowPrices
    /// A slot is due in any case when the chance that it overflows before the next chance to come is at least this.
    public var compulsoryRisk: Double
    /// Days that are looked ahead for better days to come.
    public var horizonDays: Int
    /// What one visit more costs ÷ what ``VisitCosts`` says a visit costs on average: the truck is out anyway, and passes by. Half, by
    /// the seasons played (docs/season.md).
    public var visitCostFactor: Double
    /// The same for the ways to the tip: a load that is driven in any case has room for more.
    public var disposalCostFactor: Double

    public init(
        prices: OverflowPrices = OverflowPrices(), compulsoryRisk: Double = 0.2, horizonDays: Int = 60,
        visitCostFactor: Double = 0.5, disposalCostFactor: Double = 0.5
    ) {
        self.prices = prices
        self.compulsoryRisk = compulsoryRisk
        self.visitCostFactor = visitCostFactor.isFinite ? min(10, max(0.1, visitCostFactor)) : 1
        self.disposalCostFactor = disposalCostFactor.isFinite ? min(10, max(0, disposalCostFactor)) : 1
        self.horizonDays = max(1, min(90, horizonDays))
    }

    public func select(_ input: PlanningInput) -> DaySelection {
        let index = TownIndex(input.town)
        let pricing = DayPricing(self, input, index: index)
        let basis = DueSelection(input)
        var selection = DaySelection()
        var offers: [(choice: SlotChoice, site: SiteID, price: SlotPrice)] = []
        let isCollectionDay = input.town.rules.isCollectionDay(input.day)
        for slot in input.town.slots where slot.isActive && !basis.wasEmptiedToday(slot.id) {
            guard let assessment = basis.assessment(of: slot.id) else { continue }
            let price = pricing.price(of: slot, assessment)
            if let reason = compulsory(assessment, hasPrice: price != nil) {
                let choice = SlotChoice(assessment, reason: reason)
                if !isCollectionDay {
                    selection.blocked.append(choice.leftOut(.noCollectionDay))
                } else if index.containerType(of: slot) == nil {
                    selection.blocked.append(choice.leftOut(.noContainer))
                } else {
                    selection.due.append(choice)
                }
            } else if isCollectionDay, let price, price.worth > price.leastCost {
                offers.append((SlotChoice(assessment, price), slot.site, price))
            }
        }
        selection.takeAlong = Self.promising(offers, dueSites: Set(selection.due.compactMap { index.slots[$0.slot]?.site }))
        return selection
    }

    /// Leaves out what hardly ever pays: a slot whose worth is far below the usual cost of a visit, unless a truck is likely to stop at its
    /// site for another. The search finds better tours among fewer.
    private static func promising(
        _ offers: [(choice: SlotChoice, site: SiteID, price: SlotPrice)], dueSites: Set<SiteID>
    ) -> [SlotChoice] {
        let likely = dueSites.union(offers.filter { $0.price.worth >= 0.75 * $0.price.usualCost }.map(\.site))
        return offers.filter { $0.price.worth >= 0.6 * $0.price.usualCost || likely.contains($0.site) }.map(\.choice)
    }

    func compulsory(_ assessment: SlotAssessment, hasPrice: Bool) -> StopReason? {
        switch assessment.reason {
        case .request?, .age?: return assessment.reason
        case .rhythm? where !hasPrice: return .rhythm
        case .rhythm?, .level?, .takeAlong?, .byHand?, nil: break
        }
        let expected = assessment.expectedAtNextChance ?? assessment.expectedLevel
        return assessment.overflowRisk >= compulsoryRisk
            ? .level(expected: expected, threshold: 1, fullAt: assessment.fullAt) : nil
    }
}

/// What a day of an overfull container is worth avoiding, in the search's units (one metre; 54,000 are an hour of truck and crew).
/// Assumptions, and the knob between ways and overflow.
public struct OverflowPrices: Sendable, Hashable {
    public var perDay: Int
    /// Factors by fraction and by zone: some overflow is worse than other.
    public var byFraction: [Fraction: Double]
    public var byZone: [Zone: Double]

    public init(perDay: Int = 60_000, byFraction: [Fraction: Double] = [:], byZone: [Zone: Double] = [:]) {
        self.perDay = max(0, min(100_000_000, perDay))
        self.byFraction = byFraction
        self.byZone = byZone
    }

    func perDay(_ fraction: Fraction, _ zone: Zone) -> Double {
        Double(perDay) * max(0, byFraction[fraction] ?? 1) * max(0, byZone[zone] ?? 1)
    }
}

extension SlotChoice {
    /// A slot at the end of its cheapest cycle is chosen for its level, one before that is taken along.
    init(_ assessment: SlotAssessment, _ price: SlotPrice) {
        let expected = assessment.expectedAtNextChance ?? assessment.expectedLevel
        let isRipe = price.worth >= price.usualCost
        let reason: StopReason =
            isRipe
            ? .level(expected: expected, threshold: min(expected, price.cycleLevel), fullAt: assessment.fullAt)
            : .takeAlong(expected: assessment.expectedLevel)
        self.init(assessment, reason: reason)
        worth = Int(min(1e11, price.worth))
    }
}
