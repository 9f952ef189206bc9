/// Turns a way's tags into ``WayTraits`` and counts what it does not understand.
struct WayTagReader {
    let tags: [String: String]
    private(set) var traits = WayTraits()
    private(set) var conditions: [ConditionRecord] = []
    /// Rules for public holidays alone, which are not kept.
    private(set) var holidayRules = 0
    /// What was not understood: the kind of tag and the value.
    private(set) var unknown: [(what: String, value: String)] = []

    /// `nil` when the way is none for vehicles: no road, an area, steps, not built yet.
    init?(tags: [String: String], lengthMetres: Double) {
        self.tags = tags
        guard let kind = Self.kind(tags) else { return nil }
        traits.highway = kind
        readFlags()
        readSurface()
        readSpeeds()
        readOneway()
        readLimits()
        readAccess()
        if kind == .ferry, let seconds = tags["duration"].flatMap(Measures.seconds), seconds > 0 {
            traits.ferrySpeedTenths = UInt16(min(60_000, max(1, lengthMetres / seconds * 36)))
        }
    }

    static func kind(_ tags: [String: String]) -> HighwayClass? {
        if tags["area"] == "yes" || tags["impassable"] == "yes" { return nil }
        if let highway = tags["highway"] {
            if let built = tags["construction"], !["no", "minor", "widening"].contains(built) { return nil }
            return HighwayClass(name: highway)
        }
        return tags["route"] == "ferry" ? .ferry : nil
    }

    private mutating func readFlags() {
        func isSet(_ key: String) -> Bool { tags[key].map { $0 != "no" } ?? false }
        var flags: WayTraits.Flags = []
        if isSet("bridge") { flags.insert(.bridge) }
        if isSet("tunnel") { flags.insert(.tunnel) }
        if tags["toll"] == "yes" { flags.insert(.toll) }
        if tags["toll:hgv"] == "yes" || tags["toll:N3"] == "yes" { flags.insert(.tollForTrucks) }
        if tags["motorroad"] == "yes" { flags.insert(.motorroad) }
        if ["roundabout", "circular"].contains(tags["junction"]) { flags.insert(.roundabout) }
        if tags["low_emission_zone"] == "yes" { flags.insert(.lowEmissionZone) }
        if tags["service"] == "parking_aisle" { flags.insert(.parkingAisle) }
        if tags["service"] == "emergency_access" { flags.insert(.emergencyAccess) }
        if tags["oneway"] == "reversible" { flags.insert(.reversible) }
        traits.flags = flags
    }

    private mutating func readSurface() {
        func number(_ key: String, _ numbers: [String: UInt8]) -> UInt8 {
            guard let value = tags[key] else { return 0 }
            guard let number = numbers[value] else {
                unknown.append((key, value))
                return 0
            }
            return number
        }
        traits.surface = number("surface", RoadSurface.surfaceNumbers)
        traits.trackType = number("tracktype", RoadSurface.trackTypeNumbers)
        traits.smoothness = number("smoothness", RoadSurface.smoothnessNumbers)
    }

    private mutating func readSpeeds() {
        func speed(_ keys: String...) -> UInt8 {
            for key in keys {
                guard let text = tags[key] else { continue }
                switch Measures.kilometresPerHour(text) {
                case .value(let speed): return UInt8(min(250, max(1, speed.rounded())))
                case .noLimit: traits.flags.insert(.noSpeedLimit)
                case .unknown: unknown.append(("maxspeed", text))
                }
            }
            return 0
        }
        let both = speed("maxspeed", "source:maxspeed", "maxspeed:type")
        let forward = tags["maxspeed:forward"] == nil ? 0 : speed("maxspeed:forward")
        let backward = tags["maxspeed:backward"] == nil ? 0 : speed("maxspeed:backward")
        traits.maxSpeedForward = forward > 0 ? forward : both
        traits.maxSpeedBackward = backward > 0 ? backward : both
        traits.maxSpeedForTrucks = tags["maxspeed:hgv"] == nil ? 0 : speed("maxspeed:hgv")
    }

    private mutating func readOneway() {
        func rule(_ key: String) -> WayTraits.Oneway {
            guard let value = tags[key] else { return .unstated }
            switch value {
            case "yes", "1", "true": return .forward
            case "-1", "reverse": return .backward
            case "no", "0", "false", "alternating": return .no
            // Changes through the day: closed both ways, see `reversible`.
            case "reversible": return .unstated
            default:
                unknown.append(("oneway", value))
                return .unstated
            }
        }
        var general = rule("oneway")
        if general == .unstated, traits.highway == .motorway || traits.flags.contains(.roundabout) { general = .forward }
        traits.onewayGeneral = general.rawValue
        var motor = rule("oneway:motor_vehicle")
        if motor == .unstated { motor = rule("oneway:vehicle") }
        traits.onewayMotorVehicle = motor.rawValue
        traits.onewayTrucks = rule("oneway:hgv").rawValue
        readConditions("oneway:conditional") { value, condition in
            let rule: WayTraits.Oneway? = ["yes": .forward, "no": .no, "-1": .backward][value]
            return rule.map { ConditionRecord(condition, subject: .oneway, value: $0.rawValue) }
        }
    }

    private mutating func readLimits() {
        func tenths(_ key: String) -> UInt16 { limit(key, Measures.tonnes, scale: 10) }
        func centimetres(_ keys: String...) -> UInt16 {
            var least: UInt16 = 0
            for key in keys where tags[key] != nil {
                let found = limit(key, Measures.metres, scale: 100)
                if found > 0, least == 0 || found < least { least = found }
            }
            return least
        }
        traits.maxWeight = tenths("maxweight")
        traits.maxWeightForTrucks = tenths("maxweight:hgv")
        traits.maxWeightRating = tenths("maxweightrating")
        if traits.maxWeightRating == 0 { traits.maxWeightRating = tenths("maxweightrating:hgv") }
        traits.maxAxleLoad = tenths("maxaxleload")
        traits.maxHeight = centimetres("maxheight", "maxheight:physical", "maxheight:signed")
        traits.maxWidth = centimetres("maxwidth", "maxwidth:physical")
        traits.maxLength = centimetres("maxlength")
        if traits.maxLength == 0 { traits.maxLength = centimetres("maxlength:hgv") }
        var sparesDestination = false
        for key in ["maxweight:conditional", "maxweightrating:conditional", "maxweight:hgv:conditional"] {
            readConditions(key) { value, condition in
                if ["none", "no"].contains(value), condition.kind == .always {
                    sparesDestination = true
                    return ConditionRecord(condition, subject: .weightLimit)
                }
                guard case .value(let tonnes) = Measures.tonnes(value), tonnes < 6000,
                    [.time, .timeOnDates].contains(condition.kind), condition.hundredKilograms == 0
                else { return nil }
                var record = ConditionRecord(condition, subject: .weightLimit)
                record.hundredKilograms = UInt16((tonnes * 10).rounded())
                return record
            }
        }
        if sparesDestination { traits.flags.insert(.limitsSpareDestination) }
    }

    private mutating func limit(_ key: String, _ measure: (String) -> Measures.Reading, scale: Double) -> UInt16 {
        guard let text = tags[key] else { return 0 }
        switch measure(text) {
        case .value(let value) where value > 0: return UInt16(min(65_000, (value * scale).rounded()))
        case .noLimit: return 0
        case .value, .unknown:
            unknown.append((key, text))
            return 0
        }
    }

    private mutating func readAccess() {
        for mode in AccessMode.allCases {
            let both = access(mode.name)
            let forward = access(mode.name + ":forward")
            let backward = access(mode.name + ":backward")
            traits.forward[mode] = forward == .unstated ? both : forward
            traits.backward[mode] = backward == .unstated ? both : backward
            for (suffix, direction) in [("", UInt8(0)), (":forward", 1), (":backward", 2)] {
                readConditions("\(mode.name)\(suffix):conditional") { value, condition in
                    guard let access = AccessValue(value) else { return nil }
                    return ConditionRecord(
                        condition, subject: .access, mode: mode.rawValue, direction: direction, value: access.rawValue)
                }
            }
        }
    }

    private mutating func access(_ key: String) -> AccessValue {
        guard let text = tags[key] else { return .unstated }
        let (value, unknown) = AccessValue.reading(text)
        if let unknown { self.unknown.append((key, unknown)) }
        return value ?? .unstated
    }

    /// Adds what `record` makes of each rule of the tag; what it or the parser does not understand is counted.
    private mutating func readConditions(_ key: String, _ record: (String, PlainCondition) -> ConditionRecord?) {
        guard let text = tags[key] else { return }
        let (rules, strange) = PlainCondition.parse(text)
        for part in strange { unknown.append((key, part)) }
        for rule in rules {
            if rule.conditions.isEmpty { holidayRules += 1 }
            for condition in rule.conditions {
                if let made = record(rule.value, condition) {
                    conditions.append(made)
                } else {
                    unknown.append((key, "\(rule.value) @ …"))
                }
            }
        }
        if !strange.isEmpty { traits.flags.insert(.unknownCondition) }
    }
}
