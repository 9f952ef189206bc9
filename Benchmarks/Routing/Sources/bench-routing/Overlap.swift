import Routing

/// Kim's measure of tours that get in each other's way: stops that lie in the convex hull of more than one tour.
enum Overlap {
    typealias Point = (x: Double, y: Double)

    static func stops(of solution: Solution, in problem: Problem) -> Int? {
        guard case .plane(let plane)? = problem.profiles.first else { return nil }
        let points = solution.tours.map { tour in
            tour.visits.compactMap { visit -> Point? in
                guard case .task = visit.kind else { return nil }
                return (plane.x[visit.location], plane.y[visit.location])
            }
        }
        let hulls = points.map(hull)
        return points.joined().reduce(0) { count, point in
            count + (hulls.count { contains($0, point) } > 1 ? 1 : 0)
        }
    }

    private static func turn(_ a: Point, _ b: Point, _ c: Point) -> Double {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }

    /// Andrew's monotone chain, counter-clockwise.
    private static func hull(_ points: [Point]) -> [Point] {
        let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        func chain(_ points: [Point]) -> [Point] {
            var chain: [Point] = []
            for point in points where chain.last.map({ $0 != point }) ?? true {
                while chain.count > 1, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 { chain.removeLast() }
                chain.append(point)
            }
            return chain
        }
        let lower = chain(sorted)
        let upper = chain(sorted.reversed())
        return lower.count < 2 ? lower : lower.dropLast() + upper.dropLast()
    }

    private static func contains(_ hull: [Point], _ point: Point) -> Bool {
        if hull.count < 3 { return hull.contains { $0 == point } }
        return hull.indices.allSatisfy { turn(hull[$0], hull[($0 + 1) % hull.count], point) >= -1e-9 }
    }
}
