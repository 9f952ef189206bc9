import Testing

@testable import Routing

@Suite("Rules of the road and the yard")
struct RulesTests {
    private let options = SolverOptions(iterationLimit: 300)

    private func pauses(_ solution: Solution) -> [Visit] {
        solution.tours.flatMap(\.visits).filter { if case .pause = $0.kind { true } else { false } }
    }

    @Test("A driver rests 45 minutes before he would exceed four and a half hours at the wheel")
    func driving() throws {
        var vehicle = PlainProblems.vehicle()
        vehicle.breakRules = [.euDriving]
        let tasks = [1, 2].map { Problem.Task(id: "\($0)", location: $0) }
        let solution = try Solver.solve(PlainProblems.line([0, 9_000, 12_000], vehicles: [vehicle], tasks: tasks), options)
        #expect(solution.isFeasible)
        #expect(pauses(solution).map(\.workSeconds) == [2_700])
    }

    @Test("A tour too long for the wheel without a place to rest is not driven")
    func noPlaceToRest() throws {
        var vehicle = PlainProblems.vehicle()
        vehicle.breakRules = [.euDriving]
        let problem = PlainProblems.line([0, 17_000], vehicles: [vehicle], tasks: [Problem.Task(id: "1", location: 1)])
        let solution = try Solver.solve(problem, options)
        #expect(solution.unserved.map(\.reason) == [.breakRule])
    }

    @Test("More than six hours of work bring 30 minutes of pause, in time")
    func working() throws {
        var vehicle = PlainProblems.vehicle()
        vehicle.breakRules = [.arbZGInterval, .arbZGTotal]
        let tasks = (1...8).map { Problem.Task(id: "\($0)", location: $0, serviceSeconds: 3_000) }
        let problem = PlainProblems.line(Array(0...8).map { $0 * 50 }, vehicles: [vehicle], tasks: tasks)
        let solution = try Solver.solve(problem, options)
        #expect(solution.isFeasible && solution.unserved.isEmpty)
        #expect(pauses(solution).reduce(0) { $0 + $1.workSeconds } >= 1_800)
    }

    @Test("A hand-made plan without the pause it owes is shown with the rule it breaks")
    func handMade() throws {
        var vehicle = PlainProblems.vehicle()
        vehicle.breakRules = [.euDriving]
        let problem = PlainProblems.line([0, 17_000], vehicles: [vehicle], tasks: [Problem.Task(id: "1", location: 1)])
        let solution = try Solver.schedule(Plan(routes: [Plan.Route(vehicle: "v", stops: ["1"])]), of: problem)
        #expect(solution.violations.map(\.subject) == ["EU 561/2006 art. 7"])
        #expect(solution.tours.count == 1)
    }

    @Test("Load is tipped when the body is full, and before the shift ends")
    func tips() throws {
        var vehicle = PlainProblems.vehicle()
        vehicle.capacities = [10]
        vehicle.endsEmpty = true
        var problem = PlainProblems.line([0, 10, 20, 30, 40], vehicles: [vehicle], tasks: [])
        problem.dimensions = [Dimension(name: "load")]
        problem.tasks = (1...3).map { Problem.Task(id: "\($0)", location: $0, demand: [6]) }
        problem.disposalSites = [Problem.DisposalSite(id: "tip", location: 4)]
        let solution = try Solver.solve(problem, options)
        #expect(solution.isFeasible)
        #expect(solution.plan.routes.first?.stops.filter { $0 == "tip" }.count == 3)
        #expect(solution.plan.routes.first?.stops.last == "tip")
    }

    @Test("A tip that is closed is not used")
    func closedTip() throws {
        var vehicle = PlainProblems.vehicle(shift: TimeWindow(5_000, 9_000))
        vehicle.capacities = [10]
        vehicle.endsEmpty = true
        var problem = PlainProblems.line([0, 10, 20, 900], vehicles: [vehicle], tasks: [])
        problem.dimensions = [Dimension(name: "load")]
        problem.tasks = [Problem.Task(id: "1", location: 1, demand: [6])]
        problem.disposalSites = [
            Problem.DisposalSite(id: "near", location: 2, windows: [TimeWindow(0, 4_000)]),
            Problem.DisposalSite(id: "far", location: 3),
        ]
        #expect(try Solver.solve(problem, options).plan.routes.first?.stops == ["1", "far"])
    }

    @Test("A locked prefix stays in front, in its order")
    func lockedPrefix() throws {
        var vehicle = PlainProblems.vehicle()
        vehicle.lockedPrefix = ["3", "1"]
        let tasks = (1...4).map { Problem.Task(id: "\($0)", location: $0) }
        let solution = try Solver.solve(PlainProblems.line([0, 10, 20, 30, 40], vehicles: [vehicle], tasks: tasks), options)
        #expect(solution.isFeasible)
        #expect(solution.plan.routes.first?.stops.prefix(2) == ["3", "1"])
    }

    @Test("The setup of a site is paid once for neighbouring containers")
    func setup() throws {
        var problem = PlainProblems.line([0, 100], vehicles: [PlainProblems.vehicle()], tasks: [])
        problem.tasks = ["a", "b", "c"].map { Problem.Task(id: $0, location: 1, serviceSeconds: 180) }
        problem.setupSeconds = [0, 120]
        let solution = try Solver.solve(problem, options)
        #expect(solution.tours.first?.durationSeconds == 200 + 120 + 3 * 180)
    }

    @Test("A drive into the morning traffic takes its share of both durations, and a late start pays where it avoids it")
    func periods() throws {
        var vehicle = PlainProblems.vehicle(shift: TimeWindow(0, 20_000))
        vehicle.costPerSecond = 1
        let task = Problem.Task(id: "1", location: 1, windows: [TimeWindow(0, 20_000)])
        var problem = PlainProblems.line([0, 1_000], vehicles: [vehicle], tasks: [task])
        // Half the way at full speed, the other half at half of it.
        problem.durationPeriods = [[DurationPeriod(fromSeconds: 500, durationPermille: 2_000)]]
        let slow = try Solver.solve(problem, options)
        #expect(slow.tours.first?.visits.map(\.travelSeconds) == [0, 1_500, 2_000])
        #expect(slow.isFeasible)
        problem.durationPeriods[0].append(DurationPeriod(fromSeconds: 1_000))
        #expect(problem.durationSeconds(of: vehicle, from: 0, to: 1, leaving: 500) == 1_250)
        problem.durationPeriods = [[DurationPeriod(fromSeconds: 0, durationSeconds: [0, 7, 9, 0])]]
        #expect(try Solver.solve(problem, options).tours.first?.visits.map(\.travelSeconds) == [0, 7, 9])
        problem.durationPeriods = [[DurationPeriod(fromSeconds: 10), DurationPeriod(fromSeconds: 10)]]
        #expect(throws: ProblemError.self) { try problem.validate() }
    }

    @Test("Close to the reference plan unless leaving it saves more than it costs")
    func reference() throws {
        let vehicles = [PlainProblems.vehicle("a"), PlainProblems.vehicle("b")]
        let tasks = [1, 2].map { Problem.Task(id: "\($0)", location: $0) }
        var problem = PlainProblems.line([0, 10, 11], vehicles: vehicles, tasks: tasks)
        problem.reference = Reference(vehicleOfTask: ["1": "a", "2": "b"], costOfOtherVehicle: 50)
        #expect(try Solver.solve(problem, options).tours.count == 2)
        problem.reference?.costOfOtherVehicle = 5
        #expect(try Solver.solve(problem, options).tours.count == 1)
    }

    @Test("Balance makes two short tours out of a long one")
    func balance() throws {
        let vehicles = [PlainProblems.vehicle("a"), PlainProblems.vehicle("b")]
        let tasks = [1, 2].map { Problem.Task(id: "\($0)", location: $0, serviceSeconds: 7_200) }
        var problem = PlainProblems.line([0, 10, 11], vehicles: vehicles, tasks: tasks)
        #expect(try Solver.solve(problem, options).tours.count == 1)
        problem.balanceCostPerSquareHour = 100
        #expect(try Solver.solve(problem, options).tours.count == 2)
    }

    @Test("A task left out says what forcing it in would cost")
    func forcing() throws {
        var problem = PlainProblems.line([0, 10, 500], vehicles: [PlainProblems.vehicle()], tasks: [])
        problem.tasks = [Problem.Task(id: "near", location: 1), Problem.Task(id: "far", location: 2, prize: 100)]
        let solution = try Solver.solve(problem, options)
        #expect(
            solution.unserved == [
                UnservedTask(task: "far", isMandatory: false, reason: .notWorthIt, nearestVehicle: "v", costOfForcing: 980)
            ])
        #expect(solution.cost.prizes == 100)
    }
}
