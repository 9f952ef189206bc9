/// Speeds, weight and height limits, pedestrian zones, gates. Shares are assumptions; a limit that would cut part of the town off from
/// the heaviest truck is not put up.
struct StreetSigns: Sendable {
    let key: RandomKey

    func put(on network: inout StreetNetwork) {
        var random = key.generator
        let meetings = network.meetings()
        for index in network.segments.indices where !network.segments[index].isMotorway {
            let segment = network.segments[index]
            let isDeadEnd = min(meetings[segment.from].count, meetings[segment.to].count) == 1
            let middle = network.points[segment.from].point(towards: network.points[segment.to], share: 0.5)
            network.segments[index].kind = kind(of: segment, at: middle, isDeadEnd: isDeadEnd, &random)
            network.segments[index].limits = limits(of: network.segments[index], &random)
            if isDeadEnd, network.segments[index].kind == .residential, random.happens(0.02) {
                network.barriers[meetings[segment.from].count == 1 ? segment.from : segment.to] = "gate"
            }
        }
        reopen(&network)
    }

    private func kind(
        of segment: StreetNetwork.Segment, at middle: PlanePoint, isDeadEnd: Bool, _ random: inout Xoshiro256
    ) -> StreetNetwork.Kind {
        guard segment.kind == .residential else { return segment.kind }
        let centre = District.all.map { PlanePoint($0.centre).distance(to: middle) / $0.spreadMetres }.min() ?? 1
        let luck = random.unit()
        if segment.structure == nil, centre < 0.22, luck < 0.12 { return .pedestrian }
        if isDeadEnd, luck < 0.25 { return .livingStreet }
        if isDeadEnd, luck < 0.4 { return .service }
        if centre > 2, luck < 0.8 { return .unclassified }
        return .residential
    }

    private func limits(of segment: StreetNetwork.Segment, _ random: inout Xoshiro256) -> StreetNetwork.Limits {
        var limits = StreetNetwork.Limits()
        switch segment.kind {
        case .primary, .secondary: limits.speed = random.happens(0.85) ? 50 : 70
        case .residential: limits.speed = random.happens(0.7) ? 30 : nil
        default: break
        }
        let luck = random.unit()
        switch segment.structure {
        case .bridge where luck < 0.3: limits.weightTonnes = [3.5, 7.5, 12, 16][random.below(4)]
        case .tunnel where luck < 0.4: limits.heightMetres = [2.8, 3.2, 3.5, 3.8, 4.2][random.below(5)]
        case nil where segment.kind == .residential && luck < 0.012:
            limits.weightTonnes = 7.5
            if random.happens(0.5) { limits.tags["maxweight:conditional"] = "none @ destination" }
        case nil where segment.kind == .residential && luck < 0.02:
            limits.tags["hgv"] = random.happens(0.7) ? "destination" : "no"
        default: break
        }
        if segment.kind == .residential, random.happens(0.03) {
            limits.tags["surface"] = random.happens(0.5) ? "sett" : "paving_stones"
        }
        if segment.kind == .pedestrian, random.happens(0.5) {
            limits.tags["motor_vehicle:conditional"] = "delivery @ (06:00-11:00)"
        }
        return limits
    }

    /// Takes down what keeps trucks from more than a few junctions.
    private func reopen(_ network: inout StreetNetwork) {
        var parts = DisjointSets(count: network.points.count)
        func isOpen(_ segment: StreetNetwork.Segment) -> Bool { !segment.limits.closesToTrucks && segment.kind != .pedestrian }
        for segment in network.segments where isOpen(segment) { parts.join(segment.from, segment.to) }
        for index in network.segments.indices where !isOpen(network.segments[index]) {
            let segment = network.segments[index]
            let (a, b) = (parts.root(segment.from), parts.root(segment.to))
            guard a != b, min(parts.sizes[a], parts.sizes[b]) > 4 else { continue }
            parts.join(a, b)
            network.segments[index].limits.weightTonnes = nil
            network.segments[index].limits.heightMetres = nil
            network.segments[index].limits.tags["hgv"] = nil
            if segment.kind == .pedestrian { network.segments[index].kind = .livingStreet }
        }
    }
}
