public import Model

/// Ways estimated from the great circle: distance × detour factor (learned where there is something to learn from), driven at a speed
/// that grows with the length of the way. Used while a town has no road data, and marked as an estimate in every output.
public struct StraightLineEstimate: TravelMatrixSource {
    /// Speeds by length of the beeline.
    public let rules: TravelEstimate
    /// What beelines are multiplied by, and what that was learned from.
    public let detour: DetourFactor

    /// - Parameter detour: what was learned; `nil` takes the factor of the rules.
    public init(rules: TravelEstimate = TravelEstimate(), detour: DetourFactor? = nil) {
        self.rules = rules
        self.detour = detour ?? DetourFactor(source: .configured, factor: rules.detourFactor, samples: 0)
    }

    public var basis: DistanceBasis { .estimate }

    public func matrix(between places: [Coordinate]) async throws -> TravelMatrix { estimate(between: places) }

    /// O(n²); symmetric, zero on the diagonal.
    public func estimate(between places: [Coordinate]) -> TravelMatrix {
        let count = places.count
        var distances = [Int32](repeating: 0, count: count * count)
        var durations = [Int32](repeating: 0, count: count * count)
        for from in 0..<count {
            for to in (from + 1)..<max(count, from + 1) {
                let way = way(from: places[from], to: places[to])
                distances[from * count + to] = way.distanceMetres
                distances[to * count + from] = way.distanceMetres
                durations[from * count + to] = way.durationSeconds
                durations[to * count + from] = way.durationSeconds
            }
        }
        var matrix = TravelMatrix(count: count, distanceMetres: distances, durationSeconds: durations, basis: .estimate) ?? .empty
        matrix.detour = detour
        return matrix
    }

    /// The same for places given as bare figures, row by row. A place that is not on the earth is left out.
    public func ways(between places: [(longitude: Double, latitude: Double)]) -> (
        distanceMetres: [Int32], durationSeconds: [Int32]
    ) {
        let matrix = estimate(between: places.compactMap { Coordinate(latitude: $0.latitude, longitude: $0.longitude) })
        return (matrix.distanceMetres, matrix.durationSeconds)
    }

    /// One way, rounded to whole metres and seconds.
    public func way(from: Coordinate, to: Coordinate) -> (distanceMetres: Int32, durationSeconds: Int32) {
        let metres = detour.wayMetres(greatCircleMetres: from.distanceMetres(to: to))
        let seconds = metres / (kilometresPerHour(metres: metres) / 3.6)
        return (Int32(min(metres.rounded(), 40_000_000)), Int32(min(seconds.rounded(), 40_000_000)))
    }

    /// The speed of the class the way falls into, blended over the classes it crosses so that a longer way never takes less time:
    /// each stretch of the way is driven at the speed of its own class.
    private func kilometresPerHour(metres: Double) -> Double {
        guard metres > 0 else { return 50 }
        var hours = 0.0
        var driven = 0.0
        for speed in rules.speeds where driven < metres {
            let stretch = min(metres, max(driven, speed.upToMetres)) - driven
            hours += stretch / 1000 / max(1, speed.kilometresPerHour)
            driven += stretch
        }
        hours += (metres - driven) / 1000 / max(1, rules.speeds.last?.kilometresPerHour ?? 30)
        return metres / 1000 / hours
    }
}
