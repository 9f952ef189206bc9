public import Model

/// Ways of a plan from the embedded road network. What has no way on the roads (a place off the network) is filled from the estimate,
/// so that no plan ever meets a hole; ``VehicleRoads/check(_:)`` lists such places.
public struct RoadNetworkSource: TravelMatrixSource {
    public let roads: VehicleRoads
    private let rules: TravelEstimate
    public let threads: Int
    private let cache: RoadMatrixCache

    public init(
        roads: VehicleRoads, rules: TravelEstimate = TravelEstimate(), threads: Int = 1,
        cache: RoadMatrixCache = RoadMatrixCache()
    ) {
        self.roads = roads
        self.rules = rules
        self.threads = threads
        self.cache = cache
    }

    public var basis: DistanceBasis { .roads }

    public func matrix(between places: [Coordinate]) async throws -> TravelMatrix {
        let found = await cache.matrix(between: places, roads: roads, threads: threads)
        let detour = found.durationSeconds.contains { $0 < 0 } ? roads.detour(among: places) : nil
        return found.filled(by: StraightLineEstimate(rules: rules, detour: detour)).matrix
    }
}
