import Foundation
import Model

/// Where the junctions are: along the main roads between the districts first, then everywhere else, near each other in the middle of a
/// district and far apart in the country.
struct JunctionField: Sendable {
    private(set) var points: [PlanePoint] = []
    /// Pairs of neighbouring junctions on a main road, with its rank: 0 is the main road of a town, 1 one between its parts.
    private(set) var mainRoads: [(from: Int, to: Int, road: Int)] = []
    private(set) var roads: [(from: String, to: String, isPrimary: Bool)] = []
    private var grid = PointGrid(cell: 100)
    /// Half-way points of the main roads' pieces: no junction may lie in the circle over such a piece, so that the piece stays one.
    private var middles = PointGrid(cell: 150)
    private var circles: [(centre: PlanePoint, radius: Double)] = []
    private let geography: DemoGeography
    private let centres = District.all.map { PlanePoint($0.centre) }

    private static let stepMetres = 125.0

    init(key: RandomKey, geography: DemoGeography, fixed: [PlanePoint]) {
        self.geography = geography
        for point in fixed { add(point) }
        layMainRoads(key["main roads"])
        scatter(key["junctions"])
    }

    private mutating func add(_ point: PlanePoint) {
        grid.insert(points.count, at: point)
        points.append(point)
    }

    private func nearest(_ point: PlanePoint, within radius: Double) -> Int? {
        var best: (Double, Int)?
        grid.visit(around: point, radius: radius) { index in
            let distance = points[index].squaredDistance(to: point)
            if distance < min(best?.0 ?? .infinity, radius * radius) { best = (distance, index) }
            return true
        }
        return best?.1
    }

    /// Gently bent roads between districts that see each other (Gabriel's rule over the centres).
    private mutating func layMainRoads(_ key: RandomKey) {
        for from in centres.indices {
            for to in centres.indices.dropFirst(from + 1) {
                let middle = centres[from].point(towards: centres[to], share: 0.5)
                let reach = 0.8 * centres[from].squaredDistance(to: centres[to]) / 4
                guard centres.indices.allSatisfy({ $0 == from || $0 == to || centres[$0].squaredDistance(to: middle) > reach })
                else {
                    continue
                }
                var draw = key[from][to].generator
                lay(from, to, bend: draw.uniform(-0.08...0.08))
            }
        }
    }

    private mutating func lay(_ from: Int, _ to: Int, bend: Double) {
        let (start, end) = (centres[from], centres[to])
        let length = start.distance(to: end)
        let steps = max(1, Int((length / Self.stepMetres).rounded()))
        let road = roads.count
        let (a, b) = (District.all[from], District.all[to])
        roads.append((a.name, b.name, a.thousands > 36 && b.thousands > 36))
        var last: Int?
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            let point = start.point(towards: end, share: share, left: bend * length * sin(.pi * share))
            let index: Int
            if let known = nearest(point, within: 75) {
                index = known
            } else if geography.isFree(point) {
                index = points.count
                add(point)
            } else {
                continue  // The stretch over the obstacle is one piece.
            }
            if let last, last != index, !mainRoads.contains(where: { Set([$0.from, $0.to]) == [last, index] }) {
                mainRoads.append((last, index, road))
                let piece = (
                    centre: points[last].point(towards: points[index], share: 0.5), points[last].distance(to: points[index]) / 2
                )
                middles.insert(circles.count, at: piece.0)
                circles.append((piece.0, piece.1))
            }
            last = index
        }
    }

    /// Junctions in random order, each kept when none is nearer than the district's spacing (dart throwing).
    private mutating func scatter(_ key: RandomKey) {
        var random = key.generator
        let step = 90.0
        var candidates: [(order: Double, point: PlanePoint, spacing: Double)] = []
        for row in Int(-9600 / step)...Int(13_200 / step) {
            for column in Int(-11_500 / step)...Int(13_500 / step) {
                let point = PlanePoint(
                    east: step * (Double(column) + random.uniform(-0.5...0.5)),
                    north: step * (Double(row) + random.uniform(-0.5...0.5)))
                let order = random.unit()
                guard let spacing = spacing(at: point) else { continue }
                candidates.append((order, point, spacing))
            }
        }
        candidates.sort { $0.order < $1.order }
        for (_, point, spacing) in candidates where isRoom(at: point, spacing) && geography.isFree(point) { add(point) }
    }

    /// Metres between junctions; `nil` where nobody lives.
    private func spacing(at point: PlanePoint) -> Double? {
        var ratio = Double.infinity
        for (centre, district) in zip(centres, District.all) {
            ratio = min(ratio, centre.distance(to: point) / district.spreadMetres)
        }
        switch ratio {
        case ..<0.7: return 98
        case ..<1.6: return 98 + 80 * (ratio - 0.7)
        case ..<2.6: return 170 + 140 * (ratio - 1.6)
        case ..<3.4: return 380
        default: return nil
        }
    }

    private func isRoom(at point: PlanePoint, _ spacing: Double) -> Bool {
        var isFree = true
        grid.visit(around: point, radius: spacing) { index in
            isFree = points[index].squaredDistance(to: point) >= spacing * spacing
            return isFree
        }
        guard isFree else { return false }
        middles.visit(around: point, radius: 450) { index in
            isFree = circles[index].centre.distance(to: point) > circles[index].radius
            return isFree
        }
        return isFree
    }
}
