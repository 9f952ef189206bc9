extension VROOMInput {
    /// Ways between places given as longitude and latitude, row by row.
    public typealias Estimate =
        @Sendable (_ places: [(longitude: Double, latitude: Double)]) -> (distanceMetres: [Int32], durationSeconds: [Int32])

    /// This problem in the words of the solver.
    ///
    /// Every job is optional, as in VROOM: its prize stands above any cost, and grows with its priority. VROOM prices travel time and
    /// distance, not waiting and service; so what the solver takes for distance is the priced travel, in a profile for each kind of
    /// price. Only where a vehicle has a `max_distance` the distance is needed itself; there the tour's whole duration is priced.
    ///
    /// - Parameter travel: ways between places, asked if the problem brings no matrices.
    /// - Throws: ``ProblemError`` for what makes no sense, and for what this solver can not state.
    public func translated(travel: Estimate) throws(ProblemError) -> VROOMTranslation {
        try checkScope()
        var places = PlaceList(hasMatrices: !matrices.isEmpty)
        var tasks: [Problem.Task] = []
        for (index, job) in jobs.enumerated() {
            let member = "jobs[\(index)]"
            let place = try places.index(job.location, job.locationIndex, "\(member).location")
            guard (0...100).contains(job.priority) else {
                throw ProblemError(member: "\(member).priority", value: "\(job.priority)", reason: "0 to 100")
            }
            tasks.append(
                Problem.Task(
                    id: "\(job.id)", location: place ?? 0, demand: job.load, serviceSeconds: job.service,
                    windows: try windows(job.timeWindows, "\(member).time_windows"), requiredSkills: job.skills.map { "\($0)" }))
            if place == nil {
                throw ProblemError(member: "\(member).location", value: "nothing", reason: "location or location_index is needed")
            }
        }
        var ends: [(start: Int?, end: Int?)] = []
        for (index, vehicle) in vehicles.enumerated() {
            ends.append(
                (
                    try places.index(vehicle.start, vehicle.startIndex, "vehicles[\(index)].start"),
                    try places.index(vehicle.end, vehicle.endIndex, "vehicles[\(index)].end")
                ))
        }
        let ways = try ways(places, travel)
        var pricing = VROOMPricing(self, ways: ways)
        let horizon = horizon()
        var fleet: [Problem.Vehicle] = []
        for (index, vehicle) in vehicles.enumerated() {
            fleet.append(try self.vehicle(vehicle, "vehicles[\(index)]", ends[index], &pricing, horizon))
        }
        pricing.award(&tasks, priorities: jobs.map(\.priority))
        let setups = setups(tasks, count: places.count(ways))
        for index in tasks.indices where setups.isEmpty { tasks[index].serviceSeconds += jobs[index].setup }
        let problem = Problem(
            dimensions: (0..<dimensionCount).map { Dimension(name: "\($0)") }, profiles: pricing.profiles, vehicles: fleet,
            tasks: tasks, setupSeconds: setups)
        return VROOMTranslation(input: self, problem: problem, ways: ways, initial: initial())
    }

    private var dimensionCount: Int {
        max(jobs.map(\.load.count).max() ?? 0, vehicles.map(\.capacity.count).max() ?? 0)
    }

    private func windows(_ pairs: [[Int]], _ member: String) throws(ProblemError) -> [TimeWindow] {
        var windows: [TimeWindow] = []
        for pair in pairs {
            guard pair.count == 2 else {
                throw ProblemError(member: member, value: "\(pair)", reason: "a pair [start, end] expected")
            }
            windows.append(TimeWindow(pair[0], pair[1]))
        }
        return windows
    }

    /// Long enough for any tour, short enough for the solver's figures.
    private func horizon() -> TimeWindow {
        let stated = jobs.flatMap(\.timeWindows).joined() + vehicles.flatMap { $0.timeWindow ?? [] }
        return TimeWindow(min(0, stated.min() ?? 0), min(Problem.largestSecond, max(0, stated.max() ?? 0) + 100_000_000))
    }

    private func vehicle(
        _ vehicle: Vehicle, _ member: String, _ ends: (start: Int?, end: Int?), _ pricing: inout VROOMPricing,
        _ horizon: TimeWindow
    ) throws(ProblemError) -> Problem.Vehicle {
        let shift = try windows([vehicle.timeWindow ?? [horizon.openSeconds, horizon.closeSeconds]], "\(member).time_window")[0]
        let price = try pricing.price(vehicle, member)
        guard vehicle.capacity.count == dimensionCount || (vehicle.capacity.isEmpty && dimensionCount == 0) else {
            throw ProblemError(
                member: "\(member).capacity", value: "\(vehicle.capacity)",
                reason: "needs \(dimensionCount) figures, as the jobs have")
        }
        return Problem.Vehicle(
            id: "\(vehicle.id)", profile: price.profile, durationPermille: price.durationPermille, capacities: vehicle.capacity,
            startLocation: ends.start, endLocation: ends.end, shift: shift,
            maximumDurationSeconds: price.maximumDurationSeconds, maximumDistanceMetres: price.maximumDistance,
            maximumTasks: vehicle.maximumTasks, fixedCost: vehicle.costs.fixed * pricing.scale, costPerMetre: price.perMetre,
            costPerSecond: price.perSecond, skills: vehicle.skills.map { "\($0)" },
            breakRules: try breaks(vehicle, member, shift))
    }

    private func breaks(_ vehicle: Vehicle, _ member: String, _ shift: TimeWindow) throws(ProblemError) -> [Problem.BreakRule] {
        var rules: [Problem.BreakRule] = []
        for (index, rest) in vehicle.breaks.enumerated() {
            let path = "\(member).breaks[\(index)]"
            guard rest.timeWindows.count <= 1, rest.maximumLoad == nil else {
                throw ProblemError(
                    member: path, value: "\(rest.timeWindows.count) time windows",
                    reason: "a break may have one time window and no max_load")
            }
            let window = try windows(rest.timeWindows, "\(path).time_windows").first ?? shift
            rules.append(Problem.BreakRule(id: "\(rest.id)", kind: .window(start: window, durationSeconds: rest.service)))
        }
        return rules
    }

    /// Setup per place, if all jobs of each place agree; else none, and it counts as service.
    private func setups(_ tasks: [Problem.Task], count: Int) -> [Int] {
        var seconds = [Int?](repeating: nil, count: count)
        for (task, job) in zip(tasks, jobs) {
            guard task.location < count, seconds[task.location] ?? job.setup == job.setup else { return [] }
            seconds[task.location] = job.setup
        }
        return seconds.contains { $0 ?? 0 > 0 } ? seconds.map { $0 ?? 0 } : []
    }

    /// The ways of every profile that a vehicle names.
    private func ways(_ places: PlaceList, _ travel: Estimate) throws(ProblemError) -> [String: VROOMWays] {
        guard !matrices.isEmpty else {
            let estimated = travel(places.coordinates)
            let ways = VROOMWays(
                count: places.coordinates.count, distances: estimated.distanceMetres, durations: estimated.durationSeconds)
            return Dictionary(vehicles.map { ($0.profile, ways) }, uniquingKeysWith: { first, _ in first })
        }
        var ways: [String: VROOMWays] = [:]
        for (name, matrix) in matrices { ways[name] = try VROOMWays(matrix, "matrices.\(name)") }
        for (index, vehicle) in vehicles.enumerated() where ways[vehicle.profile] == nil {
            throw ProblemError(
                member: "vehicles[\(index)].profile", value: vehicle.profile,
                reason: "there is no matrix of that name; given are \(matrices.keys.sorted().joined(separator: ", "))")
        }
        return ways
    }

    private func initial() -> Plan? {
        let routes = vehicles.compactMap { vehicle -> Plan.Route? in
            let stops = vehicle.steps.filter { $0.type == "job" }.compactMap { $0.id.map { "\($0)" } }
            return stops.isEmpty ? nil : Plan.Route(vehicle: "\(vehicle.id)", stops: stops)
        }
        return routes.isEmpty ? nil : Plan(routes: routes)
    }
}

extension VROOMInput.Job {
    var load: [Int] { delivery.isEmpty ? pickup : delivery }
}

/// A translated problem, and what is needed to answer in the same language.
public struct VROOMTranslation: Sendable {
    let input: VROOMInput
    public let problem: Problem
    let ways: [String: VROOMWays]
    /// The routes that the vehicles' `steps` give to start from.
    public let initial: Plan?
}

/// Places in the order in which they get their index.
private struct PlaceList {
    let hasMatrices: Bool
    private(set) var coordinates: [(longitude: Double, latitude: Double)] = []
    private var known: [[Double]: Int] = [:]

    init(hasMatrices: Bool) { self.hasMatrices = hasMatrices }

    func count(_ ways: [String: VROOMWays]) -> Int { ways.values.first?.count ?? coordinates.count }

    /// `nil` if no place is given.
    mutating func index(_ place: [Double]?, _ index: Int?, _ member: String) throws(ProblemError) -> Int? {
        if hasMatrices {
            guard index != nil || place == nil else {
                throw ProblemError(member: member + "_index", value: "nothing", reason: "needed where matrices are given")
            }
            return index
        }
        guard let place else {
            guard index == nil else {
                throw ProblemError(
                    member: member + "_index", value: "\(index ?? 0)", reason: "there are no matrices to look it up in")
            }
            return nil
        }
        guard place.count == 2, (-180...180).contains(place[0]), (-90...90).contains(place[1]) else {
            throw ProblemError(member: member, value: "\(place)", reason: "[longitude, latitude] in degrees expected")
        }
        if let index = known[place] { return index }
        known[place] = coordinates.count
        coordinates.append((place[0], place[1]))
        return coordinates.count - 1
    }
}
