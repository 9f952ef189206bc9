import Model

/// ThingsBoard's device API (`v1/devices/me/telemetry`) and gateway API (`v1/gateway/telemetry`).
///
/// Values stand alone (`{"distance": 910}`), with a time (`{"ts": ms, "values": {…}}`), or in an array of either. The device API names
/// the device by its access token, which a broker does not hand on: the payload must then have a member `device`, or the topic the
/// name instead of `me`. The gateway API has one member per device.
struct ThingsBoard {
    enum Kind {
        case device(DeviceID?)
        case gateway
        /// Attributes, connections, calls: no measurement.
        case other
    }

    let kind: Kind

    /// `nil` if the topic is not one of its.
    init?(_ levels: [UnsafeRawBufferPointer]) {
        guard levels.count >= 3, levels[0].spells("v1") else { return nil }
        if levels[1].spells("gateway") {
            kind = levels.count == 3 && levels[2].spells("telemetry") ? .gateway : .other
        } else if levels.count >= 4, levels[1].spells("devices") {
            let name = levels[2].spells("me") ? nil : EnvelopeMember.deviceName(String(decoding: levels[2], as: UTF8.self))
            kind = levels.count == 4 && levels[3].spells("telemetry") ? .device(name) : .other
        } else {
            return nil
        }
    }

    func outcome(_ root: JSONValue, _ directory: DeviceDirectory) throws(Refusal) -> MessageOutcome {
        try Collected.check(count: readingCount(root))
        var collected = Collected()
        switch kind {
        case .other: return .ignored(IgnoredMessage(.service))
        case .device(let name): take(root, name, directory, &collected)
        case .gateway:
            guard root.kind == .object else {
                throw Refusal(.wrongShape, "the payload is \(root.shown); expected an object with one member per device")
            }
            for device in root.children { take(device, EnvelopeMember.deviceName(device.name), directory, &collected) }
        }
        return collected.outcome
    }

    /// How many readings the message holds: its elements, or those of all its devices.
    private func readingCount(_ root: JSONValue) -> Int {
        guard case .gateway = kind else { return root.kind == .array ? root.childCount : 1 }
        return root.children.reduce(0) { count, device in count + (device.kind == .array ? device.childCount : 1) }
    }

    // MARK: Elements

    private func take(_ value: JSONValue, _ device: DeviceID?, _ directory: DeviceDirectory, _ collected: inout Collected) {
        guard value.kind == .array else { return collect(value, device, directory, &collected) }
        for element in value.children { collect(element, device, directory, &collected) }
    }

    private func collect(_ value: JSONValue, _ device: DeviceID?, _ directory: DeviceDirectory, _ collected: inout Collected) {
        do throws(Refusal) {
            collected.add(try observation(value, device, directory))
        } catch {
            collected.refuse(error)
        }
    }

    private func observation(
        _ value: JSONValue, _ topicDevice: DeviceID?, _ directory: DeviceDirectory
    ) throws(Refusal) -> Observation {
        guard value.kind == .object else {
            throw Refusal(.wrongShape, "\(value.shown) at byte \(value.offset) is no object of values", device: topicDevice)
        }
        let values = try value.member("values") ?? value
        var name = topicDevice
        if name == nil { name = try named(value) }
        if name == nil { name = try named(values) }
        guard let device = name else {
            throw Refusal(
                .unknownDevice,
                "v1/devices/me/telemetry does not tell whose values these are: put the device's name into a member 'device', or publish "
                    + "to v1/devices/{device}/telemetry or v1/gateway/telemetry")
        }
        let entry = try directory.entry(for: [device], town: nil)
        let measurement = try NamedValues.measurement(values)
        guard !measurement.isEmpty else {
            throw Refusal(
                .undecodable, "none of the values has a known name; write a mapping for this topic (docs/decoders.md)",
                device: entry.device.id)
        }
        var observation = Observation(measurement, of: entry.device)
        if let time = try value.member("ts") {
            observation.deviceTime = time.integer.map { Timestamp(milliseconds: $0) }
            if observation.deviceTime == nil { observation.flags.insert(.timeUnreadable) }
        }
        return observation
    }

    private func named(_ value: JSONValue) throws(Refusal) -> DeviceID? {
        EnvelopeMember.name(try value.member("device", or: "deviceName"))
    }
}
