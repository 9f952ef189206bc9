extension Problem.Vehicle: Decodable {
    private enum Keys: String, CodingKey {
        case id, profile, durationPermille, capacities, initialLoad, startLocation, endLocation, shift, maximumDurationSeconds
        case maximumDistanceMetres, maximumTasks, maximumDisposals, overtime, fixedCost, costPerMetre, costPerSecond, skills
        case endsEmpty, breakRules, lockedPrefix, elapsed
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        self.init(
            id: try values.decode(String.self, forKey: .id),
            profile: try values.decodeIfPresent(Int.self, forKey: .profile) ?? 0,
            durationPermille: try values.decodeIfPresent(Int.self, forKey: .durationPermille) ?? 1000,
            capacities: try values.decodeIfPresent([Int].self, forKey: .capacities) ?? [],
            initialLoad: try values.decodeIfPresent([Int].self, forKey: .initialLoad) ?? [],
            startLocation: try values.decodeIfPresent(Int.self, forKey: .startLocation),
            endLocation: try values.decodeIfPresent(Int.self, forKey: .endLocation),
            shift: try values.decode(TimeWindow.self, forKey: .shift),
            maximumDurationSeconds: try values.decodeIfPresent(Int.self, forKey: .maximumDurationSeconds),
            maximumDistanceMetres: try values.decodeIfPresent(Int.self, forKey: .maximumDistanceMetres),
            maximumTasks: try values.decodeIfPresent(Int.self, forKey: .maximumTasks),
            maximumDisposals: try values.decodeIfPresent(Int.self, forKey: .maximumDisposals),
            overtime: try values.decodeIfPresent(Problem.Overtime.self, forKey: .overtime),
            fixedCost: try values.decodeIfPresent(Int.self, forKey: .fixedCost) ?? 0,
            costPerMetre: try values.decodeIfPresent(Int.self, forKey: .costPerMetre) ?? 1,
            costPerSecond: try values.decodeIfPresent(Int.self, forKey: .costPerSecond) ?? 0,
            skills: try values.decodeIfPresent([String].self, forKey: .skills) ?? [],
            endsEmpty: try values.decodeIfPresent(Bool.self, forKey: .endsEmpty) ?? false,
            breakRules: try values.decodeIfPresent([Problem.BreakRule].self, forKey: .breakRules) ?? [],
            lockedPrefix: try values.decodeIfPresent([String].self, forKey: .lockedPrefix) ?? [],
            elapsed: try values.decodeIfPresent(Problem.Elapsed.self, forKey: .elapsed) ?? Problem.Elapsed())
    }
}
