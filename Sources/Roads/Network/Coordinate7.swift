import Model

/// A position in whole 1e-7 degrees (about 1 cm), as OpenStreetMap counts.
struct Coordinate7: Hashable, Sendable {
    var longitude: Int32
    var latitude: Int32

    init(longitude: Int32, latitude: Int32) {
        self.longitude = longitude
        self.latitude = latitude
    }

    init(_ place: Coordinate) {
        longitude = Int32((place.longitude * 1e7).rounded())
        latitude = Int32((place.latitude * 1e7).rounded())
    }

    var coordinate: Coordinate? { Coordinate(latitude: Double(latitude) / 1e7, longitude: Double(longitude) / 1e7) }
}
