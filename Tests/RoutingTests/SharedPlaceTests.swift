import Synchronization
import Testing

@testable import Routing

@Suite("Many tasks at one place")
struct SharedPlaceTests {
    /// Yards with many containers, some of which open late.
    private func yards(_ count: Int, containers: Int) -> Problem {
        var random = RandomSource(seed: 5)
        let x = [0] + (0..<count).map { _ in Double(random.below(5_000)) }
        let y = [0] + (0..<count).map { _ in Double(random.below(5_000)) }
        var vehicle = PlainProblems.vehicle(shift: TimeWindow(0, 100_000))
        vehicle.capacities = [60]
        vehicle.endsEmpty = true
        let vehicles = (0..<3).map { number in
            var next = vehicle
            next.id = "v\(number)"
            return next
        }
        let tasks = (0..<(count * containers)).map { number in
            Problem.Task(
                id: "\(number)", location: 1 + number / containers, demand: [1 + number % 3], serviceSeconds: 30,
                windows: number.isMultiple(of: 7) ? [TimeWindow(20_000, 90_000)] : [])
        }
        return Problem(
            dimensions: [Dimension(name: "load")], profiles: [.plane(PlaneTravel(x: x, y: y))], vehicles: vehicles, tasks: tasks,
            disposalSites: [Problem.DisposalSite(id: "tip", location: 1)],
            compactness: Compactness(neighbours: 6, costPerPair: 30))
    }

    @Test("does not hide other places from a task's neighbours")
    func neighbours() throws {
        let instance = try Instance(yards(6, containers: 50))
        for task in 0..<instance.taskCount {
            let per = instance.neighbours.perTask
            let near = (0..<per).map { Int(instance.neighbours.list[task * per + $0]) }
            #expect(Set(near).count == per && !near.contains(task))
            #expect(Set(near.map { instance.location[$0] }).count == 6)
        }
    }

    @Test("are put together and taken apart again: every container is served, and the costs told are those of the plan")
    func merged() throws {
        let problem = yards(12, containers: 20)
        let instance = try Instance(problem)
        let merged = try #require(try MergedTasks(instance))
        #expect(merged.instance.taskCount < 60)
        let all = merged.expand([(0..<Int32(merged.instance.taskCount)).map { $0 }])
        #expect(Set(all[0]) == Set(0..<Int32(240)))
        let told = Mutex<[SolverOptions.Progress]>([])
        let options = SolverOptions(seed: 2, iterationLimit: 400, progress: { news in told.withLock { $0.append(news) } })
        let solution = try Solver.solve(problem, options)
        #expect(solution.isFeasible && solution.unserved.isEmpty && solution.iterations == 400)
        let news = told.withLock { $0 }
        #expect(news.last?.cost == solution.cost.total)
        // The merged plan costs the same once it is taken apart: no cost told is below the last.
        #expect(news.filter { $0.unservedMandatory == 0 }.allSatisfy { $0.cost >= solution.cost.total })
    }
}
