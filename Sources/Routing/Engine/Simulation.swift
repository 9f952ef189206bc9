/// Why a sequence of stops cannot be driven, or what it costs.
enum Failure: UInt8 {
    case none
    case vehicle
    case unreachable
    case capacity
    case notEmpty
    case timeWindow
    case shiftEnd
    case maximumDuration
    case maximumDistance
    case maximumTasks
    case maximumDisposals
    case breakRule
    case order
    case lockedPrefix
}

/// A pause placed by the simulation: before leaving stop number `leg - 1`, or on arrival when `leg` is 0.
struct PlacedPause {
    var leg: Int
    var begin: Int
    var seconds: Int
    var isOnArrival: Bool
}

/// Times of one pass over a tour.
struct TourTimes {
    var start = 0
    var end = 0
    var failure = Failure.none
    /// By how much the start may be delayed without a later end.
    var delay = 0
    var paused = 0
    var totalPause = 0
    /// The leg of each window's pause, or -1.
    var windowLegs = Self.noLegs

    typealias Legs = SIMD4<Int32>
    static let noLegs = Legs(repeating: -1)
}

extension Instance {
    /// Cost of a vehicle's tour (prizes apart), or `nil` with the reason if a rule is broken.
    ///
    /// Complexity: linear in the stops; a few passes when pauses or the duration matter.
    func cost(vehicle v: Int, _ stops: UnsafePointer<Int32>, _ count: Int, failure: inout Failure) -> Int? {
        if count == 0 { return 0 }
        let vehicle = vehicles + v
        failure = staticFailure(v, stops, count)
        if failure != .none { return nil }
        let metres = distance(v, stops, count)
        if metres > vehicle.pointee.maximumDistance {
            failure = metres >= Int(Travel.unreachable) ? .unreachable : .maximumDistance
            return nil
        }
        let times = schedule(v, stops, count, lenient: false)
        failure = times.failure
        if failure != .none { return nil }
        return stopCosts(v, stops, count) + tourCost(v, metres: metres, seconds: times.end - times.start)
    }

    /// Cost of a tour of this length, with the vehicle's fixed cost.
    @inline(__always)
    func tourCost(_ v: Int, metres: Int, seconds: Int) -> Int {
        let vehicle = vehicles + v
        let cost = vehicle.pointee.fixedCost &+ metres &* vehicle.pointee.costPerMetre
        return vehicle.pointee.isPlain ? cost : cost &+ timeCost(v, seconds: seconds)
    }

    /// What a tour's duration costs.
    @inline(__always)
    func timeCost(_ v: Int, seconds: Int) -> Int {
        let vehicle = vehicles + v
        var cost = seconds &* vehicle.pointee.costPerSecond
        if vehicle.pointee.overtimeCost > 0 {
            cost = cost &+ max(0, seconds &- vehicle.pointee.overtimeAfter) &* vehicle.pointee.overtimeCost
        }
        if vehicle.pointee.balance > 0 {
            cost = cost &+ BalanceCost.of(durationSeconds: seconds, perSquareHour: vehicle.pointee.balance)
        }
        return cost
    }

    /// Costs that hang on single stops: gate fees, distance to the reference plan.
    func stopCosts(_ v: Int, _ stops: UnsafePointer<Int32>, _ count: Int) -> Int {
        if !hasSites, referenceCost == 0 { return 0 }
        var cost = 0
        for index in 0..<count { cost &+= stopCost(v, Int(stops[index])) }
        return cost
    }

    @inline(__always)
    func stopCost(_ v: Int, _ stop: Int) -> Int {
        if stop >= taskCount { return visitCost[stop] }
        if referenceCost > 0, referenceVehicle[stop] >= 0, referenceVehicle[stop] != v { return referenceCost }
        return 0
    }

    /// Metres of a tour.
    func distance(_ v: Int, _ stops: UnsafePointer<Int32>, _ count: Int) -> Int {
        let vehicle = vehicles + v
        let table = vehicle.pointee.table
        var metres = 0
        var place = vehicle.pointee.start
        for index in 0..<count {
            let next = location[Int(stops[index])]
            if place >= 0 { metres &+= table.distance(place, next) }
            place = next
        }
        if vehicle.pointee.end >= 0 { metres &+= table.distance(place, vehicle.pointee.end) }
        return metres
    }

    // MARK: what does not depend on time

    /// Compatibility, loads, counts, orders and the locked prefix.
    func staticFailure(_ v: Int, _ stops: UnsafePointer<Int32>, _ count: Int) -> Failure {
        let vehicle = vehicles + v
        var tasks = 0
        for index in 0..<count {
            let stop = Int(stops[index])
            if !isAllowed(stop, v) { return .vehicle }
            if stop < taskCount { tasks &+= 1 }
        }
        if tasks > vehicle.pointee.maximumTasks { return .maximumTasks }
        if count - tasks > vehicle.pointee.maximumDisposals { return .maximumDisposals }
        let prefix = lockedPrefix[v]
        if prefix.count > count { return .lockedPrefix }
        for index in 0..<prefix.count where prefix[index] != stops[index] { return .lockedPrefix }
        if hasOrders, !ordersHold(stops, count) { return .order }
        return loadFailure(v, stops, count)
    }

    private func ordersHold(_ stops: UnsafePointer<Int32>, _ count: Int) -> Bool {
        for index in 0..<count {
            let stop = Int(stops[index])
            guard stop < taskCount, before[stop] >= 0 else { continue }
            var found = false
            for earlier in 0..<index where stops[earlier] == before[stop] { found = true }
            if !found { return false }
        }
        return true
    }

    /// Walks the loads dimension by dimension.
    func loadFailure(_ v: Int, _ stops: UnsafePointer<Int32>, _ count: Int) -> Failure {
        let vehicle = vehicles + v
        for dimension in 0..<dimensionCount {
            let bit = UInt32(1) << UInt32(dimension)
            let room = vehicle.pointee.capacities[dimension]
            var load = vehicle.pointee.initialLoad[dimension]
            if load > room, count == 0 || Int(stops[0]) < taskCount { return .capacity }
            for index in 0..<count {
                let stop = Int(stops[index])
                if empties[stop] & bit != 0 { load = 0 }
                load &+= demand[stop &* dimensionCount &+ dimension]
                if load > room { return .capacity }
            }
            if vehicle.pointee.endsEmpty, resetting & bit != 0, load > 0 { return .notEmpty }
        }
        return .none
    }

    // MARK: time

    /// Schedules a tour: earliest start first, then as late as the end allows where that can save something
    /// (or always, if `late`: nobody should leave at four to wait for the first stop to open).
    func schedule(_ v: Int, _ stops: UnsafePointer<Int32>, _ count: Int, lenient: Bool, late: Bool = false) -> TourTimes {
        let vehicle = vehicles + v
        let open = vehicle.pointee.open
        var times = settle(v, stops, count, start: open, lenient: lenient)
        if vehicle.pointee.isPlain, !late { return times }
        let broken = times.failure
        if broken == .none || broken == .maximumDuration || broken == .breakRule, times.delay > 0 {
            let later = settle(v, stops, count, start: times.start + times.delay, lenient: lenient)
            if isBetter(later, than: times) { times = later }
        }
        let pauses = vehicle.pointee.pauses
        // A tour that begins when a window opens owes its pause no more.
        for window in 0..<pauses.windowCount where times.failure != .none && open < pauses.windows[window].open {
            let later = settle(v, stops, count, start: pauses.windows[window].open, lenient: lenient)
            if isBetter(later, than: times) { times = later }
        }
        return times
    }

    private func isBetter(_ one: TourTimes, than other: TourTimes) -> Bool {
        if (one.failure == .none) != (other.failure == .none) { return one.failure == .none }
        if one.failure != .none { return false }
        return one.end - one.start < other.end - other.start || (one.end == other.end && one.start > other.start)
    }

    /// Passes with rising total pause until what the work demands is met.
    private func settle(_ v: Int, _ stops: UnsafePointer<Int32>, _ count: Int, start: Int, lenient: Bool) -> TourTimes {
        let vehicle = vehicles + v
        if !vehicle.pointee.pauses.any {
            return pass(v, stops, count, start: start, totalPause: 0, windowLegs: TourTimes.noLegs, lenient: lenient, pauses: nil)
        }
        var owed = 0
        var times = TourTimes()
        for _ in 0..<4 {
            times = windowedPass(v, stops, count, start: start, totalPause: owed, lenient: lenient)
            if times.failure != .none, !lenient { return times }
            let work = times.end - times.start - times.paused + vehicle.pointee.pauses.elapsed.workingTodaySeconds
            let needed = vehicle.pointee.pauses.totalOwed(work: work) - vehicle.pointee.pauses.elapsed.pausedTodaySeconds
            if needed <= times.paused { return times }
            if needed <= owed { break }
            owed = needed
        }
        times.failure = .breakRule
        return times
    }
}
