import Model
import Testing

@testable import Planning

@Suite struct PlanDifferenceTests {
    @Test func aPlanDiffersNotFromItself() throws {
        let plan = try MapTown("D.a.b.T").plan()
        #expect(PlanDifference(from: plan, to: plan).isEmpty)
    }

    @Test func aTruckLessMovesItsContainersOrLeavesThem() throws {
        var town = MapTown("a............D............b\n.............T")
        town.data.vehicles = [MapTown.glassTruck("one", hours: 1.4), MapTown.glassTruck("two", hours: 1.4)]
        town.levels["b"] = 1.2
        let morning = try town.plan()
        let broken = try #require(morning.tours.first { $0.stops.contains { $0.place == .site("b") } }?.vehicle)
        let mended = try town.plan(off: [broken])
        let difference = PlanDifference(from: morning, to: mended)
        #expect(difference.vehiclesRemoved == [broken])
        #expect(difference.removed.map(\.slot) == ["a"])
        #expect(difference.moved.map(\.slot) == ["b"])
        #expect(difference.newlyLeftOut.map(\.slot) == ["a"])
        #expect(difference.added.isEmpty && difference.vehiclesAdded.isEmpty)
        #expect(difference.after.distanceMetres < difference.before.distanceMetres)
    }

    @Test func aNewRequestIsAdded() throws {
        var town = MapTown("D.a.b.T")
        town.levels["b"] = 0.1
        let before = try town.plan()
        town.ask(for: "b")
        #expect(PlanDifference(from: before, to: try town.plan()).added.map(\.slot) == ["b"])
    }
}
