public import Model

extension VehicleRoads {
    /// The nearest road that this vehicle may use, can reach and leave, and may stop on.
    public func snap(_ place: Coordinate) -> PlaceOnRoad? {
        let search = NearestSegment(file: network)
        let at = Coordinate7(place)
        guard let hit = search.nearest(to: at, within: profile.reachMetres, where: isServable) else { return nil }
        var result = placeOnRoad(place, hit)
        // A street in front of the place that is shut to this vehicle; paths that are none for it anyway do not count.
        let nearer = search.nearest(to: at, within: max(0, hit.metres - 3)) { segment in
            network.traits[Int(network.segments[segment].traits)].highway.isStreet && !isServable(segment)
        }
        if let nearer {
            let segment = network.segments[nearer.segment]
            let highway = network.traits[Int(segment.traits)].highway
            result.closedStreet = PlaceOnRoad.ClosedStreet(
                street: network.street(nearer.segment), way: segment.way, highway: highway, distanceMetres: nearer.metres,
                reason: !use.isUsable(nearer.segment) ? .closed : isTooFast(nearer.segment) ? .noStopping : .island,
                limit: Passability(profile: profile, period: period, conditions: network.conditions).limitExceeded(
                    network.traits[Int(segment.traits)]))
        }
        return result
    }

    /// Metres to the nearest road of any kind, if there is one within 20 km.
    func nearestAny(_ place: Coordinate) -> Int? {
        NearestSegment(file: network).nearest(to: Coordinate7(place), within: 20_000) { _ in true }.map {
            Int($0.metres.rounded())
        }
    }

    private func isTooFast(_ segment: Int) -> Bool {
        let traits = network.traits[Int(network.segments[segment].traits)]
        return traits.highway.isMotorwayLike || traits.flags.contains(.motorroad) || traits.highway == .ferry
    }

    private func isServable(_ segment: Int) -> Bool {
        guard !isTooFast(segment) else { return false }
        let along = Int(chains.chainOfStep[segment * 2])
        let against = Int(chains.chainOfStep[segment * 2 + 1])
        let canArrive = along >= 0 && graph.isArrivable[along] || against >= 0 && graph.isArrivable[against]
        let canLeave = along >= 0 && graph.isDepartable[along] || against >= 0 && graph.isDepartable[against]
        return canArrive && canLeave
    }

    private func placeOnRoad(_ place: Coordinate, _ hit: NearestSegment.Hit) -> PlaceOnRoad {
        let segment = network.segments[hit.segment]
        var arrivals: [PlaceOnRoad.ChainPoint] = []
        var departures: [PlaceOnRoad.ChainPoint] = []
        for step in [hit.segment * 2, hit.segment * 2 + 1] {
            let chain = Int(chains.chainOfStep[step])
            guard chain >= 0 else { continue }
            // Both directions, also one that leads nowhere but to a near place; the other one then serves the rest.
            let point = chainPoint(step: step, share: hit.share)
            arrivals.append(point)
            departures.append(point)
        }
        var isAcross = false
        let isTwoWay = arrivals.count == 2
        if profile.arrival == .kerb, isTwoWay, hit.metres > 0.5 {
            let kerbStep = Int32(hit.segment * 2 + (hit.isLeft != profile.drivesOnLeft ? 1 : 0))
            let here = arrivals.filter { $0.step == kerbStep && graph.isArrivable[Int($0.chain)] }
            let away = departures.filter { $0.step == kerbStep && graph.isDepartable[Int($0.chain)] }
            if here.isEmpty || away.isEmpty {
                isAcross = true
            } else {
                arrivals = here
                departures = away
            }
        }
        return PlaceOnRoad(
            place: place, roadPoint: hit.point.coordinate ?? place, distanceMetres: hit.metres,
            street: network.street(hit.segment), way: segment.way, highway: network.traits[Int(segment.traits)].highway,
            side: hit.isLeft ? .left : .right, closedStreet: nil, isAcrossTheStreet: isAcross, segment: Int32(hit.segment * 2),
            share: hit.share, arrivals: arrivals, departures: departures)
    }

    /// How far along its chain a point of a directed segment lies.
    private func chainPoint(step: Int, share: Double) -> PlaceOnRoad.ChainPoint {
        let driven = step & 1 == 0 ? share : 1 - share
        return PlaceOnRoad.ChainPoint(
            chain: chains.chainOfStep[step], step: Int32(step),
            milliseconds: chains.millisecondsBefore[step] + Int32((Double(use.milliseconds[step]) * driven).rounded()),
            decimetres: chains.decimetresBefore[step]
                + Int32((Double(network.segments[step >> 1].lengthDecimetres) * driven).rounded()))
    }
}

extension HighwayClass {
    /// A road with addresses or through traffic, as against paths, tracks and service roads.
    var isStreet: Bool {
        switch self {
        case .track, .busway, .cycleway, .footway, .path, .bridleway, .ferry, .service: false
        default: true
        }
    }
}
