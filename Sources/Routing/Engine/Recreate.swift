/// Greedy insertion of absent tasks, in an order drawn anew each time.
final class Recreate {
    let state: SearchState
    let instance: Instance
    let inserter: Inserter
    private let queue: UnsafeMutablePointer<Int32>
    private let keys: UnsafeMutablePointer<Double>
    private let count: UnsafeMutablePointer<Int>
    private let isQueued: UnsafeMutablePointer<Bool>
    /// Orderings with their weights added up.
    private let orderings: [(ordering: Ordering, weight: Int)]
    private let weightSum: Int
    private let size: UnsafeMutablePointer<Double>
    private let remoteness: UnsafeMutablePointer<Int>

    /// Tasks always inserted, whatever the time.
    private static let patience = 256

    enum Ordering {
        case random
        case large
        case far
        case near
        case narrow
        case early
        case late
        case prize
    }

    init(_ state: SearchState, breadth: Int) {
        self.state = state
        instance = state.instance
        inserter = Inserter(state, breadth: breadth)
        queue = .allocate(capacity: max(1, instance.taskCount))
        keys = .allocate(capacity: max(1, instance.taskCount))
        count = Instance.table([0])
        isQueued = Instance.table([Bool](repeating: false, count: instance.taskCount))
        var list: [(Ordering, Int)] = [(.random, 4), (.large, 4), (.far, 2), (.near, 1)]
        let problem = instance.problem
        if problem.tasks.contains(where: { !$0.windows.isEmpty }) { list += [(.narrow, 2), (.early, 2), (.late, 2)] }
        if problem.tasks.contains(where: { $0.prize != nil }) { list += [(.prize, 4)] }
        orderings = list.map { ($0.0, $0.1) }
        weightSum = list.reduce(0) { $0 + $1.1 }
        size = Instance.table(Self.sizes(instance))
        remoteness = Instance.table(Self.remoteness(instance))
    }

    deinit {
        queue.deallocate()
        keys.deallocate()
        count.deallocate()
        isQueued.deallocate()
        size.deallocate()
        remoteness.deallocate()
    }

    private static func sizes(_ instance: Instance) -> [Double] {
        (0..<instance.taskCount).map { task in
            var sum = 0.0
            for dimension in 0..<instance.dimensionCount where instance.vehicleCount > 0 {
                let room = max(1, instance.vehicles[0].capacities[dimension])
                sum += Double(instance.demand[task * instance.dimensionCount + dimension]) / Double(room)
            }
            return sum + Double(instance.service[task]) * 1e-9
        }
    }

    private static func remoteness(_ instance: Instance) -> [Int] {
        (0..<instance.taskCount).map { task in
            guard instance.vehicleCount > 0, instance.vehicles[0].start >= 0 else { return 0 }
            return instance.vehicles[0].table.distance(instance.vehicles[0].start, instance.location[task])
        }
    }

    /// Queues a task, or one member of its group for all of them.
    func enqueue(_ task: Int) {
        if isQueued[task] || !state.isAbsent(task) || state.gain(task) < 0 { return }
        let group = Int(instance.group[task])
        if group >= 0 {
            for member in instance.groupMembers[group] where isQueued[Int(member)] { return }
        }
        isQueued[task] = true
        queue[count.pointee] = Int32(task)
        count.pointee &+= 1
    }

    /// Inserts all queued tasks that are worth it and fit, and empties the queue. A long queue is given up once
    /// `isSpent` says so.
    ///
    /// Gives up as soon as the plan cannot stay below `ceiling`: an insertion costs something and saves no more than the
    /// cost of its absence. `false` is returned then, and the changes are to be taken back.
    @discardableResult
    func run(
        _ random: inout RandomSource, blinks: Bool, thorough: Bool, ceiling: Double = .infinity, isSpent: () -> Bool = { false }
    ) -> Bool {
        sort(&random)
        var isOver = false
        let totals = state.totals
        var pending = 0
        for index in 0..<count.pointee { pending &+= state.absence[Int(queue[index])] }
        let isBounded = ceiling < .infinity && !instance.hasSites && !instance.hasOrders && !instance.hasGroups
        var isHopeless = false
        for index in 0..<count.pointee {
            let task = Int(queue[index])
            isQueued[task] = false
            if isHopeless { continue }
            if index >= Self.patience, index & 15 == 0, !isOver { isOver = isSpent() }
            if !isOver { insert(task, &random, blinks: blinks, thorough: thorough) }
            pending &-= state.absence[task]
            if isBounded, Double(totals.pointee.cost &- pending) >= ceiling { isHopeless = true }
        }
        count.pointee = 0
        return !isHopeless
    }

    private func insert(_ task: Int, _ random: inout RandomSource, blinks: Bool, thorough: Bool) {
        let gain = state.gain(task)
        if gain < 0 || !state.isAbsent(task) { return }
        let next = Int(instance.after[task])
        // A successor that few vehicles may serve is lost where its predecessor goes elsewhere.
        inserter.successor.pointee = next >= 0 && state.isAbsent(next) && random.below(2) == 0 ? next : -1
        defer {
            if next >= 0, !state.isAbsent(task), state.isAbsent(next) {
                insert(next, &random, blinks: blinks, thorough: thorough)
            }
        }
        let group = Int(instance.group[task])
        if group < 0 {
            let before = state.totals.pointee.cost
            let place = inserter.best(
                task, limit: gain, thorough: thorough && instance.isMandatory[task], random: &random, blinks: blinks)
            if place.isFound { inserter.apply(task, place) }
            if next >= 0, place.isFound, place.delta >= state.absence[task] {
                insert(next, &random, blinks: blinks, thorough: thorough)
                if !state.isAbsent(next), state.totals.pointee.cost > before { withdraw(next) }
                if state.isAbsent(next) { withdraw(task) }
            }
            return
        }
        var best = Place()
        var chosen = task
        // What the best alternative so far saves on balance; the next has to save more.
        var saved = 0
        for member in instance.groupMembers[group] {
            let gain = state.gain(Int(member))
            guard gain > saved else { continue }
            let place = inserter.best(Int(member), limit: gain - saved, thorough: thorough, random: &random, blinks: blinks)
            if place.isFound {
                best = place
                chosen = Int(member)
                saved = gain - place.delta
            }
        }
        if best.isFound { inserter.apply(chosen, best) }
    }

    /// Takes a task out again: it was put in for the sake of its successor, which found no place, or together they cost more
    /// than they save.
    private func withdraw(_ task: Int) {
        let vehicle = Int(state.nodes[task].tour)
        guard vehicle >= 0 else { return }
        let position = Int(state.nodes[task].position)
        let cost = state.routes[vehicle].cost
        state.remove(vehicle, at: position)
        if state.refresh(vehicle, cost: nil) { return }
        state.insert(Int32(task), vehicle, position)
        state.refresh(vehicle, cost: cost)
    }

    private func sort(_ random: inout RandomSource) {
        var draw = random.below(weightSum)
        var ordering = Ordering.random
        for entry in orderings {
            ordering = entry.ordering
            draw -= entry.weight
            if draw < 0 { break }
        }
        for index in 0..<count.pointee { keys[index] = key(Int(queue[index]), ordering, &random) }
        if count.pointee > 200 { sortMany() } else { sortFew() }
    }

    private func key(_ task: Int, _ ordering: Ordering, _ random: inout RandomSource) -> Double {
        switch ordering {
        case .random: random.unit()
        case .large: -size[task]
        case .far: -Double(remoteness[task])
        case .near: Double(remoteness[task])
        case .narrow: Double(instance.closes[task] - instance.opens[task])
        case .early: Double(instance.opens[task])
        case .late: -Double(instance.closes[task])
        case .prize: -Double(state.gain(task))
        }
    }

    private func sortFew() {
        var index = 1
        while index < count.pointee {
            let key = keys[index]
            let task = queue[index]
            var hole = index
            while hole > 0, keys[hole &- 1] > key {
                keys[hole] = keys[hole &- 1]
                queue[hole] = queue[hole &- 1]
                hole &-= 1
            }
            keys[hole] = key
            queue[hole] = task
            index &+= 1
        }
    }

    private func sortMany() {
        let pairs = (0..<count.pointee).map { (keys[$0], queue[$0]) }.sorted { $0.0 < $1.0 }
        for (index, pair) in pairs.enumerated() { queue[index] = pair.1 }
    }
}
