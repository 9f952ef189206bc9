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

    @Test("Near tasks stay with one vehicle where tearing them apart costs more than it saves")
    func compactness() throws {
        let vehicles = [PlainProblems.vehicle("a"), PlainProblems.vehicle("b")]
        let tasks = [1, 2].map { Problem.Task(id: "\($0)", location: $0) }
        var problem = PlainProblems.line([0, 10, 11], vehicles: vehicles, tasks: tasks)
        // An earlier plan that tore them apart.
        problem.reference = Reference(vehicleOfTask: ["1": "a", "2": "b"], costOfOtherVehicle: 50)
        problem.compactness = Compactness(neighbours: 1, costPerPair: 10)
        let torn = try Solver.solve(problem, options)
        #expect(torn.tours.count == 2 && torn.cost.compactness == 10)
        problem.compactness?.costPerPair = 60
        let whole = try Solver.solve(problem, options)
        #expect(whole.tours.count == 1 && whole.cost.compactness == 0 && whole.isFeasible)
        problem.compactness?.neighbours = 0
        #expect(throws: ProblemError.self) { try problem.validate() }
    }

    @Test("A break in the morning and one at noon are both kept; windows that overlap are refused")
    func breaksInWindows() throws {
        var vehicle = PlainProblems.vehicle(shift: TimeWindow(0, 20_000))
        let windows = [TimeWindow(2_000, 3_000), TimeWindow(7_000, 8_000)]
        vehicle.breakRules = windows.enumerated().map { number, window in
            Problem.BreakRule(id: "break \(number)", kind: .window(start: window, durationSeconds: 600))
        }
        let tasks = (1...6).map { Problem.Task(id: "\($0)", location: $0, serviceSeconds: 1_500) }
        var problem = PlainProblems.line([0, 50, 100, 150, 200, 250, 300], vehicles: [vehicle], tasks: tasks)
        let solution = try Solver.solve(problem, options)
        #expect(solution.isFeasible && solution.unserved.isEmpty)
        let begins = pauses(solution).map(\.beginSeconds)
        #expect(begins.count == 2)
        #expect(zip(begins, windows).allSatisfy { ($1.openSeconds...$1.closeSeconds).contains($0) })
        // Waiting for a stop that opens in the afternoon holds both.
        problem.tasks = [
            Problem.Task(id: "1", location: 1), Problem.Task(id: "2", location: 2, windows: [TimeWindow(12_000, 13_000)]),
        ]
        #expect(try Solver.solve(problem, options).isFeasible)
        problem.vehicles[0].breakRules[1].kind = .window(start: TimeWindow(2_500, 4_000), durationSeconds: 60)
        #expect(throws: ProblemError.self) { try problem.validate() }
    }

    @Test("Breaks in windows are placed as well as by trying every leg", arguments: 0..<40)
    func breakPlaces(seed: Int) throws {
        var random = RandomSource(seed: UInt64(seed) &+ 900)
        let windows = [TimeWindow(600, 600 + random.below(900)), TimeWindow(2_000, 2_000 + random.below(900))]
        let seconds = [60 + random.below(400), 60 + random.below(400)]
        var vehicle = PlainProblems.vehicle(shift: TimeWindow(0, 3_000 + random.below(3_000)))
        vehicle.breakRules = zip(windows, seconds).map {
            Problem.BreakRule(id: "at \($0.openSeconds)", kind: .window(start: $0, durationSeconds: $1))
        }
        let positions = [0] + (0..<4).map { _ in random.below(500) }
        let tasks = (1...4).map { number in
            let open = random.below(2_500)
            return Problem.Task(
                id: "\(number)", location: number, serviceSeconds: random.below(500),
                windows: random.below(2) == 0 ? [] : [TimeWindow(open, open + 300 + random.below(2_000))])
        }
        let instance = try Instance(PlainProblems.line(positions, vehicles: [vehicle], tasks: tasks))
        var failure = Failure.none
        let isDriven = instance.cost(vehicle: 0, [0, 1, 2, 3], 4, failure: &failure) != nil
        #expect(isDriven == PauseEnumeration(instance).isPossible([0, 1, 2, 3]), "seed \(seed): \(failure)")
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
