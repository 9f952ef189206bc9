import Foundation
import Model

/// A place in metres east and north of the middle of the demonstration town: plane geometry is exact enough over 30 km.
struct PlanePoint: Hashable, Sendable {
    var east: Double
    var north: Double

    private static let origin = (latitude: 51.49, longitude: 7.46)
    private static let metresPerLatitude = 111_200.0
    private static let metresPerLongitude = 111_320 * cos(origin.latitude * .pi / 180)

    init(east: Double, north: Double) {
        self.east = east
        self.north = north
    }

    init(_ place: Coordinate) {
        east = (place.longitude - Self.origin.longitude) * Self.metresPerLongitude
        north = (place.latitude - Self.origin.latitude) * Self.metresPerLatitude
    }

    var latitude: Double { Self.origin.latitude + north / Self.metresPerLatitude }
    var longitude: Double { Self.origin.longitude + east / Self.metresPerLongitude }

    func squaredDistance(to other: PlanePoint) -> Double {
        let (x, y) = (other.east - east, other.north - north)
        return x * x + y * y
    }

    func distance(to other: PlanePoint) -> Double { squaredDistance(to: other).squareRoot() }

    /// The point at a share of the way to another one, moved to the left of the way by some metres.
    func point(towards other: PlanePoint, share: Double, left: Double = 0) -> PlanePoint {
        let (x, y) = (other.east - east, other.north - north)
        let length = max(0.001, (x * x + y * y).squareRoot())
        return PlanePoint(east: east + share * x - left * y / length, north: north + share * y + left * x / length)
    }

    /// Whether the stretches a–b and c–d cross.
    static func crosses(_ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint, _ d: PlanePoint) -> Bool {
        func side(_ p: PlanePoint, _ q: PlanePoint, _ r: PlanePoint) -> Bool {
            (q.east - p.east) * (r.north - p.north) - (q.north - p.north) * (r.east - p.east) > 0
        }
        return side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
    }
}

/// Points by cells of a square grid, to find those nearby. Looking around costs as many cells as the radius spans.
struct PointGrid: Sendable {
    let cell: Double
    private var cells: [Int: [Int32]] = [:]

    init(cell: Double) { self.cell = cell }

    private func key(_ column: Int, _ row: Int) -> Int { (row &+ 100_000) &* 1_000_000 &+ column &+ 500_000 }

    private func number(_ metres: Double) -> Int { Int((metres / cell).rounded(.down)) }

    mutating func insert(_ index: Int, at point: PlanePoint) {
        cells[key(number(point.east), number(point.north)), default: []].append(Int32(index))
    }

    /// Calls back with every index in the cells within the radius, in a fixed order, until told to stop.
    func visit(around point: PlanePoint, radius: Double, _ body: (Int) -> Bool) {
        for row in number(point.north - radius)...number(point.north + radius) {
            for column in number(point.east - radius)...number(point.east + radius) {
                for index in cells[key(column, row)] ?? [] where !body(Int(index)) { return }
            }
        }
    }
}
