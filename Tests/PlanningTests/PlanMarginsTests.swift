import Model
import Testing

@testable import Planning

@Suite struct PlanMarginsTests {
    /// Six full containers on both sides of the depot; a truck with little time can not do all of them.
    private static func town(hours: Double) -> MapTown {
        var town = MapTown("a.b.c.D.d.e.f\n......T")
        town.data.vehicles = [MapTown.glassTruck("one", hours: hours)]
        town.options.iterations = 500
        return town
    }

    private static let dawn = MapTown.clock.moment(MapTown.wednesday, TimeOfDay(hour: 5))

    private static func margins(_ town: MapTown, at moment: Timestamp = dawn) throws -> (plan: Plan, margins: PlanMargins) {
        let plan = try town.plan()
        return (plan, try PlanMargins.measure(plan, input: town.input(), at: moment, iterations: 300))
    }

    @Test func oneMoreHourAndOneMoreTruckServeWhatStays() throws {
        let (plan, margins) = try Self.margins(Self.town(hours: 1.2))
        let left = plan.leftOut.count
        #expect(left > 0 && plan.leftOut.allSatisfy { $0.obstacle == .shift || $0.obstacle == .capacity })
        #expect(margins.leftOut == left)
        #expect((1...left).contains(margins.oneMoreHour.moreServed))
        #expect(margins.oneMoreHour.distanceMetres > 0 && margins.oneMoreHour.durationSeconds > 0)
        #expect(margins.vehicle == "one")
        // The other truck has the same hours again, so it can do what the first left.
        #expect(margins.oneMoreVehicle?.moreServed == left)
        let german = margins.sentences(.german)
        #expect(german.count == 2)
        #expect(
            german[1].hasPrefix("Ein weiteres Fahrzeug wie one würde \(left) der \(left) Behälter leeren, die stehen bleiben ("))
        #expect(margins.sentences(.english)[0].hasPrefix("One more hour a shift would empty "))
    }

    @Test func whereNothingStaysNothingIsToBeGained() throws {
        let (plan, margins) = try Self.margins(Self.town(hours: 8))
        #expect(plan.leftOut.isEmpty)
        #expect(margins.oneMoreHour.moreServed == 0 && margins.oneMoreVehicle?.moreServed == 0)
        #expect(
            margins.sentences(.german).first == "Eine Stunde mehr je Schicht brächte nichts: alles Fällige ist schon eingeplant.")
        #expect(
            margins.sentences(.english).first == "One more hour a shift would bring nothing: all that is due is planned already.")
    }

    @Test func whoIsNotOnDutyIsNamedWhereNobodyOnDutyCouldHelp() throws {
        var town = Self.town(hours: 8)
        town.data.vehicles[0].shift.weekdays = [.monday]
        let (plan, margins) = try Self.margins(town)
        #expect(plan.leftOut.count == 6 && plan.tours.isEmpty)
        #expect(margins.vehicle == "one")
        #expect(margins.oneMoreHour.moreServed == 0)
        #expect(margins.oneMoreVehicle?.moreServed == 6)
        #expect(
            margins.sentences(.german)[0] == "Eine Stunde mehr je Schicht brächte nichts: auch damit bleibt gleich viel stehen.")
    }

    /// A plan made in too little time is not held back by trucks or hours.
    @Test func whatASearchFindsByItselfIsNoGainOfAnotherTruck() throws {
        let town = Self.town(hours: 8)
        var plan = try town.plan()
        let slot = try #require(plan.tours.first?.stops.first { !$0.emptied.isEmpty }?.emptied.first)
        plan = try PlanEditor(town.input()).apply([.takeOut(slot.slot)], to: plan)
        plan.leftOut = plan.leftOut.map { LeftOut(slot: $0.slot, reason: $0.reason, obstacle: .capacity) }
        let margins = try PlanMargins.measure(plan, input: town.input(), at: Self.dawn, iterations: 300)
        #expect(margins.leftOut == 1 && margins.servedBySearch == 1)
        #expect(margins.oneMoreHour.moreServed == 0 && margins.oneMoreVehicle?.moreServed == 0)
        let german = margins.sentences(.german)
        #expect(german[0] == "Schon eine weitere Suche fände für 1 der stehen bleibenden Behälter einen Platz: neu planen.")
        #expect(german[1].hasPrefix("Eine Stunde mehr je Schicht brächte nichts: dann bleibt schon nichts mehr stehen"))
    }

    @Test func whatIsDrivenStays() throws {
        let town = Self.town(hours: 1.2)
        let evening = MapTown.clock.moment(MapTown.wednesday, TimeOfDay(hour: 20))
        let (_, margins) = try Self.margins(town, at: evening)
        // The tour is over: its truck has no hour left that one more would make longer.
        #expect(margins.oneMoreHour.moreServed == 0)
    }
}
