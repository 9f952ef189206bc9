public import Model

/// A street at whose kerbs containers can stand.
public struct KerbLine: Sendable, Hashable {
    public var name: String
    public var course: [Coordinate]

    public init(name: String, course: [Coordinate]) {
        self.name = name
        self.course = course
    }
}

extension StreetNetwork {
    /// Streets with a name that are neither motorway nor pedestrian zone.
    public var kerbs: [KerbLine] {
        ways().compactMap { way in
            guard way.sample.kind.hasKerbs, way.sample.structure == nil, let name = streets[way.sample.street].name else {
                return nil
            }
            return KerbLine(
                name: name,
                course: way.points.compactMap { Coordinate(latitude: points[$0].latitude, longitude: points[$0].longitude) })
        }
    }
}

/// Finds the kerb nearest to a place.
struct KerbIndex: Sendable {
    /// A place at the kerb with its address.
    struct Kerb: Sendable {
        var place: PlanePoint
        var street: String
        /// Odd numbers on the right of the street's course, even ones on the left, one every 7 metres.
        var number: Int
    }

    private let lines: [(name: String, points: [PlanePoint])]
    private var grid = PointGrid(cell: 200)
    private var pieces: [(line: Int, step: Int)] = []
    /// From the middle of the street to where the containers stand.
    private static let kerbMetres = 6.0

    init(_ kerbs: [KerbLine]) {
        lines = kerbs.map { ($0.name, $0.course.map { PlanePoint($0) }) }
        for (number, line) in lines.enumerated() {
            for step in line.points.indices.dropLast() {
                let (a, b) = (line.points[step], line.points[step + 1])
                // Long pieces are entered every 150 m, so that looking into the cells around a place finds them.
                let entries = max(1, Int((a.distance(to: b) / 150).rounded(.up)))
                for entry in 0..<entries {
                    grid.insert(pieces.count, at: a.point(towards: b, share: (Double(entry) + 0.5) / Double(entries)))
                }
                pieces.append((number, step))
            }
        }
    }

    /// `nil` when no street is within two kilometres.
    func nearest(to point: PlanePoint) -> Kerb? {
        for radius in [250.0, 700, 2000] {
            var best: (distance: Double, piece: Int, share: Double)?
            grid.visit(around: point, radius: radius) { index in
                let (a, b) = ends(pieces[index])
                let (x, y) = (b.east - a.east, b.north - a.north)
                let share = ((point.east - a.east) * x + (point.north - a.north) * y) / max(1, x * x + y * y)
                let inner = min(0.96, max(0.04, share))
                let distance = point.distance(to: a.point(towards: b, share: inner))
                if (distance, index) < (best?.distance ?? .infinity, best?.piece ?? .max) { best = (distance, index, inner) }
                return true
            }
            if let best, best.distance <= radius { return kerb(best.piece, best.share, seenFrom: point) }
        }
        return nil
    }

    private func ends(_ piece: (line: Int, step: Int)) -> (PlanePoint, PlanePoint) {
        let points = lines[piece.line].points
        return (points[piece.step], points[piece.step + 1])
    }

    private func kerb(_ index: Int, _ share: Double, seenFrom point: PlanePoint) -> Kerb {
        let piece = pieces[index]
        let (a, b) = ends(piece)
        let isLeft = (b.east - a.east) * (point.north - a.north) - (b.north - a.north) * (point.east - a.east) > 0
        var along = a.distance(to: b) * share
        for step in 0..<piece.step { along += lines[piece.line].points[step].distance(to: lines[piece.line].points[step + 1]) }
        return Kerb(
            place: a.point(towards: b, share: share, left: isLeft ? Self.kerbMetres : -Self.kerbMetres),
            street: lines[piece.line].name, number: 1 + 2 * Int(along / 14) + (isLeft ? 1 : 0))
    }
}
