import Model

/// What every network server's envelope holds, whatever it calls it.
struct Uplink {
    /// Names under which the device may be registered, the best first: EUI, then the server's own name.
    var names: [DeviceID]
    var town: TownID?
    var port: Int?
    var frameCounter: Int64?
    var session: String?
    var serverTime: Timestamp?
    var isTimeUnreadable = false
    /// The device's bytes; `nil` if the envelope has none.
    var payload: [UInt8]?
    var decoded: DecodedObject = .none

    /// What the network server made of the bytes; used only where there is no decoder for the model.
    enum DecodedObject {
        case none
        case value(JSONValue)
        /// JSON inside a JSON text (ChirpStack v3).
        case text(String)
    }

    var hasDecodedObject: Bool {
        if case .none = decoded { false } else { true }
    }
}

/// What an envelope turned out to be.
enum EnvelopeContent {
    case uplink(Uplink)
    case ignored(IgnoredMessage)
    /// The network server's report about the battery.
    case battery(percent: Double, names: [DeviceID], serverTime: Timestamp?)
}

/// Reading of members that several envelopes have.
enum EnvelopeMember {
    /// A name as an identifier: EUIs in lower case, any character that an identifier can not have as `_`.
    static func deviceName(_ text: String) -> DeviceID? {
        let isEUI = text.utf8.count == 16 && text.utf8.allSatisfy { Hex.digit($0) != nil }
        if let id = DeviceID(validating: isEUI ? text.lowercased() : text) { return id }
        let replaced = text.prefix(65).unicodeScalars.map { scalar in
            DeviceID(validating: String(scalar)) == nil ? "_" : Character(scalar)
        }
        return DeviceID(validating: String(replaced))
    }

    static func name(_ value: JSONValue?) -> DeviceID? { value?.text.flatMap(deviceName) }

    /// The envelope's time into the uplink: absent, read, or there and not readable.
    static func setTime(_ value: JSONValue?, _ uplink: inout Uplink) {
        guard let value else { return }
        uplink.serverTime = value.time
        uplink.isTimeUnreadable = uplink.serverTime == nil
    }

    /// A whole number from 0 on, also as a text (some servers make texts of all numbers).
    static func counter(_ value: JSONValue?, _ what: StaticString) throws(Refusal) -> Int64? {
        guard let value else { return nil }
        if let number = value.integer ?? value.text.flatMap({ Int64($0) }), number >= 0 { return number }
        throw Refusal(.wrongShape, "\(what) is \(value.shown) at byte \(value.offset); expected a whole number from 0 on")
    }

    static func port(_ value: JSONValue?, _ what: StaticString) throws(Refusal) -> Int? {
        guard let number = try counter(value, what) else { return nil }
        guard number <= 255 else {
            throw Refusal(.wrongShape, "\(what) is \(number); a LoRaWAN port is 0 to 255")
        }
        return Int(number)
    }

    static func base64(_ value: JSONValue?, _ what: StaticString) throws(Refusal) -> [UInt8]? {
        try bytes(value, what, .badBase64, "base 64", Base64.decode)
    }

    static func hex(_ value: JSONValue?, _ what: StaticString) throws(Refusal) -> [UInt8]? {
        try bytes(value, what, .badHex, "hexadecimal digits", Hex.decode)
    }

    private static func bytes(
        _ value: JSONValue?, _ what: StaticString, _ cause: Refusal.Cause, _ alphabet: StaticString,
        _ decode: (UnsafeRawBufferPointer) -> [UInt8]?
    ) throws(Refusal) -> [UInt8]? {
        guard let value else { return nil }
        guard value.kind == .text else {
            throw Refusal(.wrongShape, "\(what) is \(value.shown) at byte \(value.offset); expected a text")
        }
        guard let bytes = value.withTextBytes(decode) ?? nil else {
            throw Refusal(cause, "\(what) at byte \(value.offset) is not \(alphabet): \(value.shown)")
        }
        return bytes
    }
}
