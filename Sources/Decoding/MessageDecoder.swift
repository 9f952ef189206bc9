public import Model

/// What the decoder must know of a device that speaks through a network server.
public struct KnownDevice: Hashable, Sendable {
    public var town: TownID?
    /// Vendor and model, `milesight/em400-mud`, or the model alone; selects the device decoder.
    public var model: String?

    public init(town: TownID? = nil, model: String? = nil) {
        self.town = town
        self.model = model
    }
}

/// From one MQTT message to what it says. Pure: no clock, no state, the same bytes give the same outcome.
public struct MessageDecoder: Sendable {
    /// Devices by the name under which they publish; LoRaWAN EUIs in lower case. Needed for network servers' envelopes only: the
    /// native topic names town and device itself.
    public var devices: [DeviceID: KnownDevice]
    /// Larger payloads are refused unread.
    public var payloadLimit: Int

    public static let standardPayloadLimit = 256 * 1024

    public init(devices: [DeviceID: KnownDevice] = [:], payloadLimit: Int = MessageDecoder.standardPayloadLimit) {
        self.devices = devices
        self.payloadLimit = min(payloadLimit, 1 << 30)
    }

    /// Decodes one message. Never throws and never crashes, whatever the bytes are; O(topic + payload).
    public func decode(topic: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer) -> MessageOutcome {
        let topic = Topic(bytes: topic)
        guard topic.bytes.count <= Topic.longest else {
            return .refused(
                Refusal(
                    .unknownTopic, "a topic of \(topic.bytes.count) bytes; at most \(Topic.longest) are read: '\(topic.shown)'"))
        }
        guard payload.count <= payloadLimit else {
            return .refused(Refusal(.tooLarge, "the payload has \(payload.count) bytes, the limit is \(payloadLimit)"))
        }
        do throws(Refusal) {
            return try route(topic, payload)
        } catch {
            return .refused(error)
        }
    }

    /// The same for a topic that is a text already.
    public func decode(topic: String, payload: UnsafeRawBufferPointer) -> MessageOutcome {
        var topic = topic
        return topic.withUTF8 { decode(topic: UnsafeRawBufferPointer($0), payload: payload) }
    }

    /// The same for bytes in an array.
    public func decode(topic: String, payload: [UInt8]) -> MessageOutcome {
        payload.withUnsafeBytes { decode(topic: topic, payload: $0) }
    }

    private func route(_ topic: Topic, _ payload: UnsafeRawBufferPointer) throws(Refusal) -> MessageOutcome {
        if topic.hasPrefix(NativeTopic.prefix) {
            let native = try NativeTopic(topic)
            return NativePayload(town: native.town, device: native.device).outcome(of: payload)
        }
        throw Refusal(.unknownTopic, "nothing known speaks on '\(topic.shown)'")
    }
}
