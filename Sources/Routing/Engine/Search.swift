/// One thread's search: ruin, recreate, accept or take back, with falling temperature.
final class Search {
    let instance: Instance
    let state: SearchState
    let ruin: Ruin
    let recreate: Recreate
    let best: BestPlan
    var random: RandomSource
    let options: SolverOptions
    /// Whether there are tasks that may be left out.
    private let mayOpen: Bool
    /// Whether a tour's next task can make a pause or a way to the tip necessary, which it alone does not pay for.
    private let mayExtend: Bool
    var iterations = 0
    /// Neighbours beside which a task is tried.
    private static let breadth = 30

    init(_ instance: Instance, _ options: SolverOptions, seed: UInt64) {
        self.instance = instance
        self.options = options
        mayOpen = (0..<instance.taskCount).contains { !instance.isMandatory[$0] }
        mayExtend = instance.hasSites || instance.problem.vehicles.contains { !$0.breakRules.isEmpty }
        state = SearchState(instance)
        ruin = Ruin(state)
        recreate = Recreate(state, breadth: Self.breadth)
        best = BestPlan(instance)
        random = RandomSource(seed: seed)
    }

    /// First plan: the given one as far as it can be driven, the rest by insertion.
    func construct(from stops: [[Int32]] = []) {
        for (vehicle, sequence) in stops.enumerated() where !sequence.isEmpty { load(sequence, vehicle) }
        for vehicle in 0..<instance.vehicleCount where !instance.lockedPrefix[vehicle].isEmpty { startLocked(vehicle) }
        if let initial = options.initial { load(initial) }
        for task in 0..<instance.taskCount { recreate.enqueue(task) }
        recreate.run(&random, blinks: false, thorough: true) { options.isTimeUp }
        finishIteration()
        state.commit()
        best.store(state)
        report()
    }

    private func startLocked(_ vehicle: Int) {
        let prefix = instance.lockedPrefix[vehicle]
        var failure = Failure.none
        prefix.withUnsafeBufferPointer { stops in
            guard let base = stops.baseAddress else { return }
            if instance.cost(vehicle: vehicle, base, stops.count, failure: &failure) != nil {
                state.replace(vehicle, by: base, stops.count, cost: nil)
            } else {
                completeLocked(vehicle, prefix)
            }
        }
    }

    /// A locked prefix that cannot be driven as it is may need a disposal visit behind it.
    private func completeLocked(_ vehicle: Int, _ prefix: [Int32]) {
        for site in instance.siteRange where instance.isAllowed(site, vehicle) {
            let longer = prefix + [Int32(site)]
            var failure = Failure.none
            if instance.cost(vehicle: vehicle, longer, longer.count, failure: &failure) != nil {
                state.replace(vehicle, by: longer, longer.count, cost: nil)
                return
            }
        }
        state.replace(vehicle, by: prefix, prefix.count, cost: instance.absencePenalty)
    }

    private func load(_ plan: Plan) {
        for route in plan.routes {
            guard let vehicle = instance.vehiclesByID[route.vehicle], state.routes[vehicle].count == 0 else { continue }
            var stops: [Int32] = []
            for id in route.stops {
                if let task = instance.tasksByID[id], state.isAbsent(task), state.gain(task) >= 0 { stops.append(Int32(task)) }
                if let site = instance.sitesByID[id] { stops.append(Int32(site)) }
            }
            load(stops, vehicle)
        }
    }

    /// Gives a vehicle a sequence as far as it can be driven.
    private func load(_ sequence: [Int32], _ vehicle: Int) {
        var stops = sequence
        while !stops.isEmpty {
            var failure = Failure.none
            if instance.cost(vehicle: vehicle, stops, stops.count, failure: &failure) != nil { break }
            stops.removeLast()
        }
        state.replace(vehicle, by: stops, stops.count, cost: nil)
    }

    func finishIteration() {
        guard instance.hasSites else { return }
        for index in 0..<state.totals.pointee.touchedCount { DisposalTidying.relocate(state, Int(state.touched[index])) }
    }

    /// Runs until a share of the budget is spent.
    func run(until end: Double = 1) {
        guard instance.taskCount > 0, instance.vehicleCount > 0 else { return }
        let schedule = Annealing(instance, mean: meanTaskCost)
        if paysToClose { closeTours(schedule) }
        var temperature = 0.0
        let rarity = stretchRarity
        while true {
            if iterations & 31 == 0 {
                let share = spentShare()
                if share >= end { break }
                temperature = schedule.temperature(share)
            }
            if let limit = options.iterationLimit, iterations >= limit { break }
            iterations &+= 1
            step(temperature)
            exchangeTails(temperature)
            if random.below(rarity) == 0 { rebuildStretch(temperature) }
        }
    }

    /// What a served task costs on the average, fixed costs apart.
    private var meanTaskCost: Double {
        var cost = state.totals.pointee.routeCost
        for index in 0..<state.totals.pointee.usedCount { cost -= instance.vehicles[Int(state.used[index])].fixedCost }
        return Double(cost) / Double(max(1, instance.taskCount - state.totals.pointee.absentCount))
    }

    func spentShare() -> Double {
        let byTime = options.spentShare?() ?? 0
        guard let limit = options.iterationLimit else { return byTime }
        return max(byTime, limit > 0 ? Double(iterations) / Double(limit) : 1)
    }

    func step(_ temperature: Double) {
        let bar = Double(state.totals.pointee.cost) - temperature * Self.logarithm(random.unit())
        if mayOpen, state.totals.pointee.absentCount > 0, random.below(8) == 0 {
            if mayExtend, random.below(2) == 0 { extendTour() } else { openTour() }
        } else {
            ruin.strings(&random)
            enqueueCandidates()
        }
        let isHopeful = recreate.run(&random, blinks: true, thorough: iterations & 7 == 0, ceiling: bar)
        if isHopeful { finishIteration() }
        if !isHopeful || Double(state.totals.pointee.cost) >= bar {
            state.rollback()
            return
        }
        accept()
    }

    /// Keeps the changes, and the plan if it is the best so far.
    func accept() {
        state.commit()
        if state.totals.pointee.cost < best.cost {
            best.store(state)
            report()
        }
    }

    /// Tells of the plan just stored.
    func report() {
        guard let progress = options.progress else { return }
        let absent = best.unservedMandatory(state)
        progress(
            SolverOptions.Progress(
                iterations: iterations, cost: best.cost - instance.absencePenalty * absent, unservedMandatory: absent))
    }

    /// Begins a tour for a task left out and offers it the task's neighbours: a first stop alone seldom pays
    /// for the way there and back, a tour of many does.
    func openTour() {
        ruin.removedCount.pointee = 0
        let seed = Int(state.absent[random.below(state.totals.pointee.absentCount)])
        guard state.gain(seed) >= 0 else { return }
        let place = recreate.inserter.emptyPlace(seed, &random)
        guard place.isFound else { return }
        recreate.inserter.apply(seed, place)
        let per = instance.neighbours.perTask
        let list = instance.neighbours.timely + seed &* per
        let reach = min(per, 10 + random.below(60))
        for rank in 0..<reach { recreate.enqueue(Int(list[rank])) }
    }

    /// Takes a task left out into a tour at any cost, and offers it many others: a first task alone seldom pays for the pause or the
    /// way to the tip that it makes necessary, several do.
    func extendTour() {
        ruin.removedCount.pointee = 0
        let absent = state.totals.pointee.absentCount
        let draws = (0..<3).map { _ in Int(state.absent[random.below(absent)]) }
        guard let seed = draws.max(by: { state.gain($0) < state.gain($1) }), state.gain(seed) >= 0 else { return }
        let place = recreate.inserter.best(seed, limit: Int.max / 4, thorough: false, random: &random, blinks: true)
        guard place.isFound else { return }
        recreate.inserter.apply(seed, place)
        let list = instance.neighbours.timely + seed &* instance.neighbours.perTask
        for rank in 0..<min(instance.neighbours.perTask, 10 + random.below(60)) { recreate.enqueue(Int(list[rank])) }
        for _ in 0..<min(state.totals.pointee.absentCount, 20) {
            recreate.enqueue(Int(state.absent[random.below(state.totals.pointee.absentCount)]))
        }
    }

    private func enqueueCandidates() {
        for index in 0..<ruin.removedCount.pointee { recreate.enqueue(Int(ruin.removed[index])) }
        let absent = state.totals.pointee.absentCount
        if absent == ruin.removedCount.pointee { return }
        // Tasks left out so far: those near the ones removed, and a few from anywhere.
        let near = min(ruin.removedCount.pointee, 6)
        for _ in 0..<near {
            let task = Int(ruin.removed[random.below(ruin.removedCount.pointee)])
            let rank = random.below(max(1, min(20, instance.neighbours.perTask)))
            if instance.neighbours.perTask > 0 {
                recreate.enqueue(Int(instance.neighbours.list[task * instance.neighbours.perTask + rank]))
            }
        }
        for _ in 0..<4 { recreate.enqueue(Int(state.absent[random.below(absent)])) }
    }

    /// Natural logarithm for the acceptance draw, good to about 1e-6 (the standard library has none).
    static func logarithm(_ value: Double) -> Double {
        guard value > 0 else { return -40 }
        let m = value.significand
        let t = (m - 1) / (m + 1)
        let t2 = t * t
        let series = 2 * t * (1 + t2 * (1 / 3.0 + t2 * (1 / 5.0 + t2 * (1 / 7.0 + t2 * (1 / 9.0 + t2 / 11.0)))))
        return series + Double(value.exponent) * 0.693_147_180_559_945_3
    }
}
