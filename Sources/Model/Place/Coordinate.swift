import Foundation

/// A place on the earth, WGS 84 degrees.
public struct Coordinate: Hashable, Sendable, Codable, CustomStringConvertible {
    public let latitude: Double
    public let longitude: Double

    /// `nil` unless both are finite and on the earth.
    public init?(latitude: Double, longitude: Double) {
        guard latitude.isFinite, longitude.isFinite, abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let latitude = try container.decode(Double.self, forKey: .latitude)
        let longitude = try container.decode(Double.self, forKey: .longitude)
        guard let place = Coordinate(latitude: latitude, longitude: longitude) else {
            throw DecodingError.dataCorruptedError(
                forKey: .latitude, in: container, debugDescription: "\(latitude), \(longitude) is no place on the earth")
        }
        self = place
    }

    /// Great-circle distance in metres on a sphere of 6,371,008.8 m (mean radius, IUGG), by the haversine formula.
    public func distanceMetres(to other: Coordinate) -> Double {
        let degree = Double.pi / 180
        let dLatitude = (other.latitude - latitude) * degree
        let dLongitude = (other.longitude - longitude) * degree
        let h =
            pow(sin(dLatitude / 2), 2) + cos(latitude * degree) * cos(other.latitude * degree) * pow(sin(dLongitude / 2), 2)
        return 2 * 6_371_008.8 * asin(min(1, h.squareRoot()))
    }

    public var description: String { "\(latitude), \(longitude)" }
}
