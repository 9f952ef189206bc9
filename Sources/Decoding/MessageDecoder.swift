public import Model

/// From one MQTT message to what it says. Pure: no clock, no state, the same bytes give the same outcome.
public struct MessageDecoder: Sendable {
    /// Larger payloads are refused unread.
    public let payloadLimit: Int

    /// Tried in order before the built-in envelopes; the native topic comes first.
    public let mappings: [Mapping]

    private let directory: DeviceDirectory

    public static let standardPayloadLimit = 256 * 1024

    /// - Parameter devices: those that speak through network servers or mappings. The native topic names town and device itself and
    ///   needs none.
    public init(
        devices: some Sequence<KnownDevice> = [], mappings: [Mapping] = [],
        payloadLimit: Int = MessageDecoder.standardPayloadLimit
    ) {
        self.mappings = mappings
        directory = DeviceDirectory(devices)
        self.payloadLimit = min(payloadLimit, 1 << 30)
    }

    /// The same for all devices of the towns.
    public init(
        towns: some Sequence<TownData>, mappings: [Mapping] = [], payloadLimit: Int = MessageDecoder.standardPayloadLimit
    ) {
        let devices = towns.flatMap { data in
            data.devices.map { KnownDevice(id: $0.id, town: data.town.id, model: $0.model) }
        }
        self.init(devices: devices, mappings: mappings, payloadLimit: payloadLimit)
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
            let native: NativeTopic
            do throws(Refusal) {
                native = try NativeTopic(topic)
            } catch {
                guard NativeTopic.isOwnAlarm(topic) else { throw error }
                return .ignored(IgnoredMessage(.ownAlarm))
            }
            return NativePayload(town: native.town, device: native.device).outcome(of: payload)
        }
        for mapping in mappings {
            guard let match = mapping.pattern.match(topic) else { continue }
            return try MappedMessage(mapping: mapping, match: match, directory: directory).outcome(payload)
        }
        return try EnvelopeRoute(topic: topic, directory: directory).outcome(payload)
    }
}
