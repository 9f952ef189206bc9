/// An extra emptying that somebody asked for (complaint, event, side-deposits).
public struct EmptyingRequest: Hashable, Sendable, Codable {
    public var id: RequestID
    public var slot: SlotID
    /// The first day on which it may be done; it stays due until the slot is emptied.
    public var dueOn: CalendarDay
    public var note: String
    public var createdAt: Timestamp

    public init(id: RequestID, slot: SlotID, dueOn: CalendarDay, note: String, createdAt: Timestamp) {
        self.id = id
        self.slot = slot
        self.dueOn = dueOn
        self.note = note
        self.createdAt = createdAt
    }
}
