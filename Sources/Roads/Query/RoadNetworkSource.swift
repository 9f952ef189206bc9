public import Model

/// Ways of a plan from the embedded road network. What has no way on the roads (a place off the network) is filled from the estimate,
/// so that no plan ever meets a hole; ``VehicleRoads/check(_:)`` lists such places.
public struct RoadNetworkSource: TravelMatrixSource {
    public let roads: VehicleRoads
    public let estimate: StraightLineEstimate
    public let threads: Int
    private let cache: RoadMatrixCache

    public init(
        roads: VehicleRoads, estimate: StraightLineEstimate = StraightLineEstimate(), threads: Int = 1,
        cache: RoadMatrixCache = RoadMatrixCache()
    ) {
        self.roads = roads
        self.estimate = estimate
        self.threads = threads
        self.cache = cache
    }

    public var basis: DistanceBasis { .roads }

    public func matrix(between places: [Coordinate]) async throws -> TravelMatrix {
        await cache.matrix(between: places, roads: roads, threads: threads).filled(by: estimate).matrix
    }
}

/// Keeps matrices by content: version of the roads (network, profile, adjustments, period) and places. A list of places that differs in
/// few from one that is kept costs only their rows and columns.
public actor RoadMatrixCache {
    private var kept: [(key: String, matrix: RoadMatrix)] = []
    private let limit: Int

    /// - Parameter limit: matrices kept at most; a matrix of 1,000 places takes 8 MB.
    public init(limit: Int = 8) { self.limit = max(1, limit) }

    public func matrix(between places: [Coordinate], roads: VehicleRoads, threads: Int = 1) -> RoadMatrix {
        let wanted = Set(places)
        let best = kept.indices.filter { kept[$0].key == roads.version }.max { a, b in
            overlap(a, wanted) < overlap(b, wanted)
        }
        if let best, kept[best].matrix.coordinates == places {
            let found = kept.remove(at: best)
            kept.append(found)
            return found.matrix
        }
        let matrix = roads.matrix(between: places, threads: threads, reusing: best.map { kept[$0].matrix })
        kept.append((roads.version, matrix))
        if kept.count > limit { kept.removeFirst(kept.count - limit) }
        return matrix
    }

    private func overlap(_ index: Int, _ wanted: Set<Coordinate>) -> Int {
        kept[index].matrix.coordinates.count { wanted.contains($0) }
    }
}
