import Testing

@testable import Routing

@Suite("Degenerate input")
struct DegenerateInputTests {
    private let options = SolverOptions(iterationLimit: 50)

    private func solve(_ change: (inout Problem) -> Void) throws -> Solution {
        var problem = PlainProblems.line([0, 10, 20, 30], vehicles: [PlainProblems.vehicle()], tasks: [])
        problem.tasks = (1...3).map { Problem.Task(id: "\($0)", location: $0) }
        change(&problem)
        return try Solver.solve(problem, options)
    }

    @Test("no task: an empty plan")
    func noTask() throws {
        let solution = try solve { $0.tasks = [] }
        #expect(solution.isFeasible && solution.tours.isEmpty && solution.cost.total == 0)
    }

    @Test("one task: there and back")
    func oneTask() throws {
        let solution = try solve { $0.tasks.removeLast(2) }
        #expect(solution.cost.total == 20)
    }

    @Test("no vehicle: every task named, with the reason")
    func noVehicle() throws {
        let solution = try solve { $0.vehicles = [] }
        #expect(solution.unserved.map(\.reason) == [.noVehicle, .noVehicle, .noVehicle])
        #expect(solution.violations.count == 3)
    }

    @Test("no demand, identical places, all prizes zero")
    func nothingToGain() throws {
        let same = try solve { $0.profiles = [.plane(PlaneTravel(x: [5, 5, 5, 5], y: [5, 5, 5, 5]))] }
        #expect(same.isFeasible && same.cost.total == 0 && same.unserved.isEmpty)
        let worthless = try solve { problem in for index in 0..<3 { problem.tasks[index].prize = 0 } }
        #expect(worthless.tours.isEmpty && worthless.isFeasible)
        #expect(worthless.unserved.allSatisfy { $0.reason == .notWorthIt })
    }

    @Test("a place that can not be reached is left out and named")
    func unreachable() throws {
        let far = Travel.unreachable
        let cells: [Int32] = [0, 10, far, 10, 0, far, far, far, 0]
        let solution = try solve { problem in
            problem.profiles = [.matrix(TravelMatrix(locationCount: 3, distanceMetres: cells, durationSeconds: cells))]
            problem.tasks.removeLast()
        }
        #expect(solution.unserved.map(\.task) == ["2"])
        #expect(solution.violations.map(\.kind) == [.mandatoryTaskUnserved])
        #expect(solution.tours.first?.distanceMetres == 20)
    }

    @Test("a window of length zero is met to the second")
    func instantWindow() throws {
        let solution = try solve { $0.tasks[1].windows = [TimeWindow(500, 500)] }
        let visit = solution.tours.flatMap(\.visits).first { $0.stopID == "2" }
        #expect(visit?.beginSeconds == 500)
        #expect(solution.isFeasible)
    }

    @Test("directed distances are driven in the cheap direction")
    func asymmetric() throws {
        let cells: [Int32] = [0, 1, 9, 9, 0, 1, 1, 9, 0]
        let solution = try solve { problem in
            problem.profiles = [.matrix(TravelMatrix(locationCount: 3, distanceMetres: cells, durationSeconds: cells))]
            problem.tasks.removeLast()
        }
        #expect(solution.cost.total == 3)
    }

    @Test("the largest figures allowed do not overflow")
    func large() throws {
        let solution = try solve { problem in
            problem.vehicles[0].costPerMetre = 1_000_000
            problem.vehicles[0].fixedCost = Problem.largestFigure
            problem.tasks[0].prize = Problem.largestFigure
            problem.tasks[1].serviceSeconds = Problem.largestSecond
        }
        #expect(solution.unserved.contains { $0.task == "2" })
    }
}
