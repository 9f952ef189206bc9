import Dispatching
import Model
import Reports
import Sentences
import Store
import StoreSQLite
import Testing

@Suite struct PlanChangeDeskTests {
    private func planned() async throws -> (DeskTown, Plan) {
        let town = try await DeskTown()
        try await town.see(0.9)
        try await town.see(0.9, in: "park-green")
        let plan = try await town.desk.createPlan(town: "alpha", order: PlanOrder(day: DeskTown.tuesday)).plan
        return (town, plan)
    }

    @Test func editsGrowTheHistoryAndCanBeTakenBackAndDoneAgain() async throws {
        let (town, plan) = try await planned()
        let taken = try await town.desk.editPlan(
            town: "alpha", id: plan.id, order: PlanEditOrder(edits: [.takeOut("park-green")], by: "Frühdienst"))
        #expect(taken.plan.revision == 1)
        #expect(taken.canUndo)
        #expect(taken.difference.removed.map(\.slot) == ["park-green"])
        let undone = try await town.desk.undoPlan(town: "alpha", id: plan.id, by: "Frühdienst")
        #expect(undone.plan.tours == plan.tours)
        #expect(undone.plan.revision == 2)
        #expect(undone.canRedo && !undone.canUndo)
        let redone = try await town.desk.redoPlan(town: "alpha", id: plan.id, by: "Frühdienst")
        #expect(redone.plan.tours == taken.plan.tours)
        let history = try await town.desk.planHistory(town: "alpha", id: plan.id)
        #expect(history.map(\.change.key) == ["made", "edit", "undo", "redo"])
        #expect(history.map(\.by) == ["", "Frühdienst", "Frühdienst", "Frühdienst"])
        #expect(try await town.desk.plan(town: "alpha", id: plan.id, revision: 0).tours == plan.tours)
        await #expect(throws: DeskError.self) { try await town.desk.redoPlan(town: "alpha", id: plan.id, by: "") }
    }

    @Test func aPreviewChangesNothing() async throws {
        let (town, plan) = try await planned()
        let seen = try await town.desk.editPlan(
            town: "alpha", id: plan.id, order: PlanEditOrder(edits: [.takeOut("park-green")], isPreview: true))
        #expect(!seen.isSaved)
        #expect(try await town.desk.plan(town: "alpha", id: plan.id) == plan)
    }

    @Test func brokenRulesNeedAReason() async throws {
        let (town, plan) = try await planned()
        let tour = try #require(plan.tours.first)
        // Nobody can rest four hours within the shift.
        let edits: [PlanEdit] = [.addRest(tour.id, minutes: 240, position: 2), .addRest(tour.id, minutes: 240, position: 3)]
        let error = await #expect(throws: DeskError.self) {
            try await town.desk.editPlan(town: "alpha", id: plan.id, order: PlanEditOrder(edits: edits))
        }
        guard case .invalid(member: "reason", _, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let saved = try await town.desk.editPlan(
            town: "alpha", id: plan.id, order: PlanEditOrder(edits: edits, reason: "Übung"))
        #expect(!saved.addedViolations.isEmpty)
        #expect(try await town.desk.planHistory(town: "alpha", id: plan.id).last?.reason == "Übung")
    }

    @Test func waysFromElsewhereAreNamedAsTheCause() async throws {
        let (town, plan) = try await planned()
        var onRoads = plan
        onRoads.distanceBasis = .roads
        for tour in onRoads.tours.indices {
            for stop in onRoads.tours[tour].stops.indices { onRoads.tours[tour].stops[stop].legMetres += 500 }
        }
        try await town.store.savePlan(onRoads)
        let error = await #expect(throws: DeskError.self) {
            try await town.desk.editPlan(
                town: "alpha", id: plan.id, order: PlanEditOrder(edits: [.lockContainer("park-green", isLocked: true)]))
        }
        #expect(error?.description.contains("road network") == true)
        #expect(error?.description.contains("roads.file") == true)
    }

    @Test func whoeverSawAnOlderPlanIsTold() async throws {
        let (town, plan) = try await planned()
        let edit = PlanEditOrder(edits: [.lockContainer("park-green", isLocked: true)], revision: 0)
        _ = try await town.desk.editPlan(town: "alpha", id: plan.id, order: edit)
        await #expect(throws: DeskError.self) { try await town.desk.editPlan(town: "alpha", id: plan.id, order: edit) }
    }

    @Test func aReplanWaitsForAWordAndIsStaleAfterAnEdit() async throws {
        let (town, plan) = try await planned()
        let order = ReplanOrder(slots: ["market-white"], iterations: 200)
        let proposal = try await town.desk.replan(town: "alpha", id: plan.id, order: order)
        #expect(proposal.difference.added.map(\.slot) == ["market-white"])
        #expect(try await town.desk.plan(town: "alpha", id: plan.id) == plan)
        let accepted = try await town.desk.acceptProposal(
            town: "alpha", plan: plan.id, id: proposal.id, by: "dispatch", reason: nil)
        #expect(accepted.plan.emptiedSlots.contains("market-white"))
        #expect(try await town.desk.proposals(town: "alpha", plan: plan.id) == [])
        let second = try await town.desk.replan(town: "alpha", id: plan.id, order: ReplanOrder(iterations: 100))
        _ = try await town.desk.editPlan(
            town: "alpha", id: plan.id, order: PlanEditOrder(edits: [.lockContainer("park-green", isLocked: true)]))
        await #expect(throws: DeskError.self) {
            try await town.desk.acceptProposal(town: "alpha", plan: plan.id, id: second.id, by: "", reason: nil)
        }
        try await town.desk.discardProposal(town: "alpha", plan: plan.id, id: second.id)
    }

    @Test(
        "What no search can be asked for is refused before it begins, with the member",
        arguments: [
            (ReplanOrder(seconds: -3), "seconds"), (ReplanOrder(iterations: -1), "iterations"),
            (ReplanOrder(changeBudget: -1, iterations: 10), "change_budget"), (ReplanOrder(slots: ["nowhere"]), "slots"),
            (ReplanOrder(fullVehicles: ["nobody"]), "full_vehicles"),
        ])
    func senselessReplans(order: ReplanOrder, member: String) async throws {
        let (town, plan) = try await planned()
        let error = await #expect(throws: DeskError.self) {
            try await town.desk.replan(town: "alpha", id: plan.id, order: order)
        }
        guard case .invalid(member, _, let remedy)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!remedy.description.isEmpty)
    }

    @Test func aProposalIsNamedAfterTheTimeOfDay() async throws {
        let (town, plan) = try await planned()
        let order = ReplanOrder(iterations: 10)
        let first = try await town.desk.replan(town: "alpha", id: plan.id, order: order)
        let second = try await town.desk.replan(town: "alpha", id: plan.id, order: order)
        #expect(first.id.rawValue == "\(plan.id).r100000")
        #expect(second.id.rawValue == "\(plan.id).r100000-2")
    }

    @Test func limitsTellWhatOneMoreHourAndTruckWouldBring() async throws {
        let (town, plan) = try await planned()
        let all = try await town.desk.limits(town: "alpha", plan: plan.id, language: .german)
        #expect(all.leftOut == 0 && all.binding == nil)
        #expect(all.oneMoreHour.moreServed == 0)
        #expect(all.sentences.first == "Alle fälligen Stellplätze werden geleert.")
        #expect(all.sentences.contains { $0.hasPrefix("Kran nutzt ") })
        // Without its truck both containers stay; a truck like it would do them.
        let without = try await town.desk.createPlan(
            town: "alpha", order: PlanOrder(day: DeskTown.tuesday, withoutVehicles: ["crane"])
        ).plan
        let limits = try await town.desk.limits(town: "alpha", plan: without.id, language: .english)
        #expect(limits.leftOut == 2)
        #expect(limits.binding == .noVehicle || limits.binding == .noSuitableVehicle)
        #expect(limits.oneMoreHour.moreServed == 0)
        #expect(limits.vehicle == "crane")
        let gain = try #require(limits.oneMoreVehicle)
        #expect(gain.moreServed == 2)
        #expect(gain.distanceMetres == plan.totals.distanceMetres)
        #expect(
            limits.sentences.last?.hasPrefix("One more vehicle like Kran would empty 2 of the 2 containers that stay") == true)
    }

    @Test func explanationsNameFractionAndPlace() async throws {
        let (town, plan) = try await planned()
        let answer = try await town.desk.explain(town: "alpha", plan: plan.id, slot: "park-green", language: .german)
        #expect(answer.sentences.first?.hasPrefix("Glas grün, Park (park-green) wird von Kran am ") == true)
    }

    @Test func severalDaysArePlannedOnceEachAndEmptyWhatTheySay() async throws {
        let (town, _) = try await planned()
        let plans = try await town.desk.createPlans(town: "alpha", order: PlanOrder(day: DeskTown.tuesday), days: 3)
        #expect(plans.map(\.day) == (0..<3).map { DeskTown.tuesday.adding(days: $0) })
        #expect(Set(plans.map(\.id)).count == 3)
        let emptied = plans.flatMap(\.emptiedSlots)
        #expect(Set(emptied).count == emptied.count)
        #expect(emptied.contains("park-green") && emptied.contains("market-green"))
        for plan in plans {
            #expect(try await town.desk.plan(town: "alpha", id: plan.id) == plan)
            #expect(plan.violations == [])
            let tours = plan.tours.map(\.totals)
            #expect(plan.totals.distanceMetres == tours.reduce(0) { $0 + $1.distanceMetres })
            #expect(plan.totals.containers == plan.emptiedSlots.count)
        }
        await #expect(throws: DeskError.self) {
            try await town.desk.createPlans(
                town: "alpha", order: PlanOrder(day: DeskTown.tuesday, changeBudget: 1), days: 2)
        }
    }

    @Test func aBudgetOfChangesLooksAtThePlansOfTheLastWeeks() async throws {
        let (town, plan) = try await planned()
        _ = plan
        let order = PlanOrder(day: DeskTown.tuesday.adding(days: 1), changeBudget: 0)
        let result = try await town.desk.createPlan(town: "alpha", order: order)
        #expect(result.changedSlots == [])
        #expect(Set(result.plan.emptiedSlots) == ["market-green", "park-green"])
        await #expect(throws: DeskError.self) {
            try await town.desk.createPlan(town: "alpha", order: PlanOrder(day: DeskTown.tuesday, changeBudget: -1))
        }
    }

    @Test func aCheckOffSetsTheLevelDownOnceAndOnlyOnce() async throws {
        let (town, plan) = try await planned()
        let tour = try #require(plan.tours.first)
        let stop = try #require(tour.stops.firstIndex { $0.emptied.contains { $0.slot == "market-green" } })
        let report = CrewReport(key: "a-1", tour: tour.id, event: .stopDone(stop, slots: []))
        let first = try await town.desk.checkOff(town: "alpha", plan: plan.id, report: report)
        let second = try await town.desk.checkOff(town: "alpha", plan: plan.id, report: report)
        #expect(first.isNew && !second.isNew)
        #expect(second.checkOff == first.checkOff)
        let status = try await town.desk.container(town: "alpha", slot: "market-green", dueOn: nil)
        #expect(status.current?.lastEmptying?.source == .reported)
        let emptyings = try await town.desk.emptyings(
            town: "alpha", slot: "market-green", from: DeskTown.now.adding(days: -1), to: DeskTown.now.adding(days: 1))
        #expect(emptyings.count == 1)
        let progress = TourProgress(tour, checkOffs: try await town.desk.checkOffs(town: "alpha", plan: plan.id))
        #expect(progress.emptied.keys.contains("market-green"))
    }

    @Test func aReportOnAnotherToursContainerIsRefused() async throws {
        let (town, plan) = try await planned()
        let tour = try #require(plan.tours.first)
        await #expect(throws: DeskError.self) {
            try await town.desk.checkOff(
                town: "alpha", plan: plan.id,
                report: CrewReport(key: "b", tour: tour.id, event: .emptied("market-white", levelSeen: nil)))
        }
    }

    @Test func toursWithKilometresTeachTheEstimate() async throws {
        let (town, plan) = try await planned()
        #expect(plan.detour == DetourFactor(source: .configured, factor: 1.5, samples: 0))
        var last = plan
        for number in 1...3 {
            let tour = try #require(last.tours.first)
            let circles = zip(tour.stops, tour.stops.dropFirst()).reduce(0) {
                $0 + $1.0.coordinate.distanceMetres(to: $1.1.coordinate)
            }
            _ = try await town.desk.checkOff(
                town: "alpha", plan: last.id,
                report: CrewReport(
                    key: "end-\(number)", tour: tour.id, event: .tourFinished, kilometres: circles * 1.8 / 1000))
            let order = PlanOrder(day: DeskTown.tuesday, id: PlanID("again-\(number)"))
            last = try await town.desk.createPlan(town: "alpha", order: order).plan
            // Two tours are too few to learn from.
            #expect(last.detour?.source == (number < 3 ? .configured : .drivenTours))
        }
        let learned = try #require(last.detour)
        #expect(learned.samples == 3)
        #expect(abs(learned.factor - 1.8) < 0.001)
        #expect(Double(last.totals.distanceMetres) > 1.15 * Double(plan.totals.distanceMetres))
        let names = try await TownNames(town.desk.townData("alpha"))
        #expect(Wording(names: names, language: .german).sentence(waysOf: last).contains("gelernt aus 3 gefahrenen Touren"))
    }

    @Test func aRunEndsAsAPlanOfThatName() async throws {
        let town = try await DeskTown()
        try await town.see(0.9)
        let run = try await town.desk.startPlan(town: "alpha", order: PlanOrder(day: DeskTown.tuesday, id: "watched"))
        #expect(run.id == "watched")
        var state = run
        while !state.phase.isOver {
            await Task.yield()
            state = try await town.desk.planRun(town: "alpha", id: "watched")
        }
        #expect(state.phase == .done)
        #expect(try await town.desk.plan(town: "alpha", id: "watched").emptiedSlots == ["market-green"])
    }

    @Test func aCancelledRunSavesNothing() async throws {
        let town = try await DeskTown()
        try await town.see(0.9)
        let order = PlanOrder(day: DeskTown.tuesday, id: "dropped", iterations: 100_000_000)
        _ = try await town.desk.startPlan(town: "alpha", order: order)
        #expect(try await town.desk.cancelPlanRun(town: "alpha", id: "dropped").phase == .cancelled)
        await #expect(throws: DeskError.self) { try await town.desk.plan(town: "alpha", id: "dropped") }
    }
}

extension Plan {
    fileprivate var emptiedSlots: [SlotID] { tours.flatMap(\.emptiedSlots) }
}
