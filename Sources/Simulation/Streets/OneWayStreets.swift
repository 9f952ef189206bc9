/// Makes some streets one-way, and opens those again that would cut a junction off.
struct OneWayStreets: Sendable {
    let key: RandomKey
    private static let share = 0.09

    func choose(in network: inout StreetNetwork) {
        var random = key.generator
        for index in network.segments.indices {
            let luck = random.unit()
            let isTurned = random.happens(0.5)
            let segment = network.segments[index]
            guard segment.kind == .residential, segment.structure == nil, luck < Self.share else { continue }
            network.segments[index].isOneWay = true
            if isTurned {
                network.segments[index].from = segment.to
                network.segments[index].to = segment.from
            }
        }
        while true {
            let parts = Self.strongParts(network)
            let broken = network.segments.indices.filter {
                let segment = network.segments[$0]
                return segment.isOneWay && !segment.isMotorway && parts[segment.from] != parts[segment.to]
            }
            if broken.isEmpty { return }
            for index in broken { network.segments[index].isOneWay = false }
        }
    }

    /// Strongly connected parts, by the path-based algorithm of Gabow (2000) without recursion. O(n + m).
    static func strongParts(_ network: StreetNetwork) -> [Int] {
        var next = [[Int]](repeating: [], count: network.points.count)
        for segment in network.segments {
            next[segment.from].append(segment.to)
            if !segment.isOneWay { next[segment.to].append(segment.from) }
        }
        var order = [Int](repeating: -1, count: next.count)
        var part = order
        var (count, parts) = (0, 0)
        var (path, waiting): ([Int], [Int]) = ([], [])
        for start in next.indices where order[start] < 0 {
            var calls = [(node: start, edge: 0)]
            while let (node, edge) = calls.last {
                if edge == 0 {
                    order[node] = count
                    count += 1
                    path.append(node)
                    waiting.append(node)
                }
                if edge < next[node].count {
                    calls[calls.count - 1].edge += 1
                    let other = next[node][edge]
                    if order[other] < 0 {
                        calls.append((other, 0))
                    } else if part[other] < 0 {
                        while let top = path.last, order[top] > order[other] { path.removeLast() }
                    }
                    continue
                }
                if path.last == node {
                    path.removeLast()
                    while let top = waiting.popLast() {
                        part[top] = parts
                        if top == node { break }
                    }
                    parts += 1
                }
                calls.removeLast()
            }
        }
        return part
    }
}
