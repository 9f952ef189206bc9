/// How the search judges whether a stop fits into a vehicle's tour in time, and what it costs there.
enum TimeCheck: UInt8 {
    /// Earliest and latest times decide; only distance costs.
    case windows
    /// The same with one pause owed within a window: a second earliest and a second latest time.
    case lunch
    /// The duration costs or is limited: shortest durations before and behind each slot are joined
    /// (Vidal et al., 2013: segments of duration, earliest and latest beginning).
    case duration
    /// The tour has to be gone through stop by stop.
    case simulated

    init(_ instance: Instance, _ vehicle: Int) {
        let data = instance.vehicles + vehicle
        if data.pointee.table.isTimed || instance.hasSetup || instance.hasRelease || instance.hasOrders {
            self = .simulated
        } else if data.pointee.isPlain {
            self = .windows
        } else if !data.pointee.pauses.any {
            self = instance.hasSeveralWindows ? .simulated : .duration
        } else {
            let hasHome = data.pointee.start >= 0 && data.pointee.end >= 0
            self = data.pointee.pauses.isOnlyWindow && !data.pointee.isLimited && hasHome ? .lunch : .simulated
        }
    }
}

/// The lunch window of a vehicle, and what taking the pause on a leg does to its arrival.
struct Lunch {
    let open: Int
    let close: Int
    let seconds: Int

    static let never = Int.max / 4

    /// Arrival at the end of a leg with the pause taken on it. It is taken on arrival if that is early enough and the window
    /// has not opened yet on leaving, otherwise before leaving; never before the first leg.
    @inline(__always)
    func arrival(ready: Int, drive: Int, isFirst: Bool) -> Int {
        if ready > close { return Self.never }
        if isFirst || (ready < open && ready &+ drive <= close) {
            let begin = max(ready &+ drive, open)
            return begin <= close ? begin &+ seconds : Self.never
        }
        return max(ready, open) &+ seconds &+ drive
    }

    /// Latest time ready to leave such that ``arrival(ready:drive:isFirst:)`` is not after `bound`.
    @inline(__always)
    func latestReady(bound: Int, drive: Int, isFirst: Bool) -> Int {
        if !isFirst, bound >= open &+ seconds &+ drive { return min(close, bound &- seconds &- drive) }
        if bound >= open &+ seconds { return min(bound &- seconds, close) &- drive }
        return -Self.never
    }
}
