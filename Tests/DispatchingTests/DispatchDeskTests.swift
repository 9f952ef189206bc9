import Dispatching
import Model
import Reports
import Sentences
import Store
import StoreSQLite
import Testing

@Suite struct LevelDeskTests {
    @Test func aSeenLevelIsTheContainersLevelAtOnce() async throws {
        let town = try await DeskTown()
        try await town.see(0.95)
        let status = try await town.desk.container(town: "alpha", slot: "market-green", dueOn: nil)
        #expect(abs((status.current?.level ?? 0) - 0.95) < 0.001)
        #expect(status.ageSeconds == 0)
        #expect(status.dueReason?.key == "level")
    }

    @Test func aLateEntryDoesNotTakeBackWhatIsNewer() async throws {
        let town = try await DeskTown()
        try await town.see(0.4, hoursAgo: 1)
        try await town.see(0.2, hoursAgo: 30)
        let status = try await town.desk.container(town: "alpha", slot: "market-green", dueOn: nil)
        #expect(abs((status.current?.level ?? 0) - 0.4) < 0.001)
        let readings = try await town.desk.readings(
            town: "alpha", slot: "market-green", from: DeskTown.now.adding(days: -3), to: DeskTown.now.adding(days: 1),
            after: nil,
            limit: 10)
        #expect(readings.map(\.origin) == [.person, .person])
    }

    @Test(arguments: [Double.nan, -0.1, 3.5])
    func impossibleLevelsAreRefusedWithTheMember(level: Double) async throws {
        let town = try await DeskTown()
        let error = await #expect(throws: DeskError.self) { try await town.see(level) }
        guard case .invalid(let member, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(member == "level")
    }

    @Test func aLevelSeenTomorrowOrTwoYearsAgoIsRefused() async throws {
        let town = try await DeskTown()
        await #expect(throws: DeskError.self) { try await town.see(0.5, hoursAgo: -24) }
        await #expect(throws: DeskError.self) { try await town.see(0.5, hoursAgo: 2 * 365 * 24) }
    }

    @Test func unknownTownsAndSlotsAreNamed() async throws {
        let town = try await DeskTown()
        await #expect(throws: DeskError.notFound(what: "town", id: "omega")) { try await town.desk.townData("omega") }
        await #expect(throws: DeskError.notFound(what: "container", id: "none")) {
            try await town.desk.container(town: "alpha", slot: "none", dueOn: nil)
        }
    }

    @Test func slotsWithoutAnyDataAreListedAsSuch() async throws {
        let town = try await DeskTown()
        let all = try await town.desk.containers(town: "alpha", dueOn: nil)
        #expect(all.map(\.slot.id) == ["market-green", "market-white", "park-green"])
        #expect(all.allSatisfy { $0.current?.level == nil && $0.ageSeconds == nil })
        #expect(all.allSatisfy { $0.forecast != nil })
    }
}

@Suite struct PlanDeskTests {
    @Test func whatIsDueIsPlannedSavedAndWithoutViolations() async throws {
        let town = try await DeskTown()
        try await town.see(0.9)
        let made = try await town.desk.createPlan(town: "alpha", order: PlanOrder(day: DeskTown.tuesday))
        #expect(made.isNew)
        #expect(made.plan.violations.isEmpty)
        let emptied = made.plan.tours.flatMap(\.stops).flatMap(\.emptied)
        #expect(emptied.map(\.slot) == ["market-green"])
        #expect(try await town.desk.plan(town: "alpha", id: made.plan.id) == made.plan)
        #expect(
            try await town.desk.plans(town: "alpha", day: DeskTown.tuesday, before: nil, limit: 10).map(\.id) == [made.plan.id])
    }

    @Test func anOrderSentTwiceMakesOnePlan() async throws {
        let town = try await DeskTown()
        try await town.see(0.9)
        let order = PlanOrder(day: DeskTown.tuesday, id: "wish-1")
        let first = try await town.desk.createPlan(town: "alpha", order: order)
        let second = try await town.desk.createPlan(town: "alpha", order: order)
        #expect(first.isNew && !second.isNew)
        #expect(first.plan == second.plan)
    }

    @Test func plansMadeInTheSameSecondGetNamesOfTheirOwn() async throws {
        let town = try await DeskTown()
        let first = try await town.desk.createPlan(town: "alpha", order: PlanOrder(day: DeskTown.tuesday))
        let second = try await town.desk.createPlan(town: "alpha", order: PlanOrder(day: DeskTown.tuesday))
        #expect(first.plan.id != second.plan.id)
        #expect(try await town.desk.plans(town: "alpha", day: nil, before: nil, limit: 10).count == 2)
    }

    @Test func aVehicleLeftAtHomeLeavesItsContainersOutWithTheObstacle() async throws {
        let town = try await DeskTown()
        try await town.see(0.9)
        let order = PlanOrder(day: DeskTown.tuesday, withoutVehicles: ["crane"])
        let plan = try await town.desk.createPlan(town: "alpha", order: order).plan
        #expect(plan.tours.isEmpty)
        #expect(plan.leftOut.map(\.slot) == ["market-green"])
        #expect(plan.leftOut.map(\.obstacle) == [.noVehicle])
    }

    @Test func anUnknownVehicleIsRefusedByName() async throws {
        let town = try await DeskTown()
        let order = PlanOrder(day: DeskTown.tuesday, withoutVehicles: ["submarine"])
        let error = await #expect(throws: DeskError.self) { try await town.desk.createPlan(town: "alpha", order: order) }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("submarine"))
    }

    @Test func aRequestIsDueUntilItsSlotIsEmptied() async throws {
        let town = try await DeskTown()
        _ = try await town.desk.addRequest(town: "alpha", slot: "park-green", dueOn: DeskTown.tuesday, note: "Markttag")
        let before = try await town.desk.container(town: "alpha", slot: "park-green", dueOn: DeskTown.tuesday)
        #expect(before.dueReason?.key == "request")
        let emptied = Emptying(
            slot: "park-green", at: DeskTown.now.adding(hours: 1), levelBefore: nil, levelAfter: 0, confidence: 1,
            source: .reported)
        try await town.store.reportEmptying(emptied, town: "alpha")
        let after = try await town.desk.container(town: "alpha", slot: "park-green", dueOn: DeskTown.tuesday)
        #expect(after.dueReason == nil)
    }

    @Test func theDayReportCountsTheNewestPlan() async throws {
        let town = try await DeskTown()
        try await town.see(0.9)
        let plan = try await town.desk.createPlan(town: "alpha", order: PlanOrder(day: DeskTown.tuesday)).plan
        let report = try await town.desk.dayReport(town: "alpha", day: DeskTown.tuesday)
        #expect(report.plan == plan)
        #expect(report.plannedAndEmptied == 0)
    }
}

@Suite struct TenantTests {
    @Test func twoTownsWithTheSameNamesInsideStayApart() async throws {
        let town = try await DeskTown(towns: ["alpha", "beta"])
        try await town.see(0.9)
        let other = try await town.desk.container(town: "beta", slot: "market-green", dueOn: nil)
        #expect(other.current?.level == nil)
        _ = try await town.desk.createPlan(town: "alpha", order: PlanOrder(day: DeskTown.tuesday))
        #expect(try await town.desk.plans(town: "beta", day: nil, before: nil, limit: 10).isEmpty)
        #expect(try await town.desk.towns().map(\.id) == ["alpha", "beta"])
    }

    @Test func anImportIsSeenAtOnceAndKeepsTheHistory() async throws {
        let town = try await DeskTown()
        try await town.see(0.6)
        var data = try DeskTown.data("alpha")
        data.slots.removeAll { $0.id == "park-green" }
        data.slots[0].note = "behind the hall"
        try await town.desk.replaceTown(data)
        let all = try await town.desk.containers(town: "alpha", dueOn: nil)
        #expect(all.map(\.slot.id) == ["market-green", "market-white"])
        #expect(all[0].slot.note == "behind the hall")
        #expect(abs((all[0].current?.level ?? 0) - 0.6) < 0.001)
    }
}
