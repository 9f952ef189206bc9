import Synchronization

/// Costs between a few states far apart and all others. With the triangle inequality they bound from below what a path still costs (A. V.
/// Goldberg and C. Harrelson, "Computing the shortest path: A* search meets graph theory", 2005); as the states know their turns, so do
/// the bounds. 64 bytes a state.
struct Landmarks: Sendable {
    private static let count = 8
    /// Stands for no way; all true costs are below half of it.
    private static let none: Int32 = 1 << 30

    /// Per state: minus the milliseconds from each landmark, then those to each.
    private let costs: [SIMD16<Int32>]

    /// Two searches a landmark. `nil` if a way takes more than six days, which no bound is kept for.
    init?(_ graph: VehicleGraph) {
        let search = BucketSearch(
            states: graph.stateCount, arcs: graph.arcTargets.count, longestArcMilliseconds: graph.longestArcMilliseconds)
        var costs = [SIMD16<Int32>](repeating: SIMD16(repeating: 0), count: graph.stateCount)
        guard let start = graph.coreState else { return nil }
        // The first lies as far as possible from some state, each further one from those that are chosen.
        Self.run(search, graph.reverseStarts, graph.reverseSources, graph.reverseCosts, start)
        let returns = (0..<graph.stateCount).map { search.labels[$0] != BucketSearch.unreached }
        Self.run(search, graph.arcStarts, graph.arcTargets, graph.arcCosts, start)
        var nearest = (0..<graph.stateCount).map { Self.milliseconds(search.labels[$0]) }
        let isInCore = nearest.indices.map { returns[$0] && nearest[$0] < Self.none }
        for landmark in 0..<Self.count {
            var farthest = start
            for state in nearest.indices where isInCore[state] && nearest[state] > nearest[farthest] { farthest = state }
            Self.run(search, graph.arcStarts, graph.arcTargets, graph.arcCosts, farthest)
            for state in costs.indices {
                let from = Self.milliseconds(search.labels[state])
                guard from == Self.none || from < Self.none / 2 else { return nil }
                costs[state][landmark] = -from
                nearest[state] = landmark == 0 ? from : min(nearest[state], from)
            }
            Self.run(search, graph.reverseStarts, graph.reverseSources, graph.reverseCosts, farthest)
            for state in costs.indices {
                let to = Self.milliseconds(search.labels[state])
                guard to == Self.none || to < Self.none / 2 else { return nil }
                costs[state][Self.count + landmark] = to
            }
        }
        self.costs = costs
    }

    private static func run(
        _ search: BucketSearch, _ starts: [Int32], _ targets: [Int32], _ arcCosts: [VehicleGraph.Cost], _ state: Int
    ) {
        starts.withUnsafeBufferPointer { starts in
            targets.withUnsafeBufferPointer { targets in
                arcCosts.withUnsafeBufferPointer { costs in
                    guard let starts = starts.baseAddress, let targets = targets.baseAddress, let costs = costs.baseAddress else {
                        return
                    }
                    search.run(starts: starts, targets: targets, costs: costs, seeds: [(Int32(state), 0)])
                }
            }
        }
    }

    private static func milliseconds(_ label: VehicleGraph.Cost) -> Int32 {
        label == BucketSearch.unreached ? none : Int32(clamping: label >> 32)
    }

    /// Hands over the bound of a search to these goals.
    func withBound<Result>(to goals: [PathSearch.Goal], _ body: (Bound) -> Result) -> Result {
        costs.withUnsafeBufferPointer { costs in
            // A landmark that says nothing: below every other bound, whatever is added.
            var goalCosts = SIMD16<Int32>(repeating: -Self.none)
            for landmark in 0..<Self.count { goalCosts[Self.count + landmark] = .min }
            for landmark in 0..<Self.count {
                // A goal that can not be reached from the landmark can not be reached from what can.
                var from = Int64(Self.none)
                var to = Int64(0)
                var reachesLandmark = true
                for (index, goal) in goals.enumerated() {
                    let known = costs[Int(goal.state)]
                    if known[landmark] != -Self.none { from = min(from, Int64(-known[landmark]) + goal.extraMilliseconds) }
                    let back = Int64(known[Self.count + landmark]) - goal.extraMilliseconds
                    to = index == 0 ? back : max(to, back)
                    if known[Self.count + landmark] == Self.none { reachesLandmark = false }
                }
                if from < Self.none / 2 { goalCosts[landmark] = Int32(clamping: from) }
                if reachesLandmark { goalCosts[Self.count + landmark] = Int32(clamping: -to) }
            }
            let least = goals.map(\.extraMilliseconds).min() ?? 0
            return body(Bound(costs: costs, goals: goalCosts, least: Int32(clamping: least)))
        }
    }

    struct Bound: GoalBound {
        fileprivate let costs: UnsafeBufferPointer<SIMD16<Int32>>
        fileprivate let goals: SIMD16<Int32>
        fileprivate let least: Int32

        @inline(__always)
        func milliseconds(from state: Int) -> Int64? {
            let most = (costs[state] &+ goals).max()
            // From here no landmark can be reached, but from every goal one can.
            if most > Landmarks.none / 2 { return nil }
            return Int64(max(most, least))
        }
    }
}

/// Makes the landmarks of a graph once paths are asked for often enough to pay for them.
final class LandmarkBook: Sendable {
    /// A search to all states costs about as much as two undirected path searches, and there are eighteen.
    private static let patience = 32

    private enum State {
        case waiting(paths: Int)
        case made(Landmarks?)
    }

    private let state = Mutex(State.waiting(paths: 0))

    /// `nil` for the first paths.
    func current(_ graph: VehicleGraph) -> Landmarks? {
        state.withLock { state in
            switch state {
            case .made(let landmarks): return landmarks
            case .waiting(let paths) where paths < Self.patience:
                state = .waiting(paths: paths + 1)
                return nil
            case .waiting:
                let landmarks = Landmarks(graph)
                state = .made(landmarks)
                return landmarks
            }
        }
    }
}
