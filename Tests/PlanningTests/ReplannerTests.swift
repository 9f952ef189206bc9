import Model
import Testing

@testable import Planning

@Suite struct ReplannerTests {
    private static let map = "a.b.c.D.d.e.f\n......T"

    private static func town() -> MapTown {
        var town = MapTown(map)
        town.data.vehicles = ["one", "two"].map { MapTown.glassTruck($0, hours: 1.6) }
        town.options.iterations = 500
        return town
    }

    private static func moment(_ hour: Int, _ minute: Int) -> Timestamp {
        MapTown.clock.moment(MapTown.wednesday, TimeOfDay(hour: hour, minute: minute))
    }

    @Test func aTruckBrokenBeforeTheStartIsReplacedAndTheOthersKeepTheirs() throws {
        var town = Self.town()
        let plan = try town.plan()
        town.data.vehicles.append(MapTown.glassTruck("spare", hours: 1.6))
        #expect(plan.tours.count == 2)
        let broken = try #require(plan.tours.first?.vehicle)
        let kept = try #require(plan.tours.last)
        let wish = ReplanWish(at: Self.moment(5, 40), withoutVehicles: [broken])
        let new = try Replanner(plan, wish: wish, input: town.input()).replan()
        #expect(new.violations == [])
        #expect(new.leftOut == [])
        #expect(Set(new.tours.map(\.vehicle)) == [kept.vehicle, "spare"])
        #expect(Set(kept.emptiedSlots).isSubset(of: new.tours.first { $0.vehicle == kept.vehicle }?.emptiedSlots ?? []))
    }

    @Test func whatIsDrivenStaysWordForWordAndTheNewContainerComesIn() throws {
        var town = Self.town()
        town.data.vehicles = [MapTown.glassTruck("one")]
        town.levels["c"] = 0.1
        let plan = try town.plan()
        #expect(plan.emptying("c") == nil)
        let tour = try #require(plan.tours.first)
        let at = tour.stops[2].departure
        let new = try Replanner(plan, wish: ReplanWish(at: at, slots: ["c"]), input: town.input()).replan()
        #expect(new.violations == [])
        let mended = try #require(new.tours.first)
        let driven = try #require(mended.driven?.stops)
        #expect(driven >= 3)
        #expect(Array(mended.stops.prefix(driven)) == Array(tour.stops.prefix(driven)))
        #expect(mended.id == tour.id)
        #expect(new.emptying("c") != nil)
        #expect(Set(new.emptiedSlots) == Set(plan.emptiedSlots).union(["c"]))
        #expect(PlanDifference(from: plan, to: new).added.map(\.slot) == ["c"])
    }

    @Test func aTruckThatIsFullEarlyTipsFirst() throws {
        var town = Self.town()
        town.data.vehicles = [MapTown.glassTruck("one")]
        let plan = try town.plan()
        let tour = try #require(plan.tours.first)
        let wish = ReplanWish(at: tour.stops[2].departure, fullVehicles: ["one"])
        let new = try Replanner(plan, wish: wish, input: town.input()).replan()
        let mended = try #require(new.tours.first)
        let next = mended.stops[try #require(mended.driven?.stops)...].first
        #expect(next?.place == .disposal("tip"))
        #expect(new.violations == [])
        #expect(Set(new.emptiedSlots) == Set(plan.emptiedSlots))
    }

    @Test func theSheetsOfOtherFractionsStayWordForWord() throws {
        var town = Self.town()
        town.data.vehicles = [MapTown.glassTruck("one"), MapTown.glassTruck("two"), MapTown.litterTruck("litter")]
        for site in ["a", "c", "e"] { town.addSlot("bin-\(site)", at: site, fraction: .litter, type: "bin") }
        let plan = try town.plan()
        let litter = try #require(plan.tours.first { $0.vehicle == "litter" })
        let broken = try #require(plan.tours.first { $0.vehicle != "litter" })
        let wish = ReplanWish(at: Self.moment(5, 40), withoutVehicles: [broken.vehicle])
        let new = try Replanner(plan, wish: wish, input: town.input()).replan()
        #expect(new.tours.first { $0.vehicle == "litter" } == litter)
        #expect(Set(new.emptiedSlots) == Set(plan.emptiedSlots))
        #expect(new.violations == [])
    }

    /// Full early means one more trip to the tip, not the end of its day: the others do not get its containers.
    @Test func aTruckThatIsFullEarlyGoesOnCollecting() throws {
        var town = Self.town()
        town.data.vehicles = ["one", "two"].map { MapTown.glassTruck($0, hours: 3) }
        town.data.vehicles[1].shift.start = TimeOfDay(hour: 7)
        let plan = try town.plan()
        let tour = try #require(plan.tours.first { $0.emptiedSlots.count >= 3 })
        let wish = ReplanWish(at: tour.stops[2].departure, fullVehicles: [tour.vehicle], changeBudget: 0)
        let new = try Replanner(plan, wish: wish, input: town.input()).replan()
        #expect(PlanDifference(from: plan, to: new).moved == [])
        #expect(Set(new.tours.first { $0.vehicle == tour.vehicle }?.emptiedSlots ?? []) == Set(tour.emptiedSlots))
    }

    @Test func aTruckBrokenOnTheWayLeavesTheRestToTheOthers() throws {
        var town = Self.town()
        town.data.vehicles = ["one", "two"].map { MapTown.glassTruck($0) }
        let plan = try town.plan()
        let tour = try #require(plan.tours.first)
        let wish = ReplanWish(at: tour.stops[2].departure, withoutVehicles: [tour.vehicle])
        let new = try Replanner(plan, wish: wish, input: town.input()).replan()
        #expect(Set(new.emptiedSlots) == Set(plan.emptiedSlots))
        // The broken truck stands where it stands, with its load: said, not hidden.
        #expect(new.brokenRules == ["depot", "not-tipped"])
        #expect(new.tours.first { $0.vehicle == tour.vehicle }?.stops.count == 3)
    }

    @Test func lockedToursAndContainersStay() throws {
        var town = Self.town()
        town.data.vehicles.append(MapTown.glassTruck("spare", hours: 1.6))
        var plan = try town.plan(off: ["spare"])
        let locked = try #require(plan.tours.first)
        plan.locks = PlanLocks(tours: [locked.id])
        let new = try Replanner(plan, wish: ReplanWish(at: Self.moment(5, 40)), input: town.input()).replan()
        #expect(new.tours.first { $0.id == locked.id } == locked)
        #expect(new.violations == [])
    }

    @Test func aContainerThatTheCrewCouldNotEmptyIsNamedNotCountedAsDone() throws {
        var town = Self.town()
        town.data.vehicles = [MapTown.glassTruck("one")]
        let plan = try town.plan()
        let tour = try #require(plan.tours.first)
        let slot = try #require(tour.stops[1].emptied.first?.slot)
        let at = tour.stops[2].departure
        let reports = [
            (CheckOff.Event.tourStarted, 0), (.notEmptied(slot, .blockedByCar), 1),
            (.stopDone(2, slots: tour.stops[2].emptied.map(\.slot)), 2),
        ].map { event, number in
            CheckOff(key: "\(number)", plan: plan.id, tour: tour.id, at: at.adding(seconds: number), receivedAt: at, event: event)
        }
        let progress = [tour.id: TourProgress(tour, checkOffs: reports)]
        let wish = ReplanWish(at: at, driven: .checkOffs)
        let new = try Replanner(plan, wish: wish, progress: progress, input: town.input()).replan()
        #expect(new.obstacle(slot) == .notEmptied)
        #expect(new.violations == [])
        let again = try Replanner(
            plan, wish: ReplanWish(at: at, driven: .checkOffs, slots: [slot]), progress: progress, input: town.input()
        ).replan()
        #expect(again.emptying(slot) != nil)
        #expect(again.violations == [])
    }

    @Test func aBudgetKeepsContainersWithTheirTrucks() throws {
        var town = MapTown("a.b.c.d.D.e.f.g.h\n........T")
        town.data.vehicles = ["one", "two"].map { MapTown.glassTruck($0) }
        let plan = try town.plan()
        var day = town
        day.data.vehicles.append(MapTown.glassTruck("spare"))
        let wish = ReplanWish(at: Self.moment(5, 30), changeBudget: 0)
        let new = try Replanner(plan, wish: wish, input: day.input()).replan()
        #expect(PlanDifference(from: plan, to: new).moved == [])
        #expect(new.violations == [])
    }
}
