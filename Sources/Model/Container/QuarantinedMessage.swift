/// A message that was refused, kept with the reason so that it can be processed again once the cause is mended.
public struct QuarantinedMessage: Hashable, Sendable {
    /// Ascending in the order of arrival.
    public var id: Int64
    /// `nil` when the topic does not tell.
    public var town: TownID?
    public var receivedAt: Timestamp
    public var topic: String
    /// As received; cut to the store's limit when it was too large (`payloadSize` keeps the true size).
    public var payload: [UInt8]
    public var payloadSize: Int
    public var reason: QuarantineReason
    /// What was wrong and what to do, with the offending value.
    public var detail: String
    /// `nil` where neither topic nor payload names one.
    public var device: DeviceID?

    public init(
        id: Int64, town: TownID?, receivedAt: Timestamp, topic: String, payload: [UInt8], payloadSize: Int,
        reason: QuarantineReason,
        detail: String, device: DeviceID? = nil
    ) {
        self.id = id
        self.town = town
        self.receivedAt = receivedAt
        self.topic = topic
        self.payload = payload
        self.payloadSize = payloadSize
        self.reason = reason
        self.detail = detail
        self.device = device
    }
}

/// Why a message was refused; stable keys, counted in the metrics.
public enum QuarantineReason: String, CaseIterable, Hashable, Sendable, Codable {
    case unknownTopic = "unknown-topic"
    case unknownTown = "unknown-town"
    case unknownDevice = "unknown-device"
    case tooLarge = "too-large"
    case malformed
    case impossibleTime = "impossible-time"
    case impossibleValue = "impossible-value"
    case undecodable
}
