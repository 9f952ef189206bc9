/// The kinds of ways that are kept, after the tag `highway` of OpenStreetMap; ferries come from `route=ferry`.
public enum HighwayClass: UInt8, CaseIterable, Sendable, Hashable, Codable {
    case motorway, trunk, primary, secondary, tertiary, unclassified, residential
    case motorwayLink, trunkLink, primaryLink, secondaryLink, tertiaryLink
    case livingStreet, service, road, track
    case pedestrian, busway, cycleway, footway, path, bridleway
    case ferry

    /// As in OpenStreetMap and in the profile files.
    public var name: String { Self.names[Int(rawValue)] }

    /// By the value of OpenStreetMap's `highway`; `nil` for what is no road for vehicles.
    public init?(name: String) {
        guard let kind = Self.byName[name] else { return nil }
        self = kind
    }

    /// Whether motor vehicles may use it when no access tag says otherwise.
    var isForMotorVehicles: Bool { rawValue <= Self.track.rawValue }

    /// Too fast to stop at a kerb.
    var isMotorwayLike: Bool { self == .motorway || self == .motorwayLink }

    var isLink: Bool { (Self.motorwayLink.rawValue...Self.tertiaryLink.rawValue).contains(rawValue) }

    private static let names = [
        "motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "motorway_link", "trunk_link",
        "primary_link", "secondary_link", "tertiary_link", "living_street", "service", "road", "track", "pedestrian", "busway",
        "cycleway", "footway", "path", "bridleway", "ferry",
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { (names[Int($0.rawValue)], $0) })

    /// Values of `highway` that are no way for vehicles; not counted as unknown.
    static let leftOut: Set<String> = [
        "steps", "corridor", "elevator", "construction", "proposed", "planned", "platform", "rest_area", "services", "raceway",
        "abandoned", "razed", "disused", "escape", "via_ferrata", "bus_stop", "no", "emergency_bay", "crossing", "street_lamp",
        "traffic_island", "bus_guideway", "ladder",
    ]
}
