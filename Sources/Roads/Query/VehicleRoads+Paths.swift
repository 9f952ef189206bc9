public import Model

extension VehicleRoads {
    /// The fastest way from one place to another. One search that ends at the target.
    ///
    /// - Throws: ``RoadError/noRoadNear`` with the place, ``RoadError/unreachable``.
    public func path(from: Coordinate, to: Coordinate) throws(RoadError) -> RoadPath {
        try path(from: try placed(from), to: try placed(to), with: makePathSearch())
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
        let search = makePathSearch()
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

    private func path(from: PlaceOnRoad, to: PlaceOnRoad, with search: PathSearch) throws(RoadError) -> RoadPath {
        guard let route = route(search, from: from, to: to, landmarks: landmarks.current(graph)) else {
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

    /// One end of a path: the arrival it stands for, and whether its state is the one before the arrival's chain.
    private struct End {
        var arrival: PlaceOnRoad.ChainPoint
        var isBefore: Bool
    }

    func route(_ search: PathSearch, from: PlaceOnRoad, to: PlaceOnRoad, landmarks: Landmarks?) -> Route? {
        var best = VehicleGraph.Cost.max
        var along: (departure: PlaceOnRoad.ChainPoint, arrival: PlaceOnRoad.ChainPoint)?
        var goals: [PathSearch.Goal] = []
        var ends: [End] = []
        for arrival in to.arrivals {
            guard from.departures.contains(where: { $0.chain == arrival.chain }) else {
                for state in states(of: arrival.chain) {
                    goals.append(PathSearch.Goal(state: state, extra: 0 &- rest(arrival)))
                    ends.append(End(arrival: arrival, isBefore: false))
                }
                continue
            }
            for departure in from.departures {
                if let cost = direct(departure, arrival), cost < best {
                    best = cost
                    along = (departure, arrival)
                }
            }
            // Where the search starts on the arrival's own chain, its label is for the chain's end: the way round comes by a state before.
            for state in states(of: arrival.chain) {
                for arc in Int(graph.reverseStarts[Int(state)])..<Int(graph.reverseStarts[Int(state) + 1]) {
                    let extra = graph.reverseCosts[arc] &- rest(arrival)
                    goals.append(PathSearch.Goal(state: graph.reverseSources[arc], extra: extra))
                    ends.append(End(arrival: arrival, isBefore: true))
                }
            }
        }
        let found = search.run(graph, seeds: seeds(of: from), goals: goals, below: best, landmarks: landmarks)
        guard let found else {
            guard let along else { return nil }
            return Route(departure: along.departure, arrival: along.arrival, chains: [along.arrival.chain], cost: best)
        }
        let end = ends[found.goal]
        var chains: [Int32] = end.isBefore ? [end.arrival.chain] : []
        var state: Int32? = goals[found.goal].state
        while let current = state {
            chains.append(graph.chainOfState[Int(current)])
            let parent = search.parent(of: Int(current))
            state = parent >= 0 ? parent : nil
        }
        chains.reverse()
        guard let first = chains.first, let departure = from.departures.first(where: { $0.chain == first }) else { return nil }
        return Route(departure: departure, arrival: end.arrival, chains: chains, cost: found.cost)
    }
}
