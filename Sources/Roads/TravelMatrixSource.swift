public import Model

/// Where a plan's ways come from: the straight-line estimate, the town's road network, or a routing server.
public protocol TravelMatrixSource: Sendable {
    var basis: DistanceBasis { get }

    /// Directed distances and durations between all pairs of `places`, in their order.
    func matrix(between places: [Coordinate]) async throws -> TravelMatrix

    /// One path for each leg through the places; `nil` where no road is known.
    func legs(through places: [Coordinate]) async throws -> [RoadPath?]
}

extension TravelMatrixSource {
    public func legs(through places: [Coordinate]) async throws -> [RoadPath?] {
        [RoadPath?](repeating: nil, count: max(0, places.count - 1))
    }
}
