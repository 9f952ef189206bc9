import Model

/// LORIOT: `cmd` is `rx` (an uplink) or `gw` (the same with all gateways: the frame counter tells the repeat), `ts` in milliseconds,
/// `data` in hexadecimal.
enum Loriot {
    static func isShape(_ root: JSONValue) -> Bool {
        root.children.contains { $0.isNamed("cmd") } && root.children.contains { $0.isNamed("EUI") }
    }

    static func content(_ root: JSONValue) throws(Refusal) -> EnvelopeContent {
        guard let device = EnvelopeMember.name(try root.member("EUI")) else {
            throw Refusal(.wrongShape, "'EUI' is missing; expected a message of LORIOT")
        }
        do throws(Refusal) {
            let time = try time(root)
            guard ["rx", "gw"].contains(try root.member("cmd")?.text) else {
                return .ignored(IgnoredMessage(.service, device: device, serverTime: time))
            }
            var uplink = Uplink(names: [device])
            uplink.port = try EnvelopeMember.port(try root.member("port"), "port")
            uplink.frameCounter = try EnvelopeMember.counter(try root.member("fcnt"), "fcnt")
            uplink.payload = try EnvelopeMember.hex(try root.member("data"), "data")
            uplink.serverTime = time
            let written = try root.member("ts")
            uplink.isTimeUnreadable = time == nil && written != nil
            if uplink.payload == nil, try root.member("encdata") != nil {
                throw Refusal(.undecodable, "the payload is still encrypted ('encdata'); let LORIOT decrypt it with the AppSKey")
            }
            return .uplink(uplink)
        } catch {
            throw Refusal(error.cause, error.detail, device: device)
        }
    }

    private static func time(_ root: JSONValue) throws(Refusal) -> Timestamp? {
        try root.member("ts")?.integer.map { Timestamp(milliseconds: $0) }
    }
}
