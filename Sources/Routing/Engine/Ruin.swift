/// Removal of strings of neighbouring stops (slack induction by string removals; Christiaens and
/// Vanden Berghe, Transportation Science 54(2), 2020), one per search thread.
final class Ruin {
    let state: SearchState
    let instance: Instance
    /// Tasks removed in this iteration.
    let removed: UnsafeMutablePointer<Int32>
    let removedCount: UnsafeMutablePointer<Int>
    private let isHit: UnsafeMutablePointer<Bool>
    private let hits: UnsafeMutablePointer<Int32>
    private let hitCount: UnsafeMutablePointer<Int>
    /// Mean number of tasks to remove, and the longest string.
    var meanRemoved = 10.0
    var longestString = 10

    init(_ state: SearchState) {
        self.state = state
        instance = state.instance
        removed = .allocate(capacity: max(1, instance.taskCount))
        removedCount = Instance.table([0])
        isHit = Instance.table([Bool](repeating: false, count: instance.vehicleCount))
        hits = .allocate(capacity: max(1, instance.vehicleCount))
        hitCount = Instance.table([0])
    }

    deinit {
        removed.deallocate()
        removedCount.deallocate()
        isHit.deallocate()
        hits.deallocate()
        hitCount.deallocate()
    }

    /// Removes strings around a random task.
    func strings(_ random: inout RandomSource) {
        removedCount.pointee = 0
        hitCount.pointee = 0
        let seed = random.below(instance.taskCount)
        let served = instance.taskCount - state.totals.pointee.absentCount
        let meanLength = max(1, Double(served) / Double(max(1, usedTours())))
        let lengthLimit = min(Double(longestString), meanLength)
        let stringLimit = 4 * meanRemoved / (1 + lengthLimit) - 1
        let strings = Int(random.unit() * stringLimit + 1)
        hit(around: seed, lengthLimit: lengthLimit, &random)
        let list = instance.neighbours.list + seed &* instance.neighbours.perTask
        var rank = 0
        while hitCount.pointee < strings, rank < instance.neighbours.perTask {
            hit(around: Int(list[rank]), lengthLimit: lengthLimit, &random)
            rank &+= 1
        }
        for index in 0..<hitCount.pointee { settle(Int(hits[index]), &random) }
    }

    private func usedTours() -> Int {
        state.totals.pointee.usedCount
    }

    /// Removes a string through a task's place in its tour, unless that tour was hit already.
    private func hit(around task: Int, lengthLimit: Double, _ random: inout RandomSource) {
        let vehicle = Int(state.nodes[task].tour)
        guard vehicle >= 0, !isHit[vehicle] else { return }
        let free = Int(state.firstFree[vehicle])
        let position = Int(state.nodes[task].position)
        guard position >= free else { return }
        isHit[vehicle] = true
        hits[hitCount.pointee] = Int32(vehicle)
        hitCount.pointee &+= 1
        let route = state.routes + vehicle
        let size = route.pointee.count &- free
        let length = Int(random.unit() * min(Double(size), lengthLimit) + 1)
        var kept = 0
        if length > 1, length < size, random.below(2) == 0 {
            kept = 1
            while length &+ kept < size, random.below(100) != 0 { kept &+= 1 }
        }
        let span = min(length &+ kept, size)
        let lowest = max(free, position &- span &+ 1)
        let highest = min(position, route.pointee.count &- span)
        let first = lowest &+ random.below(max(1, highest &- lowest &+ 1))
        let keptFrom = kept > 0 ? first &+ 1 &+ random.below(max(1, length &- 1)) : Int.max / 2
        var index = first &+ span &- 1
        while index >= first {
            let isKept = index >= keptFrom && index < keptFrom &+ kept
            if !isKept { take(vehicle, at: index) }
            index &-= 1
        }
    }

    private func take(_ vehicle: Int, at position: Int) {
        let stop = state.routes[vehicle].stops[position]
        guard stop < instance.taskCount else { return }
        state.remove(vehicle, at: position)
        removed[removedCount.pointee] = stop
        removedCount.pointee &+= 1
    }

    /// Restores order in a tour that lost stops: successors of removed tasks, needless disposal visits.
    private func settle(_ vehicle: Int, _ random: inout RandomSource) {
        isHit[vehicle] = false
        let free = Int(state.firstFree[vehicle])
        if instance.hasOrders { dropSuccessors(vehicle, from: free) }
        var isSound = state.refresh(vehicle, cost: nil)
        if instance.hasSites, DisposalTidying.dropNeedless(state, vehicle, always: random.below(2) == 0) {
            isSound = state.refresh(vehicle, cost: nil)
        }
        if !isSound {
            // Without the triangle inequality a shorter tour can be a worse one: start it afresh.
            var position = state.routes[vehicle].count - 1
            while position >= free {
                if state.routes[vehicle].stops[position] < instance.taskCount {
                    take(vehicle, at: position)
                } else {
                    state.remove(vehicle, at: position)
                }
                position -= 1
            }
            state.refresh(vehicle, cost: nil)
        }
    }

    private func dropSuccessors(_ vehicle: Int, from free: Int) {
        var position = free
        while position < state.routes[vehicle].count {
            let stop = Int(state.routes[vehicle].stops[position])
            if stop < instance.taskCount, instance.before[stop] >= 0, Int(state.nodes[Int(instance.before[stop])].tour) != vehicle
            {
                take(vehicle, at: position)
                position = free
            } else {
                position += 1
            }
        }
    }
}
