import Foundation
public import Model

/// A refused message. The payload is text where it is valid UTF-8, else Base64.
public struct QuarantineDocument: Codable, Hashable, Sendable {
    public var id: Int64
    public var town: TownID?
    public var device: DeviceID?
    public var receivedAt: Timestamp
    public var topic: String
    public var reason: QuarantineReason
    public var detail: String
    /// Size as received; larger than the kept payload when that was cut.
    public var payloadBytes: Int
    public var payloadText: String?
    public var payloadBase64: String?

    public init(_ message: QuarantinedMessage) {
        id = message.id
        town = message.town
        device = message.device
        receivedAt = message.receivedAt
        topic = message.topic
        reason = message.reason
        detail = message.detail
        payloadBytes = message.payloadSize
        payloadText = String(validating: message.payload, as: UTF8.self)
        payloadBase64 = payloadText == nil ? Data(message.payload).base64EncodedString() : nil
    }

    private enum CodingKeys: String, CodingKey {
        case id, town, device, topic, reason, detail
        case receivedAt = "received_at"
        case payloadBytes = "payload_bytes"
        case payloadText = "payload_text"
        case payloadBase64 = "payload_base64"
    }
}

public struct ReprocessDocument: Codable, Hashable, Sendable {
    public var messages: Int
    public var storedReadings: Int
    public var repeatedReadings: Int
    public var stillRefused: Int

    public init(_ result: ReprocessResult) {
        messages = result.messages
        storedReadings = result.storedReadings
        repeatedReadings = result.repeatedReadings
        stillRefused = result.stillRefused
    }

    private enum CodingKeys: String, CodingKey {
        case messages
        case storedReadings = "stored_readings"
        case repeatedReadings = "repeated_readings"
        case stillRefused = "still_refused"
    }
}
