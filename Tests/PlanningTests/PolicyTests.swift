import Model
import Testing

@testable import Planning

@Suite struct PolicyTests {
    private let clock = MapTown.clock
    private let wednesday = MapTown.wednesday

    private func outlook(level: Double, perDay rate: Double, deviation: Double = 0.02) throws -> LevelOutlook {
        let asOf = clock.moment(wednesday, TimeOfDay(hour: 10))
        return try #require(
            LevelOutlook(
                LevelForecast(
                    slot: "a", asOf: asOf, level: level, levelDeviation: deviation, ratePerDay: rate, rateDeviation: rate / 5,
                    fullLevel: 1,
                    fullAt: nil, fullEarliest: nil, fullLatest: nil, basis: .readings, dataAgeHours: 1)))
    }

    private func worth(level: Double, price: Double = 60_000, cost: Double = 10_000, rate: Double = 0.05) throws -> Double {
        let value = RenewalValue(
            visitCost: cost, pricePerOverflowDay: price, rate: rate, rateDeviation: rate / 5, maximumAgeDays: nil)
        let today = clock.moment(wednesday, TimeOfDay(hour: 10))
        return value.worth(
            try outlook(level: level, perDay: rate), today: today, chances: (1...60).map { today.adding(days: Double($0)) })
    }

    @Test func theCheapestCycleEndsShortlyBeforeOverflow() {
        let value = RenewalValue(
            visitCost: 10_000, pricePerOverflowDay: 60_000, rate: 0.05, rateDeviation: 0.005, maximumAgeDays: nil)
        #expect((14...19).contains(value.cycleDays))
        let dearer = RenewalValue(
            visitCost: 10_000, pricePerOverflowDay: 6_000_000, rate: 0.05, rateDeviation: 0.005, maximumAgeDays: nil)
        #expect(dearer.cycleDays < value.cycleDays)
        let aged = RenewalValue(
            visitCost: 10_000, pricePerOverflowDay: 60_000, rate: 0.05, rateDeviation: 0.005, maximumAgeDays: 7)
        #expect(aged.cycleDays == 7)
    }

    @Test func emptyingTodayIsWorthNothingWhenEmptyAVisitWhenRipeAndMoreWhenItOverflows() throws {
        #expect(try worth(level: 0) < 1500)
        #expect(abs(try worth(level: 0.8) - 10_000) < 3000)
        #expect(try worth(level: 1.1) > 50_000)
        let rising = try stride(from: 0.0, through: 1.2, by: 0.1).map { try worth(level: $0) }
        #expect(zip(rising, rising.dropFirst()).allSatisfy { $0 <= $1 + 1e-6 })
    }

    @Test func aLongWaitForTheNextChanceMakesTodayWorthMore() throws {
        let value = RenewalValue(
            visitCost: 10_000, pricePerOverflowDay: 60_000, rate: 0.1, rateDeviation: 0.02, maximumAgeDays: nil)
        let today = clock.moment(wednesday, TimeOfDay(hour: 10))
        let outlook = try outlook(level: 0.7, perDay: 0.1)
        let tomorrow = value.worth(outlook, today: today, chances: (1...20).map { today.adding(days: Double($0)) })
        let nextWeek = value.worth(outlook, today: today, chances: (5...20).map { today.adding(days: Double($0)) })
        #expect(nextWeek > tomorrow + 10_000)
    }

    /// `a` and `b` lie together, `c` far away; nothing is close to overflowing.
    private func town(_ levels: [SlotID: Double]) -> MapTown {
        var town = MapTown(
            """
            D.ab....T
            .........
            .........
            c........
            """)
        town.levels = levels
        for slot in ["a", "b", "c"] as [SlotID] {
            town.ratesPerDay[slot] = 0.05
            town.deviations[slot] = 0.02
        }
        return town
    }

    @Test func thePricedPolicyEmptiesWhatIsAboutToOverflowAndNotWhatIsNot() throws {
        let town = town(["a": 0.99, "b": 0.1, "c": 0.2])
        let plan = try Planner().plan(town.input(), policy: PricedPolicy())
        #expect(plan.violations == [])
        #expect(plan.emptiedSlots == ["a"])
        #expect(plan.emptying("a")?.reason.key == "level")
    }

    @Test func thePricedPolicyTakesTheNeighbourAlong() throws {
        let town = town(["a": 0.99, "b": 0.75, "c": 0.2])
        let plan = try Planner().plan(town.input(), policy: PricedPolicy())
        #expect(Set(plan.emptiedSlots) == ["a", "b"])
    }

    @Test func thePricedPolicyNeverStartsATourForNothing() throws {
        let plan = try Planner().plan(town(["a": 0.3, "b": 0.3, "c": 0.3]).input(), policy: PricedPolicy())
        #expect(plan.tours.isEmpty && plan.leftOut.isEmpty)
    }

    @Test func thePricedPolicyKeepsRequestsAndAges() throws {
        var town = town(["a": 0.1, "b": 0.1, "c": 0.1])
        town.ask(for: "c")
        town.lastEmptyings["a"] = clock.moment(wednesday.adding(days: -60))
        let selection = PricedPolicy().select(town.input())
        #expect(selection.due.map(\.reason.key) == ["age", "request"])
    }

    @Test func thePricedPolicyLivesWithoutSensors() throws {
        var town = town(["a": 0.99, "b": 0.1, "c": 0.1])
        for slot in ["a", "b", "c"] as [SlotID] {
            town.change(slot: slot) {
                $0.device = nil
                $0.rhythm = Rhythm(everyWeeks: 1, weekdays: [.wednesday], anchor: wednesday)
            }
        }
        #expect(PricedPolicy().select(town.input()).due.map(\.slot) == ["a"])
        town.levels["b"] = nil
        // Nothing is forecast for b: its rhythm counts.
        #expect(PricedPolicy().select(town.input()).due.map(\.reason.key) == ["level", "rhythm"])
    }

    @Test func overflowMayCostMoreInSomeZones() {
        let prices = OverflowPrices(perDay: 1000, byFraction: [.glassWhite: 2], byZone: [.residential: 3])
        #expect(prices.perDay(.glassWhite, .residential) == 6000)
        #expect(prices.perDay(.paper, .industrial) == 1000)
    }

    @Test func theFixedRhythmKnowsNoLevels() throws {
        var town = town(["a": 1.2, "b": 0.05, "c": 0.5])
        town.change(slot: "b") { $0.rhythm = Rhythm(everyWeeks: 1, weekdays: [.wednesday], anchor: wednesday) }
        let policy = FixedRhythmPolicy(rhythms: ["c": Rhythm(everyWeeks: 1, weekdays: [.thursday], anchor: wednesday)])
        let plan = try Planner().plan(town.input(), policy: policy)
        #expect(plan.emptiedSlots == ["b"])
        #expect(try #require(plan.emptying("b")).expectedLevel < 0.1)
        #expect(try Planner().plan(town.input(on: wednesday.adding(days: 1)), policy: policy).emptiedSlots == ["c"])
        #expect(plan.violations == [])
    }

    @Test func theThresholdPolicyKnowsNoForecast() throws {
        var town = town(["a": 0.79, "b": 0.81, "c": 0.5])
        town.ratesPerDay["a"] = 0.5
        let selection = ThresholdPolicy().select(town.input())
        #expect(selection.due.map(\.slot) == ["b"])
        #expect(selection.takeAlong.isEmpty)
    }

    @Test(arguments: 1...20)
    func pricedPlansKeepEveryRule(_ seed: Int) throws {
        let town = RandomTown(seed: UInt64(seed)).town
        let selection = PricedPolicy().select(town.input())
        let plan = try Planner().plan(town.input(), selection: selection)
        #expect(plan.violations == [])
        let named = Set(plan.emptiedSlots).union(plan.leftOut.map(\.slot))
        for slot in selection.due.map(\.slot) + selection.blocked.map(\.slot) { #expect(named.contains(slot)) }
    }
}
