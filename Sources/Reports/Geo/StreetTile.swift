import Model

/// The streets of a map tile as GeoJSON: one feature a kind of street (bridges and tunnels apart), near enough also by name, so that a
/// map draws few and long lines.
public struct StreetTile: Codable, Hashable, Sendable {
    public var type = "FeatureCollection"
    public var attribution = DistanceBasis.openStreetMap
    public var features: [Feature]

    public struct Feature: Codable, Hashable, Sendable {
        public var type = "Feature"
        public var geometry: Geometry
        public var properties: Properties
    }

    public struct Geometry: Codable, Hashable, Sendable {
        public var type = "MultiLineString"
        public var coordinates: [[[Double]]]
    }

    public struct Properties: Codable, Hashable, Sendable {
        /// Value of OpenStreetMap's tag `highway`.
        public var kind: String
        public var name: String?
        public var bridge: Bool?
        public var tunnel: Bool?
    }

    /// From this zoom on streets bear their names.
    public static let namedFrom = 15

    /// O(points).
    public init(_ streets: [StreetLine], zoom: Int) {
        let digits = zoom < 12 ? 4 : zoom < 16 ? 5 : 6
        var lines: [Properties: [[[Double]]]] = [:]
        for street in streets {
            let properties = Properties(
                kind: street.kind, name: zoom >= Self.namedFrom ? street.name : nil, bridge: street.isBridge ? true : nil,
                tunnel: street.isTunnel ? true : nil)
            let line = street.points.reduce(into: [[Double]]()) { line, point in
                let position = [rounded(point.longitude, digits), rounded(point.latitude, digits)]
                if line.last != position { line.append(position) }
            }
            if line.count > 1 { lines[properties, default: []].append(line) }
        }
        let order = { (p: Properties) in (p.kind, p.name ?? "", p.bridge == true ? 1 : 0, p.tunnel == true ? 1 : 0) }
        features = lines.sorted { order($0.key) < order($1.key) }
            .map { Feature(geometry: Geometry(coordinates: $0.value), properties: $0.key) }
    }
}
