import Testing

@testable import Routing

@Suite("Judging an insertion")
struct InsertionTests {
    /// A problem whose vehicles are all judged slot by slot, with the given rules.
    private func problem(_ seed: UInt64, lunch: Bool) -> Problem {
        var problems = RandomProblems(seed: seed)
        var problem = problems.problem(tasks: 8, vehicles: 3)
        problem.orders = []
        problem.setupSeconds = []
        problem.durationPeriods = []
        for index in problem.tasks.indices {
            problem.tasks[index].releaseSeconds = 0
            problem.tasks[index].prize = 1_500
        }
        for index in problem.vehicles.indices {
            problem.vehicles[index].breakRules = []
            guard lunch else { continue }
            problem.vehicles[index].breakRules = [
                Problem.BreakRule(
                    id: "lunch", kind: .window(start: TimeWindow(1_000, 1_000 + 200 * Int(seed % 5)), durationSeconds: 300))
            ]
            problem.vehicles[index].startLocation = 0
            problem.vehicles[index].endLocation = 0
            problem.vehicles[index].costPerSecond = 0
            problem.vehicles[index].overtime = nil
            problem.vehicles[index].maximumDurationSeconds = nil
            problem.balanceCostPerSquareHour = 0
        }
        return problem
    }

    @Test("agrees with driving the whole tour, for windows, durations and lunch", arguments: [false, true])
    func agrees(lunch: Bool) throws {
        var counts: [TimeCheck: Int] = [:]
        for seed in 0..<60 {
            let instance = try Instance(problem(UInt64(seed), lunch: lunch))
            let search = Search(instance, SolverOptions(iterationLimit: 40), seed: UInt64(seed))
            search.construct()
            search.run()
            search.ruin.strings(&search.random)
            compare(search, "problem \(seed)", &counts)
        }
        #expect(counts[.lunch, default: 0] > 0 || !lunch)
        #expect(lunch || (counts[.windows, default: 0] > 0 && counts[.duration, default: 0] > 0))
    }

    private func compare(_ search: Search, _ name: Comment, _ counts: inout [TimeCheck: Int]) {
        let state = search.state
        let instance = search.instance
        for index in 0..<search.ruin.removedCount.pointee {
            let task = Int(search.ruin.removed[index])
            for vehicle in 0..<instance.vehicleCount where state.timeCheck[vehicle] != .simulated {
                counts[state.timeCheck[vehicle], default: 0] += 1
                let stops = Array(UnsafeBufferPointer(start: state.routes[vehicle].stops, count: state.routes[vehicle].count))
                for slot in 0...stops.count {
                    var longer = stops
                    longer.insert(Int32(task), at: slot)
                    var failure = Failure.none
                    let cost = instance.cost(vehicle: vehicle, longer, longer.count, failure: &failure)
                    let delta = cost.map { $0 - state.routes[vehicle].cost + state.torn(task, vehicle) }
                    let judged = search.recreate.inserter.judge(task, vehicle, slot)
                    #expect(
                        judged == delta, "\(name.rawValue): task \(task), vehicle \(vehicle), \(stops), slot \(slot), \(failure)")
                }
            }
        }
    }

    @Test("leaves what is known of a tour as going through it all would, and taking it back leaves what was", arguments: 0..<40)
    func bookkeeping(seed: Int) throws {
        var problems = RandomProblems(seed: UInt64(seed) &+ 4_000)
        let any = problems.problem(tasks: 9, vehicles: 3)
        for instance in [try Instance(any), try Instance(problem(UInt64(seed), lunch: seed.isMultiple(of: 2)))] {
            try compareBooks(instance, seed)
        }
    }

    private func compareBooks(_ instance: Instance, _ seed: Int) throws {
        let search = Search(instance, SolverOptions(iterationLimit: 10), seed: UInt64(seed))
        search.construct()
        for step in 0..<30 {
            let before = Picture(search.state)
            search.ruin.strings(&search.random)
            for index in 0..<search.ruin.removedCount.pointee { search.recreate.enqueue(Int(search.ruin.removed[index])) }
            search.recreate.run(&search.random, blinks: true, thorough: true)
            let after = Picture(search.state)
            for vehicle in 0..<instance.vehicleCount {
                search.state.refresh(vehicle, cost: search.state.routes[vehicle].cost)
            }
            #expect(Picture(search.state) == after, "step \(step)")
            if step.isMultiple(of: 3) {
                search.state.commit()
            } else {
                search.state.rollback()
                #expect(Picture(search.state) == before, "step \(step), taken back")
            }
        }
    }

    /// All that a state knows, for comparing.
    private struct Picture: Equatable {
        var lines: [String] = []
        var totals: [Int]
        var absent: Set<Int32>

        init(_ state: SearchState) {
            let instance = state.instance
            totals = [
                state.totals.pointee.routeCost, state.totals.pointee.absentCost, state.totals.pointee.usedCount,
                state.totals.pointee.tornCost,
            ]
            absent = Set((0..<state.totals.pointee.absentCount).map { state.absent[$0] })
            for vehicle in 0..<instance.vehicleCount {
                let route = state.routes[vehicle]
                lines.append("\(route.cost) \(route.metres) \(route.tasks) \(route.seconds)")
                for index in 0...route.count {
                    let slot = route.slots[index]
                    lines.append("\(slot.from) \(slot.to) \(slot.metres) \(slot.emptied) \(slot.depart) \(slot.latest)")
                    if state.timeCheck[vehicle] == .lunch || state.timeCheck[vehicle] == .duration {
                        lines.append("\(slot.time)")
                    }
                    let loads = (0..<instance.dimensionCount).map { route.load[index * instance.dimensionCount + $0] }
                    lines.append("\(loads)")
                    if index < route.count, route.stops[index] < instance.taskCount {
                        lines.append("\(state.nodes[Int(route.stops[index])])")
                    }
                }
            }
        }
    }
}
