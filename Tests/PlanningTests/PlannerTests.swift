import Model
import Testing

@testable import Planning

@Suite struct PlannerTests {
    @Test func emptiesWhatIsDueTipsAndComesHome() throws {
        let plan = try MapTown("D.a.b.T").plan()
        #expect(plan.violations == [])
        #expect(plan.leftOut == [])
        #expect(Set(plan.emptiedSlots) == ["a", "b"])
        let tour = try #require(plan.tours.first)
        #expect(tour.stops.map(\.place) == [.depotStart("depot"), .site("a"), .site("b"), .disposal("tip"), .depotEnd("depot")])
        // D→T and back, six kilometres each.
        #expect(tour.totals.distanceMetres == 12_000)
        #expect(tour.totals.drivingSeconds == 1200)
        #expect(tour.totals.serviceSeconds == 2 * (120 + 180))
        #expect(tour.totals.disposalSeconds == 960)
        #expect(tour.totals.loads == 1)
    }

    @Test func loadsFollowLevelVolumeDensityAndCompaction() throws {
        let plan = try MapTown("D.a.T", level: 1.25).plan()
        // 1.25 × 3 m³ × 300 kg/m³; glass is not compacted.
        let emptying = try #require(plan.emptying("a"))
        #expect(abs(emptying.expectedKilograms - 1125) < 1e-6)
        #expect(abs(emptying.expectedLitres - 3750) < 1e-6)
        let atTip = try #require(plan.tours[0].stops.first { $0.place == .disposal("tip") })
        #expect(atTip.loadKilograms == 0)
        #expect(plan.stop(at: "a")?.loadKilograms == emptying.expectedKilograms)
    }

    @Test func energyAndCarbonDioxideFollowTheWay() throws {
        let plan = try MapTown("D.a.b.T").plan()
        #expect(abs(plan.totals.dieselLitres - 12 * 0.535) < 1e-9)
        #expect(abs(plan.totals.carbonDioxideKilograms - 12 * 0.535 * 2.64) < 1e-9)
        #expect(plan.totals.electricKilowattHours == 0)
    }

    @Test func aTownOfEmptyContainersNeedsNoTour() throws {
        let plan = try MapTown("D.a.b.T", level: 0.1).plan()
        #expect(plan.tours.isEmpty)
        #expect(plan.leftOut.isEmpty)
        #expect(plan.violations.isEmpty)
    }

    @Test func anEmptyTownIsAnEmptyPlan() throws {
        let plan = try MapTown("D.T").plan()
        #expect(plan.tours.isEmpty && plan.violations.isEmpty)
    }

    @Test func takesAlongWhatIsOnTheWayButMakesNoDetour() throws {
        var town = MapTown(
            """
            D.a.b.c.T
            .........
            .........
            ....d....
            """)
        town.levels["b"] = 0.6
        town.levels["d"] = 0.6
        let plan = try town.plan()
        #expect(Set(plan.emptiedSlots) == ["a", "b", "c"])
        #expect(plan.emptying("b")?.reason == .takeAlong(expected: 0.6))
        #expect(plan.leftOut.isEmpty)
    }

    @Test func sendsNoTruckForTakeAlongAlone() throws {
        #expect(try MapTown("Da.T", level: 0.7).plan().tours.isEmpty)
    }

    @Test func comesBackToTipWhenATruckFullByWeightHasHalfItsVolumeLeft() throws {
        // Fifteen full containers: 15 × 900 kg is more than 10 t, while 45 m³ would fit.
        var town = MapTown("DabcdefghijklmnoT", level: 1)
        town.data.vehicles[0].compartments = [Compartment(fractions: [.glassWhite], volumeLitres: 90_000)]
        let plan = try town.plan()
        #expect(plan.violations == [])
        #expect(plan.emptiedSlots.count == 15)
        #expect(plan.totals.loads == 2)
        #expect(plan.tours[0].stops.map(\.loadKilograms).max()! <= 10_000)
    }

    @Test func chambersLimitEachColour() throws {
        // 12 m³ a colour: four full white containers fit, the fifth needs a second load although green and brown are empty.
        let plan = try MapTown("DabcdeT", level: 1).plan()
        #expect(plan.violations == [])
        #expect(plan.totals.loads == 2)
    }

    @Test func coloursOfOneSiteAreOneStop() throws {
        var town = MapTown("D.a.T")
        town.addSlot("a-green", at: "a", fraction: .glassGreen)
        town.addSlot("a-brown", at: "a", fraction: .glassBrown)
        let plan = try town.plan()
        let stop = try #require(plan.stop(at: "a"))
        #expect(stop.emptied.count == 3)
        #expect(stop.serviceSeconds == 120 + 3 * 180)
        #expect(plan.totals.sites == 1)
    }

    @Test func withoutAVehicleEverythingIsLeftOut() throws {
        let town = MapTown("D.a.b.T")
        let plan = try town.plan(off: ["truck"])
        #expect(plan.tours.isEmpty)
        #expect(plan.obstacle("a") == .noVehicle && plan.obstacle("b") == .noVehicle)
        #expect(plan.violations == [])
    }

    @Test func aTruckLessMeansTheLeastBadStay() throws {
        // Each truck manages one of the far sites in its short shift.
        var town = MapTown("a............D............b\n.............T")
        town.data.vehicles = [MapTown.glassTruck("one", hours: 1.4), MapTown.glassTruck("two", hours: 1.4)]
        town.levels["a"] = 0.85
        town.levels["b"] = 1.2
        #expect(try town.plan().leftOut.isEmpty)
        let plan = try town.plan(off: ["two"])
        #expect(plan.violations == [])
        #expect(plan.emptiedSlots == ["b"])
        #expect(plan.obstacle("a") == .shift)
        #expect(plan.leftOut.first?.nearestVehicle == "one")
    }

    @Test func aVehicleOfAnUnknownDepotIsAnError() {
        var town = MapTown("D.a.T")
        town.data.vehicles[0].depot = "nowhere"
        #expect(throws: PlanningError.unknownDepot(vehicle: "truck", depot: "nowhere")) { try town.plan() }
    }

    @Test func aSlotOfAnUnknownSiteIsAnError() {
        var town = MapTown("D.a.T")
        town.change(slot: "a") { $0.site = "nowhere" }
        #expect(throws: PlanningError.unknownSite(slot: "a", site: "nowhere")) { try town.plan() }
    }

    @Test func aMatrixOfOtherPlacesIsAnError() {
        var input = MapTown("D.a.T").input()
        input.travel = .empty
        #expect(throws: PlanningError.matrixDoesNotFit(matrixPlaces: 0, places: 3)) { try Planner().plan(input) }
    }

    @Test func theSameSeedGivesTheSamePlan() throws {
        let town = MapTown("a.b.c.D.d.e.f\n.g.h.T.i.j.k.\nl.m.n.o.p.q.r", level: 0.95)
        #expect(try town.plan() == town.plan())
    }

    @Test func aSpentBudgetStillGivesAPlan() throws {
        var town = MapTown("D.a.b.T")
        town.options = PlanningOptions(iterations: nil, spentShare: { 1 })
        let plan = try town.plan()
        #expect(plan.violations == [])
        #expect(plan.emptiedSlots.count == 2)
    }

    @Test func kindsOfTrucksArePlannedApart() throws {
        var town = MapTown("D.a.b.T")
        town.data.vehicles.append(MapTown.litterTruck("litter"))
        town.addSlot("b-bin", at: "b", fraction: .litter, type: "bin")
        let plan = try town.plan()
        #expect(plan.violations == [])
        #expect(plan.tours.map(\.vehicle) == ["truck", "litter"])
        #expect(plan.tours.map(\.id) == ["p.1", "p.2"])
    }
}
