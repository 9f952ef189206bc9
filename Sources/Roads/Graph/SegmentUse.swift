/// What a profile, the town's adjustments and a part of the day make of every segment and junction of a network.
struct SegmentUse {
    /// Per directed segment (number × 2, + 1 backwards).
    var access: [Passability.Access]
    var milliseconds: [Int32]
    var isExempt: [Bool]
    /// Whether a junction can be passed, and the milliseconds that costs.
    var isPassable: [Bool]
    var gateMilliseconds: [Int32]

    init(
        file: NetworkFile, passability: Passability, adjustments: RoadAdjustments, nearest: (Coordinate7, Int64?) -> Int?
    ) {
        let verdicts = file.traits.map { (passability.verdict($0, along: true), passability.verdict($0, along: false)) }
        let profile = passability.profile
        var caps: [Int: (isClosed: Bool, speed: Double)] = [:]
        let mine = adjustments.adjustments.filter { $0.profiles.isEmpty || $0.profiles.contains(profile.name) }
        var byWay: [Int64: [RoadAdjustments.Adjustment]] = [:]
        for adjustment in mine {
            guard let near = adjustment.near else {
                if let way = adjustment.way { byWay[way, default: []].append(adjustment) }
                continue
            }
            guard let segment = nearest(Coordinate7(near), adjustment.way) else { continue }
            caps[segment] = (adjustment.isClosed, adjustment.speed ?? .infinity)
        }
        let zones = adjustments.zones.filter { $0.closedFor.contains(profile.name) }
        let count = file.segments.count
        access = [Passability.Access](repeating: .closed, count: count * 2)
        milliseconds = [Int32](repeating: 0, count: count * 2)
        isExempt = [Bool](repeating: false, count: count * 2)
        for (index, segment) in file.segments.enumerated() {
            var cap = Double.infinity
            var isClosed = false
            if !byWay.isEmpty, let found = byWay[segment.way] {
                for adjustment in found {
                    isClosed = isClosed || adjustment.isClosed
                    cap = min(cap, adjustment.speed ?? .infinity)
                }
            }
            if let found = caps[index] {
                isClosed = isClosed || found.isClosed
                cap = min(cap, found.speed)
            }
            if !isClosed, !zones.isEmpty {
                let x = (Double(file.longitudes[Int(segment.from)]) + Double(file.longitudes[Int(segment.to)])) / 2e7
                let y = (Double(file.latitudes[Int(segment.from)]) + Double(file.latitudes[Int(segment.to)])) / 2e7
                isClosed = zones.contains { $0.contains(longitude: x, latitude: y) }
            }
            if isClosed { continue }
            let pair = verdicts[Int(segment.traits)]
            for (direction, verdict) in [pair.0, pair.1].enumerated() where verdict.access != .closed {
                let speed = max(0.5, min(cap, verdict.kilometresPerHour))
                access[index * 2 + direction] = verdict.access
                isExempt[index * 2 + direction] = verdict.isExempt
                milliseconds[index * 2 + direction] = Int32(
                    min(100_000_000, (Double(segment.lengthDecimetres) * 360 / speed).rounded()))
            }
        }
        let passages = file.facts.map { passability.passage($0) }
        isPassable = file.vertexFacts.map { passages[Int($0)].isPassable }
        gateMilliseconds = file.vertexFacts.map { Int32((passages[Int($0)].seconds * 1000).rounded()) }
    }

    /// Whether the segment may be used in some direction.
    func isUsable(_ segment: Int) -> Bool { access[segment * 2] != .closed || access[segment * 2 + 1] != .closed }
}
