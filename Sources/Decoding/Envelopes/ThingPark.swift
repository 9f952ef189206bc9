import Model

/// Actility ThingPark: everything stands in one member named after the event, `DevEUI_uplink` for uplinks; `payload_hex`.
enum ThingPark {
    static func isShape(_ root: JSONValue) -> Bool {
        root.children.contains { $0.nameBytes.starts(with: "DevEUI_".utf8) }
    }

    static func content(_ root: JSONValue) throws(Refusal) -> EnvelopeContent {
        guard let message = try root.member("DevEUI_uplink") else {
            let other = root.children.first { $0.nameBytes.starts(with: "DevEUI_".utf8) }
            let device = try other.flatMap { (event) throws(Refusal) in EnvelopeMember.name(try event.member("DevEUI")) }
            return .ignored(IgnoredMessage(reason(other), device: device))
        }
        guard let device = EnvelopeMember.name(try message.member("DevEUI")) else {
            throw Refusal(.wrongShape, "'DevEUI_uplink.DevEUI' is missing; expected an uplink of ThingPark")
        }
        do throws(Refusal) {
            var uplink = Uplink(names: [device])
            uplink.port = try EnvelopeMember.port(try message.member("FPort"), "FPort")
            uplink.frameCounter = try EnvelopeMember.counter(try message.member("FCntUp"), "FCntUp")
            uplink.payload = try EnvelopeMember.hex(try message.member("payload_hex"), "payload_hex")
            uplink.session = try message.member("DevAddr")?.text
            EnvelopeMember.setTime(try message.member("Time"), &uplink)
            if let object = try message.member("payload") { uplink.decoded = .value(object) }
            return .uplink(uplink)
        } catch {
            throw Refusal(error.cause, error.detail, device: device)
        }
    }

    private static func reason(_ event: JSONValue?) -> IgnoredMessage.Reason {
        guard let event else { return .service }
        if event.isNamed("DevEUI_location") { return .location }
        if event.isNamed("DevEUI_downlink_Sent") || event.isNamed("DevEUI_downlink_Rejected") { return .downlink }
        if event.isNamed("DevEUI_notification") { return .join }
        return .service
    }
}
