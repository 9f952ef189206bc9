/// Seconds, metres and stated costs between the places of one profile.
struct VROOMWays: Sendable {
    let count: Int
    let durations: [Int32]
    let distances: [Int32]?
    let costs: [Int32]?

    init(count: Int, distances: [Int32], durations: [Int32]) {
        self.count = count
        self.durations = durations
        self.distances = distances
        costs = nil
    }

    init(_ matrix: VROOMInput.Matrix, _ member: String) throws(ProblemError) {
        count = matrix.durations.count
        durations = try Self.flat(matrix.durations, count, "\(member).durations")
        let places = matrix.durations.count
        distances = try matrix.distances.map { rows throws(ProblemError) in try Self.flat(rows, places, "\(member).distances") }
        costs = try matrix.costs.map { rows throws(ProblemError) in try Self.flat(rows, places, "\(member).costs") }
    }

    func seconds(_ from: Int, _ to: Int, speedFactor: Double) -> Int {
        Int((Double(durations[from * count + to]) / speedFactor).rounded())
    }

    func metres(_ from: Int, _ to: Int) -> Int? { distances.map { Int($0[from * count + to]) } }

    private static func flat(_ rows: [[Double]], _ count: Int, _ member: String) throws(ProblemError) -> [Int32] {
        var flat: [Int32] = []
        flat.reserveCapacity(count * count)
        guard rows.count == count else {
            throw ProblemError(member: member, value: "\(rows.count) rows", reason: "\(count) expected, as durations has")
        }
        for (index, row) in rows.enumerated() {
            guard row.count == count else {
                throw ProblemError(member: "\(member)[\(index)]", value: "\(row.count) entries", reason: "\(count) expected")
            }
            for value in row {
                guard value >= 0, value <= Double(UInt32.max) else {
                    throw ProblemError(member: "\(member)[\(index)]", value: "\(value)", reason: "0 to \(UInt32.max) expected")
                }
                flat.append(Int32(min(value.rounded(), Double(Travel.unreachable))))
            }
        }
        return flat
    }
}

/// What travel costs, as profiles of the solver.
struct VROOMPricing {
    /// Cost units of the solver per unit of VROOM.
    let scale: Int
    private(set) var profiles: [Travel] = []
    private let ways: [String: VROOMWays]
    private var known: [Key: Int] = [:]
    private var dearestLeg = 0
    private var dearestVehicle = 0

    struct Price {
        var profile: Int
        var durationPermille: Int
        var perMetre: Int
        var perSecond: Int
        var maximumDistance: Int?
        var maximumDurationSeconds: Int?
    }

    private struct Key: Hashable {
        var name: String
        var perHour: Int
        var perKilometre: Int
        var speedFactor: Double
        var isDistance: Bool
    }

    init(_ input: VROOMInput, ways: [String: VROOMWays]) {
        self.ways = ways
        let isPlain = input.vehicles.allSatisfy { $0.costs.perHour == 3600 && $0.costs.perKilometre == 0 }
        scale = input.vehicles.contains { $0.maximumDistanceMetres != nil } ? 1000 : isPlain ? 1 : 10
    }

    mutating func price(_ vehicle: VROOMInput.Vehicle, _ member: String) throws(ProblemError) -> Price {
        guard vehicle.speedFactor > 0, vehicle.speedFactor <= 5 else {
            throw ProblemError(member: "\(member).speed_factor", value: "\(vehicle.speedFactor)", reason: "above 0, at most 5")
        }
        let costs = vehicle.costs
        for (name, value) in [("fixed", costs.fixed), ("per_hour", costs.perHour), ("per_km", costs.perKilometre)] {
            guard (0...1_000_000).contains(value) else {
                throw ProblemError(member: "\(member).costs.\(name)", value: "\(value)", reason: "0 to 1000000")
            }
        }
        guard let ways = ways[vehicle.profile] else {
            throw ProblemError(member: "\(member).profile", value: vehicle.profile, reason: "there is no matrix of that name")
        }
        if costs.perKilometre > 0 || vehicle.maximumDistanceMetres != nil, ways.distances == nil {
            throw ProblemError(
                member: "matrices.\(vehicle.profile).distances", value: "nothing", reason: "per_km and max_distance need it")
        }
        let key = Key(
            name: vehicle.profile, perHour: costs.perHour, perKilometre: costs.perKilometre, speedFactor: vehicle.speedFactor,
            isDistance: vehicle.maximumDistanceMetres != nil)
        let profile = known[key] ?? add(key, ways)
        known[key] = profile
        dearestVehicle = max(dearestVehicle, costs.fixed * scale)
        var price = Price(
            profile: profile, durationPermille: max(1, Int((1000 / vehicle.speedFactor).rounded())), perMetre: 1, perSecond: 0)
        if key.isDistance {
            price.perMetre = costs.perKilometre * scale / 1000
            price.perSecond = costs.perHour * scale / 3600
            price.maximumDistance = vehicle.maximumDistanceMetres
            price.maximumDurationSeconds = vehicle.maximumTravelSeconds
        } else if let limit = vehicle.maximumTravelSeconds {
            // Where time alone is priced, priced travel is travel time.
            if costs.perKilometre == 0, costs.perHour > 0, ways.costs == nil {
                price.maximumDistance = min(limit, 1_000_000_000) * scale * costs.perHour / 3600
            } else {
                price.maximumDurationSeconds = limit
            }
        }
        return price
    }

    private mutating func add(_ key: Key, _ ways: VROOMWays) -> Int {
        var priced = [Int32](repeating: 0, count: ways.durations.count)
        for entry in priced.indices {
            let seconds = Double(ways.durations[entry]) / key.speedFactor
            let metres = Double(ways.distances?[entry] ?? 0)
            let cost: Double
            if key.isDistance {
                cost = metres
            } else if let stated = ways.costs {
                cost = Double(stated[entry]) * Double(scale)
            } else {
                cost = (seconds * Double(key.perHour) / 3600 + metres * Double(key.perKilometre) / 1000) * Double(scale)
            }
            let isCut = ways.durations[entry] >= Travel.unreachable
            priced[entry] = isCut ? Travel.unreachable : Int32(min(cost.rounded(), Double(Travel.unreachable)))
            if !isCut {
                dearestLeg = max(dearestLeg, Int(priced[entry]) * (key.isDistance ? max(1, key.perKilometre * scale / 1000) : 1))
            }
            if !isCut, key.isDistance { dearestLeg = max(dearestLeg, Int(seconds) * key.perHour * scale / 3600) }
        }
        profiles.append(
            .matrix(TravelMatrix(locationCount: ways.count, distanceMetres: priced, durationSeconds: ways.durations)))
        return profiles.count - 1
    }

    /// Gives every job a prize above any cost of serving it: first the sum of priorities counts, then the number of jobs.
    func award(_ tasks: inout [Problem.Task], priorities: [Int]) {
        let base = min(max(1, 4 * dearestLeg + dearestVehicle + 1), Problem.largestFigure / 1000)
        let step = min(tasks.count + 1, max(1, (Problem.largestFigure / base - 1) / 100))
        for index in tasks.indices { tasks[index].prize = base * (1 + priorities[index] * step) }
    }
}
