import Model
import Sentences

/// A GeoJSON feature with a point (RFC 7946).
struct FeatureReader {
    let record: RecordReader
    let properties: RecordReader
    let coordinate: Coordinate?

    /// The features of a collection; `nil` if the document is none.
    static func features(
        _ value: DocumentValue, properties: [String], at place: SourcePlace, log: FaultLog
    ) -> (features: [FeatureReader], isComplete: Bool)? {
        guard let root = RecordReader(value, allowing: PlaceMembers.collection, at: place, log: log),
            isType("FeatureCollection", root), hasEarthCoordinates(root)
        else { return nil }
        guard case .list(let elements) = root.raw("features")?.content else {
            root.report("features", "there is no list of features", remedy: "Write \"features\": [ … ]")
            return nil
        }
        let records = root.records("features", allowing: PlaceMembers.feature)
        let features = records.compactMap { FeatureReader($0, properties: properties) }
        return (features, features.count == elements.count)
    }

    /// A place whose position stands among its members as `latitude` and `longitude`.
    init(place record: RecordReader) {
        self.record = record
        properties = record
        let latitude = record.required("latitude", .number(in: -90...90))
        let longitude = record.required("longitude", .number(in: -180...180))
        coordinate = latitude.flatMap { latitude in
            longitude.flatMap { Coordinate(latitude: latitude, longitude: $0) }
        }
    }

    private init?(_ record: RecordReader, properties names: [String]) {
        guard Self.isType("Feature", record) else { return nil }
        coordinate = Self.point(record)
        guard let properties = record.record("properties", allowing: names) else {
            if !record.has("properties") {
                record.report("properties", "the member is missing", remedy: "Known are \(names.joined(separator: ", "))")
            }
            return nil
        }
        self.record = record
        self.properties = properties
    }

    /// The feature's `id`, or the property of that name where a tool has put it.
    func identifier<Entity>() -> ID<Entity>? {
        guard record.has("id") else { return properties.required("id", .identifier()) }
        let id: ID<Entity>? = record.required("id", .identifier())
        if properties.has("id"), let other: ID<Entity> = properties.required("id", .identifier()), let id, other != id {
            properties.report("id", "'\(other)' differs from the feature's id '\(id)'", remedy: "Keep one of them")
        }
        return id
    }

    private static func isType(_ name: String, _ record: RecordReader) -> Bool {
        guard let found = record.required("type", .name) else { return false }
        guard found == name else {
            record.report("type", "'\(found)' is not '\(name)'", remedy: "Places are a FeatureCollection of Features with Points")
            return false
        }
        return true
    }

    /// Files of older tools name their reference system; only WGS 84 in [longitude, latitude] is meant by RFC 7946.
    private static func hasEarthCoordinates(_ root: RecordReader) -> Bool {
        guard let crs = root.record("crs", allowing: ["type", "properties"]) else { return true }
        let name = crs.record("properties", allowing: ["name"])?.required("name", .name) ?? ""
        guard !name.hasSuffix("CRS84") && !name.hasSuffix("4326") else { return true }
        root.report("crs", "the reference system '\(name)' is not WGS 84", remedy: "Export again as EPSG:4326 (WGS 84)")
        return false
    }

    private static func point(_ feature: RecordReader) -> Coordinate? {
        guard let geometry = feature.record("geometry", allowing: PlaceMembers.geometry) else {
            if !feature.has("geometry") {
                feature.report("geometry", "the place has no position", remedy: "Give a Point with [longitude, latitude]")
            }
            return nil
        }
        guard isType("Point", geometry) else { return nil }
        guard case .list(let elements) = geometry.raw("coordinates")?.content, (2...3).contains(elements.count) else {
            geometry.report("coordinates", "there are no two numbers", remedy: "Write [longitude, latitude]")
            return nil
        }
        guard let numbers = geometry.list("coordinates", .number(in: -1_000_000_000...1_000_000_000)), numbers.count >= 2 else {
            return nil
        }
        if let coordinate = Coordinate(latitude: numbers[1], longitude: numbers[0]) { return coordinate }
        let isSwapped = Coordinate(latitude: numbers[0], longitude: numbers[1]) != nil
        let shown = "[\(NumberText.plain(numbers[0])), \(NumberText.plain(numbers[1]))]"
        if isSwapped {
            geometry.report(
                "coordinates", "\(shown) is no place on the earth: latitude and longitude are swapped",
                remedy: "GeoJSON wants [longitude, latitude]: [\(NumberText.plain(numbers[1])), \(NumberText.plain(numbers[0]))]")
        } else {
            geometry.report(
                "coordinates", "\(shown) is no place on the earth",
                remedy: "Give degrees (WGS 84), not metres of a map projection; export again as EPSG:4326")
        }
        return nil
    }
}
