/// The turn restrictions that hold for a vehicle in a part of the day.
struct TurnRules {
    /// Forbidden pairs of directed segments, packed.
    private var forbidden: Set<UInt64> = []
    /// Per arriving directed segment: the only ones it may go on to.
    private var permitted: [Int32: Set<Int32>] = [:]
    /// Longer sequences, from the first to the last directed segment.
    private(set) var overWays: [(path: [Int32], isOnly: Bool)] = []
    /// Junctions at which something holds.
    private(set) var vertices: Set<Int> = []

    init(file: NetworkFile, passability: Passability) {
        var groups: [UInt32: [[Int32]]] = [:]
        for restriction in file.restrictions where passability.applies(restriction) {
            let start = Int(restriction.pathStart)
            let path = file.restrictionPaths[start..<(start + Int(restriction.pathCount))].map { Int32($0) }
            for step in path.dropLast() {
                let segment = file.segments[Int(step) >> 1]
                vertices.insert(Int(step & 1 == 0 ? segment.to : segment.from))
            }
            if restriction.isOnly == 1 {
                groups[restriction.group, default: []].append(path)
            } else if path.count == 2 {
                forbidden.insert(Self.pair(path[0], path[1]))
            } else {
                overWays.append((path, false))
            }
        }
        for (_, paths) in groups.sorted(by: { $0.key < $1.key }) {
            var allowed: [Int32: Set<Int32>] = [:]
            for path in paths {
                allowed[path[0], default: []].insert(path[1])
                if path.count > 2 { overWays.append((path, true)) }
            }
            for (from, to) in allowed { permitted[from] = permitted[from].map { $0.intersection(to) } ?? to }
        }
    }

    func allows(_ from: Int, _ to: Int) -> Bool {
        if !forbidden.isEmpty, forbidden.contains(Self.pair(Int32(from), Int32(to))) { return false }
        return permitted[Int32(from)]?.contains(Int32(to)) ?? true
    }

    private static func pair(_ from: Int32, _ to: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: from)) << 32 | UInt64(UInt32(bitPattern: to))
    }
}
