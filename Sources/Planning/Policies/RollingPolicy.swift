import Model
import Routing

/// Füllort's choice over several days: which containers on which day with which truck, in one search. Today's part of the answer is
/// today's choice; tomorrow the question is asked anew (a rolling horizon).
///
/// Each container is offered on each of the next collection days at what emptying it then saves (``RenewalValue``), against leaving it
/// until after the last of them. So the search itself weighs a half-empty tour today against a full one tomorrow, a detour today
/// against a neighbour that comes due on Thursday, and a weekend of overflow against a truck on Friday.
///
/// Requests, ages and rhythms without forecast are due today as with ``PricedPolicy``.
public struct RollingPolicy: SelectionPolicy {
    public let name = "rolling"
    public var pricing: PricedPolicy
    /// Collection days looked at together, today included.
    public var horizon: Int

    public init(pricing: PricedPolicy = PricedPolicy(), horizon: Int = 3) {
        self.pricing = pricing
        self.horizon = max(1, min(14, horizon))
    }

    public func select(_ input: PlanningInput) -> DaySelection {
        guard input.town.rules.isCollectionDay(input.day), let days = try? choose(input) else { return pricing.select(input) }
        return days[0]
    }

    /// The choice of each of the days, today's first.
    func choose(_ input: PlanningInput) throws(PlanningError) -> [DaySelection] {
        let days = Self.days(from: input.day, count: horizon, input.town.rules)
        let market = LookaheadOffers(input, policy: pricing, days: days)
        let inputs = days.enumerated().map { number, day in
            var later = input
            later.day = day
            if number > 0 {
                later.vehiclesOff = []
                later.standing = StandingPlan()
            }
            return later
        }
        let problem = try LookaheadProblem(inputs, offers: market.offers, due: market.selection.due)
        let effort = SearchEffort(input.options, tasks: problem.parts.map(\.problem.tasks.count))
        var chosen = days.map { _ in Set<SlotID>() }
        for (number, part) in problem.parts.enumerated() {
            let solution = try RoutingSearch.solve(
                part.problem, effort.options(forPart: number), priced: Set(part.problem.tasks.map(\.id)))
            for id in solution.tours.flatMap(\.visits).compactMap(\.stopID) {
                guard let (day, group) = part.groups[id] else { continue }
                chosen[day].formUnion(group.jobs.map(\.slot.id))
            }
        }
        let later = chosen.dropFirst().reduce(into: Set<SlotID>()) { $0.formUnion($1) }
        return days.indices.map { number in
            var selection = number == 0 ? market.selection : DaySelection()
            selection.takeAlong = market.offers[number].filter {
                chosen[number].contains($0.slot) || number == 0 && market.pressing.contains($0.slot) && !later.contains($0.slot)
            }.map(Self.settled)
            return selection
        }
    }

    /// What the days together have decided, today's tours do not take back.
    private static func settled(_ choice: SlotChoice) -> SlotChoice {
        var choice = choice
        choice.worth = choice.worth.map { min(100_000_000, 4 * max(0, $0) + 40_000) }
        return choice
    }

    static func days(from first: CalendarDay, count: Int, _ rules: TownRules) -> [CalendarDay] {
        [first] + Array((1...40).lazy.map { first.adding(days: $0) }.filter { rules.isCollectionDay($0) }.prefix(count - 1))
    }
}

/// What is offered on each of several days, and what is due today in any case.
struct LookaheadOffers {
    private(set) var selection = DaySelection()
    private(set) var offers: [[SlotChoice]]
    /// Worth several times what emptying them usually costs. Should the search over all days overlook them among the many, today's tours,
    /// a smaller question, are asked once more.
    private(set) var pressing: Set<SlotID> = []
    private static let pressingRatio = 3.0

    /// Lengths of the slots' cheapest cycles, by fraction, rising.
    private static func cycles(_ input: PlanningInput, _ pricing: DayPricing, _ basis: DueSelection) -> [Fraction: [Int]] {
        var cycles: [Fraction: [Int]] = [:]
        for slot in input.town.slots where slot.isActive {
            guard let assessment = basis.assessment(of: slot.id), let cycle = pricing.cycleDays(of: slot, assessment) else {
                continue
            }
            cycles[slot.fraction, default: []].append(cycle)
        }
        return cycles.mapValues { $0.sorted() }
    }

    init(_ input: PlanningInput, policy: PricedPolicy, days: [CalendarDay]) {
        let index = TownIndex(input.town)
        let pricing = DayPricing(policy, input, index: index)
        let basis = DueSelection(input)
        var priced: [(slot: Slot, assessment: SlotAssessment, savings: SlotSavings)] = []
        let cycles = Self.cycles(input, pricing, basis)
        // Each container is chosen once within the days, so that a fraction is looked ahead a third of its usual cycle only.
        let reach = cycles.mapValues { max(1, min(days.count, $0[$0.count / 2] / 3)) }
        for slot in input.town.slots where slot.isActive && !basis.wasEmptiedToday(slot.id) {
            guard let assessment = basis.assessment(of: slot.id) else { continue }
            let savings = pricing.savings(of: slot, assessment, days: Array(days.prefix(reach[slot.fraction] ?? 1)))
            if let reason = policy.compulsory(assessment, hasPrice: savings != nil) {
                let choice = SlotChoice(assessment, reason: reason)
                if index.containerType(of: slot) == nil {
                    selection.blocked.append(choice.leftOut(.noContainer))
                } else {
                    selection.due.append(choice)
                }
            } else if let savings {
                priced.append((slot, assessment, savings))
            }
        }
        pressing = Set(
            priced.filter { entry in
                entry.savings.days.first.flatMap(\.self).map { $0.worth >= Self.pressingRatio * $0.usualCost } ?? false
            }.map(\.slot.id))
        let dueSites = Set(selection.due.compactMap { index.slots[$0.slot]?.site })
        offers = days.indices.map { number in
            let today = priced.compactMap { entry in
                entry.savings.days.indices.contains(number) ? entry.savings.days[number].map { (entry, $0) } : nil
            }
            .filter { $1.worth > $1.leastCost }
            // What hardly ever pays is not offered, unless a truck is likely to stop at its site for another.
            let likely = today.filter { $1.worth >= 0.75 * $1.usualCost }.map(\.0.slot.site)
            let sites = number == 0 ? dueSites.union(likely) : Set(likely)
            return today.filter { $1.worth >= 0.6 * $1.usualCost || sites.contains($0.slot.site) }.map { entry, price in
                var choice = SlotChoice(entry.assessment, price)
                choice.expectedLevel = price.level
                return choice
            }
        }
    }
}
