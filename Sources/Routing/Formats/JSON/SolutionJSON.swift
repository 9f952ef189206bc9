// A solution as JSON: `config/schemas/routing-solution.schema.json` describes it.

extension Solution {
    enum CodingKeys: String, CodingKey {
        case tours, unserved, cost, violations, iterations, seed
        case lowerBound = "lower_bound"
    }
}

extension Tour {
    enum CodingKeys: String, CodingKey {
        case vehicle, visits, cost
        case distanceMetres = "distance_metres"
        case drivingSeconds = "driving_seconds"
        case durationSeconds = "duration_seconds"
    }
}

extension CostBreakdown {
    enum CodingKeys: String, CodingKey {
        case fixed, distance, duration, overtime, disposal, balance, reference, prizes, compactness
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        func figure(_ key: CodingKeys) throws -> Int { try members.decode(Int.self, forKey: key) }
        self.init(
            fixed: try figure(.fixed), distance: try figure(.distance), duration: try figure(.duration),
            overtime: try figure(.overtime), disposal: try figure(.disposal), balance: try figure(.balance),
            reference: try figure(.reference), prizes: try figure(.prizes),
            compactness: try members.value(.compactness, or: 0))
    }
}

extension UnservedTask {
    enum CodingKeys: String, CodingKey {
        case task, reason
        case isMandatory = "is_mandatory"
        case nearestVehicle = "nearest_vehicle"
        case costOfForcing = "cost_of_forcing"
    }
}

/// In JSON a visit is one object: `kind`, and beside it `id` for a task or a disposal site, `rules` for a pause.
extension Visit: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind, id, rules, location, load
        case travelMetres = "travel_metres"
        case travelSeconds = "travel_seconds"
        case arrivalSeconds = "arrival_seconds"
        case waitSeconds = "wait_seconds"
        case beginSeconds = "begin_seconds"
        case workSeconds = "work_seconds"
        case departureSeconds = "departure_seconds"
    }

    private enum Word: String, Codable {
        case start, task, disposal, pause, end
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        func figure(_ key: CodingKeys) throws -> Int { try members.decode(Int.self, forKey: key) }
        let kind: Kind =
            switch try members.decode(Word.self, forKey: .kind) {
            case .start: .start
            case .task: .task(try members.decode(String.self, forKey: .id))
            case .disposal: .disposal(try members.decode(String.self, forKey: .id))
            case .pause: .pause(try members.value(.rules, or: []))
            case .end: .end
            }
        self.init(
            kind: kind, location: try figure(.location), travelMetres: try figure(.travelMetres),
            travelSeconds: try figure(.travelSeconds), arrivalSeconds: try figure(.arrivalSeconds),
            waitSeconds: try figure(.waitSeconds), beginSeconds: try figure(.beginSeconds), workSeconds: try figure(.workSeconds),
            departureSeconds: try figure(.departureSeconds), load: try members.value(.load, or: []))
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        switch kind {
        case .start: try members.encode(Word.start, forKey: .kind)
        case .task(let id):
            try members.encode(Word.task, forKey: .kind)
            try members.encode(id, forKey: .id)
        case .disposal(let id):
            try members.encode(Word.disposal, forKey: .kind)
            try members.encode(id, forKey: .id)
        case .pause(let rules):
            try members.encode(Word.pause, forKey: .kind)
            try members.encode(rules, forKey: .rules)
        case .end: try members.encode(Word.end, forKey: .kind)
        }
        try members.encode(location, forKey: .location)
        try members.encode(travelMetres, forKey: .travelMetres)
        try members.encode(travelSeconds, forKey: .travelSeconds)
        try members.encode(arrivalSeconds, forKey: .arrivalSeconds)
        try members.encode(waitSeconds, forKey: .waitSeconds)
        try members.encode(beginSeconds, forKey: .beginSeconds)
        try members.encode(workSeconds, forKey: .workSeconds)
        try members.encode(departureSeconds, forKey: .departureSeconds)
        try members.encode(load, forKey: .load)
    }
}
