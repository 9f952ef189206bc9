/// Directed stretches without a choice: segments joined where the vehicle can only go on. What lies between two chains is a junction
/// at which turns cost time or are forbidden.
struct RoadChains {
    struct Chain {
        var from: Int32
        var to: Int32
        var milliseconds: Int32
        var decimetres: Int32
        var access: Passability.Access
        /// Degrees clockwise from north when leaving the first and arriving at the last junction.
        var leaving: Double
        var arriving: Double
    }

    private(set) var chains: [Chain] = []
    /// Directed segments of chain `c`: `steps[starts[c]..<starts[c + 1]]`.
    private(set) var starts: [Int32] = [0]
    private(set) var steps: [Int32] = []
    /// Per directed segment: its chain, -1 if closed, and what lies before it in the chain.
    private(set) var chainOfStep: [Int32]
    private(set) var millisecondsBefore: [Int32]
    private(set) var decimetresBefore: [Int32]
    /// Per vertex: usable segments at it (a loop counts twice).
    private(set) var degree: [Int32]
    /// Directed segments that leave vertex `v`: `leavingSteps[leavingStarts[v]..<leavingStarts[v + 1]]`.
    private(set) var leavingStarts: [Int32]
    private(set) var leavingSteps: [Int32]

    private let file: NetworkFile
    private let use: SegmentUse
    private let price: TurnPrice

    /// - Parameter kept: vertices that must stay junctions, because a turn restriction speaks of them.
    init(file: NetworkFile, use: SegmentUse, price: TurnPrice, kept: Set<Int>) {
        self.file = file
        self.use = use
        self.price = price
        let vertices = file.longitudes.count
        let count = file.segments.count
        chainOfStep = [Int32](repeating: -1, count: count * 2)
        millisecondsBefore = [Int32](repeating: 0, count: count * 2)
        decimetresBefore = millisecondsBefore
        degree = [Int32](repeating: 0, count: vertices)
        leavingStarts = [Int32](repeating: 0, count: vertices + 1)
        for (index, segment) in file.segments.enumerated() where use.isUsable(index) {
            degree[Int(segment.from)] += 1
            degree[Int(segment.to)] += 1
        }
        for vertex in 0..<vertices { leavingStarts[vertex + 1] = leavingStarts[vertex] + degree[vertex] }
        leavingSteps = [Int32](repeating: -1, count: Int(leavingStarts[vertices]))
        var fill = leavingStarts
        for (index, segment) in file.segments.enumerated() where use.isUsable(index) {
            leavingSteps[Int(fill[Int(segment.from)])] = Int32(index * 2)
            fill[Int(segment.from)] += 1
            leavingSteps[Int(fill[Int(segment.to)])] = Int32(index * 2 + 1)
            fill[Int(segment.to)] += 1
        }
        var isPassedThrough = (0..<vertices).map { vertex in !kept.contains(vertex) && mayJoin(vertex) }
        for step in 0..<(count * 2) where use.access[step] != .closed && !isPassedThrough[start(step)] {
            follow(step, isPassedThrough)
        }
        // Rings without any junction: one of their vertices becomes one.
        for step in 0..<(count * 2) where use.access[step] != .closed && chainOfStep[step] < 0 {
            isPassedThrough[start(step)] = false
            follow(step, isPassedThrough)
            if use.access[step ^ 1] != .closed, chainOfStep[step ^ 1] < 0 {
                let back = Int(
                    leaving(start(step)).first {
                        use.access[Int($0)] != .closed && chainOfStep[Int($0)] < 0
                    } ?? Int32(step ^ 1))
                follow(back, isPassedThrough)
            }
        }
    }

    func start(_ step: Int) -> Int { Int(step & 1 == 0 ? file.segments[step >> 1].from : file.segments[step >> 1].to) }

    func end(_ step: Int) -> Int { start(step ^ 1) }

    /// Directed segments that leave a vertex, closed ones among them.
    func leaving(_ vertex: Int) -> ArraySlice<Int32> { leavingSteps[Int(leavingStarts[vertex])..<Int(leavingStarts[vertex + 1])] }

    func steps(of chain: Int) -> ArraySlice<Int32> { steps[Int(starts[chain])..<Int(starts[chain + 1])] }

    /// Exactly two roads meet, one goes on as the other in both directions, and nothing bars the way.
    private func mayJoin(_ vertex: Int) -> Bool {
        guard degree[vertex] == 2, use.isPassable[vertex] else { return false }
        let both = leaving(vertex)
        let first = Int(both[both.startIndex])
        let second = Int(both[both.startIndex + 1])
        return first >> 1 != second >> 1 && use.access[first] == use.access[second ^ 1]
            && use.access[first ^ 1] == use.access[second]
    }

    private mutating func follow(_ first: Int, _ isPassedThrough: [Bool]) {
        let chain = Int32(chains.count)
        var step = first
        var milliseconds: Int32 = 0
        var decimetres: Int32 = 0
        while true {
            chainOfStep[step] = chain
            millisecondsBefore[step] = milliseconds
            decimetresBefore[step] = decimetres
            steps.append(Int32(step))
            milliseconds &+= use.milliseconds[step]
            decimetres &+= Int32(file.segments[step >> 1].lengthDecimetres)
            let vertex = end(step)
            guard isPassedThrough[vertex] else { break }
            milliseconds &+= price.signs(file.facts[Int(file.vertexFacts[vertex])], along: step & 1 == 0)
            milliseconds &+= use.gateMilliseconds[vertex]
            let both = leaving(vertex)
            let next = both[both.startIndex] == Int32(step ^ 1) ? both[both.startIndex + 1] : both[both.startIndex]
            guard chainOfStep[Int(next)] < 0 else { break }
            step = Int(next)
        }
        chains.append(
            Chain(
                from: Int32(start(first)), to: Int32(end(step)), milliseconds: milliseconds, decimetres: decimetres,
                access: use.access[first], leaving: bearing(leaving: first), arriving: bearing(arriving: step)))
        starts.append(Int32(steps.count))
    }

    func bearing(leaving step: Int) -> Double { SegmentShape(file, step).leavingBearing }

    func bearing(arriving step: Int) -> Double {
        let back = SegmentShape(file, step ^ 1).leavingBearing
        return back >= 180 ? back - 180 : back + 180
    }
}
