import Model

/// ChirpStack v3 and the Milesight gateway's own publisher, which took over its form: flat members with `devEUI` in capitals.
///
/// In version 3 the EUI and the address are base 64 (protobuf JSON) or hexadecimal (its older marshaler); the server's time is
/// `publishedAt`. The Milesight gateway writes hexadecimal and `time`.
enum ChirpStackV3 {
    static func isShape(_ root: JSONValue) -> Bool {
        root.children.contains { $0.isNamed("devEUI") }
            && root.children.contains {
                $0.isNamed("data") || $0.isNamed("fCnt") || $0.isNamed("object") || $0.isNamed("objectJSON")
            }
    }

    static func content(_ root: JSONValue, event: UnsafeRawBufferPointer?) throws(Refusal) -> EnvelopeContent {
        guard let written = try root.member("devEUI")?.text, let device = EnvelopeMember.deviceName(eui(written, byteCount: 8))
        else {
            throw Refusal(.wrongShape, "'devEUI' is missing; expected an event of ChirpStack v3 or a Milesight gateway")
        }
        do throws(Refusal) {
            if let event, let other = try ChirpStackEvent.content(root, event: event, device: device) { return other }
            var uplink = Uplink(names: [device])
            if let name = EnvelopeMember.name(try root.member("deviceName")) { uplink.names.append(name) }
            uplink.port = try EnvelopeMember.port(try root.member("fPort"), "fPort")
            uplink.frameCounter = try EnvelopeMember.counter(try root.member("fCnt"), "fCnt")
            uplink.payload = try EnvelopeMember.base64(try root.member("data"), "data")
            uplink.session = try root.member("devAddr")?.text.map { eui($0, byteCount: 4) }
            EnvelopeMember.setTime(try root.member("publishedAt", or: "time"), &uplink)
            if let object = try root.member("object") {
                uplink.decoded = .value(object)
            } else if let text = try root.member("objectJSON")?.text, !text.isEmpty {
                uplink.decoded = .text(text)
            }
            return .uplink(uplink)
        } catch {
            throw Refusal(error.cause, error.detail, device: device)
        }
    }

    /// The hexadecimal form of a number that stands there in hexadecimal or base 64. The base 64 of 4 or 8 bytes ends with `=`.
    private static func eui(_ text: String, byteCount: Int) -> String {
        guard text.utf8.contains(where: { Hex.digit($0) == nil }) else { return text.lowercased() }
        guard let bytes = Array(text.utf8).withUnsafeBytes(Base64.decode), bytes.count == byteCount else { return text }
        return Hex.text(bytes)
    }
}
