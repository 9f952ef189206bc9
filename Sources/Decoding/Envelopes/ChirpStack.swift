import Model

/// ChirpStack v4: topic `application/{application}/device/{eui}/event/{event}`, JSON.
enum ChirpStack {
    /// The topic's event, or `nil` if it is none of its topics. Version 3 may also end with the event directly.
    static func event(of levels: [UnsafeRawBufferPointer]) -> UnsafeRawBufferPointer? {
        guard levels.count >= 5, levels[0].spells("application"), levels[2].spells("device") else { return nil }
        return levels.count == 6 && levels[4].spells("event") ? levels[5] : levels.count == 5 ? levels[4] : nil
    }

    static func isShape(_ root: JSONValue) -> Bool { root.children.contains { $0.isNamed("deviceInfo") } }

    static func content(_ root: JSONValue, event: UnsafeRawBufferPointer?) throws(Refusal) -> EnvelopeContent {
        guard let info = try root.member("deviceInfo") else {
            throw Refusal(.wrongShape, "'deviceInfo' is missing; expected an event of ChirpStack v4")
        }
        guard let device = EnvelopeMember.name(try info.member("devEui")) else {
            throw Refusal(.wrongShape, "'deviceInfo.devEui' is missing; expected an event of ChirpStack v4")
        }
        do throws(Refusal) {
            if let event, let other = try ChirpStackEvent.content(root, event: event, device: device) { return other }
            var uplink = Uplink(names: [device])
            if let name = EnvelopeMember.name(try info.member("deviceName")) { uplink.names.append(name) }
            uplink.port = try EnvelopeMember.port(try root.member("fPort"), "fPort")
            uplink.frameCounter = try EnvelopeMember.counter(try root.member("fCnt"), "fCnt") ?? 0
            uplink.payload = try EnvelopeMember.base64(try root.member("data"), "data")
            uplink.session = try root.member("devAddr")?.text
            EnvelopeMember.setTime(try root.member("time"), &uplink)
            if let object = try root.member("object") { uplink.decoded = .value(object) }
            return .uplink(uplink)
        } catch {
            throw Refusal(error.cause, error.detail, device: device)
        }
    }
}

/// ChirpStack's events other than uplinks; version 3 and 4 name them alike.
enum ChirpStackEvent {
    /// - Returns: `nil` for an uplink.
    /// - Throws: a refusal for an event nobody knows.
    static func content(
        _ root: JSONValue, event: UnsafeRawBufferPointer, device: DeviceID
    ) throws(Refusal) -> EnvelopeContent? {
        let time = try root.member("time")?.time
        func ignored(_ reason: IgnoredMessage.Reason) -> EnvelopeContent {
            .ignored(IgnoredMessage(reason, device: device, serverTime: time))
        }
        if event.spells("up") || event.spells("rx") { return nil }
        if event.spells("join") { return ignored(.join) }
        if event.spells("ack") { return ignored(.acknowledgement) }
        if event.spells("txack") || event.spells("tx") { return ignored(.downlink) }
        if event.spells("log") || event.spells("error") { return ignored(.log) }
        if event.spells("location") { return ignored(.location) }
        if event.spells("integration") { return ignored(.service) }
        if event.spells("status") {
            guard let percent = try battery(root) else { return ignored(.status) }
            return .battery(percent: percent, names: [device], serverTime: time)
        }
        let shown = String(decoding: event.prefix(40), as: UTF8.self)
        throw Refusal(.unknownTopic, "ChirpStack has no event '\(shown)'", device: device)
    }

    /// The device's answer to the server's question; `nil` when it does not know or hangs on a supply.
    private static func battery(_ root: JSONValue) throws(Refusal) -> Double? {
        guard try root.member("batteryLevelUnavailable")?.boolean != true,
            try root.member("externalPowerSource")?.boolean != true,
            let percent = try root.member("batteryLevel")?.number, (0...100).contains(percent)
        else { return nil }
        return percent
    }
}
