public import Model

/// The embedded road network as an engine. Queries run on a thread of their own, so that they hold up nothing else.
public struct NetworkEngine: RoadEngine {
    public let roads: VehicleRoads
    /// Rows are shared out over so many; the result is the same.
    public let threads: Int
    private let cache: RoadMatrixCache

    /// - Parameter cache: share one between profiles; a list of places with one more costs only its row and column.
    public init(roads: VehicleRoads, threads: Int = 1, cache: RoadMatrixCache = RoadMatrixCache()) {
        self.roads = roads
        self.threads = threads
        self.cache = cache
    }

    public var name: String { "road network" }

    public func ways(between places: [Coordinate]) async throws -> EngineMatrix {
        let found = await cache.matrix(between: places, roads: roads, threads: threads)
        var answer = EngineMatrix(count: places.count)
        answer.distanceMetres = found.distanceMetres
        answer.durationSeconds = found.durationSeconds
        return answer
    }

    public func legs(through places: [Coordinate]) async throws -> [RoadPath?] {
        let roads = roads
        if let whole = try? roads.legs(through: places) { return whole }
        return zip(places, places.dropFirst()).map { from, to in try? roads.path(from: from, to: to) }
    }
}
