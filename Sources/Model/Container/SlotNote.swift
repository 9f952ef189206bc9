/// What somebody wrote down about a slot: "inlet blocked", "key at the school". Kept for good, never changed.
public struct SlotNote: Hashable, Sendable, Codable {
    /// Counts up over all notes; 0 until it is stored.
    public var number: Int64
    public var slot: SlotID
    public var at: Timestamp
    /// The name that the person gave.
    public var author: String?
    public var text: String

    public init(number: Int64 = 0, slot: SlotID, at: Timestamp, author: String?, text: String) {
        self.number = number
        self.slot = slot
        self.at = at
        self.author = author
        self.text = text
    }
}
