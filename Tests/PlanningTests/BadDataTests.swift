import Model
import Testing

@testable import Planning

/// Data that no import would let through must not bring the planner down.
@Suite struct BadDataTests {
    private func planned(_ change: (inout MapTown) -> Void) throws -> Plan {
        var town = MapTown("D.a.b.T")
        change(&town)
        return try town.plan()
    }

    @Test func senselessVehicles() throws {
        for factor in [0, -1, .nan, .infinity, 1e-300, 1e300] as [Double] {
            _ = try planned { $0.data.vehicles[0].speedFactor = factor }
        }
        for length in [0, -1, Int.max, Int.min] { _ = try planned { $0.data.vehicles[0].shift.lengthSeconds = length } }
        for payload in [-1, .nan, .infinity, 0] as [Double] {
            _ = try planned {
                $0.data.vehicles[0].payloadKilograms = payload
                $0.data.vehicles[0].compartments[0].volumeLitres = payload
            }
        }
        #expect(try planned { $0.data.vehicles[0].compartments = [] }.leftOut.count == 2)
        #expect(try planned { $0.data.vehicles.append($0.data.vehicles[0]) }.tours.count == 1)
    }

    @Test func senselessContainersAndRules() throws {
        for volume in [-1, 0, .nan, .infinity, 1e300] as [Double] {
            _ = try planned { $0.data.containerTypes[0].usableVolumeLitres = volume }
        }
        for seconds in [-1, Int.max, Int.min] {
            _ = try planned { $0.data.disposalSites[0].serviceSeconds = seconds }
            _ = try planned { $0.change(site: "a") { $0.setupSeconds = seconds } }
            _ = try planned { $0.data.rules.service.craneSeconds = seconds }
        }
        _ = try planned {
            $0.data.rules.fractions["glass-white"] = FractionProperties(
                densityKilogramsPerCubicMetre: .nan, compaction: 0, maximumAgeDays: .nan)
        }
        _ = try planned { $0.data.rules.thresholds = LevelThresholds(takeAlong: 2, mustEmpty: -1) }
        let closed = OpeningWindow(opens: TimeOfDay(hour: 9), closes: TimeOfDay(hour: 8))
        #expect(try planned { $0.data.disposalSites[0].openingWindows = [closed] }.leftOut.count == 2)
    }

    @Test func effortWithoutBounds() throws {
        let plan = try planned {
            $0.options = PlanningOptions(iterations: Int.max, spentShare: { 1 }, overflowRiskLimit: .nan, capacityReserve: 7)
        }
        #expect(plan.leftOut.count == 2)
        _ = try planned { $0.options.iterations = -5 }
    }

    @Test func aPlanFullOfNonsenseIsRefusedByTheVerifierWithoutCrashing() throws {
        let town = MapTown("D.a.b.T")
        let right = try town.plan()
        for change in [
            { $0.legMetres = Int.max }, { $0.serviceSeconds = Int.min }, { $0.loadKilograms = .nan },
            { $0.arrival = Timestamp(milliseconds: .max) }, { $0.departure = Timestamp(milliseconds: .min) },
        ] as [(inout Stop) -> Void] {
            var plan = right
            change(&plan.tours[0].stops[1])
            #expect(!PlanVerifier(town.input()).verify(plan).isEmpty)
        }
    }
}
