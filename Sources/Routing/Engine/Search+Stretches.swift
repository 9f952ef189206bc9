/// Rebuilding a short stretch of a tour by trying everything: every order of up to four tasks, some of them from elsewhere,
/// with and without a disposal visit at every place, some left out.
///
/// Insertion puts in one task after the other and never goes through a tour that breaks a rule. Where pauses are owed, trips
/// are released, orders hold or ways are not metric, two or three stops together can be driven that one alone can not.
/// In small problems this closes the last gap; in large ones it is rare.
extension Search {
    private static let largestStretch = 4
    /// Sequences looked at for one stretch.
    private static let trialLimit = 1_000

    /// One iteration in how many rebuilds a stretch.
    var stretchRarity: Int { 8 + 3 * instance.taskCount }

    /// Rebuilds a stretch and keeps the result if it is better or only a little worse.
    func rebuildStretch(_ temperature: Double) {
        let bar = Double(state.totals.pointee.cost) - temperature * Self.logarithm(random.unit())
        guard let stretch = chooseStretch() else { return state.rollback() }
        var trial = StretchTrial(state, stretch, limit: Self.trialLimit)
        guard let rebuilt = trial.best() else { return state.rollback() }
        let scratch = state.scratch
        for (index, stop) in rebuilt.stops.enumerated() { scratch[index] = stop }
        state.replace(stretch.vehicle, by: scratch, rebuilt.stops.count, cost: rebuilt.cost)
        for task in stretch.tasks + stretch.released { recreate.enqueue(Int(task)) }
        recreate.run(&random, blinks: true, thorough: true)
        finishIteration()
        if Double(state.totals.pointee.cost) >= bar { state.rollback() } else { accept() }
    }

    /// A stretch of a random tour with its tasks and a few others, which are taken out of their tours; `nil` if those cannot
    /// do without.
    private func chooseStretch() -> Stretch? {
        let seed = random.below(instance.taskCount)
        var vehicle = Int(state.nodes[seed].tour)
        if vehicle < 0 || random.below(4) == 0 { vehicle = random.below(instance.vehicleCount) }
        let route = state.routes[vehicle]
        let free = Int(state.firstFree[vehicle])
        let wanted = 1 + random.below(Self.largestStretch)
        var stretch = Stretch(vehicle: vehicle, first: free, last: free, tasks: [])
        if route.count > free {
            let isAtSeed = Int(state.nodes[seed].tour) == vehicle && Int(state.nodes[seed].position) >= free
            let position = isAtSeed ? Int(state.nodes[seed].position) : free + random.below(route.count - free + 1)
            stretch.first = max(free, position - random.below(wanted + 1))
            stretch.last = stretch.first
            let own = random.below(wanted + 1)
            while stretch.last < route.count {
                let stop = route.stops[stretch.last]
                if stop < instance.taskCount {
                    if stretch.tasks.count == own { break }
                    if random.below(5) == 0 { stretch.released.append(stop) } else { stretch.tasks.append(stop) }
                }
                stretch.last += 1
            }
            while stretch.first > free, Int(route.stops[stretch.first - 1]) >= instance.taskCount { stretch.first -= 1 }
        }
        let list = instance.neighbours.timely + seed &* instance.neighbours.perTask
        for _ in 0..<8 where stretch.tasks.count < wanted {
            let absent = state.totals.pointee.absentCount
            var other = seed
            if absent > 0, random.below(2) == 0 {
                other = Int(state.absent[random.below(absent)])
            } else if instance.neighbours.perTask > 0, random.below(4) > 0 {
                other = Int(list[random.below(min(8, instance.neighbours.perTask))])
            }
            if Int(state.nodes[other].tour) == vehicle || stretch.tasks.contains(Int32(other)) { continue }
            if !takeOut(other, into: &stretch) { return nil }
        }
        return stretch.tasks.isEmpty ? nil : stretch
    }

    /// Takes a task out of its tour with those that have to follow it; `false` if it is locked, or the tour cannot do without it.
    private func takeOut(_ task: Int, into stretch: inout Stretch) -> Bool {
        let next = Int(instance.after[task])
        if next >= 0, !state.isAbsent(task), !stretch.tasks.contains(Int32(next)), !takeOut(next, into: &stretch) { return false }
        let vehicle = Int(state.nodes[task].tour)
        if vehicle == stretch.vehicle { return false }
        stretch.tasks.append(Int32(task))
        if vehicle < 0 { return true }
        let position = Int(state.nodes[task].position)
        if position < Int(state.firstFree[vehicle]) { return false }
        state.remove(vehicle, at: position)
        var isSound = state.refresh(vehicle, cost: nil)
        if instance.hasSites, DisposalTidying.dropNeedless(state, vehicle, always: random.below(2) == 0) {
            isSound = state.refresh(vehicle, cost: nil)
        }
        return isSound
    }
}

/// Stops `first..<last` of a tour, and the tasks that may come in their place.
struct Stretch {
    let vehicle: Int
    var first: Int
    var last: Int
    var tasks: [Int32]
    /// Tasks of the stretch that are to go elsewhere.
    var released: [Int32] = []
}

/// Goes through the sequences that may take a stretch's place.
struct StretchTrial {
    private let state: SearchState
    private let instance: Instance
    private let stretch: Stretch
    private let sites: [Int32]
    private let tail: [Int32]
    /// What serving each task saves, pairs torn apart included.
    private let gains: [Int]
    private var left: Int
    private var stops: [Int32]
    private var isPlaced: [Bool]
    private var found: (stops: [Int32], cost: Int)?
    private var least = Int.max

    init(_ state: SearchState, _ stretch: Stretch, limit: Int) {
        self.state = state
        instance = state.instance
        self.stretch = stretch
        left = limit
        let route = state.routes[stretch.vehicle]
        let instance = state.instance
        sites = instance.siteRange.filter { instance.isAllowed($0, stretch.vehicle) }.map { Int32($0) }
        stops = (0..<stretch.first).map { route.stops[$0] }
        tail = (stretch.last..<route.count).map { route.stops[$0] }
        isPlaced = stretch.tasks.map { _ in false }
        gains = stretch.tasks.map { state.absence[Int($0)] - state.torn(Int($0), stretch.vehicle) }
    }

    /// The cheapest sequence of the whole tour with its cost, or `nil` if none keeps the rules.
    mutating func best() -> (stops: [Int32], cost: Int)? {
        extend(saved: 0)
        return found
    }

    private mutating func extend(saved: Int) {
        if left <= 0 { return }
        finish(saved)
        for index in stretch.tasks.indices where !isPlaced[index] && mayServe(index) {
            isPlaced[index] = true
            stops.append(stretch.tasks[index])
            extend(saved: saved + gains[index])
            stops.removeLast()
            isPlaced[index] = false
        }
        // One disposal visit at a place is enough.
        if stops.count > stretch.first, let last = stops.last, Int(last) >= instance.taskCount { return }
        for site in sites where stops.last != site {
            stops.append(site)
            extend(saved: saved)
            stops.removeLast()
        }
    }

    /// Whether no alternative is served yet.
    private func mayServe(_ index: Int) -> Bool {
        let task = Int(stretch.tasks[index])
        guard instance.isAllowed(task, stretch.vehicle) else { return false }
        let group = instance.group[task]
        if group < 0 { return true }
        for (other, member) in stretch.tasks.enumerated() where isPlaced[other] && instance.group[Int(member)] == group {
            return false
        }
        return !instance.groupMembers[Int(group)].contains { member in
            !state.isAbsent(Int(member)) && !stretch.tasks.contains(member)
        }
    }

    /// Closes the sequence with the rest of the tour.
    private mutating func finish(_ saved: Int) {
        left -= 1
        let sequence = stops + tail
        var failure = Failure.none
        guard let cost = instance.cost(vehicle: stretch.vehicle, sequence, sequence.count, failure: &failure) else { return }
        if cost - saved < least {
            least = cost - saved
            found = (sequence, cost)
        }
    }
}
