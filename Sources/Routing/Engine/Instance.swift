/// A valid problem resolved to indices and flat tables, shared read-only by all search threads.
///
/// Stops are numbered tasks first, then disposal sites. All pointers are owned here, written in `init`
/// only, and freed with the instance; that is what makes sharing between threads sound.
final class Instance: @unchecked Sendable {
    let problem: Problem
    let taskCount: Int
    let stopCount: Int
    let vehicleCount: Int
    let dimensionCount: Int

    // Per stop.
    let location: UnsafeMutablePointer<Int32>
    let service: UnsafeMutablePointer<Int>
    let setup: UnsafeMutablePointer<Int>
    let release: UnsafeMutablePointer<Int>
    let visitCost: UnsafeMutablePointer<Int>
    /// First and last opening; the whole list is in `windows` from `windowStart[stop]`.
    let opens: UnsafeMutablePointer<Int>
    let closes: UnsafeMutablePointer<Int>
    let windowStart: UnsafeMutablePointer<Int32>
    let windows: UnsafeMutablePointer<TimeWindow>
    /// `demand[stop * dimensionCount + dimension]`.
    let demand: UnsafeMutablePointer<Int>
    /// For sites: bit per dimension emptied.
    let empties: UnsafeMutablePointer<UInt32>

    // Per task.
    let prize: UnsafeMutablePointer<Int>
    let servingCost: UnsafeMutablePointer<Int>
    let isMandatory: UnsafeMutablePointer<Bool>
    /// Exclusive group or -1, and its members.
    let group: UnsafeMutablePointer<Int32>
    let groupMembers: [[Int32]]
    /// Whether members of the group have to be served, per group.
    let groupIsMandatory: [Bool]
    /// Neighbours in an order list, or -1.
    let before: UnsafeMutablePointer<Int32>
    let after: UnsafeMutablePointer<Int32>
    /// Vehicle of the reference plan, or -1.
    let referenceVehicle: UnsafeMutablePointer<Int32>
    let referenceCost: Int
    /// Tasks that belong to one vehicle with a task by ``Compactness``: `beside` from `besideStart[task]`.
    let beside: UnsafeMutablePointer<Int32>
    let besideStart: UnsafeMutablePointer<Int32>
    /// Cost of a pair served by two vehicles; 0 if none is to be paid.
    let pairCost: Int

    /// `allowed[stop * vehicleCount + vehicle]`.
    let allowed: UnsafeMutablePointer<Bool>
    let vehicles: UnsafeMutablePointer<VehicleData>
    /// Per table, metres from each location to its nearest site and back from the nearest one to it.
    private let siteMetres: UnsafeMutablePointer<Int32>
    let lockedPrefix: [[Int32]]
    /// Vehicle that has the task in its locked prefix, or -1.
    let lockedTo: UnsafeMutablePointer<Int32>
    let tables: [TravelTable]
    /// Whose tables these are, if not this instance's own.
    private let lender: Instance?
    let resetting: UInt32
    let neighbours: NeighbourLists
    let hasSites: Bool
    let hasOrders: Bool
    let hasGroups: Bool
    let hasSetup: Bool
    let hasRelease: Bool
    let hasSeveralWindows: Bool
    /// Cost of leaving out a mandatory task: above any cost a single task can cause.
    let absencePenalty: Int
    let tasksByID: [String: Int]
    let sitesByID: [String: Int]
    let vehiclesByID: [String: Int]

    var siteRange: Range<Int> { taskCount..<stopCount }

    /// `original` lends its travel tables and `pairs` takes the place of the problem's own pairs where tasks have been merged.
    init(_ problem: Problem, mergedFrom original: Instance? = nil, pairs merged: [(Int, Int)]? = nil) throws(ProblemError) {
        try problem.validate()
        self.problem = problem
        let tasks = problem.tasks
        let sites = problem.disposalSites
        let taskTotal = tasks.count
        let stops = taskTotal + sites.count
        taskCount = taskTotal
        stopCount = stops
        vehicleCount = problem.vehicles.count
        dimensionCount = problem.dimensions.count
        let dimensions = problem.dimensions.count
        tasksByID = Dictionary(uniqueKeysWithValues: tasks.enumerated().map { ($1.id, $0) })
        sitesByID = Dictionary(uniqueKeysWithValues: sites.enumerated().map { ($1.id, taskTotal + $0) })
        vehiclesByID = Dictionary(uniqueKeysWithValues: problem.vehicles.enumerated().map { ($1.id, $0) })

        let allWindows = tasks.map(\.windows) + sites.map(\.windows)
        let always = [TimeWindow(-4 * Problem.largestSecond, 4 * Problem.largestSecond)]
        let filled = allWindows.map { $0.isEmpty ? always : $0 }
        location = Self.table(tasks.map { Int32($0.location) } + sites.map { Int32($0.location) })
        service = Self.table(tasks.map(\.serviceSeconds) + sites.map(\.serviceSeconds))
        setup = Self.table(
            tasks.map { problem.setupSeconds.isEmpty ? 0 : problem.setupSeconds[$0.location] } + sites.map { _ in 0 })
        release = Self.table(tasks.map(\.releaseSeconds) + sites.map { _ in 0 })
        visitCost = Self.table(tasks.map { _ in 0 } + sites.map(\.visitCost))
        opens = Self.table(filled.map { $0[0].openSeconds })
        closes = Self.table(filled.map { $0[$0.count - 1].closeSeconds })
        var starts: [Int32] = [0]
        for list in filled { starts.append((starts.last ?? 0) + Int32(list.count)) }
        windowStart = Self.table(starts)
        windows = Self.table(filled.flatMap(\.self))
        hasSeveralWindows = filled.contains { $0.count > 1 }

        var amounts = [Int](repeating: 0, count: stops * dimensions)
        for (index, task) in tasks.enumerated() {
            for (dimension, amount) in task.demand.enumerated() { amounts[index * dimensions + dimension] = amount }
        }
        demand = Self.table(amounts)
        var resets: UInt32 = 0
        for (index, dimension) in problem.dimensions.enumerated() where dimension.resetsAtDisposal {
            resets |= 1 << UInt32(index)
        }
        resetting = resets
        empties = Self.table(
            tasks.map { _ in UInt32(0) }
                + sites.map { site in
                    guard let accepted = site.acceptedDimensions else { return resets }
                    return accepted.reduce(UInt32(0)) { $0 | (1 << UInt32($1)) } & resets
                })

        prize = Self.table(tasks.map { $0.prize ?? 0 })
        servingCost = Self.table(tasks.map(\.servingCost))
        isMandatory = Self.table(tasks.map { $0.prize == nil })
        let groups = Self.groups(tasks)
        group = Self.table(groups.ofTask)
        groupMembers = groups.members
        groupIsMandatory = groups.members.map { $0.contains { tasks[Int($0)].prize == nil } }
        let orders = Self.orders(problem, tasksByID)
        before = Self.table(orders.before)
        after = Self.table(orders.after)
        let vehicleIDs = vehiclesByID
        let planned = problem.reference?.vehicleOfTask ?? [:]
        referenceVehicle = Self.table(tasks.map { task in planned[task.id].flatMap { vehicleIDs[$0] }.map { Int32($0) } ?? -1 })
        referenceCost = problem.reference?.costOfOtherVehicle ?? 0
        let pairs = Self.besides(taskTotal, merged ?? problem.neighbouringPairs())
        beside = Self.table(pairs.beside)
        besideStart = Self.table(pairs.start)
        pairCost = pairs.beside.isEmpty ? 0 : problem.compactness?.costPerPair ?? 0

        let classes = Self.travelClasses(problem, borrowed: original?.tables)
        tables = classes.tables
        lender = original
        vehicles = Self.table(
            problem.vehicles.enumerated().map { index, vehicle in
                VehicleData(
                    vehicle, table: classes.tables[classes.ofVehicle[index]], tableNumber: classes.ofVehicle[index],
                    balance: problem.balanceCostPerSquareHour, resetting: resets)
            })
        siteMetres = Self.table(Self.siteMetres(problem, classes.tables))
        let known = tasksByID.merging(sitesByID) { first, _ in first }
        lockedPrefix = problem.vehicles.map { $0.lockedPrefix.compactMap { known[$0].map { Int32($0) } } }
        var locked = [Int32](repeating: -1, count: taskTotal)
        for (vehicle, prefix) in lockedPrefix.enumerated() {
            for stop in prefix where stop < taskTotal { locked[Int(stop)] = Int32(vehicle) }
        }
        lockedTo = Self.table(locked)
        allowed = Self.table(Self.compatibility(problem, locked: locked))
        neighbours = NeighbourLists(problem, table: classes.tables.first)
        hasSites = !sites.isEmpty
        hasOrders = orders.before.contains { $0 >= 0 }
        hasGroups = !groups.members.isEmpty
        hasSetup = problem.setupSeconds.contains { $0 > 0 }
        hasRelease = tasks.contains { $0.releaseSeconds > 0 }
        let mostPairs = zip(pairs.start, pairs.start.dropFirst()).map { $1 - $0 }.max() ?? 0
        absencePenalty = Self.penalty(problem, classes.tables) + Int(mostPairs) * pairCost
    }

    deinit {
        location.deallocate()
        service.deallocate()
        setup.deallocate()
        release.deallocate()
        visitCost.deallocate()
        opens.deallocate()
        closes.deallocate()
        windowStart.deallocate()
        windows.deallocate()
        demand.deallocate()
        empties.deallocate()
        prize.deallocate()
        servingCost.deallocate()
        isMandatory.deallocate()
        group.deallocate()
        before.deallocate()
        after.deallocate()
        referenceVehicle.deallocate()
        beside.deallocate()
        besideStart.deallocate()
        lockedTo.deallocate()
        siteMetres.deallocate()
        allowed.deallocate()
        for index in 0..<vehicleCount { vehicles[index].free() }
        vehicles.deallocate()
        if lender == nil { for table in tables { table.free() } }
    }

    /// First moment at or after `arrival` at which service at a stop may begin, or `nil` if it closed.
    @inline(__always)
    func begin(_ stop: Int, arrival: Int) -> Int? {
        if arrival > closes[stop] { return nil }
        if !hasSeveralWindows { return max(arrival, opens[stop]) }
        var index = Int(windowStart[stop])
        while windows[index].closeSeconds < arrival { index += 1 }
        return max(arrival, windows[index].openSeconds)
    }

    /// Last moment at or before `bound` at which service may begin, or `Int.min / 4`.
    @inline(__always)
    func latestBegin(_ stop: Int, bound: Int) -> Int {
        if bound < opens[stop] { return Int.min / 4 }
        if !hasSeveralWindows { return min(bound, closes[stop]) }
        var index = Int(windowStart[stop + 1]) - 1
        while windows[index].openSeconds > bound { index -= 1 }
        return min(bound, windows[index].closeSeconds)
    }

    /// A lower bound on the way from one location to another by any site; -1 is an open end.
    @inline(__always)
    func nearestSite(_ table: Int, from: Int32, to: Int32) -> Int {
        let base = siteMetres + 2 &* table &* tables[table].count
        var metres = 0
        if from >= 0 { metres &+= Int(base[2 &* Int(from)]) }
        if to >= 0 { metres &+= Int(base[2 &* Int(to) &+ 1]) }
        return metres
    }

    @inline(__always)
    func isAllowed(_ stop: Int, _ vehicle: Int) -> Bool {
        allowed[stop &* vehicleCount &+ vehicle]
    }
}
