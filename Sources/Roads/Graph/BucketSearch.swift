/// One search over a vehicle's graph from given states to all others (E. W. Dijkstra, 1959), with the queue of R. B. Dial (1969): buckets
/// of about a second, each worked through until it is empty. A state may be taken up again within its bucket, so the labels are exact
/// whatever the bucket's width. Belongs to one thread; its memory is used again by the next search.
///
/// O(arcs + longest way in seconds).
final class BucketSearch {
    typealias Cost = VehicleGraph.Cost

    static let unreached = Cost.max
    /// Bits of a label below the bucket's number: 2^10 ms.
    private static let shift: UInt64 = 42

    private struct Entry {
        var label: Cost
        var state: Int32
        var next: Int32
    }

    let labels: UnsafeMutablePointer<Cost>
    private let stateCount: Int
    private let heads: UnsafeMutablePointer<Int32>
    private let mask: Int
    private var entries: UnsafeMutablePointer<Entry>
    private var capacity: Int
    private var free = 0

    init(states: Int, arcs: Int, longestArcMilliseconds: Int) {
        stateCount = states
        labels = .allocate(capacity: max(1, states))
        // Wide enough that no two live buckets share a head.
        var buckets = 256
        while buckets < longestArcMilliseconds >> 10 + 4 { buckets *= 2 }
        heads = .allocate(capacity: buckets)
        heads.initialize(repeating: -1, count: buckets)
        mask = buckets - 1
        capacity = max(1024, arcs + 64)
        entries = .allocate(capacity: capacity)
    }

    deinit {
        labels.deallocate()
        heads.deallocate()
        entries.deallocate()
    }

    /// Labels every state with the least cost from the seeds.
    ///
    /// - Parameter seeds: states with their first label, each less than the longest arc apart.
    func run(
        starts: UnsafePointer<Int32>, targets arcTargets: UnsafePointer<Int32>, costs: UnsafePointer<Cost>,
        seeds: [(state: Int32, label: Cost)]
    ) {
        labels.initialize(repeating: Self.unreached, count: stateCount)
        free = 0
        var pending = 0
        var bucket = Int.max
        for seed in seeds where seed.label < labels[Int(seed.state)] {
            labels[Int(seed.state)] = seed.label
            push(seed.label, seed.state)
            pending += 1
            bucket = min(bucket, Int(seed.label >> Self.shift))
        }
        guard pending > 0 else { return }
        search(starts, arcTargets, costs, bucket, pending)
    }

    @inline(__always)
    private func push(_ label: Cost, _ state: Int32) {
        if free == capacity { grow() }
        let slot = Int(truncatingIfNeeded: label &>> Self.shift) & mask
        entries[free] = Entry(label: label, state: state, next: heads[slot])
        heads[slot] = Int32(truncatingIfNeeded: free)
        free &+= 1
    }

    @inline(never)
    private func grow() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: entries, count: capacity)
        entries.deallocate()
        entries = larger
        capacity *= 2
    }

    private func search(
        _ starts: UnsafePointer<Int32>, _ arcTargets: UnsafePointer<Int32>, _ costs: UnsafePointer<Cost>, _ first: Int,
        _ queued: Int
    ) {
        let labels = labels
        let heads = heads
        let mask = mask
        var entries = entries
        var free = free
        var capacity = capacity
        var pending = queued
        var bucket = first
        while true {
            let slot = bucket & mask
            var head = heads[slot]
            if head < 0 {
                bucket &+= 1
                continue
            }
            while head >= 0 {
                let entry = entries[Int(head)]
                heads[slot] = entry.next
                pending &-= 1
                let state = Int(entry.state)
                if labels[state] == entry.label {
                    var arc = Int(starts[state])
                    let end = Int(starts[state &+ 1])
                    while arc < end {
                        let target = Int(arcTargets[arc])
                        let label = entry.label &+ costs[arc]
                        if label < labels[target] {
                            labels[target] = label
                            if free == capacity {
                                self.free = free
                                grow()
                                entries = self.entries
                                capacity = self.capacity
                            }
                            let place = Int(truncatingIfNeeded: label &>> Self.shift) & mask
                            entries[free] = Entry(label: label, state: arcTargets[arc], next: heads[place])
                            heads[place] = Int32(truncatingIfNeeded: free)
                            free &+= 1
                            pending &+= 1
                        }
                        arc &+= 1
                    }
                }
                head = heads[slot]
            }
            if pending == 0 { return }
        }
    }
}
