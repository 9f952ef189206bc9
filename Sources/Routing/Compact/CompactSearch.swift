/// Ruin and recreate for problems with one load limit and one depot, the pure vehicle-routing problem.
///
/// The same search as the general one (Christiaens and Vanden Berghe's string removals), on
/// ``CompactState``: every removal, insertion and undo takes constant time whatever the number of tasks.
final class CompactSearch {
    let state: CompactState
    let instance: Instance
    private let legs: LegCosts
    private let breadth: Int
    private let neighbours: UnsafeMutablePointer<Int32>
    private let perTask: Int
    private let removed: UnsafeMutablePointer<Int32>
    private let removedCount: UnsafeMutablePointer<Int>
    private let keys: UnsafeMutablePointer<Int32>
    private let sink: UnsafeMutablePointer<Int32>
    private let isHit: UnsafeMutablePointer<Bool>
    private let fixedCost: Int
    private let penalty: Int
    private let bestNext: UnsafeMutablePointer<Int32>
    private let bestTour: UnsafeMutablePointer<Int32>
    private let bestFirst: UnsafeMutablePointer<Int32>
    private(set) var bestCost = Int.max
    private var random: RandomSource
    private let options: SolverOptions
    private(set) var iterations = 0
    private let meanRemoved = 10.0
    private let longestString = 10.0
    /// Cost of the legs at which a plan under way is given up.
    private var ceiling = Int.max

    /// `nil` if the problem has features this search does not know.
    init?(_ instance: Instance, _ options: SolverOptions, seed: UInt64) {
        guard Self.knows(instance), let legs = LegCosts(instance) else { return nil }
        self.instance = instance
        self.options = options
        self.legs = legs
        state = CompactState(legs, instance)
        random = RandomSource(seed: seed)
        perTask = instance.neighbours.perTask
        breadth = min(16, perTask)
        neighbours = .allocate(capacity: max(1, instance.taskCount * perTask))
        for index in 0..<(instance.taskCount * perTask) { neighbours[index] = instance.neighbours.list[index] + 1 }
        removed = .allocate(capacity: instance.taskCount + 1)
        removedCount = Instance.table([0])
        keys = .allocate(capacity: instance.taskCount + 1)
        sink = Instance.table([0])
        isHit = Instance.table([Bool](repeating: false, count: instance.vehicleCount))
        fixedCost = instance.vehicles[0].fixedCost
        penalty = instance.absencePenalty
        bestNext = .allocate(capacity: instance.taskCount + 1)
        bestTour = .allocate(capacity: instance.taskCount + 1)
        bestFirst = .allocate(capacity: instance.vehicleCount)
    }

    deinit {
        legs.free()
        neighbours.deallocate()
        removed.deallocate()
        removedCount.deallocate()
        keys.deallocate()
        sink.deallocate()
        isHit.deallocate()
        bestNext.deallocate()
        bestTour.deallocate()
        bestFirst.deallocate()
    }

    private static func knows(_ instance: Instance) -> Bool {
        let problem = instance.problem
        guard instance.vehicleCount > 0, instance.taskCount > 1, instance.dimensionCount <= 1 else { return false }
        guard !instance.hasSites, !instance.hasGroups, !instance.hasOrders, !instance.hasSetup, !instance.hasRelease else {
            return false
        }
        guard problem.durationPeriods.allSatisfy(\.isEmpty), problem.reference == nil, problem.compactness == nil,
            problem.balanceCostPerSquareHour == 0,
            let first = problem.vehicles.first
        else {
            return false
        }
        guard let depot = first.startLocation, first.endLocation == depot, first.breakRules.isEmpty, !first.endsEmpty,
            first.initialLoad.allSatisfy({ $0 == 0 })
        else { return false }
        guard first.costPerMetre > 0, first.costPerMetre < 1_000_000, first.costPerSecond == 0, first.overtime == nil else {
            return false
        }
        guard first.maximumDistanceMetres == nil, first.maximumTasks == nil, first.lockedPrefix.isEmpty else { return false }
        guard first.maximumDurationSeconds == nil, isTimeless(instance) else { return false }
        for vehicle in problem.vehicles {
            var alike = vehicle
            alike.id = first.id
            if alike != first { return false }
        }
        return problem.tasks.allSatisfy {
            $0.prize == nil && $0.windows.isEmpty && $0.allowedVehicles == nil && $0.requiredSkills.isEmpty
        }
    }

    /// Whether no tour can ever be too long for the shift.
    private static func isTimeless(_ instance: Instance) -> Bool {
        let shift = instance.vehicles[0].close - instance.vehicles[0].open
        guard shift >= Problem.largestSecond / 2 else { return false }
        let service = (0..<instance.taskCount).reduce(0) { $0 + instance.service[$1] }
        guard let profile = instance.problem.profiles.first else { return false }
        let legBound: Int
        switch profile {
        case .matrix(let matrix): legBound = Int(matrix.durationSeconds.max() ?? 0)
        case .plane(let plane):
            let width = (plane.x.max() ?? 0) - (plane.x.min() ?? 0) + (plane.y.max() ?? 0) - (plane.y.min() ?? 0)
            legBound = Int(min(width * plane.distanceScale * max(1, plane.secondsPerMetre ?? 1), 1e9)) + 1
        }
        return service + (instance.taskCount + 1) * legBound * instance.problem.vehicles[0].durationPermille / 1000 < shift
    }

    private var cost: Int {
        state.counters.pointee.cost + fixedCost * (state.tourCount - state.counters.pointee.empty) + penalty
            * state.counters.pointee.absent
    }

    // MARK: running

    func construct() {
        if let initial = options.initial { load(initial) }
        removedCount.pointee = 0
        for node in 1..<state.size where state.nodes[node].tour < 0 {
            removed[removedCount.pointee] = Int32(node)
            removedCount.pointee += 1
        }
        recreate(mayStop: true)
        state.commit()
        store()
        report()
    }

    private func load(_ plan: Plan) {
        for (number, route) in plan.routes.enumerated() where number < state.tourCount {
            var previous: Int32 = 0
            for id in route.stops {
                guard let task = instance.tasksByID[id], state.nodes[task + 1].tour < 0 else { continue }
                let node = Int32(task + 1)
                if state.tours[number].load + state.nodes[Int(node)].demand > state.capacity { continue }
                state.insert(node, Int32(number), behind: previous)
                previous = node
            }
        }
        state.commit()
    }

    func run() {
        let annealing = Annealing(instance)
        var temperature = 0.0
        while true {
            if iterations & 63 == 0 {
                let share = spentShare()
                if share >= 1 { break }
                temperature = annealing.temperature(share)
            }
            if let limit = options.iterationLimit, iterations >= limit { break }
            iterations &+= 1
            step(temperature)
        }
    }

    private func spentShare() -> Double {
        let byTime = options.spentShare?() ?? 0
        guard let limit = options.iterationLimit else { return byTime }
        return max(byTime, limit > 0 ? Double(iterations) / Double(limit) : 1)
    }

    private func step(_ temperature: Double) {
        let bar = Double(cost) - temperature * Search.logarithm(random.unit())
        ceiling = Int(min(bar, 1e15))
        ruin()
        if state.counters.pointee.absent > removedCount.pointee { addAbsent() }
        recreate()
        let after = cost
        if Double(after) >= bar {
            state.rollback()
            return
        }
        state.commit()
        if after < bestCost {
            store()
            report()
        }
    }

    /// Tells of the plan just stored.
    private func report() {
        let absent = state.counters.pointee.absent
        options.progress?(
            SolverOptions.Progress(iterations: iterations, cost: bestCost - penalty * absent, unservedMandatory: absent))
    }

    /// Absent tasks (no vehicle left for them) get a new chance each time.
    private func addAbsent() {
        var isKnown = Set<Int32>()
        for index in 0..<removedCount.pointee { isKnown.insert(removed[index]) }
        for node in 1..<state.size where state.nodes[node].tour < 0 && !isKnown.contains(Int32(node)) {
            removed[removedCount.pointee] = Int32(node)
            removedCount.pointee += 1
        }
    }

    // MARK: the best plan

    private func store() {
        bestCost = cost
        for index in 0..<state.counters.pointee.dirty {
            let node = Int(state.dirty[index])
            bestNext[node] = state.nodes[node].next
            bestTour[node] = state.nodes[node].tour
            state.nodes[node].isDirty = false
        }
        state.counters.pointee.dirty = 0
        for tour in 0..<state.tourCount { bestFirst[tour] = state.tours[tour].first }
    }

    /// The best plan as stop numbers per vehicle.
    func bestStops() -> [[Int32]] {
        (0..<state.tourCount).map { tour in
            var stops: [Int32] = []
            var node = bestFirst[tour]
            while node != 0 {
                stops.append(node - 1)
                node = bestNext[Int(node)]
            }
            return stops
        }
    }
}

// MARK: ruin and recreate

extension CompactSearch {
    private func ruin() {
        removedCount.pointee = 0
        let used = state.tourCount &- state.counters.pointee.empty
        let seed = Int32(random.below(instance.taskCount) &+ 1)
        let meanLength = Double(state.size &- 1) / Double(max(1, used))
        let lengthLimit = min(longestString, meanLength)
        let strings = Int(random.unit() * (4 * meanRemoved / (1 + lengthLimit) - 1) + 1)
        var hits = 0
        let list = neighbours + (Int(seed) &- 1) &* perTask
        var rank = -1
        while hits < strings, rank < perTask {
            let node = rank < 0 ? seed : list[rank]
            rank &+= 1
            let tour = state.nodes[Int(node)].tour
            if tour < 0 || isHit[Int(tour)] { continue }
            isHit[Int(tour)] = true
            hitTours[hits] = tour
            hits &+= 1
            removeString(node, tour, lengthLimit)
        }
        for index in 0..<hits { isHit[Int(hitTours[index])] = false }
    }

    /// The keys buffer doubles as the list of tours hit: it is not in use during the ruin.
    private var hitTours: UnsafeMutablePointer<Int32> { keys }

    private func removeString(_ node: Int32, _ tour: Int32, _ lengthLimit: Double) {
        let size = Int(state.tours[Int(tour)].count)
        let length = Int(random.unit() * min(Double(size), lengthLimit) + 1)
        var kept = 0
        if length > 1, length < size, random.below(2) == 0 {
            kept = 1
            while length &+ kept < size, random.below(100) != 0 { kept &+= 1 }
        }
        let span = length &+ kept
        // Begin somewhere before the node such that the string contains it and stays within the tour.
        var start = node
        var back = random.below(span)
        var ahead = 0
        while back > 0, state.nodes[Int(start)].previous != 0 {
            start = state.nodes[Int(start)].previous
            back &-= 1
            ahead &+= 1
        }
        var last = node
        var missing = span &- 1 &- ahead
        while missing > 0, state.nodes[Int(last)].next != 0 {
            last = state.nodes[Int(last)].next
            missing &-= 1
        }
        while missing > 0, state.nodes[Int(start)].previous != 0 {
            start = state.nodes[Int(start)].previous
            missing &-= 1
        }
        let keptFrom = kept > 0 ? 1 &+ random.below(max(1, length &- 1)) : Int.max / 2
        var current = start
        for index in 0..<span where current != 0 {
            let next = state.nodes[Int(current)].next
            if index < keptFrom || index >= keptFrom &+ kept {
                state.remove(current)
                removed[removedCount.pointee] = current
                removedCount.pointee &+= 1
            }
            current = next
        }
    }

    /// Inserts the tasks removed. A long list is given up when the time is over, if it may.
    private func recreate(mayStop: Bool = false) {
        let count = removedCount.pointee
        sort(count)
        if let rows = legs.rows, let columns = legs.columns {
            for index in 0..<count {
                let node = removed[index]
                sink.pointee |= legs.warm(node)
                place(node, MatrixRow(row: rows + Int(node) &* legs.size, column: columns + Int(node) &* legs.size))
                if state.counters.pointee.cost >= ceiling || mayStop && isOver(index) { break }
            }
        } else {
            for index in 0..<count {
                place(removed[index], PlaneRow(legs: legs, node: removed[index]))
                if state.counters.pointee.cost >= ceiling || mayStop && isOver(index) { break }
            }
        }
    }

    private func isOver(_ index: Int) -> Bool { index >= 256 && index & 15 == 0 && options.isTimeUp }

    /// Cheapest place beside a neighbour, or in an empty tour; each place is overlooked once in a hundred times.
    @inline(__always)
    private func place<Row: LegCostRow>(_ node: Int32, _ row: Row) {
        let nodes = state.nodes
        let tours = state.tours
        let demand = nodes[Int(node)].demand
        let room = state.capacity &- demand
        var best: Int32 = Int32.max
        var bestTour: Int32 = -1
        var bestPrevious: Int32 = 0
        let list = neighbours + (Int(node) &- 1) &* perTask
        var untilBlink = random.below(200)
        let empty = state.emptyTour
        let out = row.back(0)
        let home = row.to(0)
        if empty >= 0, room >= 0 {
            best = Int32(truncatingIfNeeded: min(Int(out) &+ Int(home) &+ fixedCost, Int(Int32.max) - 1))
            bestTour = empty
        }
        // The legs from and to the depot are long: a task beside one can be far from both its ends.
        let used = state.tourCount &- state.counters.pointee.empty
        let order = state.order + state.counters.pointee.empty
        for index in 0..<used {
            let number = order[index]
            let tour = tours + Int(number)
            if tour.pointee.load > room { continue }
            let ahead = out &+ row.to(tour.pointee.first) &- nodes[Int(tour.pointee.first)].before
            if ahead < best {
                best = ahead
                bestTour = number
                bestPrevious = 0
            }
            let behind = home &+ row.back(tour.pointee.last) &- nodes[Int(tour.pointee.last)].after
            if behind < best {
                best = behind
                bestTour = number
                bestPrevious = tour.pointee.last
            }
        }
        for rank in 0..<breadth {
            let other = list[rank]
            let item = nodes + Int(other)
            let tour = item.pointee.tour
            if tour < 0 || tours[Int(tour)].load > room { continue }
            untilBlink &-= 1
            if untilBlink <= 0 {
                untilBlink = random.below(200)
                continue
            }
            let behind = row.back(other) &+ row.to(item.pointee.next) &- item.pointee.after
            if behind < best {
                best = behind
                bestTour = tour
                bestPrevious = other
            }
            let ahead = row.to(other) &+ row.back(item.pointee.previous) &- item.pointee.before
            if ahead < best {
                best = ahead
                bestTour = tour
                bestPrevious = item.pointee.previous
            }
        }
        if bestTour < 0, room >= 0 { (bestTour, bestPrevious) = anywhere(node, room) }
        if bestTour >= 0 { state.insert(node, bestTour, behind: bestPrevious) }
    }

    /// Full search for the cheapest place; needed only when no vehicle is left.
    private func anywhere(_ node: Int32, _ room: Int32) -> (tour: Int32, previous: Int32) {
        var best = Int32.max
        var found: (tour: Int32, previous: Int32) = (-1, 0)
        for tour in 0..<state.tourCount where state.tours[tour].count > 0 && state.tours[tour].load <= room {
            var previous: Int32 = 0
            var next = state.tours[tour].first
            while true {
                let added = legs.cost(previous, node) &+ legs.cost(node, next) &- legs.cost(previous, next)
                if added < best {
                    best = added
                    found = (Int32(tour), previous)
                }
                if next == 0 { break }
                previous = next
                next = state.nodes[Int(next)].next
            }
        }
        return found
    }

    private func sort(_ count: Int) {
        let draw = random.below(11)
        for index in 0..<count {
            let node = removed[index]
            if draw < 4 {
                keys[index] = Int32(truncatingIfNeeded: random.next() >> 34)
            } else if draw < 8 {
                keys[index] = -state.nodes[Int(node)].demand
            } else if draw < 10 {
                keys[index] = -legs.cost(0, node)
            } else {
                keys[index] = legs.cost(0, node)
            }
        }
        if count > 300 {
            let order = (0..<count).sorted { keys[$0] < keys[$1] }.map { removed[$0] }
            for (index, node) in order.enumerated() { removed[index] = node }
            return
        }
        var index = 1
        while index < count {
            let key = keys[index]
            let node = removed[index]
            var hole = index
            while hole > 0, keys[hole &- 1] > key {
                keys[hole] = keys[hole &- 1]
                removed[hole] = removed[hole &- 1]
                hole &-= 1
            }
            keys[hole] = key
            removed[hole] = node
            index &+= 1
        }
    }
}
