/// What an access tag says, as far as vehicles of ours are concerned.
enum AccessValue: UInt8, Sendable, Hashable {
    /// No tag.
    case unstated
    /// yes, permissive, designated, official, discouraged
    case open
    /// destination, delivery, customers, residents, permit: to reach or leave a place there, not to pass through
    case destination
    case privateOnly
    case agricultural
    /// psv, bus, emergency, foot, military and the like
    case otherVehicles
    case closed

    /// `nil` for a value that is not known.
    init?(_ text: String) {
        if let known = Self.known[text] { self = known } else { return nil }
    }

    /// Of several values (`destination;agricultural`) the one that opens most. Returns the parts that are not known besides.
    static func reading(_ text: String) -> (value: AccessValue?, unknown: String?) {
        if let plain = known[text] { return (plain, nil) }
        guard text.contains(";") else { return (nil, text) }
        var best: AccessValue?
        var unknown: String?
        for part in text.split(separator: ";") {
            let name = part.drop { $0 == " " }
            if let value = known[String(name)] {
                if value.rawValue < best?.rawValue ?? .max { best = value }
            } else {
                unknown = String(name)
            }
        }
        return (best, unknown)
    }

    private static let known: [String: AccessValue] = [
        "yes": .open, "permissive": .open, "designated": .open, "official": .open, "discouraged": .open, "hov": .open,
        "motorcar": .open, "motor_vehicle": .open, "vehicle": .open, "public": .open, "allowed": .open, "hgv": .open,
        "destination": .destination, "delivery": .destination, "customers": .destination, "residents": .destination,
        "permit": .destination, "loading": .destination, "visitors": .destination, "employees": .destination,
        "private": .privateOnly,
        "agricultural": .agricultural, "forestry": .agricultural, "agricultural;forestry": .agricultural,
        "psv": .otherVehicles, "bus": .otherVehicles, "taxi": .otherVehicles, "emergency": .otherVehicles,
        "military": .otherVehicles, "foot": .otherVehicles, "bicycle": .otherVehicles, "share_taxi": .otherVehicles,
        "emergency_vehicle": .otherVehicles, "use_sidepath": .otherVehicles, "minibus": .otherVehicles,
        "no": .closed, "restricted": .closed, "impassable": .closed,
    ]
}

/// The kinds of traffic whose access tags are kept, general ones first.
public enum AccessMode: UInt8, CaseIterable, Sendable, Hashable, Codable {
    case access, vehicle, motorVehicle, motorcar, goods, hgv

    /// As in OpenStreetMap.
    public var name: String { Self.names[Int(rawValue)] }

    /// By the value of OpenStreetMap's tag; `nil` for one that says nothing about access.
    public init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        self = Self.allCases[index]
    }

    private static let names = ["access", "vehicle", "motor_vehicle", "motorcar", "goods", "hgv"]
}
