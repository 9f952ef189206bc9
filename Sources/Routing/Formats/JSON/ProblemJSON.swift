// A problem as JSON: `config/schemas/routing-problem.schema.json` describes it, docs/http-api.md shows examples. Everything with a
// sensible default may be left out. `Problem.validate()` has to follow: decoding checks shapes only.

extension Problem: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, dimensions, profiles, vehicles, tasks, orders, reference, compactness
        case disposalSites = "disposal_sites"
        case setupSeconds = "setup_seconds"
        case balanceCostPerSquareHour = "balance_cost_per_square_hour"
        case durationPeriods = "duration_periods"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            name: try members.value(.name, or: ""), dimensions: try members.value(.dimensions, or: []),
            profiles: try members.decode([Travel].self, forKey: .profiles),
            vehicles: try members.decode([Vehicle].self, forKey: .vehicles),
            tasks: try members.decode([Task].self, forKey: .tasks),
            disposalSites: try members.value(.disposalSites, or: []), setupSeconds: try members.value(.setupSeconds, or: []),
            orders: try members.value(.orders, or: []),
            reference: try members.decodeIfPresent(Reference.self, forKey: .reference),
            balanceCostPerSquareHour: try members.value(.balanceCostPerSquareHour, or: 0),
            durationPeriods: try members.value(.durationPeriods, or: []),
            compactness: try members.decodeIfPresent(Compactness.self, forKey: .compactness))
    }
}

extension DurationPeriod: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case fromSeconds = "from_seconds"
        case durationPermille = "duration_permille"
        case durationSeconds = "duration_seconds"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            fromSeconds: try members.decode(Int.self, forKey: .fromSeconds),
            durationPermille: try members.value(.durationPermille, or: 1000),
            durationSeconds: try members.decodeIfPresent([Int32].self, forKey: .durationSeconds))
    }
}

extension Dimension: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name
        case resetsAtDisposal = "resets_at_disposal"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            name: try members.decode(String.self, forKey: .name), resetsAtDisposal: try members.value(.resetsAtDisposal, or: true)
        )
    }
}

extension TimeWindow: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case openSeconds = "open_seconds"
        case closeSeconds = "close_seconds"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(try members.decode(Int.self, forKey: .openSeconds), try members.decode(Int.self, forKey: .closeSeconds))
    }
}

extension Reference: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case vehicleOfTask = "vehicle_of_task"
        case costOfOtherVehicle = "cost_of_other_vehicle"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            vehicleOfTask: try members.decode([String: String].self, forKey: .vehicleOfTask),
            costOfOtherVehicle: try members.decode(Int.self, forKey: .costOfOtherVehicle))
    }
}

extension Compactness: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case neighbours
        case costPerPair = "cost_per_pair"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            neighbours: try members.value(.neighbours, or: 5), costPerPair: try members.decode(Int.self, forKey: .costPerPair))
    }
}

extension Problem.Task: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, location, demand, windows, prize
        case serviceSeconds = "service_seconds"
        case requiredSkills = "required_skills"
        case allowedVehicles = "allowed_vehicles"
        case exclusiveGroup = "exclusive_group"
        case releaseSeconds = "release_seconds"
        case servingCost = "serving_cost"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            id: try members.decode(String.self, forKey: .id), location: try members.decode(Int.self, forKey: .location),
            demand: try members.value(.demand, or: []), serviceSeconds: try members.value(.serviceSeconds, or: 0),
            windows: try members.value(.windows, or: []), requiredSkills: try members.value(.requiredSkills, or: []),
            prize: try members.decodeIfPresent(Int.self, forKey: .prize),
            allowedVehicles: try members.decodeIfPresent([String].self, forKey: .allowedVehicles),
            exclusiveGroup: try members.decodeIfPresent(String.self, forKey: .exclusiveGroup),
            releaseSeconds: try members.value(.releaseSeconds, or: 0), servingCost: try members.value(.servingCost, or: 0))
    }
}

extension Problem.DisposalSite: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, location, windows
        case acceptedDimensions = "accepted_dimensions"
        case serviceSeconds = "service_seconds"
        case visitCost = "visit_cost"
        case allowedVehicles = "allowed_vehicles"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            id: try members.decode(String.self, forKey: .id), location: try members.decode(Int.self, forKey: .location),
            acceptedDimensions: try members.decodeIfPresent([Int].self, forKey: .acceptedDimensions),
            windows: try members.value(.windows, or: []), serviceSeconds: try members.value(.serviceSeconds, or: 0),
            visitCost: try members.value(.visitCost, or: 0),
            allowedVehicles: try members.decodeIfPresent([String].self, forKey: .allowedVehicles))
    }
}
