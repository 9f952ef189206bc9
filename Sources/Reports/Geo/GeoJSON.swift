import Model

/// GeoJSON (RFC 7946) as a value; positions are [longitude, latitude].
public struct FeatureCollection: Codable, Hashable, Sendable {
    public var type = "FeatureCollection"
    /// `estimate` or `roads`; a foreign member as RFC 7946 §6.1 allows.
    public var distanceBasis: String
    /// Whose map data it shows.
    public var attribution: String?
    public var features: [Feature]

    private enum CodingKeys: String, CodingKey {
        case type, features, attribution
        case distanceBasis = "distance_basis"
    }

    public struct Feature: Codable, Hashable, Sendable {
        public var type = "Feature"
        public var geometry: Geometry
        public var properties: FeatureProperties
    }

    public enum Geometry: Hashable, Sendable {
        case point([Double])
        case lineString([[Double]])
    }
}

/// What a feature of a tour tells; members that do not apply are left out.
public struct FeatureProperties: Codable, Hashable, Sendable {
    /// `stop` or `path`.
    public var role: String
    public var tour: String
    public var vehicle: String
    public var vehicleName: String
    public var stop: StopDocument?
    public var totals: TotalsDocument?
    /// What the line shows: the way on the `roads`, or `straight-lines` between the stops; `partly-roads` where some legs have no way.
    public var geometryBasis: String?

    private enum CodingKeys: String, CodingKey {
        case role, tour, vehicle, stop, totals
        case vehicleName = "vehicle_name"
        case geometryBasis = "geometry_basis"
    }
}

extension FeatureCollection.Geometry: Codable {
    private enum CodingKeys: String, CodingKey { case type, coordinates }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(String.self, forKey: .type) {
        case "Point": self = .point(try container.decode([Double].self, forKey: .coordinates))
        case "LineString": self = .lineString(try container.decode([[Double]].self, forKey: .coordinates))
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "'\(other.prefix(40))' is not Point or LineString")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .point(let position):
            try container.encode("Point", forKey: .type)
            try container.encode(position, forKey: .coordinates)
        case .lineString(let positions):
            try container.encode("LineString", forKey: .type)
            try container.encode(positions, forKey: .coordinates)
        }
    }
}
