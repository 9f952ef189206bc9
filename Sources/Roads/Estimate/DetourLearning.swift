public import Model

extension VehicleRoads {
    /// How much longer this vehicle's ways are than the great circle, from pairs of these places: at most 32 of them as origins and 400
    /// as destinations, spread over the list. O(origins × network).
    ///
    /// - Returns: `nil` with fewer than 20 pairs that have a way.
    public func detour(among places: [Coordinate]) -> DetourFactor? {
        let origins = snap(Self.spread(places, 32))
        let destinations = snap(Self.spread(places, 400))
        let targets = TargetTable(self, destinations)
        let search = makeSearch()
        var sums = DetourSums()
        for origin in origins.compactMap({ $0 }) {
            run(search, from: origin)
            // The table may hand a place over twice; the last word counts.
            var costs = [VehicleGraph.Cost?](repeating: nil, count: destinations.count)
            targets.read(search, from: origin, roads: self) { costs[$0] = $1 }
            for (destination, cost) in zip(destinations, costs) {
                guard let destination, let cost else { continue }
                sums.add(
                    greatCircleMetres: origin.place.distanceMetres(to: destination.place), wayMetres: Double(Self.metres(cost)))
            }
        }
        return sums.factor
    }

    private static func spread(_ places: [Coordinate], _ count: Int) -> [Coordinate] {
        guard places.count > count else { return places }
        return (0..<count).map { places[$0 * places.count / count] }
    }
}

/// Sums of ways by length of the great circle.
private struct DetourSums {
    /// Nearer than this the side of the street decides, not the distance.
    private static let leastMetres = 30.0
    private static let leastSamples = 20
    private static let edges = [250.0, 500, 1000, 2000, 4000, 8000, .infinity]

    private var circles = [Double](repeating: 0, count: edges.count)
    private var ways = [Double](repeating: 0, count: edges.count)
    private var samples = [Int](repeating: 0, count: edges.count)

    mutating func add(greatCircleMetres metres: Double, wayMetres: Double) {
        guard metres >= Self.leastMetres, let band = Self.edges.firstIndex(where: { metres < $0 }) else { return }
        circles[band] += metres
        ways[band] += wayMetres
        samples[band] += 1
    }

    /// A band with few samples is left to its neighbours.
    var factor: DetourFactor? {
        let count = samples.reduce(0, +)
        guard count >= Self.leastSamples else { return nil }
        var bands: [DetourFactor.Band] = []
        for band in Self.edges.indices where samples[band] >= Self.leastSamples {
            let size = Double(samples[band])
            bands.append(
                DetourFactor.Band(
                    greatCircleMetres: circles[band] / size, wayMetres: max(bands.last?.wayMetres ?? 0, ways[band] / size),
                    samples: samples[band]))
        }
        return DetourFactor(
            source: .roadNetwork, factor: ways.reduce(0, +) / circles.reduce(0, +), samples: count, bands: bands)
    }
}

extension DetourFactor {
    /// From tours of which the crews told the kilometres: what was driven ÷ the great circles from stop to stop. A tour that says less
    /// than its great circles or more than five times as much is a slip of the pen and left out.
    ///
    /// - Returns: `nil` with fewer than three tours.
    public init?(driven tours: [(tour: Tour, kilometres: Double)]) {
        var circles = 0.0
        var ways = 0.0
        var count = 0
        for (tour, kilometres) in tours {
            let metres = zip(tour.stops, tour.stops.dropFirst()).reduce(0) {
                $0 + $1.0.coordinate.distanceMetres(to: $1.1.coordinate)
            }
            guard metres >= 1000, (1.0...5.0).contains(kilometres * 1000 / metres) else { continue }
            circles += metres
            ways += kilometres * 1000
            count += 1
        }
        guard count >= 3 else { return nil }
        self.init(source: .drivenTours, factor: ways / circles, samples: count)
    }
}

/// Detour factors by roads and places, so that they are learned once. Learning runs on a thread of its own.
public actor LearnedDetours {
    private var kept: [String: (places: [Coordinate], detour: DetourFactor?)] = [:]

    public init() {}

    /// Learned once for the same roads and places; `nil` where too few pairs have a way.
    public func detour(of roads: VehicleRoads, among places: [Coordinate]) -> DetourFactor? {
        if let known = kept[roads.version], known.places == places { return known.detour }
        let learned = roads.detour(among: places)
        // Older versions of the network are not asked for again.
        if kept.count >= 16 { kept = [:] }
        kept[roads.version] = (places, learned)
        return learned
    }
}
