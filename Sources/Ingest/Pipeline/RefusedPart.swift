import Decoding
import Model

/// Why a message, or a part of it, was refused: the decoder's refusals and those of ingest itself in one form.
struct RefusedPart {
    var reason: QuarantineReason
    var detail: String
    var device: DeviceID?

    init(_ refusal: Refusal) {
        reason = refusal.reason
        detail = refusal.description
        device = refusal.device
    }

    /// No slot was found for an observation.
    init(_ observation: Observation, _ lookup: TownDirectory.Lookup) {
        device = observation.device
        switch lookup {
        case .unknownTown:
            reason = .unknownTown
            detail =
                "there is no town '\(observation.town?.rawValue ?? "")'. Import it with `fuellort containers import`, or correct the "
                + "topic at the sender"
        case .ambiguous(let towns):
            reason = .unknownDevice
            detail =
                "device '\(observation.device)' is registered in \(towns.map(\.rawValue).joined(separator: " and ")), and the message "
                + "does not say which is meant. Register it in one town only"
        case .unknownDevice, .found:
            reason = .unknownDevice
            let place = observation.town.map { " of town '\($0)'" } ?? ""
            detail =
                "no slot\(place) names the device '\(observation.device)'. Enter it at its slot, then process this message again"
        }
    }
}

extension QuarantinedMessage {
    private static let longestTopicBytes = 1024
    private static let partsNamed = 5

    /// The message as it is kept: whole, unless it was too large.
    init(_ message: ArrivedMessage, refused parts: [RefusedPart], limits: PayloadLimits) {
        let reason = parts.first?.reason ?? .malformed
        var detail = parts.prefix(Self.partsNamed).map(\.detail).joined(separator: "; ")
        if parts.count > Self.partsNamed { detail += "; and \(parts.count - Self.partsNamed) more" }
        let isTooLarge = message.payload.count > limits.maximumBytes
        let kept = isTooLarge ? min(limits.keptBytesOfTooLarge, message.payload.count) : message.payload.count
        self.init(
            id: 0, town: Self.town(inTopic: message.topic), receivedAt: message.receivedAt,
            topic: String(decoding: message.topic.prefix(Self.longestTopicBytes), as: UTF8.self),
            payload: [UInt8](message.payload.prefix(kept)), payloadSize: message.payload.count, reason: reason, detail: detail,
            device: parts.lazy.compactMap(\.device).first)
    }

    /// The town that a topic of our own names; `nil` for the topics of network servers.
    private static func town(inTopic topic: UnsafeBufferPointer<UInt8>) -> TownID? {
        let levels = topic.prefix(longestTopicBytes).split(
            separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: false)
        guard levels.count == 4, levels[0].elementsEqual("fuellort".utf8) else { return nil }
        return TownID(validating: String(decoding: levels[2], as: UTF8.self))
    }
}
