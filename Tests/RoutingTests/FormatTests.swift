import Foundation
import Testing

@testable import Routing

@Suite("Formats")
struct FormatTests {
    private let small = """
        NAME : small
        TYPE : CVRP
        DIMENSION : 3
        EDGE_WEIGHT_TYPE : EUC_2D
        CAPACITY : 10
        NODE_COORD_SECTION
        1 0 0
        2 0 1.6
        3 3 4
        DEMAND_SECTION
        1 0
        2 4
        3 5
        DEPOT_SECTION
        1
        -1
        EOF
        """

    @Test("CVRP distances are rounded to nearest")
    func capacity() throws {
        let read = try VRPLIB(small)
        #expect(read.problem.profiles[0].distanceMetres(from: 0, to: 1) == 2)
        #expect(read.problem.profiles[0].distanceMetres(from: 0, to: 2) == 5)
        #expect(read.problem.tasks.map(\.demand) == [[4], [5]])
        #expect(read.statedCost(12) == "12")
    }

    @Test("VRPTW works in tenths, rounded down, and states one decimal")
    func windows() throws {
        var text = small.replacingOccurrences(of: "TYPE : CVRP", with: "TYPE : VRPTW\nSERVICE_TIME : 7\nVEHICLES : 2")
        text = text.replacingOccurrences(of: "DEPOT_SECTION", with: "TIME_WINDOW_SECTION\n1 0 100\n2 5 9\n3 0 50\nDEPOT_SECTION")
        let read = try VRPLIB(text)
        #expect(read.problem.profiles[0].distanceMetres(from: 1, to: 2) == 38)
        #expect(read.problem.tasks[0].windows == [TimeWindow(50, 90)])
        #expect(read.problem.tasks[0].serviceSeconds == 70)
        #expect(read.statedCost(123) == "12.3")
    }

    @Test("A broken file is refused with the line")
    func broken() {
        #expect(throws: FormatError.self) { try VRPLIB("DIMENSION : two") }
        #expect(throws: FormatError.self) { try VRPLIB(small.replacingOccurrences(of: "3 3 4", with: "3 3 x")) }
        #expect(throws: FormatError.self) { try VRPLIB(small.replacingOccurrences(of: "3 5\n", with: "")) }
        #expect(throws: FormatError.self) { try KimText.read("1\n2\n") }
    }

    @Test("Routes survive writing and reading")
    func routes() throws {
        let problem = try VRPLIB(small).problem
        let solution = try Solver.solve(problem, SolverOptions(iterationLimit: 20))
        let text = RouteFile.write(solution, of: problem, cost: "\(solution.cost.total)")
        #expect(text.hasSuffix("Cost \(solution.cost.total)\n"))
        #expect(try RouteFile.read(text, for: problem).routes.map(\.stops) == solution.plan.routes.map(\.stops))
    }

    @Test("Problems and solutions survive JSON", arguments: 0..<8)
    func json(seed: Int) throws {
        var problems = RandomProblems(seed: UInt64(seed))
        let problem = problems.problem(tasks: 5, vehicles: 2)
        let back = try JSONDecoder().decode(Problem.self, from: JSONEncoder().encode(problem))
        #expect(back == problem)
        let solution = try Solver.solve(problem, SolverOptions(iterationLimit: 20))
        #expect(try JSONDecoder().decode(Solution.self, from: JSONEncoder().encode(solution)) == solution)
    }

    @Test("A small JSON problem needs only what has no default")
    func shortJSON() throws {
        let text = """
            {"profiles": [{"plane": {"x": [0, 3], "y": [0, 4], "metric": "euclidean", "distance_scale": 1}}],
             "vehicles": [{"id": "truck", "start_location": 0, "end_location": 0,
                           "shift": {"open_seconds": 0, "close_seconds": 100}}],
             "tasks": [{"id": "bin", "location": 1}]}
            """
        let problem = try JSONDecoder().decode(Problem.self, from: Data(text.utf8))
        #expect(try Solver.solve(problem, SolverOptions(iterationLimit: 1)).cost.total == 10)
    }

    @Test("The waste-collection text: clock times, miles per hour, lunch and sites")
    func kim() throws {
        let text = """
            280.0 // capacity
            400.0 // a day
            500 // stops
            3600 // lunch
            40 // speed
            header
            0 0 0 0400 1500 0 9999 0
            1 5280 0 0000 2400 1600 9999 2
            2 0 5280 0630 0700 120 4.5 1
            """
        let problem = try KimText.read(text)
        #expect(problem.tasks[0].windows == [TimeWindow(23_400, 25_200)])
        #expect(problem.tasks[0].demand == [450, 450])
        #expect(problem.profiles[0].distanceMetres(from: 1, to: 2) == 10_560)
        #expect(problem.profiles[0].durationSeconds(from: 0, to: 1) == 90)
        #expect(problem.disposalSites.map(\.id) == ["1"])
        #expect(try Solver.solve(problem, SolverOptions(iterationLimit: 20)).isFeasible)
    }
}
