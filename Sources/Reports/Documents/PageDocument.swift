/// One page of a list.
public struct PageDocument<Item: Codable & Sendable>: Codable, Sendable {
    public var items: [Item]
    /// Ask with `cursor=` this for the next page; absent on the last one.
    public var nextCursor: String?

    public init(items: [Item], nextCursor: String? = nil) {
        self.items = items
        self.nextCursor = nextCursor
    }

    private enum CodingKeys: String, CodingKey {
        case items
        case nextCursor = "next_cursor"
    }
}
