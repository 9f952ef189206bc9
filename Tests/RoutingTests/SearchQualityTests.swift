import Testing

@testable import Routing

@Suite("The search")
struct SearchQualityTests {
    /// Pauses (by driving, by work in a row, in total, in windows; in parts), tips of several kinds, alternatives, orders, locked
    /// beginnings, load on board, durations by period, balance, compactness, prizes, skills, open ends: whatever is drawn together.
    @Test("finds the optimum of small problems of every constraint mix", arguments: 0..<40)
    func optimum(block: Int) throws {
        for number in (block * 50)..<(block * 50 + 50) {
            var problems = RandomProblems(seed: UInt64(number))
            let instance = try Instance(problems.problem(tasks: 3 + number % 2, vehicles: 2))
            guard let optimum = BruteForce(instance).optimum() else { continue }
            var least = Int.max
            for limit in [500, 4_000] where least > optimum {
                let search = Search(instance, SolverOptions(iterationLimit: limit), seed: 7)
                search.construct()
                if search.best.cost > optimum { search.run() }
                least = min(least, search.best.cost)
            }
            #expect(least == optimum, "problem \(number)")
        }
    }

    @Test("never returns a plan that the verifier rejects", arguments: 0..<20)
    func verified(block: Int) throws {
        for number in 0..<20 {
            var problems = RandomProblems(seed: UInt64(block * 500 + number + 77))
            let problem = problems.problem(tasks: 9, vehicles: 3)
            let solution = try Solver.solve(problem, SolverOptions(iterationLimit: 150))
            let stuck = try stuckVehicles(problem)
            let broken = solution.violations.filter { $0.kind != .mandatoryTaskUnserved && !stuck.contains($0.vehicle ?? "") }
            #expect(broken.isEmpty, "problem \(block * 500 + number + 77): \(broken)")
            #expect(try Verifier(problem).verify(solution).cost == solution.cost)
        }
    }

    /// Vehicles that cannot do what is fixed for them: what they do then breaks a rule whatever the plan.
    private func stuckVehicles(_ problem: Problem) throws -> Set<String> {
        let instance = try Instance(problem)
        let numbers = problem.vehicles.indices.filter { vehicle in
            let prefix = instance.lockedPrefix[vehicle]
            var failure = Failure.none
            return !prefix.isEmpty && instance.cost(vehicle: vehicle, prefix, prefix.count, failure: &failure) == nil
        }
        return Set(numbers.map { problem.vehicles[$0].id })
    }

    @Test("gives the same plan for the same seed and iteration limit")
    func determinism() throws {
        var problems = RandomProblems(seed: 5)
        let rich = problems.problem(tasks: 12, vehicles: 3)
        for problem in [rich, PlainProblems.capacity(tasks: 40)] {
            let options = SolverOptions(seed: 3, iterationLimit: 400)
            #expect(try Solver.solve(problem, options) == Solver.solve(problem, options))
        }
    }

    @Test("ends when the budget is spent, at once if it already is")
    func budget() throws {
        let problem = PlainProblems.capacity(tasks: 60)
        let spent = try Solver.solve(problem, SolverOptions(spentShare: { 1 }))
        #expect(spent.iterations == 0)
        #expect(spent.isFeasible)
        let counter = CallCounter()
        let solution = try Solver.solve(problem, SolverOptions(spentShare: { counter.next(of: 10) }))
        #expect(solution.iterations <= 10 * 64)
        #expect(solution.isFeasible)
    }

    @Test("stops at once wherever the deadline meets it, with a plan the verifier accepts", arguments: [1, 2, 4, 9])
    func deadline(calls: Int) throws {
        var problems = RandomProblems(seed: 31)
        var rich = problems.problem(tasks: 280, vehicles: 40)
        for index in rich.vehicles.indices { rich.vehicles[index].lockedPrefix = [] }
        var closing = PlainProblems.capacity(tasks: 300)
        for index in closing.vehicles.indices {
            closing.vehicles[index].fixedCost = 1_000_000
            closing.vehicles[index].costPerSecond = 1
        }
        for problem in [rich, closing, PlainProblems.capacity(tasks: 600)] {
            let asked = CallCounter()
            let solution = try Solver.solve(problem, SolverOptions(spentShare: { asked.next(of: calls) }))
            // Every stage of the search asks once more, and no stage goes on.
            #expect(asked.count <= calls + 6)
            #expect(solution.violations.allSatisfy { $0.kind == .mandatoryTaskUnserved })
        }
    }

    @Test("with two threads does twice the iterations, reproducibly, and is no worse than with the first alone")
    func threads() throws {
        let problem = PlainProblems.capacity(tasks: 40)
        let alone = try Solver.solve(problem, SolverOptions(seed: 3, iterationLimit: 300))
        let together = SolverOptions(seed: 3, iterationLimit: 300, threads: 2)
        let first = try Solver.solve(problem, together)
        #expect(first.iterations == 2 * alone.iterations)
        #expect(first.cost.total <= alone.cost.total)
        #expect(try Solver.solve(problem, together) == first)
    }

    @Test("keeps a given plan if nothing better turns up")
    func initialPlan() throws {
        let problem = PlainProblems.capacity(tasks: 30)
        let first = try Solver.solve(problem, SolverOptions(iterationLimit: 2_000))
        let second = try Solver.solve(problem, SolverOptions(seed: 9, iterationLimit: 0, initial: first.plan))
        #expect(second.cost.total <= first.cost.total)
    }
}

@Suite("The compact search")
struct CompactSearchTests {
    @Test("keeps its running cost equal to a recount through changes and their undoing")
    func deltas() throws {
        let instance = try Instance(PlainProblems.capacity(tasks: 25))
        let legs = try #require(LegCosts(instance))
        defer { legs.free() }
        let state = CompactState(legs, instance)
        var random = RandomSource(seed: 4)
        for step in 0..<2_000 {
            let node = Int32(random.below(25) + 1)
            if state.nodes[Int(node)].tour >= 0 {
                state.remove(node)
            } else {
                let tour = Int32(random.below(state.tourCount))
                let ends = [0, state.tours[Int(tour)].first, state.tours[Int(tour)].last]
                state.insert(node, tour, behind: ends[random.below(3)])
            }
            if step % 20 == 19 {
                if random.below(2) == 0 { state.rollback() } else { state.commit() }
                #expect(state.counters.pointee.cost == recount(state))
            }
        }
    }

    private func recount(_ state: CompactState) -> Int {
        var sum = 0
        for tour in 0..<state.tourCount {
            var node = state.tours[tour].first
            if node == 0 { continue }
            sum += Int(state.legs.cost(0, node))
            while node != 0 {
                let next = state.nodes[Int(node)].next
                sum += Int(state.legs.cost(node, next))
                node = next
            }
        }
        return sum
    }

    @Test("agrees with the general search on what small plans cost")
    func optimum() throws {
        for seed in 0..<10 {
            let problem = PlainProblems.capacity(tasks: 5, seed: UInt64(seed))
            let instance = try Instance(problem)
            let search = try #require(CompactSearch(instance, SolverOptions(iterationLimit: 1_000), seed: 1))
            search.construct()
            search.run()
            #expect(search.bestCost == BruteForce(instance).optimum())
        }
    }
}
