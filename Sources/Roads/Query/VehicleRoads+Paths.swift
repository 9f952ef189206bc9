public import Model

extension VehicleRoads {
    /// The fastest way from one place to another. One search that ends at the target.
    ///
    /// - Throws: ``RoadError/noRoadNear`` with the place, ``RoadError/unreachable``.
    public func path(from: Coordinate, to: Coordinate) throws(RoadError) -> RoadPath {
        try path(from: try placed(from), to: try placed(to), with: makeSearch())
    }

    /// The way through all places in their order. - Throws: as ``path(from:to:)``.
    public func path(through places: [Coordinate]) throws(RoadError) -> RoadPath {
        try legs(through: places).reduce(RoadPath(line: [], distanceMetres: 0, durationSeconds: 0, steps: [])) {
            $0.line.isEmpty ? $1 : $0.followed(by: $1)
        }
    }

    /// One path for each leg of a tour. - Throws: as ``path(from:to:)``.
    public func legs(through places: [Coordinate]) throws(RoadError) -> [RoadPath] {
        var points: [PlaceOnRoad] = []
        for place in places { points.append(try placed(place)) }
        let search = makeSearch()
        var legs: [RoadPath] = []
        for (from, to) in zip(points, points.dropFirst()) { legs.append(try path(from: from, to: to, with: search)) }
        return legs
    }

    private func placed(_ place: Coordinate) throws(RoadError) -> PlaceOnRoad {
        guard let point = snap(place) else {
            throw .noRoadNear(place: place, metres: Int(profile.reachMetres), nearest: nearestAny(place))
        }
        return point
    }

    private func path(from: PlaceOnRoad, to: PlaceOnRoad, with search: BucketSearch) throws(RoadError) -> RoadPath {
        // The end of one's own chain only tells the way round when the whole search is done.
        let sharesChain = to.arrivals.contains { arrival in from.departures.contains { $0.chain == arrival.chain } }
        run(search, from: from, to: sharesChain ? nil : to.arrivals.flatMap { states(of: $0.chain) }, withParents: true)
        guard let route = route(search, from: from, to: to) else {
            throw .unreachable(from: from.place, to: to.place, profile: profile.name)
        }
        return PathDrawing(roads: self, from: from, to: to, route: route).path()
    }

    /// Chains from the first to the last, and where the path begins and ends on them.
    struct Route {
        var departure: PlaceOnRoad.ChainPoint
        var arrival: PlaceOnRoad.ChainPoint
        var chains: [Int32]
        var cost: VehicleGraph.Cost
    }

    private func route(_ search: BucketSearch, from: PlaceOnRoad, to: PlaceOnRoad) -> Route? {
        var best = VehicleGraph.Cost.max
        var last: (arrival: PlaceOnRoad.ChainPoint, before: Int32?, state: Int32?, direct: PlaceOnRoad.ChainPoint?)?
        for arrival in to.arrivals {
            if from.departures.contains(where: { $0.chain == arrival.chain }) {
                for departure in from.departures {
                    if let cost = direct(departure, arrival), cost < best {
                        best = cost
                        last = (arrival, nil, nil, departure)
                    }
                }
                if let around = costAround(search, to: arrival), around.cost < best {
                    best = around.cost
                    last = (arrival, around.state, nil, nil)
                }
            } else {
                for state in states(of: arrival.chain) where search.labels[Int(state)] != BucketSearch.unreached {
                    let cost = search.labels[Int(state)] &- rest(arrival)
                    if cost < best {
                        best = cost
                        last = (arrival, nil, state, nil)
                    }
                }
            }
        }
        guard let last else { return nil }
        if let departure = last.direct {
            return Route(departure: departure, arrival: last.arrival, chains: [last.arrival.chain], cost: best)
        }
        var chains: [Int32] = []
        var state = last.state
        if let before = last.before {
            chains.append(last.arrival.chain)
            state = before
        }
        while let current = state {
            chains.append(graph.chainOfState[Int(current)])
            let parent = search.parent(of: Int(current))
            state = parent >= 0 ? parent : nil
        }
        chains.reverse()
        guard let first = chains.first, let departure = from.departures.first(where: { $0.chain == first }) else { return nil }
        return Route(departure: departure, arrival: last.arrival, chains: chains, cost: best)
    }
}
