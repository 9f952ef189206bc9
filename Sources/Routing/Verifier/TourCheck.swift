/// Recomputation of one tour.
struct TourCheck {
    let problem: Problem
    let vehicle: Problem.Vehicle
    let tour: Tour
    let tasks: [String: Int]
    let sites: [String: Int]

    var cost = CostBreakdown()
    var violations: [Violation] = []
    var servedTasks: [String] = []

    private var load: [Int] = []
    private var distance = 0
    private var driving = 0
    private var disposals = 0
    private var time = 0
    private var tripBegin = 0
    private var lastLocation = 0
    private var previousTaskLocation: Int?

    init(problem: Problem, vehicle: Problem.Vehicle, tour: Tour, tasks: [String: Int], sites: [String: Int]) {
        self.problem = problem
        self.vehicle = vehicle
        self.tour = tour
        self.tasks = tasks
        self.sites = sites
    }

    mutating func run() {
        load = vehicle.initialLoad.isEmpty ? Array(repeating: 0, count: problem.dimensions.count) : vehicle.initialLoad
        guard let first = tour.visits.first, let last = tour.visits.last, first.kind == .start, last.kind == .end else {
            report(.figure, "start and end", 1)
            return
        }
        checkLoad(nil)
        let locations = problem.locationCount
        for (index, visit) in tour.visits.enumerated() {
            guard visit.location >= 0, visit.location < locations else {
                report(.figure, "location", 1)
                return
            }
            check(visit, at: index)
        }
        checkTotals(begin: first.departureSeconds, end: last.arrivalSeconds)
        checkPrefix()
        var pauses = PauseCheck(vehicle: vehicle, tour: tour)
        violations += pauses.run()
    }

    private mutating func report(_ kind: Violation.Kind, _ subject: String?, _ excess: Int) {
        violations.append(Violation(kind: kind, vehicle: vehicle.id, subject: subject, excess: excess))
    }

    // MARK: one visit

    private mutating func check(_ visit: Visit, at index: Int) {
        if index > 0 { travel(to: visit) } else { lastLocation = visit.location }
        switch visit.kind {
        case .start:
            if index > 0 { report(.figure, "second start", 1) }
            time = visit.departureSeconds
            tripBegin = time
            if let start = vehicle.startLocation, start != visit.location { report(.figure, "start location", 1) }
            if vehicle.startLocation == nil, tour.visits.count > 1, tour.visits[1].location != visit.location {
                report(.figure, "start location", 1)
            }
        case .end:
            if index < tour.visits.count - 1 { report(.figure, "early end", 1) }
            if let end = vehicle.endLocation, end != visit.location { report(.figure, "end location", 1) }
            expect(visit.arrivalSeconds, time, "arrival at the end")
            if vehicle.endsEmpty { checkEmpty() }
        case .pause:
            work(visit, wait: max(0, visit.beginSeconds - time), seconds: visit.workSeconds)
            let beside = [index - 1, index + 1].contains {
                tour.visits.indices.contains($0) && tour.visits[$0].location == visit.location
            }
            if index == 0 || !beside { report(.figure, "pause away from a stop", 1) }
        case .task(let id): check(task: id, visit)
        case .disposal(let id): check(site: id, visit)
        }
        if visit.load != load { report(.figure, visit.stopID ?? "load", 1) }
    }

    private mutating func travel(to visit: Visit) {
        let profile = problem.profiles[vehicle.profile]
        let from = lastLocation
        lastLocation = visit.location
        // Staying at a place costs nothing, whatever a matrix has on its diagonal.
        let stays = from == visit.location
        let metres = stays ? 0 : profile.distanceMetres(from: from, to: visit.location)
        let seconds = problem.durationSeconds(of: vehicle, from: from, to: visit.location, leaving: time)
        let isUnreachable = !stays && profile.durationSeconds(from: from, to: visit.location) >= Int(Travel.unreachable)
        if metres >= Int(Travel.unreachable) || isUnreachable { report(.unreachable, visit.stopID, 1) }
        expect(visit.travelMetres, metres, "travelMetres")
        expect(visit.travelSeconds, seconds, "travelSeconds")
        distance += metres
        driving += seconds
        time += seconds
        expect(visit.arrivalSeconds, time, "arrivalSeconds")
    }

    private mutating func check(task id: String, _ visit: Visit) {
        guard let index = tasks[id] else {
            report(.unknownStop, id, 1)
            return
        }
        let task = problem.tasks[index]
        servedTasks.append(id)
        expect(visit.location, task.location, "location")
        if let allowed = task.allowedVehicles, !allowed.contains(vehicle.id) { report(.vehicleNotAllowed, id, 1) }
        let missing = Set(task.requiredSkills).subtracting(vehicle.skills)
        if !missing.isEmpty { report(.missingSkill, id, missing.count) }
        if task.releaseSeconds > tripBegin { report(.releaseTime, id, task.releaseSeconds - tripBegin) }
        let setup =
            previousTaskLocation == task.location || problem.setupSeconds.isEmpty ? 0 : problem.setupSeconds[task.location]
        begin(visit, windows: task.windows, id: id)
        work(visit, wait: visit.beginSeconds - time, seconds: setup + task.serviceSeconds)
        previousTaskLocation = task.location
        for (dimension, amount) in task.demand.enumerated() { load[dimension] += amount }
        checkLoad(id)
    }

    private mutating func check(site id: String, _ visit: Visit) {
        guard let index = sites[id] else {
            report(.unknownStop, id, 1)
            return
        }
        let site = problem.disposalSites[index]
        disposals += 1
        cost.disposal += site.visitCost
        expect(visit.location, site.location, "location")
        if let allowed = site.allowedVehicles, !allowed.contains(vehicle.id) { report(.vehicleNotAllowed, id, 1) }
        begin(visit, windows: site.windows, id: id)
        work(visit, wait: visit.beginSeconds - time, seconds: site.serviceSeconds)
        previousTaskLocation = nil
        tripBegin = time
        for dimension in load.indices where problem.dimensions[dimension].resetsAtDisposal {
            if site.acceptedDimensions?.contains(dimension) ?? true { load[dimension] = 0 }
        }
    }

    private mutating func begin(_ visit: Visit, windows: [TimeWindow], id: String) {
        guard !windows.isEmpty else { return }
        let inside = windows.contains { $0.openSeconds <= visit.beginSeconds && visit.beginSeconds <= $0.closeSeconds }
        if !inside {
            let late = windows.map { max($0.openSeconds - visit.beginSeconds, visit.beginSeconds - $0.closeSeconds) }.min() ?? 0
            report(.timeWindow, id, late)
        }
    }

    private mutating func work(_ visit: Visit, wait: Int, seconds: Int) {
        if visit.beginSeconds < visit.arrivalSeconds {
            report(.figure, "begin before arrival", visit.arrivalSeconds - visit.beginSeconds)
        }
        expect(visit.waitSeconds, wait, "waitSeconds")
        expect(visit.workSeconds, seconds, "workSeconds")
        time = max(time, visit.beginSeconds) + seconds
        expect(visit.departureSeconds, time, "departureSeconds")
        time = max(time, visit.departureSeconds)
    }

    private mutating func expect(_ stated: Int, _ recomputed: Int, _ what: String) {
        if stated != recomputed { report(.figure, what, stated - recomputed) }
    }

    // MARK: the whole tour

    private mutating func checkLoad(_ id: String?) {
        for (dimension, amount) in load.enumerated() where amount > vehicle.capacities[dimension] {
            report(.capacity, id, amount - vehicle.capacities[dimension])
        }
    }

    private mutating func checkEmpty() {
        for (dimension, amount) in load.enumerated() where problem.dimensions[dimension].resetsAtDisposal && amount > 0 {
            report(.notEmptiedAtEnd, problem.dimensions[dimension].name, amount)
        }
    }

    private mutating func checkTotals(begin: Int, end: Int) {
        let duration = end - begin
        expect(tour.distanceMetres, distance, "distanceMetres")
        expect(tour.drivingSeconds, driving, "drivingSeconds")
        expect(tour.durationSeconds, duration, "durationSeconds")
        if begin < vehicle.shift.openSeconds { report(.shift, "begin", vehicle.shift.openSeconds - begin) }
        if end > vehicle.shift.closeSeconds { report(.shift, "end", end - vehicle.shift.closeSeconds) }
        limit(duration, vehicle.maximumDurationSeconds, .maximumDuration)
        limit(distance, vehicle.maximumDistanceMetres, .maximumDistance)
        limit(servedTasks.count, vehicle.maximumTasks, .maximumTasks)
        limit(disposals, vehicle.maximumDisposals, .maximumDisposals)
        cost.fixed = vehicle.fixedCost
        cost.distance = distance * vehicle.costPerMetre
        cost.duration = duration * vehicle.costPerSecond
        if let overtime = vehicle.overtime { cost.overtime = max(0, duration - overtime.afterSeconds) * overtime.costPerSecond }
        cost.balance = BalanceCost.of(durationSeconds: duration, perSquareHour: problem.balanceCostPerSquareHour)
        if cost != tour.cost { report(.figure, "cost", tour.cost.total - cost.total) }
    }

    private mutating func limit(_ value: Int, _ maximum: Int?, _ kind: Violation.Kind) {
        if let maximum, value > maximum { report(kind, nil, value - maximum) }
    }

    private mutating func checkPrefix() {
        let stops = tour.visits.compactMap(\.stopID)
        for (index, id) in vehicle.lockedPrefix.enumerated() where index >= stops.count || stops[index] != id {
            report(.lockedPrefix, id, 1)
            return
        }
    }
}

/// Definition of the balance cost, shared by all who need it.
enum BalanceCost {
    /// `perSquareHour` times the squared duration in hours, computed in whole minutes, rounded down.
    static func of(durationSeconds: Int, perSquareHour: Int) -> Int {
        guard perSquareHour > 0 else { return 0 }
        let minutes = min(durationSeconds / 60, 100_000)
        return perSquareHour * (minutes * minutes) / 3_600
    }
}
