public import Model

/// An extra emptying that somebody asked for.
public struct RequestDocument: Codable, Hashable, Sendable {
    public var id: RequestID
    public var slot: SlotID
    public var dueOn: CalendarDay
    public var note: String
    public var createdAt: Timestamp

    public init(_ request: EmptyingRequest) {
        id = request.id
        slot = request.slot
        dueOn = request.dueOn
        note = request.note
        createdAt = request.createdAt
    }

    private enum CodingKeys: String, CodingKey {
        case id, slot, note
        case dueOn = "due_on"
        case createdAt = "created_at"
    }
}
