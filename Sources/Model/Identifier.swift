/// The name of one thing of a town, unique within the town for its kind: `ID<Site>` can not be given where `ID<Slot>` is wanted.
///
/// Text chosen by the town (its own numbers stay usable). Names read from outside go through ``init(validating:)``.
public struct ID<Entity>: Hashable, Sendable, Comparable, Codable, CustomStringConvertible, ExpressibleByStringLiteral {
    public let rawValue: String

    public init(_ rawValue: String) { self.rawValue = rawValue }

    public init(stringLiteral value: String) { rawValue = value }

    /// Accepts 1 to 64 of the characters `A-Z a-z 0-9 . _ -`, so that every identifier can stand in a topic, an address and a file
    /// name without escaping; `nil` for anything else.
    public init?(validating text: some StringProtocol) {
        let bytes = text.utf8
        guard (1...64).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else { return nil }
        rawValue = String(text)
    }

    /// The same for the bytes of a text. Inlined, because ingest makes two for every message.
    @inlinable
    public init?(validating bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 1, bytes.count <= 64 else { return nil }
        for byte in bytes where !Self.isAllowed(byte) { return nil }
        rawValue = String(decoding: bytes, as: UTF8.self)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = ID(validating: text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text.prefix(80))' is not an identifier: use 1 to 64 of A-Z a-z 0-9 . _ -")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public var description: String { rawValue }

    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }

    @inlinable
    static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

public typealias TownID = ID<Town>
public typealias SiteID = ID<Site>
public typealias SlotID = ID<Slot>
public typealias ContainerID = ID<Container>
public typealias ContainerTypeID = ID<ContainerType>
public typealias DeviceID = ID<Device>
public typealias VehicleID = ID<Vehicle>
public typealias DepotID = ID<Depot>
public typealias DisposalSiteID = ID<DisposalSite>
public typealias PlanID = ID<Plan>
public typealias TourID = ID<Tour>
public typealias RequestID = ID<EmptyingRequest>
