public import Model

/// Ways between all pairs of some places for one vehicle.
public struct RoadMatrix: Sendable, Hashable, Codable {
    /// Where each place touches the roads; `nil` where none this vehicle may use is near.
    public internal(set) var places: [PlaceOnRoad?]
    /// The places as asked for.
    public internal(set) var coordinates: [Coordinate]
    /// Row-major; -1 where there is no way.
    public internal(set) var distanceMetres: [Int32]
    /// Row-major, by the profile's speeds with turns; -1 where there is no way.
    public internal(set) var durationSeconds: [Int32]
    /// ``VehicleRoads/version`` of the roads it was made with.
    public internal(set) var version: String

    public var count: Int { coordinates.count }

    /// Indices of the places off the roads.
    public var unplaced: [Int] { places.indices.filter { places[$0] == nil } }

    /// Pairs without a way although both places are on the road; empty unless kerbs or closed zones cut some off. O(n²).
    public var unreachablePairs: [(from: Int, to: Int)] {
        var pairs: [(Int, Int)] = []
        for from in 0..<count where places[from] != nil {
            for to in 0..<count where places[to] != nil && durationSeconds[from * count + to] < 0 { pairs.append((from, to)) }
        }
        return pairs
    }

    /// A matrix without gaps for planning: what has no way on the roads is filled from the estimate.
    ///
    /// - Returns: the matrix, and the places of which some way had to be estimated.
    public func filled(by estimate: StraightLineEstimate) -> (matrix: TravelMatrix, estimatedPlaces: [Int]) {
        var metres = distanceMetres
        var seconds = durationSeconds
        var estimated: Set<Int> = []
        for from in 0..<count {
            for to in 0..<count where seconds[from * count + to] < 0 {
                let way = estimate.way(from: coordinates[from], to: coordinates[to])
                metres[from * count + to] = way.distanceMetres
                seconds[from * count + to] = way.durationSeconds
                if places[from] == nil {
                    estimated.insert(from)
                } else if places[to] == nil {
                    estimated.insert(to)
                } else {
                    estimated.insert(to)
                }
            }
        }
        var matrix = TravelMatrix(count: count, distanceMetres: metres, durationSeconds: seconds, basis: .roads) ?? .empty
        if !estimated.isEmpty { matrix.detour = estimate.detour }
        return (matrix, estimated.sorted())
    }
}
