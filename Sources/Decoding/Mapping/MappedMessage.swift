import Model

/// One message read by a mapping.
struct MappedMessage {
    let mapping: Mapping
    let match: TopicPattern.Match
    let directory: DeviceDirectory

    private var town: TownID? { match.town ?? mapping.town }

    func outcome(_ payload: UnsafeRawBufferPointer) throws(Refusal) -> MessageOutcome {
        if let encoding = mapping.frameEncoding, mapping.framePointer == nil { return try wholeFrame(payload, encoding) }
        let result: Result<MessageOutcome, Refusal> = JSONDocument.withValue(of: payload) { scanned in
            do throws(Refusal) {
                return .success(try outcome(try scanned.mapError(\.refusal).get()))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func outcome(_ root: JSONValue) throws(Refusal) -> MessageOutcome {
        var collected = Collected()
        // Looked up once for the message, if it names its device once.
        let common = try device(in: root).map { (device) throws(Refusal) in try directory.entry(for: [device], town: town) }
        for element in try elements(root) {
            do throws(Refusal) {
                let entry: DeviceDirectory.Entry = if let common { common } else { try self.entry(in: element) }
                switch try reading(element, entry) {
                case .observations(let observations, _): for observation in observations { collected.add(observation) }
                case .ignored(let message): if mapping.readings == nil { return .ignored(message) }
                case .refused(let refusal): collected.refuse(refusal)
                }
            } catch {
                collected.refuse(error)
            }
        }
        return collected.outcome
    }

    private func elements(_ root: JSONValue) throws(Refusal) -> [JSONValue] {
        guard let pointer = mapping.readings else { return [root] }
        guard let array = try pointer.value(in: root), array.kind == .array else {
            throw wrongShape("readings", mapping.rule.readings, "an array of readings")
        }
        try Collected.check(count: array.childCount)
        return Array(array.children)
    }

    /// The device's name from the topic or the JSON; `nil` if it is not there.
    private func device(in value: JSONValue) throws(Refusal) -> DeviceID? {
        if let device = match.device { return device }
        guard let found = try mapping.device?.value(in: value) else { return nil }
        return EnvelopeMember.name(found) ?? found.integer.flatMap { DeviceID(validating: String($0)) }
    }

    private func entry(in value: JSONValue) throws(Refusal) -> DeviceDirectory.Entry {
        guard let device = try device(in: value) else { throw wrongShape("device", mapping.rule.device, "the device's name") }
        return try directory.entry(for: [device], town: town)
    }

    private func reading(_ value: JSONValue, _ entry: DeviceDirectory.Entry) throws(Refusal) -> MessageOutcome {
        do throws(Refusal) {
            return mapping.frameEncoding == nil ? try quantities(value, entry) : try frame(value, entry)
        } catch {
            throw Refusal(error.cause, error.detail, device: entry.device.id)
        }
    }

    // MARK: Quantities

    private func quantities(_ value: JSONValue, _ entry: DeviceDirectory.Entry) throws(Refusal) -> MessageOutcome {
        var measurement = DeviceMeasurement()
        for mapped in mapping.values {
            guard let found = try mapped.pointer.value(in: value) else { continue }
            set(mapped.quantity, try number(found, mapped), &measurement)
        }
        measurement.isTilted = try tilt(value)
        guard !measurement.isEmpty else {
            throw Refusal(.wrongShape, "none of the quantities of mapping '\(mapping.rule.name)' is there; check its pointers")
        }
        var observation = Observation(measurement, of: entry.device)
        observation.frameCounter = try EnvelopeMember.counter(try mapping.sequence?.value(in: value), "the mapped sequence")
        try setTime(value, &observation)
        return .observations([observation], refused: [])
    }

    private func number(_ found: JSONValue, _ mapped: Mapping.Value) throws(Refusal) -> Double {
        guard let raw = found.number ?? found.text.flatMap({ Double($0) }) else {
            throw Refusal(.wrongShape, "\(mapped.quantity.rawValue) is \(found.shown) at byte \(found.offset); expected a number")
        }
        let number = mapped.unit.value(of: raw)
        guard mapped.quantity.range.contains(number) else {
            throw Refusal(
                .impossibleValue,
                "\(mapped.quantity.rawValue) is \(found.shown) at byte \(found.offset); check the unit in mapping '\(mapping.rule.name)'"
            )
        }
        return number
    }

    private func set(_ quantity: Quantity, _ number: Double, _ measurement: inout DeviceMeasurement) {
        switch quantity {
        case .level: measurement.level = number
        case .distance:
            measurement.distanceMillimetres = number
            measurement.distanceStatus = number == 0 ? .tooNear : .ok
        case .temperature: measurement.temperatureCelsius = number
        case .batteryPercent: measurement.batteryPercent = number
        case .batteryVolts: measurement.batteryVolts = number
        }
    }

    private func tilt(_ value: JSONValue) throws(Refusal) -> Bool? {
        guard let found = try mapping.tilt?.value(in: value) else { return nil }
        guard let yes = mapping.tiltedText else {
            guard let flag = found.boolean else {
                throw Refusal(
                    .wrongShape, "tilt is \(found.shown) at byte \(found.offset); expected true or false, or name its 'yes'")
            }
            return flag
        }
        return (found.text ?? String(decoding: found.rawBytes, as: UTF8.self)) == yes
    }

    private func setTime(_ value: JSONValue, _ observation: inout Observation) throws(Refusal) {
        guard let format = mapping.timeFormat, let found = try mapping.time?.value(in: value) else { return }
        observation.deviceTime =
            switch format {
            case .rfc3339: found.time
            case .unixSeconds: milliseconds(found, perUnit: 1000)
            case .unixMilliseconds: milliseconds(found, perUnit: 1)
            }
        if observation.deviceTime == nil { observation.flags.insert(.timeUnreadable) }
    }

    private func milliseconds(_ found: JSONValue, perUnit: Double) -> Timestamp? {
        guard let number = found.number ?? found.text.flatMap({ Double($0) }) else { return nil }
        return Int64(exactly: (number * perUnit).rounded()).map { Timestamp(milliseconds: $0) }
    }

    // MARK: Frames

    private func frame(_ value: JSONValue, _ entry: DeviceDirectory.Entry) throws(Refusal) -> MessageOutcome {
        guard let encoding = mapping.frameEncoding, let found = try mapping.framePointer?.value(in: value) else {
            throw wrongShape("frame", mapping.rule.frame?.at, "the device's bytes")
        }
        var uplink = Uplink(names: [entry.device.id], town: entry.device.town)
        uplink.payload =
            encoding == .hex
            ? try EnvelopeMember.hex(found, "the mapped frame") : try EnvelopeMember.base64(found, "the mapped frame")
        uplink.port = try EnvelopeMember.port(try mapping.framePort?.value(in: value), "the mapped port")
        uplink.frameCounter = try EnvelopeMember.counter(try mapping.sequence?.value(in: value), "the mapped sequence")
        var stamp = Observation(device: entry.device.id)
        try setTime(value, &stamp)
        uplink.serverTime = stamp.deviceTime
        uplink.isTimeUnreadable = stamp.flags.contains(.timeUnreadable)
        return try UplinkReading(directory: directory).outcome(.uplink(uplink))
    }

    private func wholeFrame(
        _ payload: UnsafeRawBufferPointer, _ encoding: MappedFrame.Encoding
    ) throws(Refusal) -> MessageOutcome {
        guard let device = match.device else { throw wrongShape("device", nil, "the device's name in the topic") }
        let bytes: [UInt8]? =
            switch encoding {
            case .binary: Array(payload)
            case .hex: Hex.decode(payload)
            case .base64: Base64.decode(payload)
            }
        guard let bytes else {
            throw Refusal(encoding == .hex ? .badHex : .badBase64, "the payload is not \(encoding.rawValue)", device: device)
        }
        var uplink = Uplink(names: [device], town: town)
        uplink.payload = bytes
        return try UplinkReading(directory: directory).outcome(.uplink(uplink))
    }

    private func wrongShape(_ what: String, _ pointer: String?, _ expected: String) -> Refusal {
        let place = pointer.map { "at '\($0)'" } ?? "in the message"
        return Refusal(.wrongShape, "mapping '\(mapping.rule.name)': \(expected) is missing \(place) (\(what))")
    }
}
