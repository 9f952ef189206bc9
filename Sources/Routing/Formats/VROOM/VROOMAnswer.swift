extension VROOMTranslation {
    /// The solution as VROOM would write it.
    ///
    /// - Parameters:
    ///   - loadingMilliseconds: time taken until the search began.
    ///   - solvingMilliseconds: time of the search.
    public func answer(_ solution: Solution, loadingMilliseconds: Int, solvingMilliseconds: Int) -> VROOMOutput {
        let jobs = Dictionary(input.jobs.map { ("\($0.id)", $0) }, uniquingKeysWith: { first, _ in first })
        let vehicles = Dictionary(input.vehicles.map { ("\($0.id)", $0) }, uniquingKeysWith: { first, _ in first })
        let routes = solution.tours.compactMap { tour in
            vehicles[tour.vehicle].flatMap { vehicle in ways[vehicle.profile].map { route(tour, vehicle, $0, jobs) } }
        }
        let unassigned = solution.unserved.compactMap { unserved in
            jobs[unserved.task].map {
                VROOMOutput.Unassigned(
                    id: $0.id, description: $0.description, location: $0.location, locationIndex: $0.locationIndex,
                    reason: unserved.reason.rawValue)
            }
        }
        let none = [Int](repeating: 0, count: problem.dimensions.count)
        var summary = VROOMOutput.Summary(
            delivery: none, pickup: none, amount: none,
            computingTimes: VROOMOutput.ComputingTimes(loading: loadingMilliseconds, solving: solvingMilliseconds, routing: 0))
        for route in routes {
            summary.cost += route.cost
            summary.setup += route.setup
            summary.service += route.service
            summary.duration += route.duration
            summary.waitingTime += route.waitingTime
            summary.priority += route.priority
            if let distance = route.distance { summary.distance = (summary.distance ?? 0) + distance }
            summary.delivery = zip(summary.delivery, route.delivery).map(+)
            summary.pickup = zip(summary.pickup, route.pickup).map(+)
            summary.amount = zip(summary.amount, route.amount).map(+)
        }
        summary.routes = routes.count
        summary.unassigned = unassigned.count
        return VROOMOutput(summary: summary, unassigned: unassigned, routes: routes)
    }

    private func route(
        _ tour: Tour, _ vehicle: VROOMInput.Vehicle, _ ways: VROOMWays, _ jobs: [String: VROOMInput.Job]
    ) -> VROOMOutput.Route {
        let none = [Int](repeating: 0, count: problem.dimensions.count)
        var route = VROOMOutput.Route(
            vehicle: vehicle.id, description: vehicle.description, delivery: none, pickup: none, amount: none)
        for visit in tour.visits {
            guard let job = visit.stopID.flatMap({ jobs[$0] }) else { continue }
            if !job.delivery.isEmpty { route.delivery = zip(route.delivery, job.delivery).map(+) }
            if !job.pickup.isEmpty { route.pickup = zip(route.pickup, job.pickup).map(+) }
            route.priority += job.priority
        }
        route.amount = route.delivery.contains { $0 > 0 } ? route.delivery : route.pickup
        var writer = StepWriter(vehicle: vehicle, ways: ways, load: route.delivery)
        let shift = unforcedStart(tour, vehicle, jobs)
        for visit in tour.visits {
            var step = writer.step(visit, jobs: jobs, setups: problem.setupSeconds)
            step.arrival -= shift
            route.steps.append(step)
            route.setup += step.setup
            route.waitingTime += step.waitingTime
            if step.type != "break" { route.service += step.service }
        }
        if vehicle.start == nil, vehicle.startIndex == nil { route.steps.removeFirst() }
        if vehicle.end == nil, vehicle.endIndex == nil { route.steps.removeLast() }
        route.duration = writer.seconds
        route.distance = writer.metres
        let costs = vehicle.costs
        let travel =
            writer.stated.map(Double.init)
            ?? Double(writer.seconds * costs.perHour) / 3600 + Double((writer.metres ?? 0) * costs.perKilometre) / 1000
        route.cost = costs.fixed + Int((travel + Double((route.setup + route.service) * costs.perTaskHour) / 3600).rounded())
        return route
    }

    /// How much earlier a tour without any window may begin: the solver leaves as late as it can, VROOM at once.
    private func unforcedStart(_ tour: Tour, _ vehicle: VROOMInput.Vehicle, _ jobs: [String: VROOMInput.Job]) -> Int {
        let isBound =
            !vehicle.breaks.isEmpty
            || tour.visits.contains { visit in visit.stopID.flatMap { jobs[$0] }?.timeWindows.isEmpty == false }
        guard !isBound, let first = tour.visits.first else { return 0 }
        return first.departureSeconds - (vehicle.timeWindow?.first ?? 0)
    }
}

/// Writes the steps of a route one by one, adding up travel and load.
private struct StepWriter {
    let vehicle: VROOMInput.Vehicle
    let ways: VROOMWays
    var load: [Int]
    var seconds = 0
    var metres: Int?
    /// Costs as the matrix states them, if it does.
    var stated: Int?
    private var place: Int?

    init(vehicle: VROOMInput.Vehicle, ways: VROOMWays, load: [Int]) {
        (self.vehicle, self.ways, self.load) = (vehicle, ways, load)
        metres = ways.distances == nil ? nil : 0
        stated = ways.costs == nil ? nil : 0
    }

    mutating func step(_ visit: Visit, jobs: [String: VROOMInput.Job], setups: [Int]) -> VROOMOutput.Step {
        let comesFrom = place
        if let place, place != visit.location {
            seconds += ways.seconds(place, visit.location, speedFactor: vehicle.speedFactor)
            metres = metres.map { $0 + (ways.metres(place, visit.location) ?? 0) }
            stated = stated.map { $0 + Int(ways.costs?[place * ways.count + visit.location] ?? 0) }
        }
        place = visit.location
        var step = VROOMOutput.Step(
            type: "start", arrival: visit.arrivalSeconds, duration: seconds, distance: metres, load: load)
        step.waitingTime = visit.waitSeconds
        switch visit.kind {
        case .start:
            step.arrival = visit.departureSeconds
            step.waitingTime = 0
            (step.location, step.locationIndex) = (vehicle.start, vehicle.startIndex)
        case .end:
            step.type = "end"
            (step.location, step.locationIndex) = (vehicle.end, vehicle.endIndex)
        case .pause:
            step.type = "break"
            step.id = vehicle.breaks.first?.id
            step.description = vehicle.breaks.first?.description
            step.service = visit.workSeconds
        case .task(let id), .disposal(let id):
            step.type = "job"
            guard let job = jobs[id] else { break }
            load = job.delivery.isEmpty ? zip(load, job.pickup).map(+) : zip(load, job.delivery).map(-)
            if load.isEmpty { load = step.load }
            step.load = load
            (step.id, step.job, step.description) = (job.id, job.id, job.description)
            (step.location, step.locationIndex) = (job.location, job.locationIndex)
            let isNewPlace = comesFrom != visit.location
            step.setup = setups.isEmpty ? job.setup : isNewPlace ? job.setup : 0
            step.service = job.service
        }
        return step
    }
}
