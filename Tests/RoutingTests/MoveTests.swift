import Testing

@testable import Routing

@Suite("Every move")
struct MoveTests {
    enum Move: CaseIterable {
        case insertion, removal, tipMoved, tipDropped, tourOpened, tourExtended, tailsExchanged, stretchRebuilt, tourClosed
    }

    @Test("changes the cost by what counting anew says, and leaves tours that can be driven", arguments: Move.allCases)
    func delta(move: Move) throws {
        var changes = 0
        // Closing a tour takes many insertions.
        let isLong = move == .tourClosed
        for seed in 0..<(isLong ? 16 : 60) {
            var problems = RandomProblems(seed: UInt64(seed) &+ 9_000)
            var problem = problems.problem(tasks: 9, vehicles: 3)
            // What is fixed cannot always be driven; then there is nothing to compare with.
            for index in problem.vehicles.indices { problem.vehicles[index].lockedPrefix = [] }
            if isLong || seed.isMultiple(of: 2) {
                for index in problem.tasks.indices { problem.tasks[index].prize = isLong ? nil : 900 }
            }
            let options = SolverOptions(iterationLimit: isLong ? 1_000 : 30)
            let search = Search(try Instance(problem), options, seed: UInt64(seed))
            search.construct()
            for step in 0..<(isLong ? 2 : 12) {
                let before = search.state.totals.pointee.cost
                make(move, search)
                let counted = recount(search)
                #expect(search.state.totals.pointee.cost == counted, "\(move), problem \(seed), step \(step)")
                if search.state.totals.pointee.cost != before { changes += 1 }
                if step.isMultiple(of: 2) { search.state.commit() } else { search.state.rollback() }
                #expect(search.state.totals.pointee.cost == recount(search), "\(move), problem \(seed), step \(step): after")
            }
        }
        #expect(changes > 0, "\(move) was never made")
    }

    private func make(_ move: Move, _ search: Search) {
        let state = search.state
        switch move {
        case .insertion:
            for task in 0..<state.instance.taskCount { search.recreate.enqueue(task) }
            search.recreate.run(&search.random, blinks: true, thorough: true)
        case .removal: search.ruin.strings(&search.random)
        case .tipMoved:
            search.ruin.strings(&search.random)
            for task in 0..<state.instance.taskCount { search.recreate.enqueue(task) }
            search.recreate.run(&search.random, blinks: true, thorough: true)
            for vehicle in 0..<state.instance.vehicleCount { DisposalTidying.relocate(state, vehicle) }
        case .tipDropped:
            search.ruin.strings(&search.random)
            for vehicle in 0..<state.instance.vehicleCount {
                if DisposalTidying.dropNeedless(state, vehicle, always: true) { state.refresh(vehicle, cost: nil) }
            }
        case .tourOpened, .tourExtended:
            search.ruin.strings(&search.random)
            if state.totals.pointee.absentCount == 0 { return }
            if move == .tourOpened { search.openTour() } else { search.extendTour() }
            search.recreate.run(&search.random, blinks: false, thorough: false)
        case .tailsExchanged:
            search.step(500)
            search.exchangeTails(500)
        case .stretchRebuilt: search.rebuildStretch(500)
        case .tourClosed:
            search.iterations = 0
            search.closeTours(Annealing(state.instance))
        }
    }

    /// The plan's cost out of its tours alone.
    private func recount(_ search: Search) -> Int? {
        let instance = search.instance
        var cost = 0
        var tourOf = [Int](repeating: -1, count: instance.taskCount)
        for vehicle in 0..<instance.vehicleCount {
            let route = search.state.routes[vehicle]
            var failure = Failure.none
            guard let tour = instance.cost(vehicle: vehicle, route.stops, route.count, failure: &failure) else { return nil }
            cost += tour
            for index in 0..<route.count where route.stops[index] < instance.taskCount {
                tourOf[Int(route.stops[index])] = vehicle
                cost += instance.servingCost[Int(route.stops[index])]
            }
        }
        for task in 0..<instance.taskCount where instance.group[task] < 0 && tourOf[task] < 0 {
            cost += instance.isMandatory[task] ? instance.absencePenalty : instance.prize[task]
        }
        for (group, members) in instance.groupMembers.enumerated() where members.allSatisfy({ tourOf[Int($0)] < 0 }) {
            let prizes = members.reduce(0) { $0 + instance.prize[Int($1)] }
            cost += instance.groupIsMandatory[group] ? instance.absencePenalty : prizes
        }
        for (one, other) in instance.problem.neighbouringPairs() where tourOf[one] >= 0 && tourOf[other] >= 0 {
            if tourOf[one] != tourOf[other] { cost += instance.pairCost }
        }
        return cost
    }
}
