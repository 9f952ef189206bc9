import Foundation
import Model

/// What lies between the streets of the demonstration town: river, canal, railways, motorways, a lake and parks. Drawn by hand so that
/// the districts stand about as they do in the real towns; the courses are approximate.
struct DemoGeography: Sendable {
    struct Line: Sendable {
        enum Kind: Sendable { case river, canal, railway, motorway }

        let kind: Kind
        let name: String
        let points: [PlanePoint]
        let bounds: Box
    }

    struct Area: Sendable {
        enum Kind: Sendable { case water, park }

        let kind: Kind
        let name: String
        /// Closed: the first point is also the last.
        let outline: [PlanePoint]
        let centre: PlanePoint
        let radius: Double
    }

    struct Box: Sendable {
        var east: ClosedRange<Double>
        var north: ClosedRange<Double>

        init(_ points: [PlanePoint]) {
            let (x, y) = (points.map(\.east), points.map(\.north))
            east = (x.min() ?? 0)...(x.max() ?? 0)
            north = (y.min() ?? 0)...(y.max() ?? 0)
        }
    }

    let lines: [Line]
    let areas: [Area]

    init(key: RandomKey) {
        lines = [
            Self.line(
                .river, "Ruhr", key,
                [
                    (51.4300, 7.660), (51.4415, 7.625), (51.4405, 7.602), (51.4372, 7.582), (51.4335, 7.565), (51.4318, 7.548),
                    (51.4290, 7.530), (51.4283, 7.505), (51.4190, 7.480), (51.4130, 7.440), (51.4050, 7.400),
                ]),
            Self.line(
                .canal, "Stichkanal", key,
                [(51.5330, 7.4385), (51.5450, 7.4270), (51.5580, 7.4080), (51.5830, 7.3700), (51.6060, 7.3500)]),
            Self.line(
                .railway, "Hauptbahn West–Ost", key,
                [
                    (51.5060, 7.3000), (51.5090, 7.3650), (51.5150, 7.4150), (51.5180, 7.4590), (51.5170, 7.5000),
                    (51.5250, 7.5300),
                    (51.5400, 7.5900), (51.5500, 7.6500),
                ]),
            Self.line(
                .railway, "Südbahn", key,
                [
                    (51.5180, 7.4590), (51.5000, 7.4800), (51.4920, 7.4960), (51.4800, 7.5250), (51.4610, 7.5480),
                    (51.4410, 7.5580),
                    (51.4390, 7.5900), (51.4440, 7.6400),
                ]),
            Self.line(
                .motorway, "A 945", key,
                [
                    (51.6100, 7.3720), (51.5560, 7.3760), (51.5210, 7.3780), (51.4930, 7.3900), (51.4640, 7.4080),
                    (51.4380, 7.4600),
                    (51.4280, 7.4900), (51.3950, 7.5000),
                ]),
            Self.line(
                .motorway, "A 944", key,
                [
                    (51.4720, 7.3000), (51.4800, 7.3650), (51.4860, 7.4200), (51.4830, 7.4700), (51.4760, 7.5150),
                    (51.4790, 7.5800), (51.5150, 7.6200), (51.5500, 7.6700),
                ]),
        ]
        areas = [
            Self.area(.water, "Phönixsee", 51.4955, 7.5140, 300, key), Self.area(.park, "Westpark", 51.5115, 7.4520, 230, key),
            Self.area(.park, "Stadtgarten", 51.5365, 7.4720, 300, key), Self.area(.park, "Südpark", 51.4960, 7.4760, 420, key),
            Self.area(.park, "Volksgarten", 51.4985, 7.3560, 300, key), Self.area(.park, "Stadtwald", 51.4620, 7.5600, 450, key),
            Self.area(.park, "Hauptfriedhof", 51.5190, 7.5380, 420, key), Self.area(.park, "Nordpark", 51.5620, 7.4960, 420, key),
        ]
    }

    /// Whether a place keeps clear of water, tracks and motorways, so that a street may begin there.
    func isFree(_ point: PlanePoint) -> Bool {
        for area in areas where area.centre.distance(to: point) < area.radius + 25 { return false }
        for line in lines {
            let clear = Self.clearance(line.kind)
            guard (line.bounds.east.lowerBound - clear...line.bounds.east.upperBound + clear).contains(point.east),
                (line.bounds.north.lowerBound - clear...line.bounds.north.upperBound + clear).contains(point.north)
            else { continue }
            for (a, b) in zip(line.points, line.points.dropFirst()) where Self.distance(point, a, b) < clear { return false }
        }
        return true
    }

    /// The first line that a stretch crosses, or the park it leads through.
    func obstacle(_ a: PlanePoint, _ b: PlanePoint) -> Obstacle? {
        for line in lines {
            let east = min(a.east, b.east)...max(a.east, b.east)
            guard line.bounds.east.overlaps(east), line.bounds.north.overlaps(min(a.north, b.north)...max(a.north, b.north))
            else {
                continue
            }
            for (c, d) in zip(line.points, line.points.dropFirst()) where PlanePoint.crosses(a, b, c, d) {
                return .line(line.kind)
            }
        }
        let middle = a.point(towards: b, share: 0.5)
        for area in areas where area.centre.distance(to: middle) < area.radius + 10 {
            return area.kind == .water ? .water : .park
        }
        return nil
    }

    enum Obstacle: Hashable, Sendable {
        case line(Line.Kind)
        case water, park
    }

    private static func clearance(_ kind: Line.Kind) -> Double {
        switch kind {
        case .river: 55
        case .canal, .railway: 32
        case .motorway: 45
        }
    }

    private static func distance(_ p: PlanePoint, _ a: PlanePoint, _ b: PlanePoint) -> Double {
        let (x, y) = (b.east - a.east, b.north - a.north)
        let share = ((p.east - a.east) * x + (p.north - a.north) * y) / max(1, x * x + y * y)
        return p.distance(to: a.point(towards: b, share: min(1, max(0, share))))
    }

    /// A course through the given places, every 200 m a point, winding a little.
    private static func line(_ kind: Line.Kind, _ name: String, _ key: RandomKey, _ places: [(Double, Double)]) -> Line {
        let corners = places.compactMap { Coordinate(latitude: $0.0, longitude: $0.1) }.map { PlanePoint($0) }
        var points: [PlanePoint] = []
        let phase = key["course"][name].unit * 6
        var driven = 0.0
        for (number, corner) in corners.dropLast().enumerated() {
            let before = corners[max(0, number - 1)]
            let next = corners[number + 1]
            let after = corners[min(corners.count - 1, number + 2)]
            let length = corner.distance(to: next)
            let steps = max(1, Int((length / 200).rounded()))
            for step in 0..<steps {
                let share = Double(step) / Double(steps)
                let smooth = spline(before, corner, next, after, share)
                let swing = kind == .river ? 35 * sin((driven + share * length) / 420 + phase) : 0
                points.append(smooth.point(towards: next, share: 0, left: swing))
            }
            driven += length
        }
        if let last = corners.last { points.append(last) }
        return Line(kind: kind, name: name, points: points, bounds: Box(points))
    }

    /// Catmull and Rom's spline (1974) between `b` and `c`.
    private static func spline(_ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint, _ d: PlanePoint, _ t: Double) -> PlanePoint {
        func value(_ p: Double, _ q: Double, _ r: Double, _ s: Double) -> Double {
            let linear = (r - p) * t
            let square = (2 * p - 5 * q + 4 * r - s) * t * t
            let cube = (3 * q - p - 3 * r + s) * t * t * t
            return 0.5 * (2 * q + linear + square + cube)
        }
        return PlanePoint(east: value(a.east, b.east, c.east, d.east), north: value(a.north, b.north, c.north, d.north))
    }

    private static func area(
        _ kind: Area.Kind, _ name: String, _ latitude: Double, _ longitude: Double, _ radius: Double, _ key: RandomKey
    ) -> Area {
        let centre = Coordinate(latitude: latitude, longitude: longitude).map { PlanePoint($0) } ?? PlanePoint(east: 0, north: 0)
        var draw = key["area"][name].generator
        var outline = (0..<20).map { step in
            let angle = Double(step) / 20 * 2 * .pi
            let reach = radius * draw.uniform(0.8...1)
            return PlanePoint(east: centre.east + reach * cos(angle), north: centre.north + reach * sin(angle))
        }
        if let first = outline.first { outline.append(first) }
        return Area(kind: kind, name: name, outline: outline, centre: centre, radius: radius)
    }
}
