extension Problem.Vehicle: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, profile, capacities, shift, overtime, skills, elapsed
        case durationPermille = "duration_permille"
        case initialLoad = "initial_load"
        case startLocation = "start_location"
        case endLocation = "end_location"
        case maximumDurationSeconds = "maximum_duration_seconds"
        case maximumDistanceMetres = "maximum_distance_metres"
        case maximumTasks = "maximum_tasks"
        case maximumDisposals = "maximum_disposals"
        case fixedCost = "fixed_cost"
        case costPerMetre = "cost_per_metre"
        case costPerSecond = "cost_per_second"
        case endsEmpty = "ends_empty"
        case breakRules = "break_rules"
        case lockedPrefix = "locked_prefix"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            id: try members.decode(String.self, forKey: .id), profile: try members.value(.profile, or: 0),
            durationPermille: try members.value(.durationPermille, or: 1000), capacities: try members.value(.capacities, or: []),
            initialLoad: try members.value(.initialLoad, or: []),
            startLocation: try members.decodeIfPresent(Int.self, forKey: .startLocation),
            endLocation: try members.decodeIfPresent(Int.self, forKey: .endLocation),
            shift: try members.decode(TimeWindow.self, forKey: .shift),
            maximumDurationSeconds: try members.decodeIfPresent(Int.self, forKey: .maximumDurationSeconds),
            maximumDistanceMetres: try members.decodeIfPresent(Int.self, forKey: .maximumDistanceMetres),
            maximumTasks: try members.decodeIfPresent(Int.self, forKey: .maximumTasks),
            maximumDisposals: try members.decodeIfPresent(Int.self, forKey: .maximumDisposals),
            overtime: try members.decodeIfPresent(Problem.Overtime.self, forKey: .overtime),
            fixedCost: try members.value(.fixedCost, or: 0), costPerMetre: try members.value(.costPerMetre, or: 1),
            costPerSecond: try members.value(.costPerSecond, or: 0), skills: try members.value(.skills, or: []),
            endsEmpty: try members.value(.endsEmpty, or: false), breakRules: try members.value(.breakRules, or: []),
            lockedPrefix: try members.value(.lockedPrefix, or: []), elapsed: try members.value(.elapsed, or: Problem.Elapsed()))
    }
}

extension Problem.Overtime: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case afterSeconds = "after_seconds"
        case costPerSecond = "cost_per_second"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            afterSeconds: try members.decode(Int.self, forKey: .afterSeconds),
            costPerSecond: try members.decode(Int.self, forKey: .costPerSecond))
    }
}

extension Problem.Elapsed: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case drivingSinceBreakSeconds = "driving_since_break_seconds"
        case workingSinceBreakSeconds = "working_since_break_seconds"
        case workingTodaySeconds = "working_today_seconds"
        case pausedTodaySeconds = "paused_today_seconds"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            drivingSinceBreakSeconds: try members.value(.drivingSinceBreakSeconds, or: 0),
            workingSinceBreakSeconds: try members.value(.workingSinceBreakSeconds, or: 0),
            workingTodaySeconds: try members.value(.workingTodaySeconds, or: 0),
            pausedTodaySeconds: try members.value(.pausedTodaySeconds, or: 0))
    }
}

/// In JSON a break rule is one object: `kind` says which of the other members it has.
extension Problem.BreakRule: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case id, kind, parts, thresholds, start
        case maximumSeconds = "maximum_seconds"
        case minimumPartSeconds = "minimum_part_seconds"
        case durationSeconds = "duration_seconds"
    }

    private enum Word: String, Codable {
        case driving, working, total, window
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        let kind: Kind =
            switch try members.decode(Word.self, forKey: .kind) {
            case .driving:
                .driving(
                    maximumSeconds: try members.decode(Int.self, forKey: .maximumSeconds),
                    parts: try members.decode([Int].self, forKey: .parts))
            case .working:
                .working(
                    maximumSeconds: try members.decode(Int.self, forKey: .maximumSeconds),
                    minimumPartSeconds: try members.decode(Int.self, forKey: .minimumPartSeconds))
            case .total:
                .total(
                    thresholds: try members.decode([Threshold].self, forKey: .thresholds),
                    minimumPartSeconds: try members.decode(Int.self, forKey: .minimumPartSeconds))
            case .window:
                .window(
                    start: try members.decode(TimeWindow.self, forKey: .start),
                    durationSeconds: try members.decode(Int.self, forKey: .durationSeconds))
            }
        self.init(id: try members.decode(String.self, forKey: .id), kind: kind)
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(id, forKey: .id)
        switch kind {
        case .driving(let maximum, let parts):
            try members.encode(Word.driving, forKey: .kind)
            try members.encode(maximum, forKey: .maximumSeconds)
            try members.encode(parts, forKey: .parts)
        case .working(let maximum, let part):
            try members.encode(Word.working, forKey: .kind)
            try members.encode(maximum, forKey: .maximumSeconds)
            try members.encode(part, forKey: .minimumPartSeconds)
        case .total(let thresholds, let part):
            try members.encode(Word.total, forKey: .kind)
            try members.encode(thresholds, forKey: .thresholds)
            try members.encode(part, forKey: .minimumPartSeconds)
        case .window(let start, let seconds):
            try members.encode(Word.window, forKey: .kind)
            try members.encode(start, forKey: .start)
            try members.encode(seconds, forKey: .durationSeconds)
        }
    }
}

extension Problem.BreakRule.Threshold: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case workSeconds = "work_seconds"
        case pauseSeconds = "pause_seconds"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            workSeconds: try members.decode(Int.self, forKey: .workSeconds),
            pauseSeconds: try members.decode(Int.self, forKey: .pauseSeconds))
    }
}
