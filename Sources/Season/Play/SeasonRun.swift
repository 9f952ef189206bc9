import Model
import Planning
import Simulation

/// One policy in one town: day after day it is told what the town knows, plans, drives, and finds out.
struct SeasonRun {
    private let start: SeasonStart
    private let policy: SeasonPolicy
    private var simulation: TownSimulation
    private var book: SensorBook
    private var lastEmptyings: [SlotID: Timestamp] = [:]
    private let words: DriversWords
    private let missedKey: RandomKey

    init(_ start: SeasonStart, _ policy: SeasonPolicy) {
        self.start = start
        self.policy = policy
        simulation = start.simulation
        book = start.book
        lastEmptyings = start.book.currentLevels.compactMapValues { $0.lastEmptying?.at }
        words = DriversWords(start.town.data, settings: start.settings, seed: start.seed)
        missedKey = RandomKey(seed: start.seed)["missed on a plan"]
    }

    /// Plays the weeks to settle and those that count.
    ///
    /// - Parameter report: called after every day that counts, with its number.
    mutating func figures(report: (Int) -> Void = { _ in }) throws -> SeasonFigures {
        for _ in 0..<(7 * start.settings.settlingWeeks) { _ = try playDay() }
        var figures = SeasonFigures(
            policy: policy, seed: start.seed, weeks: start.settings.weeks, contentBefore: simulation.contentLitres)
        for day in 0..<(7 * start.settings.weeks) {
            let (driven, plan) = try playDay()
            figures.add(
                driven, tours: plan.tours, leftOut: plan.leftOut.count, emptyings: simulation.emptyingsOfDay,
                overflowHours: simulation.overflowHoursOfDay,
                week: day / 7, town: start.town)
            report(day)
        }
        figures.finish(
            contentAfter: simulation.contentLitres, slots: start.town.data.slots.count(where: \.isActive),
            overflowPricePerDay: start.settings.overflowPricePerDay)
        return figures
    }

    private mutating func playDay() throws -> (DrivenDay, Plan) {
        let day = simulation.day
        let plan = try plan(day)
        var driven = DrivenDay(plan, key: missedKey)
        simulation.drive(driven.plan)
        var readings: [Reading] = []
        if policy.listens { simulation.playDay(into: &readings) } else { simulation.run(days: 1) }
        let emptyings = simulation.emptyingsOfDay
        let reports = words.reports(emptyings)
        if policy.listens { book.take(readings, reports: reports) }
        for emptying in emptyings { lastEmptyings[emptying.slot] = emptying.at }
        driven.settle(
            plan, emptied: Dictionary(emptyings.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first }), town: start.town)
        return (driven, plan)
    }

    /// Made at midnight, before the day's first tour, from what had arrived by then.
    private mutating func plan(_ day: CalendarDay) throws -> Plan {
        let town = start.town
        let moment = simulation.clock.moment(day)
        var input = PlanningInput(
            planID: PlanID("\(policy.rawValue)-\(day)"), createdAt: moment, town: town.data, day: day, clock: simulation.clock,
            lastEmptyings: lastEmptyings, places: town.places, travel: town.travel,
            options: PlanningOptions(seed: start.seed, iterations: start.settings.iterationsPerDay))
        guard town.data.rules.isCollectionDay(day),
            town.data.vehicles.contains(where: { $0.shift.weekdays.contains(day.weekday) })
        else {
            return Plan(
                id: input.planID, town: town.data.town.id, day: day, createdAt: moment, tours: [], leftOut: [],
                distanceBasis: town.travel.basis, seed: start.seed, iterations: 0)
        }
        switch policy {
        case .rhythm: input.forecasts = usualForecasts(asOf: moment)
        case .clairvoyant:
            input.forecasts = PerfectKnowledge.forecasts(of: simulation, asOf: moment, days: SensorBook.courseDays)
        case .threshold, .due, .fuellort:
            input.forecasts = book.forecasts(asOf: moment)
            input.currentLevels = book.currentLevels
        }
        return try Planner().plan(input, selection: selection(input))
    }

    private func selection(_ input: PlanningInput) -> DaySelection {
        let priced = PricedPolicy(
            prices: OverflowPrices(perDay: start.settings.overflowPricePerDay), compulsoryRisk: start.settings.compulsoryRisk,
            visitCostFactor: start.settings.visitCostFactor)
        return switch policy {
        case .rhythm: FixedRhythmPolicy().select(input)
        case .threshold: ThresholdPolicy().select(input)
        case .due: DuePolicy().select(input)
        case .fuellort, .clairvoyant: RollingPolicy(pricing: priced, horizon: start.settings.horizonDays).select(input)
        }
    }

    /// A town with a fixed rhythm knows about how full its containers are when the truck comes, and no more.
    private func usualForecasts(asOf: Timestamp) -> [SlotID: LevelForecast] {
        Dictionary(
            start.usualLevels.map { slot, level in
                (
                    slot,
                    LevelForecast(
                        slot: slot, asOf: asOf, level: level, levelDeviation: 0.2, ratePerDay: 0, rateDeviation: 0, fullLevel: 1,
                        fullAt: nil, fullEarliest: nil, fullLatest: nil, basis: .rhythm, dataAgeHours: nil)
                )
            }, uniquingKeysWith: { first, _ in first })
    }
}
