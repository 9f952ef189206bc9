import Foundation

extension VehicleProfile {
    private static let members: Set<String> = [
        "name", "title", "modes", "size", "speeds", "top_speed", "maxspeed_share", "limit_replaces_class_speed", "surfaces",
        "tracktypes", "smoothness", "exempt_speed", "ferry_speed", "motorways", "tolls", "ferries", "low_emission_zones",
        "access",
        "exemptions", "conditions", "working_day", "periods", "turns", "arrival", "drives_on_left", "reach_metres",
    ]
    private static let periodMembers: Set<String> = ["name", "from", "to", "weekdays", "speeds"]

    /// Reads a profile file (YAML; `config/profiles/vehicles` has commented ones). - Throws: ``RoadError/malformedFile`` with line and remedy.
    public init(yaml: String, path: String) throws(RoadError) {
        let file = try StrictMap(yaml: yaml, path: path, names: Self.members)
        let modeNames = try file.texts("modes") ?? ["motor_vehicle", "vehicle"]
        var modes: [AccessMode] = []
        for name in modeNames {
            guard let mode = AccessMode(name: name) else {
                throw file.refuse(
                    "modes", "has '\(name)'", "Write some of \(AccessMode.allCases.map(\.name).joined(separator: ", "))")
            }
            modes.append(mode)
        }
        let classes = HighwayClass.allCases.map(\.name)
        guard let speeds = try file.numbers("speeds", keys: classes, 1...200), !speeds.isEmpty else {
            throw file.refuse("speeds", "is missing", "Give km/h by class: residential: 25")
        }
        self.init(name: try file.requiredText("name"), modes: modes, speeds: speeds)
        title = try file.text("title") ?? name
        try readSize(file)
        try readSpeeds(file)
        try readAccess(file)
        try readPeriods(file)
        try readTurns(file)
        arrival = try file.choice("arrival", of: ArrivalSide.self) ?? arrival
        drivesOnLeft = try file.flag("drives_on_left") ?? drivesOnLeft
        reachMetres = try file.number("reach_metres", 10...5000) ?? reachMetres
    }

    private mutating func readSize(_ file: StrictMap) throws(RoadError) {
        let names: Set<String> = ["gross_weight_tonnes", "axle_load_tonnes", "height_metres", "width_metres", "length_metres"]
        guard let size = try file.map("size", names: names) else { return }
        grossWeightTonnes = try size.number("gross_weight_tonnes", 0...100) ?? 0
        axleLoadTonnes = try size.number("axle_load_tonnes", 0...30) ?? 0
        heightMetres = try size.number("height_metres", 0...6) ?? 0
        widthMetres = try size.number("width_metres", 0...5) ?? 0
        lengthMetres = try size.number("length_metres", 0...40) ?? 0
    }

    private mutating func readSpeeds(_ file: StrictMap) throws(RoadError) {
        topSpeed = try file.number("top_speed", 1...250) ?? topSpeed
        maxspeedShare = try file.number("maxspeed_share", 0.1...1.2) ?? maxspeedShare
        limitReplacesClassSpeed = try file.flag("limit_replaces_class_speed") ?? limitReplacesClassSpeed
        surfaces = try file.numbers("surfaces", keys: RoadSurface.surfaces, 0...200) ?? [:]
        trackTypes = try file.numbers("tracktypes", keys: RoadSurface.trackTypes, 0...200) ?? [:]
        smoothnesses = try file.numbers("smoothness", keys: RoadSurface.smoothnesses, 0...200) ?? [:]
        exemptSpeed = try file.number("exempt_speed", 1...50) ?? exemptSpeed
        ferrySpeed = try file.number("ferry_speed", 1...50) ?? ferrySpeed
    }

    private mutating func readAccess(_ file: StrictMap) throws(RoadError) {
        motorways = try file.flag("motorways") ?? motorways
        tolls = try file.flag("tolls") ?? tolls
        ferries = try file.flag("ferries") ?? ferries
        lowEmissionZones = try file.flag("low_emission_zones") ?? lowEmissionZones
        conditions = try file.flag("conditions") ?? conditions
        if let access = try file.map("access", names: ["private", "destination", "agricultural", "tracks"]) {
            privateRoads = try access.choice("private", of: Permission.self) ?? privateRoads
            destinationRoads = try access.choice("destination", of: Permission.self) ?? destinationRoads
            agriculturalRoads = try access.choice("agricultural", of: Permission.self) ?? agriculturalRoads
            tracks = try access.choice("tracks", of: Permission.self) ?? tracks
        }
        for name in try file.texts("exemptions") ?? [] {
            guard let exemption = Exemption(rawValue: name) else {
                throw file.refuse("exemptions", "has '\(name)'", StrictMap.choices(Exemption.self))
            }
            exemptions.insert(exemption)
        }
    }

    private mutating func readPeriods(_ file: StrictMap) throws(RoadError) {
        if let day = try file.map("working_day", names: ["from", "to", "weekdays"]) {
            workingDay = try Self.period(day, name: "", speeds: [:])
        }
        for map in try file.maps("periods", names: Self.periodMembers) {
            let speeds = try map.numbers("speeds", keys: HighwayClass.allCases.map(\.name) + ["all"], 0.05...2) ?? [:]
            let period = try Self.period(map, name: try map.requiredText("name"), speeds: speeds)
            guard !periods.contains(where: { $0.name == period.name }) else {
                throw map.refuse("name", "'\(period.name)' is there twice", "Give each period a name of its own")
            }
            periods.append(period)
        }
    }

    private static func period(_ map: StrictMap, name: String, speeds: [String: Double]) throws(RoadError) -> Period {
        let period = Period(
            name: name, from: try map.requiredText("from"), to: try map.requiredText("to"),
            weekdays: try map.texts("weekdays") ?? [], speeds: speeds)
        for (member, text) in [("from", period.from), ("to", period.to)] where DayPart.minute(text) == nil {
            throw map.refuse(member, "is '\(text)'", "Write a time in quotes: \"06:30\"")
        }
        guard DayPart.bits(period.weekdays) != nil else {
            throw map.refuse(
                "weekdays", "has a day that is not known", "Write some of \(DayPart.dayNames.joined(separator: ", "))")
        }
        return period
    }

    private mutating func readTurns(_ file: StrictMap) throws(RoadError) {
        let names: Set<String> = [
            "seconds", "bias", "turning_round_seconds", "signal_seconds", "give_way_seconds", "stop_seconds", "gate_seconds",
        ]
        guard let map = try file.map("turns", names: names) else { return }
        turns.seconds = try map.number("seconds", 0...120) ?? turns.seconds
        turns.bias = try map.number("bias", 0.5...2) ?? turns.bias
        turns.turningRoundSeconds = try map.number("turning_round_seconds", 0...1800) ?? turns.turningRoundSeconds
        turns.signalSeconds = try map.number("signal_seconds", 0...120) ?? turns.signalSeconds
        turns.giveWaySeconds = try map.number("give_way_seconds", 0...120) ?? turns.giveWaySeconds
        turns.stopSeconds = try map.number("stop_seconds", 0...120) ?? turns.stopSeconds
        turns.gateSeconds = try map.number("gate_seconds", 0...600) ?? turns.gateSeconds
    }

    /// All profiles of a folder (`*.yaml`), by file name. - Throws: `RoadError`.
    public static func all(inFolder folder: String) throws(RoadError) -> [VehicleProfile] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { throw .fileMissing(path: folder) }
        var profiles: [VehicleProfile] = []
        for name in names.sorted() where name.hasSuffix(".yaml") {
            profiles.append(try VehicleProfile(file: folder + "/" + name))
        }
        return profiles
    }

    /// - Throws: `RoadError`.
    public init(file path: String) throws(RoadError) {
        try self.init(yaml: try TextFile.read(path), path: path)
    }
}

enum TextFile {
    static func read(_ path: String) throws(RoadError) -> String {
        guard FileManager.default.fileExists(atPath: path) else { throw .fileMissing(path: path) }
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw .unreadable(path: path, detail: error.localizedDescription)
        }
    }
}
