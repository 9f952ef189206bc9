/// The search for one path: directed at its end by landmarks (A. V. Goldberg and C. Harrelson, 2005), with buckets of about a second as in
/// ``BucketSearch``. A state may be taken up again, so the path is the best one whatever the bounds are, as long as none is too high.
/// Belongs to one thread; its memory is used again by the next search.
final class PathSearch {
    typealias Cost = VehicleGraph.Cost

    /// A state in which a path may end, and what the rest of it costs from the end of the state's chain; below zero (in two's
    /// complement) where the path ends before.
    struct Goal {
        var state: Int32
        var extra: Cost
    }

    private static let unreached = Cost.max
    private static let shift: Int64 = 42

    private struct Entry {
        var label: Cost
        var state: Int32
        var next: Int32
    }

    private let labels: UnsafeMutablePointer<Cost>
    private let parents: UnsafeMutablePointer<Int32>
    private let stateCount: Int
    private let heads: UnsafeMutablePointer<Int32>
    private let mask: Int
    private var entries: [Entry] = []

    init(states: Int, longestArcMilliseconds: Int) {
        stateCount = states
        labels = .allocate(capacity: max(1, states))
        parents = .allocate(capacity: max(1, states))
        var buckets = 1024
        while buckets < longestArcMilliseconds >> 9 + 4 { buckets *= 2 }
        heads = .allocate(capacity: buckets)
        mask = buckets - 1
    }

    deinit {
        labels.deallocate()
        parents.deallocate()
        heads.deallocate()
    }

    /// The state from which the best way came; -1 where it started.
    func parent(of state: Int) -> Int32 { parents[state] }

    /// The goal that is reached at least cost.
    ///
    /// - Parameters:
    ///   - seeds: states with their first label.
    ///   - limit: a cost that is known already; only a cheaper way counts.
    /// - Returns: index of the goal and the cost of the whole path; `nil` if there is no way below the limit.
    func run(
        _ graph: VehicleGraph, seeds: [(state: Int32, label: Cost)], goals: [Goal], below limit: Cost, landmarks: Landmarks?
    ) -> (goal: Int, cost: Cost)? {
        guard !goals.isEmpty else { return nil }
        labels.initialize(repeating: Self.unreached, count: stateCount)
        heads.initialize(repeating: -1, count: mask + 1)
        entries.removeAll(keepingCapacity: true)
        return graph.arcStarts.withUnsafeBufferPointer { starts in
            graph.arcTargets.withUnsafeBufferPointer { targets in
                graph.arcCosts.withUnsafeBufferPointer { costs in
                    if let landmarks {
                        landmarks.withBound(to: goals) { search(starts, targets, costs, seeds, goals, limit, $0) }
                    } else {
                        // Without landmarks no way may end for less than nothing beyond its label.
                        search(starts, targets, costs, seeds, goals, limit, FixedBound(goals))
                    }
                }
            }
        }
    }

    @inline(__always)
    private func search(
        _ starts: UnsafeBufferPointer<Int32>, _ targets: UnsafeBufferPointer<Int32>, _ costs: UnsafeBufferPointer<Cost>,
        _ seeds: [(state: Int32, label: Cost)], _ goals: [Goal], _ limit: Cost, _ bound: some GoalBound
    ) -> (goal: Int, cost: Cost)? {
        let labels = labels
        let parents = parents
        var best = limit
        var bestGoal = -1
        var bucket = 0
        var pending = 0
        // A local array: one of the object would be checked for exclusive access at every step.
        var entries = self.entries
        self.entries = []
        defer { self.entries = entries }
        for seed in seeds where seed.label < labels[Int(seed.state)] {
            guard let rest = bound.milliseconds(from: Int(seed.state)) else { continue }
            labels[Int(seed.state)] = seed.label
            parents[Int(seed.state)] = -1
            push(seed.label, seed.state, rest, bucket, &entries)
            pending &+= 1
        }
        while pending > 0 {
            let slot = bucket & mask
            var head = heads[slot]
            while head >= 0 {
                let entry = entries[Int(head)]
                heads[slot] = entry.next
                pending &-= 1
                let state = Int(entry.state)
                if labels[state] == entry.label {
                    for arc in Int(starts[state])..<Int(starts[state &+ 1]) {
                        let target = Int(targets[arc])
                        let label = entry.label &+ costs[arc]
                        if label < labels[target], let rest = bound.milliseconds(from: target) {
                            labels[target] = label
                            parents[target] = entry.state
                            push(label, targets[arc], rest, bucket, &entries)
                            pending &+= 1
                        }
                    }
                }
                head = heads[slot]
            }
            for (index, goal) in goals.enumerated() where labels[Int(goal.state)] != Self.unreached {
                let cost = labels[Int(goal.state)] &+ goal.extra
                if cost < best {
                    best = cost
                    bestGoal = index
                }
            }
            bucket &+= 1
            // Whatever is still to come lies in this bucket or behind it.
            if Int64(bucket) << Self.shift > Int64(clamping: best) { break }
        }
        return bestGoal < 0 ? nil : (bestGoal, best)
    }

    /// Enters a state by the least that a path through it can cost, never before the bucket that is being worked through.
    @inline(__always)
    private func push(_ label: Cost, _ state: Int32, _ restMilliseconds: Int64, _ bucket: Int, _ entries: inout [Entry]) {
        let key = Int64(truncatingIfNeeded: label) &+ restMilliseconds << 32
        let slot = max(bucket, Int(truncatingIfNeeded: key >> Self.shift)) & mask
        entries.append(Entry(label: label, state: state, next: heads[slot]))
        heads[slot] = Int32(truncatingIfNeeded: entries.count &- 1)
    }
}

/// The least that a path can still cost from a state to the cheapest of its goals, extras included.
protocol GoalBound {
    /// Milliseconds, never more than true; `nil` where no goal can be reached.
    func milliseconds(from state: Int) -> Int64?
}

/// Nothing is known but that no arc costs less than nothing.
struct FixedBound: GoalBound {
    private let least: Int64

    init(_ goals: [PathSearch.Goal]) { least = goals.map(\.extraMilliseconds).min() ?? 0 }

    @inline(__always)
    func milliseconds(from state: Int) -> Int64? { least }
}

extension PathSearch.Goal {
    /// Rounded down.
    var extraMilliseconds: Int64 { Int64(bitPattern: extra) >> 32 }
}
