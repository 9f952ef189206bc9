/// Neighbours among scattered points. Street networks resemble such graphs: the relative neighbourhood graph (Toussaint 1980) joins two
/// points when no third one is nearer to both, the Gabriel graph (Gabriel and Sokal 1969) when none lies in the circle over them. Both
/// are planar, and the first, a part of the second, is connected.
struct ProximityGraph: Sendable {
    struct Edge: Sendable {
        let from: Int
        let to: Int
        let length: Double
        /// Whether the relative neighbourhood graph has it too.
        let isRelative: Bool
    }

    private(set) var edges: [Edge] = []

    /// Joins each point with neighbours among the twenty or so nearest, none farther than `reach`. O(n) for points of bounded density.
    init(_ points: [PlanePoint], reach: Double) {
        var grid = PointGrid(cell: 150)
        for (index, point) in points.enumerated() { grid.insert(index, at: point) }
        var known: Set<Int> = []
        for from in points.indices {
            let near = Self.neighbours(of: from, points, grid, reach)
            for (squared, to) in near {
                let key = min(from, to) * points.count + max(from, to)
                if known.contains(key) { continue }
                guard let isRelative = Self.joins(points[to], squared, near, points) else { continue }
                known.insert(key)
                edges.append(Edge(from: min(from, to), to: max(from, to), length: squared.squareRoot(), isRelative: isRelative))
            }
        }
        edges.sort { ($0.from, $0.to) < ($1.from, $1.to) }
    }

    /// All points within a radius that holds about twenty, nearest first.
    private static func neighbours(of index: Int, _ points: [PlanePoint], _ grid: PointGrid, _ reach: Double) -> [(
        squared: Double, index: Int
    )] {
        let point = points[index]
        var radius = min(reach, 260)
        while true {
            var near: [(squared: Double, index: Int)] = []
            grid.visit(around: point, radius: radius) { other in
                let squared = point.squaredDistance(to: points[other])
                if other != index, squared <= radius * radius { near.append((squared, other)) }
                return true
            }
            if near.count >= 16 || radius >= reach { return near.sorted { ($0.squared, $0.index) < ($1.squared, $1.index) } }
            radius = min(reach, radius * 1.6)
        }
    }

    /// `nil` when a third point lies in the circle over the two; else whether none is nearer to both. A third point that matters is
    /// nearer to the first one than the second is, so it is among `near`.
    private static func joins(
        _ target: PlanePoint, _ squared: Double, _ near: [(squared: Double, index: Int)], _ points: [PlanePoint]
    ) -> Bool? {
        var isRelative = true
        for (nearer, third) in near {
            guard nearer < squared else { break }
            let rest = points[third].squaredDistance(to: target)
            if nearer + rest < squared { return nil }
            if rest < squared { isRelative = false }
        }
        return isRelative
    }
}
