import Model
import Routing

/// A part of the day's work that shares no vehicle with the rest, as a problem of the search, with the way back.
struct DayProblem: Sendable {
    let problem: Problem
    let groups: [String: TaskGroup]
    let vehicles: [String: DutyVehicle]
    /// Disposal site by the search's stop id.
    let disposalSites: [String: DisposalSiteID]

    var taskCount: Int { problem.tasks.count }

    /// Optional tasks whose worth a policy has set.
    var pricedTasks: Set<String> {
        Set(groups.values.filter { !$0.isDue && $0.jobs.contains { $0.choice.worth != nil } }.map(\.id))
    }

    /// Splits the groups into parts whose vehicles are disjoint (glass trucks, paper trucks, litter crews…), in a fixed order. Small
    /// problems are solved faster and better than one large one.
    static func parts(_ groups: [TaskGroup], fleet: Fleet) -> [(groups: [TaskGroup], vehicles: [Int])] {
        var parent = Array(fleet.vehicles.indices)
        func root(_ vehicle: Int) -> Int {
            var at = vehicle
            while parent[at] != at { at = parent[at] }
            return at
        }
        for group in groups {
            for other in group.vehicles.dropFirst() {
                let (a, b) = (root(group.vehicles[0]), root(other))
                parent[max(a, b)] = min(a, b)
            }
        }
        let byRoot = Dictionary(grouping: groups.filter { !$0.vehicles.isEmpty }, by: { root($0.vehicles[0]) })
        return byRoot.keys.sorted().map { key in
            (groups: byRoot[key] ?? [], vehicles: fleet.vehicles.indices.filter { root($0) == key })
        }
    }
}

/// Builds the search's problem for one part.
struct DayProblemBuilder: Sendable {
    let input: PlanningInput
    let fleet: Fleet
    let times: DayTimes

    func build(_ groups: [TaskGroup], vehicles numbers: [Int]) throws(PlanningError) -> DayProblem {
        let duties = numbers.map { fleet.vehicles[$0] }
        let load = LoadDimensions(duties)
        var locations = LocationList()
        let ways = WaysOfVehicles(duties, input)
        let routingVehicles = duties.map { vehicle($0, load, &locations, profile: ways.profile(of: $0)) }
        let (disposals, disposalNames) = try disposalSites(duties, load, &locations)
        let tasks = groups.map { task($0, load, &locations) }
        let problem = Problem(
            name: "\(input.town.town.id) \(input.day)", dimensions: load.dimensions,
            profiles: ways.matrices.map { .matrix(locations.matrix(of: $0)) }, vehicles: routingVehicles, tasks: tasks,
            disposalSites: disposals, setupSeconds: locations.setupSeconds, reference: reference(groups),
            balanceCostPerSquareHour: input.options.weights.balancePerSquareHour)
        return DayProblem(
            problem: problem, groups: Dictionary(groups.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
            vehicles: Dictionary(duties.map { ($0.id.rawValue, $0) }, uniquingKeysWith: { first, _ in first }),
            disposalSites: disposalNames)
    }

    func task(_ group: TaskGroup, _ load: LoadDimensions, _ locations: inout LocationList) -> Problem.Task {
        let prizes = Prizes(weights: input.options.weights, thresholds: input.town.rules.thresholds)
        return Problem.Task(
            id: group.id, location: locations.add(group.place, setupSeconds: group.jobs[0].setupSeconds),
            demand: load.demand(of: group), serviceSeconds: group.serviceSeconds,
            windows: group.beginnings.map { TimeWindow($0.lowerBound, $0.upperBound) }, prize: prizes.prize(of: group),
            allowedVehicles: group.vehicles.map { fleet.vehicles[$0].id.rawValue })
    }

    /// The plan before, where there is one.
    private func reference(_ groups: [TaskGroup]) -> Reference? {
        let before = groups.compactMap { group in
            group.jobs.first.flatMap { job in
                input.standing.vehicleOfSlot[job.slot.id] ?? input.standing.usualVehicleOfSlot[job.slot.id]
            }.map { (group.id, $0.rawValue) }
        }
        guard !before.isEmpty else { return nil }
        return Reference(
            vehicleOfTask: Dictionary(before, uniquingKeysWith: { first, _ in first }),
            costOfOtherVehicle: input.options.weights.perMovedStop)
    }

    func vehicle(
        _ duty: DutyVehicle, _ load: LoadDimensions, _ locations: inout LocationList, profile: Int
    ) -> Problem.Vehicle {
        let depot = locations.add(duty.depotPlace, setupSeconds: 0)
        let weights = input.options.weights
        return Problem.Vehicle(
            id: duty.id.rawValue, profile: profile, durationPermille: duty.durationPermille,
            capacities: load.capacities(of: duty), initialLoad: load.onBoard(duty),
            startLocation: locations.add(duty.startPlace, setupSeconds: 0), endLocation: depot,
            shift: TimeWindow(duty.window.lowerBound, duty.window.upperBound - 1),
            maximumDurationSeconds: duty.longestSeconds, fixedCost: duty.underway == nil ? weights.perTour : 0,
            costPerMetre: weights.perMetre,
            costPerSecond: weights.perSecond, endsEmpty: true,
            breakRules: input.standing.breakRules[duty.id] ?? duty.vehicle.shift.ruleSet.breakRules,
            elapsed: duty.underway?.elapsed ?? .init())
    }

    /// One entry for each site and kind of body, since what a tip empties depends on what the vehicle can carry.
    func disposalSites(
        _ duties: [DutyVehicle], _ load: LoadDimensions, _ locations: inout LocationList
    ) throws(PlanningError) -> ([Problem.DisposalSite], [String: DisposalSiteID]) {
        struct Body: Hashable {
            let fractions: Set<Fraction>
            let sites: [DisposalSiteID]
        }
        var bodies: [(key: Body, duties: [DutyVehicle])] = []
        for duty in duties {
            let key = Body(fractions: duty.body.fractions, sites: duty.body.disposalSites.map(\.id))
            if let known = bodies.firstIndex(where: { $0.key == key }) {
                bodies[known].duties.append(duty)
            } else {
                bodies.append((key, [duty]))
            }
        }
        var entries: [Problem.DisposalSite] = []
        var names: [String: DisposalSiteID] = [:]
        for (number, body) in bodies.enumerated() {
            for site in body.duties[0].body.disposalSites {
                guard let place = input.places.index(of: site.id) else {
                    throw PlanningError.placeNotInMatrix(kind: "disposal site", name: site.id.rawValue)
                }
                let seconds = max(0, min(86400, site.serviceSeconds ?? input.town.rules.service.disposalSeconds))
                let beginnings = times.open(site.openingWindows).beginnings(ofWork: seconds)
                if beginnings.isEmpty { continue }
                let id = "tip-\(number)-\(site.id)"
                names[id] = site.id
                entries.append(
                    Problem.DisposalSite(
                        id: id, location: locations.add(place, setupSeconds: 0),
                        acceptedDimensions: load.emptied(at: site, body.duties[0].body),
                        windows: beginnings.map { TimeWindow($0.lowerBound, $0.upperBound) }, serviceSeconds: seconds,
                        allowedVehicles: body.duties.map { $0.id.rawValue }))
            }
        }
        return (entries, names)
    }
}

/// The different ways that a part's vehicles have, each as one profile of the search.
struct WaysOfVehicles {
    private(set) var matrices: [Model.TravelMatrix] = []
    private var numbers: [VehicleID: Int] = [:]

    init(_ duties: [DutyVehicle], _ input: PlanningInput) {
        for duty in duties {
            let matrix = input.travel(of: duty.id)
            let known = matrices.firstIndex { $0.hasSameStorage(as: matrix) }
            numbers[duty.id] = known ?? matrices.count
            if known == nil { matrices.append(matrix) }
        }
    }

    func profile(of duty: DutyVehicle) -> Int { numbers[duty.id] ?? 0 }
}

/// The locations of one problem: places of the town's matrix, in order of first use.
struct LocationList: Sendable {
    private(set) var places: [Int] = []
    private(set) var setupSeconds: [Int] = []
    private var numbers: [Int: Int] = [:]

    mutating func add(_ place: Int, setupSeconds seconds: Int) -> Int {
        if let known = numbers[place] { return known }
        numbers[place] = places.count
        places.append(place)
        setupSeconds.append(seconds)
        return places.count - 1
    }

    /// The rows and columns of these places.
    func matrix(of travel: Model.TravelMatrix) -> Routing.TravelMatrix {
        var distances: [Int32] = []
        var durations: [Int32] = []
        distances.reserveCapacity(places.count * places.count)
        durations.reserveCapacity(places.count * places.count)
        for from in places {
            for to in places {
                distances.append(travel.distanceMetres[from * travel.count + to])
                durations.append(travel.durationSeconds[from * travel.count + to])
            }
        }
        return Routing.TravelMatrix(locationCount: places.count, distanceMetres: distances, durationSeconds: durations)
    }
}

extension TourRuleSet {
    /// The rules about pauses that such a tour is under.
    var breakRules: [Problem.BreakRule] {
        switch self {
        case .publicContainers: [.euDriving, .arbZGInterval, .arbZGTotal]
        case .doorToDoor: [.arbZGInterval, .arbZGTotal]
        }
    }
}
