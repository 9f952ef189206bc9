/// Tells whether a JSON text is in VROOM's format.
public struct VROOMFormat: Sendable, Decodable {
    /// Whether it has jobs or shipments, which no problem of this module has.
    public let isGiven: Bool

    public init(from decoder: any Decoder) throws {
        let names = try decoder.container(keyedBy: MemberName.self).allKeys.map(\.stringValue)
        isGiven = names.contains("jobs") || names.contains("shipments")
    }
}
