import Model

/// The Things Stack v3: topic `v3/{application}[@{tenant}]/devices/{device}/{event}`, JSON as in its data formats.
///
/// Empty members are left out, so an uplink without `f_cnt` has the counter 0. The time that counts is the network server's
/// (`uplink_message.received_at`), never a gateway's. An item of the Storage Integration (`{"result": …}`) is read as well.
enum TheThingsStack {
    /// Whether the topic is one of its.
    static func event(of levels: [UnsafeRawBufferPointer]) -> UnsafeRawBufferPointer? {
        guard levels.count >= 5, levels[0].spells("v3"), levels[2].spells("devices") else { return nil }
        return levels[4]
    }

    static func isShape(_ root: JSONValue) -> Bool {
        root.children.contains { $0.isNamed("end_device_ids") } || isStored(root)
    }

    private static func isStored(_ root: JSONValue) -> Bool {
        guard let result = root.children.first(where: { $0.isNamed("result") }) else { return false }
        return result.children.contains { $0.isNamed("end_device_ids") }
    }

    /// - Parameter event: the topic's last level; `nil` if the topic is not one of its.
    static func content(_ root: JSONValue, event: UnsafeRawBufferPointer?) throws(Refusal) -> EnvelopeContent {
        guard let identifiers = try root.member("end_device_ids") else {
            if let stored = try root.member("result") { return try content(stored, event: event) }
            throw Refusal(.wrongShape, "'end_device_ids' is missing; expected a message of The Things Stack v3")
        }
        var names = [EnvelopeMember.name(try identifiers.member("dev_eui"))].compactMap { $0 }
        if let own = EnvelopeMember.name(try identifiers.member("device_id")) { names.append(own) }
        guard !names.isEmpty else {
            throw Refusal(.wrongShape, "'end_device_ids' has neither dev_eui nor device_id")
        }
        do throws(Refusal) {
            guard let message = try root.member("uplink_message") else { return try other(root, event, names[0]) }
            return try uplink(root, message, identifiers, names)
        } catch {
            throw Refusal(error.cause, error.detail, device: names[0])
        }
    }

    private static func uplink(
        _ root: JSONValue, _ message: JSONValue, _ identifiers: JSONValue, _ names: [DeviceID]
    ) throws(Refusal) -> EnvelopeContent {
        guard try root.member("simulated")?.boolean != true else {
            return .ignored(IgnoredMessage(.simulated, device: names[0]))
        }
        var uplink = Uplink(names: names)
        uplink.port = try EnvelopeMember.port(try message.member("f_port"), "f_port")
        uplink.frameCounter = try EnvelopeMember.counter(try message.member("f_cnt"), "f_cnt") ?? 0
        uplink.payload = try EnvelopeMember.base64(try message.member("frm_payload"), "frm_payload")
        uplink.session = try message.member("session_key_id")?.text
        if uplink.session == nil { uplink.session = try identifiers.member("dev_addr")?.text }
        var time = try message.member("received_at")
        if time == nil { time = try root.member("received_at") }
        EnvelopeMember.setTime(time, &uplink)
        if let object = try message.member("decoded_payload") { uplink.decoded = .value(object) }
        return .uplink(uplink)
    }

    private static func other(
        _ root: JSONValue, _ event: UnsafeRawBufferPointer?, _ device: DeviceID
    ) throws(Refusal) -> EnvelopeContent {
        guard let reason = reason(root, event) else {
            throw Refusal(.wrongShape, "'uplink_message' is missing; expected an uplink of The Things Stack v3")
        }
        let time = try root.member("received_at")?.time
        return .ignored(IgnoredMessage(reason, device: device, serverTime: time))
    }

    /// What the message is, by its topic or else by the member it has.
    private static func reason(_ root: JSONValue, _ event: UnsafeRawBufferPointer?) -> IgnoredMessage.Reason? {
        if let event {
            if event.spells("join") { return .join }
            if event.spells("down") { return .downlink }
            if event.spells("service") { return .service }
            if event.spells("location") { return .location }
            return nil
        }
        for member in root.children {
            if member.isNamed("join_accept") { return .join }
            if member.isNamed("location_solved") { return .location }
            if member.isNamed("service_data") { return .service }
            if member.nameBytes.starts(with: "downlink_".utf8) { return .downlink }
        }
        return nil
    }
}
