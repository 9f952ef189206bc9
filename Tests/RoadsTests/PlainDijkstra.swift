import Model

@testable import Roads

/// The fastest ways by the plainest means: a search over directed segments as they stand in the file, that remembers the last two segments
/// and whether open roads were met, with a sorted list for a queue. No chains, no joined junctions, no buckets, no split states.
struct PlainDijkstra {
    struct Label: Hashable {
        var before: Int32
        var step: Int32
        /// 0 no open road yet, 1 on open roads, 2 behind them.
        var phase: UInt8
    }

    private let file: NetworkFile
    private let use: SegmentUse
    private let rules: TurnRules
    private let price: TurnPrice
    private var leaving: [[Int]]
    private var degree: [Int]

    init(network: RoadNetwork, profile: VehicleProfile) {
        file = network.file
        let passability = Passability(profile: profile, period: nil, conditions: file.conditions)
        use = SegmentUse(file: file, passability: passability, adjustments: .none) { _, _ in nil }
        rules = TurnRules(file: file, passability: passability)
        price = TurnPrice(profile)
        leaving = [[Int]](repeating: [], count: file.longitudes.count)
        degree = [Int](repeating: 0, count: file.longitudes.count)
        for (index, segment) in file.segments.enumerated() where use.isUsable(index) {
            leaving[Int(segment.from)].append(index * 2)
            leaving[Int(segment.to)].append(index * 2 + 1)
            degree[Int(segment.from)] += 1
            degree[Int(segment.to)] += 1
        }
    }

    /// Milliseconds and decimetres from a place to all others; `nil` where there is no way.
    func costs(from source: PlaceOnRoad, to targets: [PlaceOnRoad]) -> [UInt64?] {
        var best: [Label: UInt64] = [:]
        var queue = Heap()
        for point in source.departures {
            let label = Label(before: -1, step: point.step, phase: use.access[Int(point.step)] == .open ? 1 : 0)
            queue.push(driven(point.step) &- part(point.step, source.share), label)
        }
        while let (cost, label) = queue.pop() {
            if let known = best[label], known <= cost { continue }
            best[label] = cost
            for (next, turn) in turns(label) {
                let open = use.access[next] == .open
                let phase: UInt8
                switch (label.phase, open) {
                case (2, true): continue
                case (2, false): phase = 2
                case (1, false): phase = 2
                case (_, true): phase = 1
                default: phase = 0
                }
                queue.push(cost &+ turn &+ driven(Int32(next)), Label(before: label.step, step: Int32(next), phase: phase))
            }
        }
        var least: [Int32: UInt64] = [:]
        // At the beginning of each segment, so that a target on the source's own segment can be met by coming round.
        for (label, cost) in best {
            for (next, turn) in turns(label) {
                if label.phase == 2, use.access[next] == .open { continue }
                least[Int32(next)] = min(least[Int32(next)] ?? .max, cost &+ turn)
            }
        }
        return targets.map { target in
            var found = UInt64.max
            for point in target.arrivals {
                if let cost = least[point.step] { found = min(found, cost &+ part(point.step, target.share)) }
                if source.departures.contains(where: { $0.step == point.step }) {
                    let start = part(point.step, source.share)
                    let end = part(point.step, target.share)
                    if end >> 32 >= start >> 32, end & 0xFFFF_FFFF >= start & 0xFFFF_FFFF { found = min(found, end &- start) }
                }
            }
            return found == .max ? nil : found
        }
    }

    private func turns(_ label: Label) -> [(Int, UInt64)] {
        let step = Int(label.step)
        let segment = file.segments[step >> 1]
        let vertex = Int(step & 1 == 0 ? segment.to : segment.from)
        let facts = file.facts[Int(file.vertexFacts[vertex])]
        let arriving = (SegmentShape(file, step ^ 1).leavingBearing + 180).truncatingRemainder(dividingBy: 360)
        var found: [(Int, UInt64)] = []
        var exits = 0
        if use.isPassable[vertex] {
            for next in leaving[vertex] where next != step ^ 1 && use.access[next] != .closed {
                exits += 1
                guard rules.allows(step, next), allowsOverWays(label, next) else { continue }
                var turn = price.signs(facts, along: step & 1 == 0) + use.gateMilliseconds[vertex]
                if degree[vertex] > 2 {
                    turn += price.turn(
                        degrees: TurnPrice.angle(arriving: arriving, leaving: SegmentShape(file, next).leavingBearing))
                }
                found.append((next, UInt64(turn) << 32))
            }
        }
        if exits == 0, use.access[step ^ 1] != .closed, rules.allows(step, step ^ 1), allowsOverWays(label, step ^ 1) {
            found.append((step ^ 1, UInt64(price.turningRound(degrees: 180)) << 32))
        }
        return found
    }

    private func allowsOverWays(_ label: Label, _ next: Int) -> Bool {
        for (path, isOnly) in rules.overWays where path.count == 3 && path[0] == label.before && path[1] == label.step {
            if (path[2] == Int32(next)) != isOnly { return false }
        }
        return true
    }

    private func driven(_ step: Int32) -> UInt64 {
        VehicleGraph.cost(
            milliseconds: use.milliseconds[Int(step)], decimetres: Int32(file.segments[Int(step) >> 1].lengthDecimetres))
    }

    /// What of a segment is driven up to a point.
    private func part(_ step: Int32, _ share: Double) -> UInt64 {
        let driven = step & 1 == 0 ? share : 1 - share
        return VehicleGraph.cost(
            milliseconds: Int32((Double(use.milliseconds[Int(step)]) * driven).rounded()),
            decimetres: Int32((Double(file.segments[Int(step) >> 1].lengthDecimetres) * driven).rounded()))
    }

    private struct Heap {
        private var items: [(UInt64, Label)] = []

        mutating func push(_ cost: UInt64, _ label: Label) {
            items.append((cost, label))
            var at = items.count - 1
            while at > 0, items[(at - 1) / 2].0 > items[at].0 {
                items.swapAt(at, (at - 1) / 2)
                at = (at - 1) / 2
            }
        }

        mutating func pop() -> (UInt64, Label)? {
            guard let top = items.first, let last = items.popLast() else { return nil }
            guard !items.isEmpty else { return top }
            items[0] = last
            var at = 0
            while true {
                var least = at
                for child in [2 * at + 1, 2 * at + 2] where child < items.count && items[child].0 < items[least].0 {
                    least = child
                }
                if least == at { return top }
                items.swapAt(at, least)
                at = least
            }
        }
    }
}
