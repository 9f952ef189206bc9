public import Model

/// A device that reports although nobody has entered it.
public struct ClaimDocument: Codable, Hashable, Sendable {
    public var device: DeviceID
    public var town: TownID?
    public var messages: Int
    public var firstHeardAt: Timestamp
    public var lastHeardAt: Timestamp
    /// The newest ones, newest first.
    public var lastMessages: [QuarantineDocument]

    public init(_ claim: Claim) {
        device = claim.device
        town = claim.town
        messages = claim.messages
        firstHeardAt = claim.firstHeardAt
        lastHeardAt = claim.lastHeardAt
        lastMessages = claim.lastMessages.map(QuarantineDocument.init)
    }

    private enum CodingKeys: String, CodingKey {
        case device, town, messages
        case firstHeardAt = "first_heard_at"
        case lastHeardAt = "last_heard_at"
        case lastMessages = "last_messages"
    }
}

/// What became of a claim.
public struct ClaimResultDocument: Codable, Hashable, Sendable {
    public var device: DeviceID
    public var model: String?
    public var slot: SlotID
    public var waiting: ReprocessDocument

    public init(_ result: ClaimResult) {
        device = result.device.id
        model = result.device.model
        slot = result.slot
        waiting = ReprocessDocument(result.waiting)
    }
}
