// Reading a problem from JSON (or any other decoder). Member names are those of the types; everything with
// a sensible default may be left out. `Problem.validate()` has to follow: decoding checks shapes only.

extension Problem: Decodable {
    private enum Keys: String, CodingKey {
        case name, dimensions, profiles, vehicles, tasks, disposalSites, setupSeconds, orders, reference, balanceCostPerSquareHour
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        self.init(
            name: try values.decodeIfPresent(String.self, forKey: .name) ?? "",
            dimensions: try values.decodeIfPresent([Dimension].self, forKey: .dimensions) ?? [],
            profiles: try values.decode([Travel].self, forKey: .profiles),
            vehicles: try values.decode([Vehicle].self, forKey: .vehicles),
            tasks: try values.decode([Task].self, forKey: .tasks),
            disposalSites: try values.decodeIfPresent([DisposalSite].self, forKey: .disposalSites) ?? [],
            setupSeconds: try values.decodeIfPresent([Int].self, forKey: .setupSeconds) ?? [],
            orders: try values.decodeIfPresent([[String]].self, forKey: .orders) ?? [],
            reference: try values.decodeIfPresent(Reference.self, forKey: .reference),
            balanceCostPerSquareHour: try values.decodeIfPresent(Int.self, forKey: .balanceCostPerSquareHour) ?? 0)
    }
}

extension Dimension: Decodable {
    private enum Keys: String, CodingKey {
        case name, resetsAtDisposal
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        self.init(
            name: try values.decode(String.self, forKey: .name),
            resetsAtDisposal: try values.decodeIfPresent(Bool.self, forKey: .resetsAtDisposal) ?? true)
    }
}

extension TimeWindow: Decodable {
    private enum Keys: String, CodingKey {
        case openSeconds, closeSeconds
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        self.init(try values.decode(Int.self, forKey: .openSeconds), try values.decode(Int.self, forKey: .closeSeconds))
    }
}

extension Reference: Decodable {
    private enum Keys: String, CodingKey {
        case vehicleOfTask, costOfOtherVehicle
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        self.init(
            vehicleOfTask: try values.decode([String: String].self, forKey: .vehicleOfTask),
            costOfOtherVehicle: try values.decode(Int.self, forKey: .costOfOtherVehicle))
    }
}

extension Problem.Task: Decodable {
    private enum Keys: String, CodingKey {
        case id, location, demand, serviceSeconds, windows, requiredSkills, prize, allowedVehicles, exclusiveGroup, releaseSeconds
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        self.init(
            id: try values.decode(String.self, forKey: .id), location: try values.decode(Int.self, forKey: .location),
            demand: try values.decodeIfPresent([Int].self, forKey: .demand) ?? [],
            serviceSeconds: try values.decodeIfPresent(Int.self, forKey: .serviceSeconds) ?? 0,
            windows: try values.decodeIfPresent([TimeWindow].self, forKey: .windows) ?? [],
            requiredSkills: try values.decodeIfPresent([String].self, forKey: .requiredSkills) ?? [],
            prize: try values.decodeIfPresent(Int.self, forKey: .prize),
            allowedVehicles: try values.decodeIfPresent([String].self, forKey: .allowedVehicles),
            exclusiveGroup: try values.decodeIfPresent(String.self, forKey: .exclusiveGroup),
            releaseSeconds: try values.decodeIfPresent(Int.self, forKey: .releaseSeconds) ?? 0)
    }
}

extension Problem.DisposalSite: Decodable {
    private enum Keys: String, CodingKey {
        case id, location, acceptedDimensions, windows, serviceSeconds, visitCost, allowedVehicles
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        self.init(
            id: try values.decode(String.self, forKey: .id), location: try values.decode(Int.self, forKey: .location),
            acceptedDimensions: try values.decodeIfPresent([Int].self, forKey: .acceptedDimensions),
            windows: try values.decodeIfPresent([TimeWindow].self, forKey: .windows) ?? [],
            serviceSeconds: try values.decodeIfPresent(Int.self, forKey: .serviceSeconds) ?? 0,
            visitCost: try values.decodeIfPresent(Int.self, forKey: .visitCost) ?? 0,
            allowedVehicles: try values.decodeIfPresent([String].self, forKey: .allowedVehicles))
    }
}

extension Problem.Overtime: Decodable {
    private enum Keys: String, CodingKey {
        case afterSeconds, costPerSecond
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        self.init(
            afterSeconds: try values.decode(Int.self, forKey: .afterSeconds),
            costPerSecond: try values.decode(Int.self, forKey: .costPerSecond))
    }
}

extension Problem.Elapsed: Decodable {
    private enum Keys: String, CodingKey {
        case drivingSinceBreakSeconds, workingSinceBreakSeconds, workingTodaySeconds, pausedTodaySeconds
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        self.init(
            drivingSinceBreakSeconds: try values.decodeIfPresent(Int.self, forKey: .drivingSinceBreakSeconds) ?? 0,
            workingSinceBreakSeconds: try values.decodeIfPresent(Int.self, forKey: .workingSinceBreakSeconds) ?? 0,
            workingTodaySeconds: try values.decodeIfPresent(Int.self, forKey: .workingTodaySeconds) ?? 0,
            pausedTodaySeconds: try values.decodeIfPresent(Int.self, forKey: .pausedTodaySeconds) ?? 0)
    }
}
