import Model
import Testing

@testable import Planning

@Suite struct UsualToursTests {
    private static func town() -> MapTown {
        var town = MapTown("a.b.c.D.d.e.f\n......T")
        town.data.vehicles = ["one", "two"].map { MapTown.glassTruck($0, hours: 1.6) }
        town.options.iterations = 600
        return town
    }

    /// The plan of the day with the trucks' tours exchanged.
    private static func exchanged(_ plan: Plan) -> Plan {
        var other = plan
        for index in other.tours.indices { other.tours[index].vehicle = other.tours[index].vehicle == "one" ? "two" : "one" }
        return other
    }

    @Test func aBudgetOfChangesKeepsTheUsualTrucks() throws {
        let town = Self.town()
        let plan = try town.plan()
        #expect(Set(plan.tours.map(\.vehicle)) == ["one", "two"])
        let usual = UsualTours([Self.exchanged(plan)], onDuty: ["one", "two"])
        #expect(usual.changes(in: plan).count == 6)
        let selection = DuePolicy().select(town.input())
        let near = try Planner().plan(town.input(), selection: selection, near: usual, changeBudget: 0)
        #expect(usual.changes(in: near) == [])
        #expect(Set(near.emptiedSlots) == Set(plan.emptiedSlots))
        #expect(near.violations == [])
    }

    @Test func whoCameMostOftenIsUsualAndWhoIsNotOnDutyIsNot() throws {
        let plan = try Self.town().plan()
        let other = Self.exchanged(plan)
        let slot = try #require(plan.tours.first?.emptiedSlots.first)
        let vehicle = try #require(plan.tours.first?.vehicle)
        #expect(UsualTours([other, plan, plan], onDuty: ["one", "two"]).vehicleOfSlot[slot] == vehicle)
        // As often: who came last.
        #expect(UsualTours([other, plan], onDuty: ["one", "two"]).vehicleOfSlot[slot] != vehicle)
        #expect(UsualTours([other, plan], onDuty: [vehicle]).vehicleOfSlot[slot] == vehicle)
    }
}
