/// What a profile makes of a way's traits, one direction at a time.
struct Passability {
    enum Access: UInt8, Sendable, Hashable {
        case closed
        /// Serves stops, is not passed through.
        case destination
        case open
    }

    struct Verdict: Hashable, Sendable {
        var access: Access
        var kilometresPerHour: Double
        /// Open only because of an exemption.
        var isExempt = false

        static let closed = Verdict(access: .closed, kilometresPerHour: 0)
    }

    let profile: VehicleProfile
    let conditions: UnsafeBufferPointer<ConditionRecord>
    private let dayPart: DayPart
    private let period: VehicleProfile.Period?
    private let modes: [AccessMode]
    private let isTruck: Bool
    private let classSpeeds: [Double?]
    private let surfaceSpeeds: [Double?]
    private let trackSpeeds: [Double?]
    private let smoothnessSpeeds: [Double?]

    init(profile: VehicleProfile, period: VehicleProfile.Period?, conditions: UnsafeBufferPointer<ConditionRecord>) {
        self.profile = profile
        self.period = period
        self.conditions = conditions
        dayPart = DayPart(period ?? profile.workingDay)
        modes = profile.modes.filter { $0 != .access } + [.access]
        isTruck = modes.contains(.hgv)
        classSpeeds = HighwayClass.allCases.map { profile.speeds[$0.name] }
        surfaceSpeeds = [nil] + RoadSurface.surfaces.map { profile.surfaces[$0] }
        trackSpeeds = [nil] + RoadSurface.trackTypes.map { profile.trackTypes[$0] }
        smoothnessSpeeds = [nil] + RoadSurface.smoothnesses.map { profile.smoothnesses[$0] }
    }

    /// Verdict on driving along (`true`) or against the way's direction.
    func verdict(_ traits: WayTraits, along: Bool) -> Verdict {
        let kind = traits.highway
        let flags = traits.flags
        guard !flags.contains(.reversible), !flags.contains(.emergencyAccess),
            profile.motorways || !(kind.isMotorwayLike || flags.contains(.motorroad)),
            profile.tolls || !(flags.contains(.toll) || isTruck && flags.contains(.tollForTrucks)),
            profile.lowEmissionZones || !flags.contains(.lowEmissionZone), kind != .ferry || profile.ferries
        else { return .closed }
        var (access, isExempt) = access(traits, along: along)
        guard access != .closed else { return .closed }
        if isAgainstOneWay(traits, along: along) {
            guard profile.exemptions.contains(.againstOneWay), !kind.isMotorwayLike, !kind.isLink, kind != .trunk,
                !flags.contains(.roundabout)
            else { return .closed }
            access = .destination
            isExempt = true
        }
        if exceedsSize(traits) { return .closed }
        if exceedsWeight(traits) {
            guard flags.contains(.limitsSpareDestination) else { return .closed }
            access = .destination
        }
        let speed = speed(traits, along: along, isExempt: isExempt)
        guard speed >= 0.5 else { return .closed }
        return Verdict(access: access, kilometresPerHour: speed, isExempt: isExempt)
    }

    /// Whether the vehicle gets past a node, and the seconds that costs.
    func passage(_ facts: NodeFacts) -> (isPassable: Bool, seconds: Double) {
        if profile.heightMetres > 0, facts.maxHeight > 0, profile.heightMetres * 100 > Double(facts.maxHeight) {
            return (false, 0)
        }
        if profile.widthMetres > 0, facts.maxWidth > 0, profile.widthMetres * 100 > Double(facts.maxWidth) { return (false, 0) }
        if profile.grossWeightTonnes > 0, facts.maxWeight > 0, profile.grossWeightTonnes * 10 > Double(facts.maxWeight) {
            return (false, 0)
        }
        let hasKeys = profile.exemptions.contains(.bollards)
        for mode in modes where facts.access[mode] != .unstated {
            switch permission(facts.access[mode]) {
            case .closed: return (hasKeys && facts.barrier != .solid, profile.turns.gateSeconds)
            // A gate that is stated to be open to us stands open.
            case .open: return (true, 0)
            case .destination: return (true, facts.barrier == .gate ? profile.turns.gateSeconds : 0)
            }
        }
        switch facts.barrier {
        case .none, .passable: return (true, 0)
        case .gate: return (true, profile.turns.gateSeconds)
        case .bollard: return (hasKeys, profile.turns.gateSeconds)
        case .solid: return (false, 0)
        }
    }

    /// Whether a turn restriction holds for this vehicle in this part of the day.
    func applies(_ restriction: NetworkFormat.Restriction) -> Bool {
        if restriction.mode != 255, !modes.contains(where: { $0.rawValue == restriction.mode }) { return false }
        if modes.contains(where: { $0 != .access && restriction.excepted & (1 << $0.rawValue) != 0 }) { return false }
        guard restriction.conditionCount > 0 else { return true }
        guard profile.conditions else { return false }
        let start = Int(restriction.conditionStart)
        return conditions[start..<(start + Int(restriction.conditionCount))].contains { holds($0, forBan: true) }
    }

    // MARK: Access

    private func permission(_ value: AccessValue) -> Access {
        switch value {
        case .unstated, .open: .open
        case .destination: access(of: profile.destinationRoads)
        case .privateOnly: access(of: profile.privateRoads)
        case .agricultural: access(of: profile.agriculturalRoads)
        case .otherVehicles, .closed: .closed
        }
    }

    private func access(of permission: VehicleProfile.Permission) -> Access {
        switch permission {
        case .no: .closed
        case .destination: .destination
        case .yes: .open
        }
    }

    private func access(_ traits: WayTraits, along: Bool) -> (Access, isExempt: Bool) {
        let kind = traits.highway
        let table = along ? traits.forward : traits.backward
        let stated = modes.first { table[$0] != .unstated }
        var result: Access =
            if let stated { permission(table[stated]) } else { kind.isForMotorVehicles || kind == .ferry ? .open : .closed }
        // A path that is open "to all" is not thereby open to trucks: only a tag about vehicles opens it.
        if !kind.isForMotorVehicles, kind != .ferry,
            stated == nil || stated == .access || (stated == .vehicle && kind != .pedestrian)
        {
            result = .closed
        }
        result = conditional(result, traits, along: along, stated: stated)
        if kind == .track, stated == nil, result == .open { result = access(of: profile.tracks) }
        if result == .closed, isExemptFromBan(kind, table: table, stated: stated) { return (.destination, true) }
        return (result, false)
    }

    /// Bans hold if they touch the part of the day, permissions only if they cover it: no plan may break a rule by the clock.
    private func conditional(_ access: Access, _ traits: WayTraits, along: Bool, stated: AccessMode?) -> Access {
        guard profile.conditions, traits.conditionCount > 0 else { return access }
        var result = access
        let rank = stated.flatMap { modes.firstIndex(of: $0) } ?? modes.count
        let records = conditions[Int(traits.conditionStart)..<(Int(traits.conditionStart) + Int(traits.conditionCount))]
        for record in records where record.subject == ConditionRecord.Subject.access.rawValue {
            guard let mode = AccessMode(rawValue: record.mode), let place = modes.firstIndex(of: mode), place <= rank,
                record.direction == 0 || (record.direction == 1) == along
            else { continue }
            let value = permission(AccessValue(rawValue: record.value) ?? .unstated)
            if value.rawValue < result.rawValue {
                if holds(record, forBan: true) { result = value }
            } else if value.rawValue > result.rawValue, access.rawValue < value.rawValue, holds(record, forBan: false) {
                result = value
            }
        }
        return result
    }

    private func holds(_ record: ConditionRecord, forBan: Bool) -> Bool {
        let isHeavier = profile.grossWeightTonnes * 10 > Double(record.hundredKilograms)
        return switch PlainCondition.Kind(rawValue: record.kind) {
        case .time:
            (record.hundredKilograms == 0 || isHeavier) && (forBan ? dayPart.touches(record) : dayPart.isCovered(by: record))
        // Any day may be one of them.
        case .timeOnDates: (record.hundredKilograms == 0 || isHeavier) && forBan && dayPart.touches(record)
        case .heavierThan: isHeavier
        case .always: true
        case nil: false
        }
    }

    private func isExemptFromBan(_ kind: HighwayClass, table: WayTraits.AccessTable, stated: AccessMode?) -> Bool {
        switch kind {
        case .pedestrian: profile.exemptions.contains(.pedestrianZones)
        case .footway, .cycleway, .path: profile.exemptions.contains(.footways)
        case .livingStreet, .residential, .service, .unclassified, .tertiary, .track, .busway:
            profile.exemptions.contains(.bans)
                && stated.map { [.closed, .otherVehicles, .agricultural].contains(table[$0]) } ?? (kind == .busway)
        default: false
        }
    }

    private func isAgainstOneWay(_ traits: WayTraits, along: Bool) -> Bool {
        var rule = WayTraits.Oneway(rawValue: traits.onewayGeneral) ?? .unstated
        let motor = WayTraits.Oneway(rawValue: traits.onewayMotorVehicle) ?? .unstated
        if motor != .unstated, modes.contains(.motorVehicle) { rule = motor }
        let trucks = WayTraits.Oneway(rawValue: traits.onewayTrucks) ?? .unstated
        if trucks != .unstated, isTruck { rule = trucks }
        var isAgainst = along ? rule == .backward : rule == .forward
        guard profile.conditions, traits.conditionCount > 0 else { return isAgainst }
        let records = conditions[Int(traits.conditionStart)..<(Int(traits.conditionStart) + Int(traits.conditionCount))]
        for record in records where record.subject == ConditionRecord.Subject.oneway.rawValue {
            switch WayTraits.Oneway(rawValue: record.value) {
            case .forward where !along && holds(record, forBan: true): isAgainst = true
            case .backward where along && holds(record, forBan: true): isAgainst = true
            case .no where holds(record, forBan: false): isAgainst = false
            default: break
            }
        }
        return isAgainst
    }

    /// The limit that keeps the vehicle off the way, in words; `nil` if none does.
    func limitExceeded(_ traits: WayTraits) -> String? {
        func text(_ value: UInt16, per unit: Double, _ suffix: String) -> String {
            let number = Double(value) / unit
            return "\(number == number.rounded() ? String(Int(number)) : String(number)) \(suffix)"
        }
        func exceeds(_ metres: Double, _ limit: UInt16) -> Bool { metres > 0 && limit > 0 && metres * 100 > Double(limit) + 0.5 }
        if exceeds(profile.heightMetres, traits.maxHeight) { return "height limit \(text(traits.maxHeight, per: 100, "m"))" }
        if exceeds(profile.widthMetres, traits.maxWidth) { return "width limit \(text(traits.maxWidth, per: 100, "m"))" }
        if exceeds(profile.lengthMetres, traits.maxLength) { return "length limit \(text(traits.maxLength, per: 100, "m"))" }
        guard exceedsWeight(traits) else { return nil }
        let own = isTruck && traits.maxWeightForTrucks > 0 ? traits.maxWeightForTrucks : traits.maxWeight
        let least = [own, traits.maxWeightRating].filter { $0 > 0 }.min()
        return least.map { "weight limit \(text($0, per: 10, "t"))" } ?? "axle load limit"
    }

    // MARK: Size and weight

    private func exceedsSize(_ traits: WayTraits) -> Bool {
        func exceeds(_ metres: Double, _ limit: UInt16) -> Bool { metres > 0 && limit > 0 && metres * 100 > Double(limit) + 0.5 }
        return exceeds(profile.heightMetres, traits.maxHeight) || exceeds(profile.widthMetres, traits.maxWidth)
            || exceeds(profile.lengthMetres, traits.maxLength)
    }

    private func exceedsWeight(_ traits: WayTraits) -> Bool {
        func exceeds(_ tonnes: Double, _ limit: UInt16) -> Bool { tonnes > 0 && limit > 0 && tonnes * 10 > Double(limit) + 0.05 }
        let gross = profile.grossWeightTonnes
        let limit = isTruck && traits.maxWeightForTrucks > 0 ? traits.maxWeightForTrucks : traits.maxWeight
        if exceeds(gross, limit) || exceeds(gross, traits.maxWeightRating) || exceeds(profile.axleLoadTonnes, traits.maxAxleLoad)
        {
            return true
        }
        guard profile.conditions, traits.conditionCount > 0 else { return false }
        return conditions[Int(traits.conditionStart)..<(Int(traits.conditionStart) + Int(traits.conditionCount))].contains {
            $0.subject == ConditionRecord.Subject.weightLimit.rawValue
                && [PlainCondition.Kind.time.rawValue, PlainCondition.Kind.timeOnDates.rawValue].contains($0.kind)
                && dayPart.touches($0) && exceeds(gross, $0.hundredKilograms)
        }
    }

    // MARK: Speed

    private func speed(_ traits: WayTraits, along: Bool, isExempt: Bool) -> Double {
        let kind = traits.highway
        if kind == .ferry { return traits.ferrySpeedTenths > 0 ? Double(traits.ferrySpeedTenths) / 10 : profile.ferrySpeed }
        guard let base = classSpeeds[Int(kind.rawValue)] ?? (isExempt || !kind.isForMotorVehicles ? profile.exemptSpeed : nil)
        else {
            return 0
        }
        var speed = base
        var limit = Double(along ? traits.maxSpeedForward : traits.maxSpeedBackward)
        if isTruck, traits.maxSpeedForTrucks > 0 { limit = Double(traits.maxSpeedForTrucks) }
        if limit > 0 {
            speed = profile.limitReplacesClassSpeed ? limit * profile.maxspeedShare : min(speed, limit * profile.maxspeedShare)
        } else if profile.limitReplacesClassSpeed, traits.flags.contains(.noSpeedLimit) {
            speed = 140 * profile.maxspeedShare
        }
        func cap(_ limits: [Double?], _ code: UInt8) {
            if Int(code) < limits.count, let limit = limits[Int(code)] { speed = min(speed, limit) }
        }
        cap(surfaceSpeeds, traits.surface)
        cap(trackSpeeds, traits.trackType)
        cap(smoothnessSpeeds, traits.smoothness)
        if isExempt { speed = min(speed, profile.exemptSpeed) }
        if let period, let factor = period.speeds[kind.name] ?? period.speeds["all"] { speed *= factor }
        return min(speed, profile.topSpeed)
    }
}
