import Model
import Testing

@testable import Planning

@Suite struct RollingPolicyTests {
    private let policy = RollingPolicy(pricing: PricedPolicy(compulsoryRisk: 2), horizon: 3)

    private func town(_ map: String, _ levels: [SlotID: Double], rate: Double = 0.05) -> MapTown {
        var town = MapTown(map)
        for (slot, level) in levels {
            town.levels[slot] = level
            town.ratesPerDay[slot] = rate
            town.deviations[slot] = 0.01
        }
        return town
    }

    private func chosen(_ town: MapTown) throws -> [Set<SlotID>] {
        try policy.choose(town.input()).map { Set($0.due.map(\.slot) + $0.takeAlong.map(\.slot)) }
    }

    @Test func neighboursFarOutAreEmptiedOnTheSameDay() throws {
        // `a` overflows on Thursday, `b` at the weekend; a truck to them costs more than a day of overflow.
        let days = try chosen(town("D...........ab.T", ["a": 0.96, "b": 0.87]))
        #expect(days.filter { !$0.isEmpty } == [["a", "b"]])
    }

    @Test func whatIsOverfullNearbyDoesNotWait() throws {
        let days = try chosen(town("D.a.b.T", ["a": 1.1, "b": 0.1]))
        #expect(days[0] == ["a"])
        #expect(days.dropFirst().allSatisfy { !$0.contains("a") })
    }

    @Test func nobodyDrivesForNothing() throws {
        let town = town("D.a.b.T", ["a": 0.2, "b": 0.3], rate: 0.02)
        #expect(try chosen(town).allSatisfy(\.isEmpty))
        #expect(try Planner().plan(town.input(), policy: policy).tours.isEmpty)
    }

    @Test func whatSomebodyAskedForIsDueToday() throws {
        var town = town("D.a.b.T", ["a": 0.2, "b": 0.3], rate: 0.02)
        town.ask(for: "b")
        let plan = try Planner().plan(town.input(), policy: policy)
        #expect(plan.emptiedSlots.contains("b"))
        #expect(plan.emptying("b")?.reason.key == "request")
        #expect(plan.violations.isEmpty)
    }

    @Test func aContainerIsChosenOnceWithinTheDays() throws {
        let days = try chosen(town("D.a.b.c.T", ["a": 0.95, "b": 0.9, "c": 0.7]))
        let all = days.flatMap { Array($0) }
        #expect(Set(all).count == all.count)
        #expect(all.contains("a"))
    }
}
