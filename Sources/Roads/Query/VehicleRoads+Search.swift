extension VehicleRoads {
    /// Searches from a place. Labels are the cost from the place to the end of each state's chain.
    func run(_ search: BucketSearch, from place: PlaceOnRoad) {
        let seeds = seeds(of: place)
        graph.arcStarts.withUnsafeBufferPointer { starts in
            graph.arcTargets.withUnsafeBufferPointer { arcTargets in
                graph.arcCosts.withUnsafeBufferPointer { costs in
                    guard let starts = starts.baseAddress, let arcTargets = arcTargets.baseAddress, let costs = costs.baseAddress
                    else { return }
                    search.run(starts: starts, targets: arcTargets, costs: costs, seeds: seeds)
                }
            }
        }
    }

    /// The states to set out in, each with the cost to the end of its chain.
    func seeds(of place: PlaceOnRoad) -> [(state: Int32, label: VehicleGraph.Cost)] {
        place.departures.map { (state: departureState($0.chain), label: rest($0)) }
    }

    /// Searches backwards. Labels are the cost from the end of each state's chain to the place.
    func runBackward(_ search: BucketSearch, to place: PlaceOnRoad) {
        var seeds: [(state: Int32, label: VehicleGraph.Cost)] = []
        for point in place.arrivals {
            for state in states(of: point.chain) {
                for arc in Int(graph.reverseStarts[Int(state)])..<Int(graph.reverseStarts[Int(state) + 1]) {
                    seeds.append((graph.reverseSources[arc], graph.reverseCosts[arc] &- rest(point)))
                }
            }
        }
        graph.reverseStarts.withUnsafeBufferPointer { starts in
            graph.reverseSources.withUnsafeBufferPointer { sources in
                graph.reverseCosts.withUnsafeBufferPointer { costs in
                    guard let starts = starts.baseAddress, let sources = sources.baseAddress, let costs = costs.baseAddress else {
                        return
                    }
                    search.run(starts: starts, targets: sources, costs: costs, seeds: seeds)
                }
            }
        }
    }

    /// After ``runBackward(_:to:)``: the cost from a place to the one searched for.
    func backwardCost(_ search: BucketSearch, from source: PlaceOnRoad, to target: PlaceOnRoad) -> VehicleGraph.Cost? {
        var best = VehicleGraph.Cost.max
        for departure in source.departures {
            for arrival in target.arrivals { best = min(best, direct(departure, arrival) ?? .max) }
            let label = search.labels[Int(departureState(departure.chain))]
            if label != BucketSearch.unreached { best = min(best, label &+ rest(departure)) }
        }
        return best == .max ? nil : best
    }

    /// What of the chain lies behind the point.
    func rest(_ point: PlaceOnRoad.ChainPoint) -> VehicleGraph.Cost {
        graph.chainCosts[Int(point.chain)]
            &- VehicleGraph.cost(milliseconds: point.milliseconds, decimetres: point.decimetres)
    }

    /// Along one chain from a point to one not before it.
    func direct(_ from: PlaceOnRoad.ChainPoint, _ to: PlaceOnRoad.ChainPoint) -> VehicleGraph.Cost? {
        guard from.chain == to.chain, to.milliseconds >= from.milliseconds, to.decimetres >= from.decimetres else { return nil }
        return VehicleGraph.cost(
            milliseconds: to.milliseconds - from.milliseconds, decimetres: to.decimetres - from.decimetres)
    }

    func states(of chain: Int32) -> ArraySlice<Int32> {
        graph.chainStates[Int(graph.chainStarts[Int(chain)])..<Int(graph.chainStarts[Int(chain) + 1])]
    }

    func departureState(_ chain: Int32) -> Int32 { graph.chainStates[Int(graph.chainStarts[Int(chain)])] }

    /// The best way to an arrival whose chain the search started on: by coming round to it again.
    func costAround(_ search: BucketSearch, to point: PlaceOnRoad.ChainPoint) -> VehicleGraph.Cost? {
        var best: VehicleGraph.Cost?
        for state in states(of: point.chain) {
            for arc in Int(graph.reverseStarts[Int(state)])..<Int(graph.reverseStarts[Int(state) + 1]) {
                let label = search.labels[Int(graph.reverseSources[arc])]
                guard label != BucketSearch.unreached else { continue }
                let cost = label &+ graph.reverseCosts[arc] &- rest(point)
                if cost < best ?? .max { best = cost }
            }
        }
        return best
    }
}

/// The arrivals of many places in flat arrays, to read a finished search quickly.
struct TargetTable {
    private var starts: [Int32] = [0]
    private(set) var states: [Int32] = []
    private var rests: [VehicleGraph.Cost] = []
    /// Places with an arrival on a chain; looked at again when a search starts there.
    private var placesOfChain: [Int32: [Int]] = [:]
    private let places: [PlaceOnRoad?]

    var stateCount: Int { states.count }

    init(_ roads: VehicleRoads, _ places: [PlaceOnRoad?]) {
        self.places = places
        for (index, place) in places.enumerated() {
            for point in place?.arrivals ?? [] {
                placesOfChain[point.chain, default: []].append(index)
                for state in roads.states(of: point.chain) {
                    states.append(state)
                    rests.append(roads.rest(point))
                }
            }
            starts.append(Int32(states.count))
        }
    }

    /// Hands over the cost to every place that was reached.
    @inline(__always)
    func read(
        _ search: BucketSearch, from source: PlaceOnRoad, roads: VehicleRoads, _ take: (Int, VehicleGraph.Cost) -> Void
    ) {
        let labels = search.labels
        starts.withUnsafeBufferPointer { starts in
            states.withUnsafeBufferPointer { states in
                rests.withUnsafeBufferPointer { rests in
                    for place in 0..<(starts.count &- 1) {
                        var best = VehicleGraph.Cost.max
                        for entry in Int(starts[place])..<Int(starts[place &+ 1]) {
                            let label = labels[Int(states[entry])]
                            if label != BucketSearch.unreached { best = min(best, label &- rests[entry]) }
                        }
                        if best != .max { take(place, best) }
                    }
                }
            }
        }
        // Where the search started the label stands for the end of the chain, so those places are looked at one by one.
        var again: Set<Int> = []
        for departure in source.departures { again.formUnion(placesOfChain[departure.chain] ?? []) }
        for place in again {
            guard let target = places[place], let cost = roads.cost(search, from: source, to: target) else { continue }
            take(place, cost)
        }
    }
}

extension VehicleRoads {
    /// After a search from `source`: the least cost to `target`, exact also where both lie on one chain.
    func cost(_ search: BucketSearch, from source: PlaceOnRoad, to target: PlaceOnRoad) -> VehicleGraph.Cost? {
        var best = VehicleGraph.Cost.max
        for arrival in target.arrivals {
            let isSeed = source.departures.contains { $0.chain == arrival.chain }
            if isSeed {
                for departure in source.departures { best = min(best, direct(departure, arrival) ?? .max) }
                best = min(best, costAround(search, to: arrival) ?? .max)
            } else {
                for state in states(of: arrival.chain) {
                    let label = search.labels[Int(state)]
                    if label != BucketSearch.unreached { best = min(best, label &- rest(arrival)) }
                }
            }
        }
        return best == .max ? nil : best
    }
}
