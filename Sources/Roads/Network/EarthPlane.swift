import Foundation

/// Lengths and directions over town distances from positions in 1e-7 degrees: the earth taken as flat around the place, on the
/// sphere of the mean radius (IUGG). Off by less than 1e-5 over 50 km at these latitudes.
enum EarthPlane {
    static let metresPerUnit = 6_371_008.8 * Double.pi / 180 * 1e-7

    /// Metres per unit of longitude at a latitude.
    static func metresPerUnit(atLatitude latitude: Double) -> Double { metresPerUnit * cos(latitude * 1e-7 * Double.pi / 180) }

    static func metres(fromLongitude a: Int32, latitude b: Int32, toLongitude c: Int32, latitude d: Int32) -> Double {
        let middle = (Double(b) + Double(d)) / 2
        let x = (Double(c) - Double(a)) * metresPerUnit(atLatitude: middle)
        let y = (Double(d) - Double(b)) * metresPerUnit
        return (x * x + y * y).squareRoot()
    }

    /// Degrees clockwise from north; 0 for two equal points.
    static func bearing(fromLongitude a: Int32, latitude b: Int32, toLongitude c: Int32, latitude d: Int32) -> Double {
        let x = (Double(c) - Double(a)) * metresPerUnit(atLatitude: (Double(b) + Double(d)) / 2)
        let y = (Double(d) - Double(b)) * metresPerUnit
        guard x != 0 || y != 0 else { return 0 }
        let degrees = atan2(x, y) * 180 / Double.pi
        return degrees < 0 ? degrees + 360 : degrees
    }
}

/// Position on a Hilbert curve of order 32 (D. Hilbert, 1891); near positions lie near on the plane.
enum HilbertCurve {
    static func position(x: UInt32, y: UInt32) -> UInt64 {
        var x = x
        var y = y
        var distance: UInt64 = 0
        var side: UInt32 = 1 << 31
        while side > 0 {
            let right: UInt32 = x & side > 0 ? 1 : 0
            let upper: UInt32 = y & side > 0 ? 1 : 0
            distance = distance << 2 | UInt64((3 * right) ^ upper)
            if upper == 0 {
                if right == 1 {
                    x = ~x
                    y = ~y
                }
                swap(&x, &y)
            }
            side >>= 1
        }
        return distance
    }
}

/// A box in degrees.
public struct RoadBox: Sendable, Hashable {
    public var west: Double
    public var south: Double
    public var east: Double
    public var north: Double

    /// `nil` unless west < east and south < north, all on the earth.
    public init?(west: Double, south: Double, east: Double, north: Double) {
        guard west < east, south < north, west >= -180, east <= 180, south >= -90, north <= 90 else { return nil }
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// `west,south,east,north`.
    public init?(text: String) {
        let numbers = text.split(separator: ",").compactMap { Double($0.filter { $0 != " " }) }
        guard numbers.count == 4 else { return nil }
        self.init(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
    }

    /// Longitude and latitude in 1e-7 degrees.
    func contains(_ longitude: Int32, _ latitude: Int32) -> Bool {
        let x = Double(longitude) / 1e7
        let y = Double(latitude) / 1e7
        return x >= west && x <= east && y >= south && y <= north
    }
}
