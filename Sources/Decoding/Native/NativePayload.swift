import Model

/// The payload of the native topic: one reading as a JSON object, or several as an array of such objects.
///
/// Members (all optional, at least one measurement must be there): `time` (RFC 3339, the device's clock), `level` (share of the
/// usable volume), `distance_mm`, `temperature_c`, `battery_pct`, `battery_v`, `tilt`, `seq` (uplink counter), `v` (version of this
/// payload, 1). A member that is `null` counts as absent, unknown members are ignored, a known one twice is refused.
struct NativePayload {
    let town: TownID
    let device: DeviceID

    func outcome(of bytes: UnsafeRawBufferPointer) -> MessageOutcome {
        JSONDocument.withValue(of: bytes) { scanned in
            switch scanned {
            case .failure(let fault): .refused(refusal(fault.refusal))
            case .success(let root) where root.kind == .array: batch(root)
            case .success(let root): single(root)
            }
        }
    }

    private func single(_ root: JSONValue) -> MessageOutcome {
        do throws(Refusal) {
            return .observations([try observation(root)], refused: [])
        } catch {
            return .refused(refusal(error))
        }
    }

    /// The good elements are kept; each bad one is refused by itself.
    private func batch(_ root: JSONValue) -> MessageOutcome {
        var collected = Collected()
        do throws(Refusal) {
            try Collected.check(count: root.childCount)
        } catch {
            return .refused(refusal(error))
        }
        for element in root.children {
            do throws(Refusal) {
                collected.add(try observation(element))
            } catch {
                collected.refuse(refusal(error))
            }
        }
        let outcome = collected.outcome
        guard case .refused(let fault) = outcome else { return outcome }
        return .refused(refusal(fault))
    }

    private func refusal(_ refusal: Refusal) -> Refusal {
        var refusal = refusal
        refusal.device = device
        return refusal
    }

    private func observation(_ object: JSONValue) throws(Refusal) -> Observation {
        guard object.kind == .object else {
            throw Refusal(
                .wrongShape, "\(object.shown) at byte \(object.offset) is no object; a reading is written {\"level\":0.5}")
        }
        var members = NativeMembers()
        for member in object.children { try members.take(member) }
        guard members.hasMeasurement else {
            throw Refusal(
                .wrongShape,
                "no measurement at byte \(object.offset): send at least one of level, distance_mm, temperature_c, battery_pct, "
                    + "battery_v, tilt")
        }
        return members.observation(town: town, device: device)
    }
}

/// The members of one native reading, taken one after the other.
private struct NativeMembers {
    private var seen: Seen = []
    private var time: Timestamp?
    private var level: Double?
    private var distance: Double?
    private var temperature: Double?
    private var batteryPercent: Double?
    private var batteryVolts: Double?
    private var tilt: Bool?
    private var sequence: Int64?

    private struct Seen: OptionSet {
        let rawValue: UInt16
    }

    var hasMeasurement: Bool {
        level != nil || distance != nil || temperature != nil || batteryPercent != nil || batteryVolts != nil || tilt != nil
    }

    func observation(town: TownID, device: DeviceID) -> Observation {
        Observation(
            device: device, town: town, deviceTime: time, level: level, distanceMillimetres: distance,
            temperatureCelsius: temperature, batteryPercent: batteryPercent, batteryVolts: batteryVolts, isTilted: tilt,
            frameCounter: sequence, distanceStatus: distance.map { $0 == 0 ? .tooNear : .ok })
    }

    mutating func take(_ member: JSONValue) throws(Refusal) {
        if member.isNamed("level") {
            level = try number(member, bit: 0, PlausibleValues.level)
        } else if member.isNamed("time") {
            time = try moment(member)
        } else if member.isNamed("distance_mm") {
            distance = try number(member, bit: 2, PlausibleValues.distanceMillimetres)
        } else if member.isNamed("temperature_c") {
            temperature = try number(member, bit: 3, PlausibleValues.temperatureCelsius)
        } else if member.isNamed("battery_pct") {
            batteryPercent = try number(member, bit: 4, PlausibleValues.batteryPercent)
        } else if member.isNamed("battery_v") {
            batteryVolts = try number(member, bit: 5, PlausibleValues.batteryVolts)
        } else if member.isNamed("tilt") {
            tilt = try truth(member)
        } else if member.isNamed("seq") {
            sequence = try counter(member)
        } else if member.isNamed("v") {
            try checkVersion(member)
        }
    }

    /// Marks the member as seen; `false` if it is null and counts as absent.
    private mutating func isPresent(_ member: JSONValue, bit: UInt16) throws(Refusal) -> Bool {
        let mark = Seen(rawValue: 1 << bit)
        guard !seen.contains(mark) else {
            throw Refusal(
                .wrongShape, "the member '\(member.name)' stands there twice, again at byte \(member.offset); send it once")
        }
        seen.insert(mark)
        return !member.isNull
    }

    private mutating func number(_ member: JSONValue, bit: UInt16, _ range: ClosedRange<Double>) throws(Refusal) -> Double? {
        guard try isPresent(member, bit: bit) else { return nil }
        guard let value = member.number else { throw wrongType(member, "a number such as 0.5") }
        guard range.contains(value) else {
            throw Refusal(
                .impossibleValue,
                "\(member.name) is \(member.shown) at byte \(member.offset); possible is \(range.lowerBound) to \(range.upperBound). "
                    + "Leave a member out when its value is not known.")
        }
        return value
    }

    private mutating func moment(_ member: JSONValue) throws(Refusal) -> Timestamp? {
        guard try isPresent(member, bit: 1) else { return nil }
        guard let time = member.time else { throw wrongType(member, "an RFC 3339 time such as \"2026-03-02T06:00:00Z\"") }
        return time
    }

    private mutating func truth(_ member: JSONValue) throws(Refusal) -> Bool? {
        guard try isPresent(member, bit: 6) else { return nil }
        guard let value = member.boolean else { throw wrongType(member, "true or false") }
        return value
    }

    private mutating func counter(_ member: JSONValue) throws(Refusal) -> Int64? {
        guard try isPresent(member, bit: 7) else { return nil }
        guard let value = member.integer, value >= 0 else { throw wrongType(member, "a whole number from 0 on") }
        return value
    }

    private mutating func checkVersion(_ member: JSONValue) throws(Refusal) {
        guard try isPresent(member, bit: 8) else { return }
        guard member.integer == 1 else { throw wrongType(member, "1, the only version there is; update fuellort if it is newer") }
    }

    private func wrongType(_ member: JSONValue, _ expected: String) -> Refusal {
        Refusal(.wrongShape, "\(member.name) is \(member.shown) at byte \(member.offset); expected \(expected)")
    }
}
