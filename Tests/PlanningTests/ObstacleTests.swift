import Model
import Testing

@testable import Planning

/// Why a due slot stays: each constraint by itself.
@Suite struct ObstacleTests {
    /// Plans a town whose only due slot is `a`, and expects it to be left out.
    private func obstacle(_ change: (inout MapTown) -> Void) throws -> LeftOut {
        var town = MapTown("D.a.T")
        change(&town)
        let plan = try town.plan()
        #expect(plan.tours.isEmpty)
        #expect(plan.violations == [])
        #expect(plan.leftOut.count == 1)
        return try #require(plan.leftOut.first)
    }

    @Test func noVehicleTakesTheFraction() throws {
        let left = try obstacle { $0.change(slot: "a") { $0.fraction = .paper } }
        #expect(left.obstacle == .noSuitableVehicle)
        #expect(left.nearestVehicle == nil)
    }

    @Test func noVehicleEmptiesTheContainer() throws {
        #expect(try obstacle { $0.data.vehicles[0].emptyingMethods = [.rearLift] }.obstacle == .noSuitableVehicle)
    }

    @Test func theSiteNeedsASkill() throws {
        let left = try obstacle { $0.change(site: "a") { $0.requiredSkills = ["narrow"] } }
        #expect(left.obstacle == .skill)
        #expect(left.nearestVehicle == "truck")
    }

    @Test func noDisposalSiteTakesTheFraction() throws {
        #expect(try obstacle { $0.data.disposalSites[0].fractions = [.paper] }.obstacle == .noDisposalSite)
    }

    @Test func theVehicleMayNotTipThere() throws {
        #expect(try obstacle { $0.data.vehicles[0].disposalSites = ["elsewhere"] }.obstacle == .noDisposalSite)
    }

    @Test func theContainerIsTooLarge() throws {
        #expect(try obstacle { $0.data.vehicles[0].payloadKilograms = 500 }.obstacle == .tooLarge)
    }

    @Test func theSiteIsClosedAllThroughTheShift() throws {
        let left = try obstacle {
            $0.change(site: "a") { $0.openingWindows = [OpeningWindow(opens: TimeOfDay(hour: 18), closes: TimeOfDay(hour: 20))] }
        }
        #expect(left.obstacle == .timeWindow)
    }

    @Test func theShiftIsTooShortToReachAnything() throws {
        #expect(try obstacle { $0.data.vehicles[0].shift.lengthSeconds = 600 }.obstacle == .shift)
    }

    @Test func theSlotHasNoContainer() throws {
        #expect(try obstacle { $0.change(slot: "a") { $0.container = nil } }.obstacle == .noContainer)
    }

    @Test func theContainerHasNoType() throws {
        #expect(try obstacle { $0.data.containers[0].type = "unknown" }.obstacle == .noContainer)
    }

    @Test func fullTrucksWithoutTimeForAnotherLoad() throws {
        var town = MapTown("abcdefDT", level: 1)
        // Room for one container a load; 25 minutes are enough for one round only.
        town.data.vehicles[0].payloadKilograms = 1000
        town.data.vehicles[0].shift.lengthSeconds = 3600
        let plan = try town.plan()
        #expect(plan.violations == [])
        #expect(!plan.emptiedSlots.isEmpty && !plan.leftOut.isEmpty)
        #expect(plan.emptiedSlots.count + plan.leftOut.count == 6)
        #expect(Set(plan.leftOut.map(\.obstacle)).isSubset(of: [.shift, .capacity]))
    }

    @Test func saysUntilWhenLeavingItIsSafe() throws {
        let left = try obstacle {
            $0.levels["a"] = 0.7
            $0.ratesPerDay["a"] = 0.1
            $0.change(site: "a") { $0.requiredSkills = ["narrow"] }
            $0.ask(for: "a")
        }
        #expect(left.reason == .request("r-a", note: "overflowing"))
        // Three days at a tenth a day from 05:00.
        #expect(left.safeUntil == MapTown.clock.moment(MapTown.wednesday.adding(days: 3), TimeOfDay(hour: 5)))
    }
}
