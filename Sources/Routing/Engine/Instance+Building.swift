extension Instance {
    static func table<Element>(_ values: [Element]) -> UnsafeMutablePointer<Element> {
        let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
        for (index, value) in values.enumerated() { (pointer + index).initialize(to: value) }
        return pointer
    }

    static func groups(_ tasks: [Problem.Task]) -> (ofTask: [Int32], members: [[Int32]]) {
        var numbers: [String: Int] = [:]
        var members: [[Int32]] = []
        var ofTask: [Int32] = []
        for (index, task) in tasks.enumerated() {
            guard let name = task.exclusiveGroup else {
                ofTask.append(-1)
                continue
            }
            let number = numbers[name] ?? members.count
            if number == members.count {
                numbers[name] = number
                members.append([])
            }
            members[number].append(Int32(index))
            ofTask.append(Int32(number))
        }
        return (ofTask, members)
    }

    /// The neighbours of every task in the sense of ``Compactness``, one list after the other.
    static func besides(_ taskCount: Int, _ pairs: [(Int, Int)]) -> (start: [Int32], beside: [Int32]) {
        var lists = [[Int32]](repeating: [], count: taskCount)
        for (one, other) in pairs {
            lists[one].append(Int32(other))
            lists[other].append(Int32(one))
        }
        return (lists.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.count)) }, lists.flatMap(\.self))
    }

    static func orders(_ problem: Problem, _ tasksByID: [String: Int]) -> (before: [Int32], after: [Int32]) {
        var before = [Int32](repeating: -1, count: problem.tasks.count)
        var after = before
        for order in problem.orders {
            let indices = order.compactMap { tasksByID[$0] }
            for (earlier, later) in zip(indices, indices.dropFirst()) {
                after[earlier] = Int32(later)
                before[later] = Int32(earlier)
            }
        }
        return (before, after)
    }

    /// One travel table per distinct pair of profile and speed; those `borrowed` were made for the same vehicles and places.
    static func travelClasses(_ problem: Problem, borrowed: [TravelTable]? = nil) -> (tables: [TravelTable], ofVehicle: [Int]) {
        struct Key: Hashable {
            let profile: Int
            let permille: Int
        }
        var numbers: [Key: Int] = [:]
        var tables: [TravelTable] = []
        let ofVehicle = problem.vehicles.map { vehicle in
            let key = Key(profile: vehicle.profile, permille: vehicle.durationPermille)
            if let number = numbers[key] { return number }
            numbers[key] = tables.count
            tables.append(
                borrowed?[tables.count]
                    ?? TravelTable(
                        problem.profiles[vehicle.profile], permille: vehicle.durationPermille,
                        periods: problem.durationPeriods.isEmpty ? [] : problem.durationPeriods[vehicle.profile]))
            return tables.count - 1
        }
        if tables.isEmpty, let first = problem.profiles.first {
            tables.append(borrowed?.first ?? TravelTable(first, permille: 1000))
        }
        return (tables, ofVehicle)
    }

    static func siteMetres(_ problem: Problem, _ tables: [TravelTable]) -> [Int32] {
        guard !problem.disposalSites.isEmpty else { return [] }
        let sites = problem.disposalSites.map { Int32($0.location) }
        return tables.flatMap { table in
            (0..<Int32(table.count)).flatMap { place in
                [
                    Int32(sites.map { table.distance(place, $0) }.min() ?? 0),
                    Int32(sites.map { table.distance($0, place) }.min() ?? 0),
                ]
            }
        }
    }

    static func compatibility(_ problem: Problem, locked: [Int32]) -> [Bool] {
        let lists: [(vehicles: [String]?, skills: [String])] =
            problem.tasks.map { ($0.allowedVehicles, $0.requiredSkills) } + problem.disposalSites.map { ($0.allowedVehicles, []) }
        let skills = problem.vehicles.map { Set($0.skills) }
        var result = [Bool](repeating: true, count: lists.count * problem.vehicles.count)
        for (stop, list) in lists.enumerated() {
            let owner = stop < locked.count ? locked[stop] : -1
            if list.vehicles == nil, list.skills.isEmpty, owner < 0 { continue }
            let permitted = list.vehicles.map { Set($0) }
            for (index, vehicle) in problem.vehicles.enumerated() {
                let fits =
                    (permitted?.contains(vehicle.id) ?? true) && list.skills.allSatisfy { skills[index].contains($0) }
                    && (owner < 0 || Int(owner) == index)
                result[stop * problem.vehicles.count + index] = fits
            }
        }
        return result
    }

    /// More than serving any one task can cost with any vehicle, yet small enough to be summed up.
    static func penalty(_ problem: Problem, _ tables: [TravelTable]) -> Int {
        let perMetre = problem.vehicles.map(\.costPerMetre).max() ?? 0
        let perSecond = problem.vehicles.map { $0.costPerSecond + ($0.overtime?.costPerSecond ?? 0) }.max() ?? 0
        let shift = min(problem.vehicles.map { $0.shift.closeSeconds - $0.shift.openSeconds }.max() ?? 0, 1_000_000)
        let others =
            (problem.vehicles.map(\.fixedCost).max() ?? 0) + (problem.tasks.compactMap(\.prize).max() ?? 0)
            + (problem.tasks.map(\.servingCost).max() ?? 0)
            + (problem.disposalSites.map(\.visitCost).max() ?? 0) + (problem.reference?.costOfOtherVehicle ?? 0)
            + BalanceCost.of(durationSeconds: shift, perSquareHour: problem.balanceCostPerSquareHour)
        // There, to a disposal site and home: each leg at most twice the longest from or to a home, by the
        // triangle inequality; more than that where it does not hold.
        let detour = (8 * longestLeg(problem, tables) + 1).multipliedReportingOverflow(by: perMetre)
        let time = shift.multipliedReportingOverflow(by: perSecond)
        let limit = 1_000_000_000_000_000
        if detour.overflow || time.overflow { return limit }
        return min(limit, detour.partialValue + time.partialValue + others + 1)
    }

    /// Longest leg that can be driven from or to the vehicles' homes.
    private static func longestLeg(_ problem: Problem, _ tables: [TravelTable]) -> Int {
        let places = Set(problem.tasks.map(\.location) + problem.disposalSites.map(\.location)).sorted()
        let homes = Set(problem.vehicles.flatMap { [$0.startLocation, $0.endLocation] }.compactMap(\.self))
        let hubs = homes.isEmpty ? places.prefix(8) : homes.sorted().prefix(64)
        var longest = 0
        for table in tables {
            for hub in hubs {
                for place in places {
                    for metres in [table.distance(Int32(hub), Int32(place)), table.distance(Int32(place), Int32(hub))]
                    where metres < Int(Travel.unreachable) {
                        longest = max(longest, metres)
                    }
                }
            }
        }
        return longest
    }
}

/// What the search needs of a vehicle.
struct VehicleData {
    let table: TravelTable
    let start: Int32
    let end: Int32
    let open: Int
    let close: Int
    let maximumDuration: Int
    let maximumDistance: Int
    let maximumTasks: Int
    let maximumDisposals: Int
    let overtimeAfter: Int
    let overtimeCost: Int
    let fixedCost: Int
    let costPerMetre: Int
    let costPerSecond: Int
    let balance: Int
    let endsEmpty: Bool
    let initialLoad: UnsafeMutablePointer<Int>
    let capacities: UnsafeMutablePointer<Int>
    let pauses: PauseRules
    /// Whether the time of the start matters beyond the windows: then tours are scheduled to start late.
    let durationMatters: Bool
    /// Whether earliest and latest times at each stop decide feasibility and distance alone decides cost.
    let isPlain: Bool
    /// Whether the duration costs or has a limit below the shift.
    let isLimited: Bool
    /// The lunch window, if there is one.
    let lunch: Lunch
    /// Number of `table` among the instance's tables.
    let tableNumber: Int
    /// Dimensions with load on board from the beginning that has to be tipped before the end.
    let owesTip: UInt32

    init(_ vehicle: Problem.Vehicle, table: TravelTable, tableNumber: Int, balance: Int, resetting: UInt32) {
        self.table = table
        self.tableNumber = tableNumber
        start = Int32(vehicle.startLocation ?? -1)
        end = Int32(vehicle.endLocation ?? -1)
        open = vehicle.shift.openSeconds
        close = vehicle.shift.closeSeconds
        let shift = vehicle.shift.closeSeconds - vehicle.shift.openSeconds
        maximumDuration = min(vehicle.maximumDurationSeconds ?? shift, shift)
        maximumDistance = vehicle.maximumDistanceMetres ?? Int.max / 4
        maximumTasks = vehicle.maximumTasks ?? Int.max / 4
        maximumDisposals = vehicle.maximumDisposals ?? Int.max / 4
        overtimeAfter = vehicle.overtime?.afterSeconds ?? 0
        overtimeCost = vehicle.overtime?.costPerSecond ?? 0
        fixedCost = vehicle.fixedCost
        costPerMetre = vehicle.costPerMetre
        costPerSecond = vehicle.costPerSecond
        self.balance = balance
        endsEmpty = vehicle.endsEmpty
        capacities = Instance.table(vehicle.capacities)
        initialLoad = Instance.table(vehicle.initialLoad.isEmpty ? vehicle.capacities.map { _ in 0 } : vehicle.initialLoad)
        pauses = PauseRules(vehicle)
        let priced = vehicle.costPerSecond > 0 || overtimeCost > 0 || balance > 0
        isLimited = priced || maximumDuration < shift
        durationMatters = isLimited || pauses.any
        lunch = pauses.windowCount > 0 ? pauses.windows[0] : Lunch(open: 0, close: 0, seconds: 0)
        isPlain = !durationMatters
        var owed: UInt32 = 0
        for (dimension, load) in vehicle.initialLoad.enumerated() where load > 0 && vehicle.endsEmpty {
            owed |= 1 << UInt32(dimension)
        }
        owesTip = owed & resetting
    }

    func free() {
        initialLoad.deallocate()
        capacities.deallocate()
        pauses.drivingParts.deallocate()
        pauses.thresholds.deallocate()
        pauses.windows.deallocate()
    }
}

/// Break rules of a vehicle in the form the simulation uses; absent rules have limits never reached.
struct PauseRules {
    var any = false
    var drivingLimit = Int.max / 4
    let drivingParts: UnsafeMutablePointer<Int>
    var drivingPartCount = 0
    var drivingWhole = 0
    var workingLimit = Int.max / 4
    var workingPart = 0
    let thresholds: UnsafeMutablePointer<Problem.BreakRule.Threshold>
    var thresholdCount = 0
    var totalPart = 0
    /// Windows of pauses in the order of the day; they do not overlap.
    let windows: UnsafeMutablePointer<Lunch>
    var windowCount = 0
    /// Whether one window is the only rule.
    var isOnlyWindow = false
    var elapsed = Problem.Elapsed()
    /// Shortest waiting worth being declared a pause.
    var usefulPart = Int.max / 4

    init(_ vehicle: Problem.Vehicle) {
        any = !vehicle.breakRules.isEmpty
        elapsed = vehicle.elapsed
        var driving: [Int] = []
        var totals: [Problem.BreakRule.Threshold] = []
        var lunches: [Lunch] = []
        for rule in vehicle.breakRules {
            switch rule.kind {
            case .driving(let maximum, let parts):
                drivingLimit = maximum
                driving = parts
                drivingWhole = parts.reduce(0, +)
                usefulPart = min(usefulPart, parts.first ?? usefulPart)
            case .working(let maximum, let part):
                workingLimit = maximum
                workingPart = part
                usefulPart = min(usefulPart, part)
            case .total(let list, let part):
                totals = list
                totalPart = part
                usefulPart = min(usefulPart, part)
            case .window(let start, let seconds):
                lunches.append(Lunch(open: start.openSeconds, close: start.closeSeconds, seconds: seconds))
            }
        }
        usefulPart = max(usefulPart, 60)
        lunches.sort { $0.open < $1.open }
        windows = Instance.table(lunches)
        windowCount = lunches.count
        isOnlyWindow = lunches.count == 1 && vehicle.breakRules.count == 1
        drivingParts = Instance.table(driving)
        drivingPartCount = driving.count
        thresholds = Instance.table(totals)
        thresholdCount = totals.count
    }

    /// Whether a window's pause on a leg is taken after the drive.
    @inline(__always)
    func isOnArrival(_ window: Int, ready: Int, drive: Int) -> Bool {
        ready < windows[window].open && ready &+ drive <= windows[window].close
    }

    /// Pause owed in total for an amount of work.
    func totalOwed(work: Int) -> Int {
        var owed = 0
        for index in 0..<thresholdCount where work > thresholds[index].workSeconds {
            owed = max(owed, thresholds[index].pauseSeconds)
        }
        return owed
    }
}
