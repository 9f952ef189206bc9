import Model
import Testing

@testable import Planning

@Suite struct PlanEditorTests {
    /// Depot, six sites in a row, tip.
    private static let map = "D.a.b.c.d.e.f.T"

    private static func town(trucks: Int = 2) -> MapTown {
        var town = MapTown(map)
        town.data.vehicles = (1...trucks).map { MapTown.glassTruck(VehicleID("truck-\($0)")) }
        return town
    }

    @Test func aContainerMovedToAnotherTruckIsTimedAndKeepsTheRules() throws {
        let town = Self.town()
        let plan = try town.plan()
        let editor = PlanEditor(town.input())
        let first = try #require(plan.tours.first)
        let other = try #require(town.data.vehicles.map(\.id).first { $0 != first.vehicle })
        let changed = try editor.apply([.moveContainer("c", to: .vehicle(other), position: nil)], to: plan)
        #expect(changed.violations == [])
        #expect(changed.tours.first { $0.vehicle == other }?.emptiedSlots == ["c"])
        #expect(Set(changed.emptiedSlots) == Set(plan.emptiedSlots))
        // Out, emptied, tipped, home: the tour of one container.
        #expect(changed.tours.first { $0.vehicle == other }?.stops.count == 4)
    }

    @Test func aPositionIsTheNumberAfterwards() throws {
        let town = Self.town(trucks: 1)
        let plan = try town.plan()
        let tour = try #require(plan.tours.first)
        let changed = try PlanEditor(town.input()).apply([.moveStop(tour.id, stop: 1, to: nil, position: 3)], to: plan)
        #expect(changed.tours[0].stops[3].emptied == tour.stops[1].emptied)
        #expect(changed.violations == [])
    }

    @Test func whatIsDueAndTakenOutIsNamed() throws {
        let town = Self.town(trucks: 1)
        let plan = try town.plan()
        let changed = try PlanEditor(town.input()).apply([.takeOut("b"), .lockContainer("c", isLocked: true)], to: plan)
        #expect(changed.obstacle("b") == .byHand)
        #expect(changed.violations == [])
        #expect(changed.locks == PlanLocks(slots: ["c"]))
        let back = try PlanEditor(town.input()).apply([.takeIn("b", to: nil, position: nil)], to: changed)
        #expect(back.leftOut == [])
        #expect(back.emptying("b")?.reason.key == "level")
    }

    @Test func aContainerThatIsNotDueComesInByHand() throws {
        var town = Self.town(trucks: 1)
        town.levels["b"] = 0.2
        let plan = try town.plan()
        #expect(plan.emptying("b") == nil)
        let changed = try PlanEditor(town.input()).apply([.takeIn("b", to: nil, position: nil)], to: plan)
        #expect(changed.emptying("b")?.reason == .byHand(expected: 0.2))
        #expect(changed.violations == [])
    }

    @Test func anOverloadIsListedNotRefused() throws {
        var town = Self.town(trucks: 1)
        town.data.vehicles[0].payloadKilograms = 3000
        town.options.iterations = 500
        let plan = try town.plan()
        let tour = try #require(plan.tours.first)
        #expect(plan.violations == [])
        // All trips to the tip but the last taken out: one load for all six.
        let tips = tour.stops.indices.filter { if case .disposal = tour.stops[$0].place { true } else { false } }
        var changed = plan
        for tip in tips.dropLast().reversed() {
            changed = try PlanEditor(town.input()).apply([.removeStop(tour.id, stop: tip)], to: changed)
        }
        #expect(changed.brokenRules == ["payload", "volume"])
        #expect(changed.tours[0].emptiedSlots.count == 6)
    }

    @Test func aTourLongerThanSixHoursGetsItsBreakWhereTheOldOneWasLost() throws {
        var town = MapTown("D.........a.........b.........c.........d.........T")
        town.data.vehicles = [MapTown.glassTruck("truck", hours: 9)]
        town.data.rules.service.craneSeconds = 3000
        let plan = try town.plan()
        #expect(plan.violations == [])
        let tour = try #require(plan.tours.first)
        let rests = tour.stops.indices.filter { tour.stops[$0].place == .rest }
        let rest = try #require(rests.first)
        let changed = try PlanEditor(town.input()).apply([.removeStop(tour.id, stop: rest)], to: plan)
        #expect(changed.violations == [])
        #expect(changed.tours[0].stops.contains { $0.place == .rest })
    }

    @Test func aSwitchedOffTruckLeavesItsContainersNamed() throws {
        let town = Self.town(trucks: 1)
        let plan = try town.plan()
        let changed = try PlanEditor(town.input()).apply([.switchOff("truck-1")], to: plan)
        #expect(changed.tours == [])
        #expect(changed.leftOut.count == plan.emptiedSlots.count)
        #expect(changed.vehiclesOff == ["truck-1"])
    }

    @Test func emptyToursAreDropped() throws {
        let town = Self.town(trucks: 1)
        let plan = try town.plan()
        let changed = try PlanEditor(town.input()).apply(plan.emptiedSlots.map { .takeOut($0) }, to: plan)
        #expect(changed.tours == [])
    }

    @Test func senselessEditsSayWhatIsWrong() throws {
        let town = Self.town(trucks: 1)
        let plan = try town.plan()
        let editor = PlanEditor(town.input())
        let tour = try #require(plan.tours.first).id
        #expect(throws: PlanEditError.unknownTour("none")) { try editor.apply([.lockTour("none", isLocked: true)], to: plan) }
        #expect(throws: PlanEditError.alreadyPlanned("a", tour)) {
            try editor.apply([.takeIn("a", to: nil, position: nil)], to: plan)
        }
        #expect(throws: PlanEditError.unknownSlot("zz")) { try editor.apply([.takeIn("zz", to: nil, position: nil)], to: plan) }
        #expect(throws: PlanEditError.noSuchStop(tour, 0)) { try editor.apply([.removeStop(tour, stop: 0)], to: plan) }
        #expect(throws: PlanEditError.unknownVehicle("none")) { try editor.apply([.switchOff("none")], to: plan) }
    }

    @Test func timesOfAnUneditedTourComeOutTheSame() throws {
        let town = Self.town()
        let plan = try town.plan()
        let timer = TourTimer(town.input())
        for tour in plan.tours {
            let again = try #require(try timer.tour(TourDraft(tour)))
            #expect(again.totals.distanceMetres == tour.totals.distanceMetres)
            #expect(again.totals.durationSeconds <= tour.totals.durationSeconds)
        }
    }

    /// Nobody waits at a closed gate until the next morning: the truck comes home the same day, and the plan says what was closed.
    @Test func aTipThatHasClosedIsNamedInsteadOfWaitedFor() throws {
        var town = Self.town(trucks: 1)
        town.data.disposalSites[0].openingWindows = [
            OpeningWindow(opens: TimeOfDay(hour: 6), closes: TimeOfDay(hour: 8))
        ]
        let plan = try town.plan()
        let tour = try #require(plan.tours.first)
        let changed = try PlanEditor(town.input()).apply([.addRest(tour.id, minutes: 120, position: 1)], to: plan)
        #expect(changed.brokenRules.contains("opening-hours"))
        #expect(try #require(changed.tours.first?.stops.last).arrival.hours(since: tour.stops[0].departure) < 8)
    }

    /// A break that the law puts in before a container is taken with what was on board until then.
    @Test func aBreakOnTheWayCarriesWhatWasOnBoard() throws {
        var town = Self.town(trucks: 1)
        town.data.rules.service.craneSeconds = 3600
        let plan = try town.plan()
        let tour = try #require(plan.tours.first)
        // The order by hand drops the breaks of the search; the timer puts its own in.
        let sites = tour.stops.indices.filter { !tour.stops[$0].emptied.isEmpty }
        let changed = try PlanEditor(town.input()).apply(
            [.moveStop(tour.id, stop: sites[0], to: nil, position: sites[sites.count - 1])], to: plan)
        let rests = changed.tours[0].stops.filter { $0.place == .rest }
        #expect(!rests.isEmpty)
        #expect(!changed.brokenRules.contains("load"))
    }
}
