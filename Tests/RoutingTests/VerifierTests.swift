import Testing

@testable import Routing

@Suite("The verifier")
struct VerifierTests {
    private func sample() throws -> (problem: Problem, solution: Solution) {
        let problem = PlainProblems.capacity(tasks: 12)
        return (problem, try Solver.solve(problem, SolverOptions(iterationLimit: 200)))
    }

    private func kinds(_ change: (inout Solution) -> Void) throws -> Set<Violation.Kind> {
        var (problem, solution) = try sample()
        change(&solution)
        return Set(try Verifier(problem).verify(solution).violations.map(\.kind))
    }

    @Test("accepts what the solver returns")
    func sound() throws { #expect(try kinds { _ in }.isEmpty) }

    @Test("notices a cost that is too small")
    func cost() throws { #expect(try kinds { $0.cost.distance -= 1 } == [.figure]) }

    @Test("notices a tour that was dropped")
    func dropped() throws { #expect(try kinds { $0.tours.removeLast() }.contains(.mandatoryTaskUnserved)) }

    @Test("notices a tour that is driven twice")
    func twice() throws {
        let found = try kinds { $0.tours.append($0.tours[0]) }
        #expect(found.isSuperset(of: [.vehicleUsedTwice, .taskServedTwice]))
    }

    @Test("notices times that can not be kept")
    func times() throws { #expect(try kinds { $0.tours[0].visits[1].arrivalSeconds -= 5 }.contains(.figure)) }

    @Test("notices stops and vehicles it does not know")
    func unknown() throws {
        #expect(try kinds { $0.tours[0].vehicle = "ghost" }.contains(.unknownVehicle))
        #expect(try kinds { $0.tours[0].visits[1].kind = .task("ghost") }.contains(.unknownStop))
    }

    @Test("names overload, lateness and a shift that is too short in a plan made by hand")
    func handMade() throws {
        var (problem, _) = try sample()
        problem.vehicles[0].shift = TimeWindow(0, 100)
        problem.tasks[3].windows = [TimeWindow(0, 1)]
        let plan = Plan(routes: [Plan.Route(vehicle: "v0", stops: problem.tasks.map(\.id))])
        let found = Set(try Solver.schedule(plan, of: problem).violations.map(\.kind))
        #expect(found.isSuperset(of: [.capacity, .timeWindow, .shift]))
    }
}
