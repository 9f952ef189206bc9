import Foundation
import Model
import Synchronization
import Testing

@testable import Planning

@Suite struct StatePlannerTests {
    private static func planner(_ json: String) throws -> StatePlanner {
        let state = try JSONDecoder().decode(PlanState.self, from: Data(json.utf8))
        return try StatePlanner(state) { MapTown.travel($0) }
    }

    /// Three clusters on a line with a depot at its beginning, where loads are left; ten minutes and five kilometres apart.
    private static func line(slots: String, vehicle: String = "", more: String = "") -> String {
        let figures = { (step: Int) in
            (0..<4).map { a in "[" + (0..<4).map { b in "\(abs(a - b) * step)" }.joined(separator: ",") + "]" }.joined(
                separator: ",")
        }
        return """
            {"depots": [{"id": "yard"}], "sites": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "slots": [\(slots)],
             "vehicles": [{"id": "v"\(vehicle)}],
             "matrix": {"distance_metres": [\(figures(5000))], "duration_seconds": [\(figures(600))]},
             "options": {"iterations": 300}\(more)}
            """
    }

    @Test func countedDepositsDecideWhatIsEmptied() throws {
        let slots = """
            {"id": "a1", "site": "a", "capacity_litres": 4000, "deposits": 95, "deposit_litres": 40, "deposits_per_day": 20},
            {"id": "c1", "site": "c", "capacity_litres": 4000, "deposits": 10, "deposit_litres": 40, "deposits_per_day": 5}
            """
        let plan = try Self.planner(Self.line(slots: slots)).plan(spentShare: nil)
        #expect(plan.tours.map(\.sites) == [["a"]])
        #expect(plan.tours[0].stops.flatMap(\.slots) == ["a1"])
        #expect(plan.distanceMetres == 10_000)
        #expect(plan.violations == [])
        #expect(plan.tours[0].stops.first?.arrivalSeconds == 7 * 3600)
    }

    @Test func aVehicleTakesItsBreakWithinItsWindow() throws {
        let slots = ["a", "b", "c"].map { #"{"id": "\#($0)1", "site": "\#($0)", "level": 1.1, "service_seconds": 3600}"# }
        let json = Self.line(
            slots: slots.joined(separator: ","),
            vehicle: #", "start": "07:00", "end": "15:00", "breaks": [{"from": "09:00", "until": "10:00", "minutes": 30}]"#)
        let plan = try Self.planner(json).plan(spentShare: nil)
        let rests = plan.tours.flatMap(\.stops).filter { $0.kind == "rest" }
        #expect(rests.count == 1)
        #expect(plan.tours[0].sites.count == 3)
    }

    @Test func aLevelAloneIsEnough() throws {
        // Full to 95 % within a week: it will be overfull tomorrow, though nobody said how fast it fills.
        let slots = """
            {"id": "a1", "site": "a", "level": 0.95, "age_days": 7}, {"id": "b1", "site": "b", "level": 0.2, "age_days": 7}
            """
        let plan = try Self.planner(Self.line(slots: slots)).plan(spentShare: nil)
        #expect(plan.tours.flatMap(\.sites) == ["a"])
        // Without an age the fraction's usual rate counts.
        let overfull = try Self.planner(Self.line(slots: #"{"id": "a1", "site": "a", "level": 1.05}"#)).plan(spentShare: nil)
        #expect(overfull.tours.flatMap(\.sites) == ["a"])
    }

    @Test func aForecastAloneIsEnough() throws {
        let slots = """
            {"id": "a1", "site": "a", "rate_per_day": 0.2, "age_days": 5}, {"id": "b1", "site": "b", "rate_per_day": 0.05, "age_days": 5}
            """
        let plan = try Self.planner(Self.line(slots: slots)).plan(spentShare: nil)
        #expect(plan.tours.flatMap(\.sites) == ["a"])
    }

    @Test(
        "What can not be meant is refused with the member and the remedy",
        arguments: [
            (#"{"id": "a1", "site": "a", "level": 90}"#, "", "slots.a1.level", "0.9 means 90 %"),
            (#"{"id": "a1", "site": "a", "level": -0.1}"#, "", "slots.a1", "0 or more"),
            (#"{"id": "a1", "site": "a", "level": 0.9}"#, #", "name": "x""#, "options.seconds", "at most 600"),
        ])
    func refused(slot: String, more: String, member: String, remedy: String) throws {
        var json = Self.line(slots: slot, more: more)
        if !more.isEmpty { json = json.replacing(#""iterations": 300"#, with: #""seconds": -1"#) }
        let error = #expect(throws: PlanStateError.self) { try Self.planner(json) }
        #expect(error?.member == member)
        #expect(error?.message.contains(remedy) == true)
    }

    @Test func aSmallMatrixIsCountedAsTheCallerCounts() throws {
        let json = Self.line(slots: #"{"id": "a1", "site": "a", "level": 0.9}"#).replacing(
            #"{"id": "c"}"#, with: #"{"id": "c"}, {"id": "e"}"#)
        let error = #expect(throws: PlanStateError.self) { try Self.planner(json) }
        #expect(error?.message.contains("has 4 places") == true)
        #expect(error?.message.contains("together are 5") == true)
    }

    @Test func aHistoryGivesLevelAndRate() throws {
        let slot = """
            {"id": "b1", "site": "b", "history": [{"hours_ago": 48, "level": 0.4}, {"hours_ago": 24, "level": 0.7}]}
            """
        let plan = try Self.planner(Self.line(slots: slot)).plan(spentShare: nil)
        #expect(plan.tours.flatMap(\.sites) == ["b"])
    }

    @Test func requestsAreEmptiedAndPoliciesDiffer() throws {
        let asked = #"{"id": "a1", "site": "a", "level": 0.1, "requested": true}"#
        #expect(try Self.planner(Self.line(slots: asked)).plan(spentShare: nil).tours.count == 1)
        let half = #"{"id": "a1", "site": "a", "level": 0.6}"#
        let low = try Self.planner(Self.line(slots: half, more: #", "rules": {"policy": "threshold", "threshold_level": 0.5}"#))
        #expect(try low.plan(spentShare: nil).tours.count == 1)
        let high = try Self.planner(Self.line(slots: half, more: #", "rules": {"policy": "threshold", "threshold_level": 0.8}"#))
        #expect(try high.plan(spentShare: nil).tours.isEmpty)
    }

    @Test(
        "A wrong state is refused by its member",
        arguments: [
            (#"{"id": "x", "site": "nowhere"}"#, "slots.x.site"), (#"{"id": "x", "site": "a", "level": -1}"#, "slots.x"),
            (#"{"id": "x", "site": "a"}, {"id": "x", "site": "a"}"#, "slots"),
        ])
    func refused(slots: String, member: String) throws {
        let error = #expect(throws: PlanStateError.self) { try Self.planner(Self.line(slots: slots)) }
        #expect(error?.member == member)
    }

    @Test func misspeltMembersAreRefused() {
        #expect(throws: DecodingError.self) {
            try Self.planner(Self.line(slots: #"{"id": "x", "site": "a", "fill_level": 1}"#))
        }
        #expect(throws: PlanStateError.self) {
            try Self.planner(#"{"depots": [{"id": "d"}], "sites": [], "slots": [], "vehicles": [{"id": "v"}]}"#)
        }
    }
}

@Suite struct RollingPlannerTests {
    @Test func whatIsEmptiedOnOneDayIsNotDueOnTheNext() throws {
        var town = MapTown("D.a.b.c.T")
        town.levels["c"] = 0.4
        town.ratesPerDay["c"] = 0.2
        let plans = try RollingPlanner(policy: DuePolicy()).plan(town.input(), days: 3)
        #expect(plans.map(\.day) == (0..<3).map { MapTown.wednesday.adding(days: $0) })
        #expect(Set(plans[0].emptiedSlots).isSuperset(of: ["a", "b"]))
        #expect(plans.flatMap(\.emptiedSlots).filter { $0 == "a" }.count == 1)
        #expect(plans.flatMap(\.emptiedSlots).contains("c"))
        #expect(plans.allSatisfy { $0.violations.isEmpty })
    }

    @Test func choosingLeavesTimeForTheTours() throws {
        var input = MapTown("D.a.b.c.T").input()
        let asked = Mutex(0)
        input.options.iterations = nil
        input.options.spentShare = {
            asked.withLock { calls in
                calls += 1
                return Double(calls) / 3000
            }
        }
        let plans = try RollingPlanner(policy: TakesAllItsTime()).plan(input, days: 2)
        #expect(Set(plans[0].emptiedSlots).isSuperset(of: ["a", "b"]))
        #expect(plans[0].iterations > 0)
    }

    /// Chooses what is due, once its time is over.
    private struct TakesAllItsTime: SelectionPolicy {
        let name = "slow"

        func select(_ input: PlanningInput) -> DaySelection {
            while let spent = input.options.spentShare?(), spent < 1 {}
            return DuePolicy().select(input)
        }
    }
}
