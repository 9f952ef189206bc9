@testable import Routing

/// Small random problems with every mix of constraints, the same for the same seed.
struct RandomProblems {
    private var random: RandomSource

    init(seed: UInt64) { random = RandomSource(seed: seed) }

    private mutating func below(_ bound: Int) -> Int { random.below(bound) }
    private mutating func chance(_ oneIn: Int) -> Bool { random.below(oneIn) == 0 }

    mutating func problem(tasks: Int, vehicles: Int) -> Problem {
        let locations = tasks + 3
        let dimensions = [Dimension(name: "weight"), Dimension(name: "a day", resetsAtDisposal: false)].prefix(1 + below(2))
        let hasSites = chance(2)
        let timed = chance(2)
        var problem = Problem(
            name: "random", dimensions: Array(dimensions), profiles: [travel(locations)], vehicles: [], tasks: [],
            disposalSites: [])
        problem.tasks = (0..<tasks).map { task("\($0)", $0 + 2, dimensions.count, timed: timed) }
        if hasSites { problem.disposalSites = [site()] }
        let sample = vehicle("0", dimensions.count, hasSites: hasSites)
        for number in 0..<vehicles {
            var next = chance(3) ? vehicle("", dimensions.count, hasSites: hasSites) : sample
            next.id = "v\(number)"
            problem.vehicles.append(next)
        }
        if chance(4) { problem.setupSeconds = (0..<locations).map { _ in below(60) } }
        if chance(4), tasks >= 2 { problem.orders = [["1", "0"]] }
        if chance(4), tasks >= 3 {
            problem.tasks[1].exclusiveGroup = "either"
            problem.tasks[2].exclusiveGroup = "either"
            problem.orders = []
            if chance(2) { problem.tasks[2].servingCost = below(400) }
        }
        if chance(5) { problem.balanceCostPerSquareHour = 50 }
        if chance(4) { problem.durationPeriods = [periods(locations)] }
        if chanceOfCompactness(problem) {
            problem.compactness = Compactness(neighbours: 2, costPerPair: 60)
        }
        if chance(5) { problem.reference = Reference(vehicleOfTask: ["0": "v0"], costOfOtherVehicle: 40) }
        if chance(3) { interrupt(&problem) }
        if hasSites, tasks == 3, chance(3) { problem.disposalSites.append(secondSite(problem)) }
        if hasSites, chance(4) {
            let fixed = problem.vehicles[0].lockedPrefix.count { $0 == "tip" }
            problem.vehicles[0].maximumDisposals = fixed + below(3)
        }
        return problem
    }

    /// As at noon: load on board, hours behind the driver, and often what he does next.
    private mutating func interrupt(_ problem: inout Problem) {
        problem.vehicles[0].initialLoad = problem.dimensions.map { _ in below(5) }
        problem.vehicles[0].elapsed = Problem.Elapsed(
            drivingSinceBreakSeconds: below(1_000), workingSinceBreakSeconds: below(1_500), workingTodaySeconds: below(2_500),
            pausedTodaySeconds: below(200))
        let next = problem.tasks[problem.tasks.count - 1]
        let site = problem.disposalSites.first.map { [$0.id] } ?? []
        if chance(2), next.allowedVehicles == nil, next.requiredSkills.isEmpty {
            problem.vehicles[0].lockedPrefix = chance(2) ? [next.id] : [next.id] + site
        } else if chance(3) {
            problem.vehicles[0].lockedPrefix = site
        }
    }

    /// At the same place as the last task, for some of the dimensions.
    private mutating func secondSite(_ problem: Problem) -> Problem.DisposalSite {
        var site = Problem.DisposalSite(id: "other tip", location: problem.tasks.last?.location ?? 1, serviceSeconds: below(100))
        if chance(2) { site.acceptedDimensions = [0] }
        if chance(3) { site.allowedVehicles = ["v1"] }
        return site
    }

    /// Drawn from the problem itself, so that the others stay what they were.
    private func chanceOfCompactness(_ problem: Problem) -> Bool {
        problem.tasks.reduce(0) { $0 + $1.serviceSeconds }.isMultiple(of: 4)
    }

    private mutating func travel(_ count: Int) -> Travel {
        let x = (0..<count).map { _ in Double(below(1_000)) }
        let y = (0..<count).map { _ in Double(below(1_000)) }
        let plane = PlaneTravel(x: x, y: y, secondsPerMetre: 1)
        if chance(2) { return .plane(plane) }
        var cells: [Int32] = []
        var seconds: [Int32] = []
        for from in 0..<count {
            for to in 0..<count {
                cells.append(Int32(plane.distance(from: from, to: to) + below(200)))
                seconds.append(Int32(plane.duration(from: from, to: to) + below(200)))
            }
        }
        return .matrix(TravelMatrix(locationCount: count, distanceMetres: cells, durationSeconds: seconds))
    }

    private mutating func periods(_ count: Int) -> [DurationPeriod] {
        let first = below(3_000)
        var later = DurationPeriod(fromSeconds: first + 1 + below(3_000), durationPermille: 400 + below(1_600))
        if chance(2) { later.durationSeconds = (0..<(count * count)).map { _ in Int32(below(900)) } }
        return [DurationPeriod(fromSeconds: first, durationPermille: 1_000 + below(1_500)), later]
    }

    private mutating func task(_ id: String, _ location: Int, _ dimensions: Int, timed: Bool) -> Problem.Task {
        var task = Problem.Task(
            id: id, location: location, demand: (0..<dimensions).map { _ in below(6) }, serviceSeconds: below(200))
        if chance(3) { task.prize = below(1_500) }
        if timed, chance(2) {
            let open = below(6_000)
            task.windows = [TimeWindow(open, open + 200 + below(3_000))]
            if chance(2) { task.windows.append(TimeWindow(open + 4_000, open + 4_500)) }
        }
        if chance(6) { task.requiredSkills = ["crane"] }
        if chance(8) { task.allowedVehicles = ["v0"] }
        if chance(8) { task.releaseSeconds = below(3_000) }
        return task
    }

    private mutating func site() -> Problem.DisposalSite {
        var site = Problem.DisposalSite(id: "tip", location: 1, serviceSeconds: below(300), visitCost: below(30))
        if chance(3) { site.windows = [TimeWindow(500, 9_000)] }
        return site
    }

    private mutating func vehicle(_ id: String, _ dimensions: Int, hasSites: Bool) -> Problem.Vehicle {
        var vehicle = Problem.Vehicle(
            id: id, capacities: [5 + below(10), 8 + below(20)].prefix(dimensions).map { $0 }, startLocation: 0, endLocation: 0,
            shift: TimeWindow(0, 6_000 + below(8_000)))
        if chance(6) { vehicle.endLocation = nil }
        if chance(6) { vehicle.startLocation = nil }
        if chance(4) { vehicle.durationPermille = 800 + below(600) }
        if chance(3) { vehicle.fixedCost = below(500) }
        if chance(3) { vehicle.costPerSecond = 1 + below(2) }
        if chance(4) { vehicle.overtime = Problem.Overtime(afterSeconds: 2_000, costPerSecond: 2) }
        if chance(4) { vehicle.maximumDurationSeconds = 2_500 + below(4_000) }
        if chance(5) { vehicle.maximumDistanceMetres = 2_000 + below(4_000) }
        if chance(5) { vehicle.maximumTasks = 1 + below(4) }
        if chance(2) { vehicle.skills = ["crane"] }
        if hasSites, chance(2) { vehicle.endsEmpty = true }
        if chance(3) { vehicle.breakRules = breakRules() }
        return vehicle
    }

    private mutating func breakRules() -> [Problem.BreakRule] {
        var rules: [Problem.BreakRule] = []
        if chance(2) { rules.append(Problem.BreakRule(id: "driving", kind: .driving(maximumSeconds: 2_000, parts: [100, 200]))) }
        if chance(2) {
            rules.append(Problem.BreakRule(id: "working", kind: .working(maximumSeconds: 2_500, minimumPartSeconds: 100)))
        }
        if chance(2) {
            rules.append(
                Problem.BreakRule(
                    id: "total",
                    kind: .total(
                        thresholds: [Problem.BreakRule.Threshold(workSeconds: 2_500, pauseSeconds: 300)], minimumPartSeconds: 100)
                ))
        }
        if chance(2) {
            rules.append(Problem.BreakRule(id: "lunch", kind: .window(start: TimeWindow(1_500, 2_500), durationSeconds: 300)))
            if rules.count.isMultiple(of: 2) {
                rules.append(Problem.BreakRule(id: "tea", kind: .window(start: TimeWindow(3_300, 3_600), durationSeconds: 120)))
            }
        }
        return rules
    }
}
