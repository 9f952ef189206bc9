import Model
import Routing

/// What a plan made anew during the day finds: trucks on their way, containers that belong to a vehicle.
struct StandingPlan: Sendable {
    var underway: [VehicleID: UnderwayTour] = [:]
    /// The vehicle that the plan before had for a container.
    var vehicleOfSlot: [SlotID: VehicleID] = [:]
    /// The vehicle that usually empties a container; a change costs, but decides nothing else.
    var usualVehicleOfSlot: [SlotID: VehicleID] = [:]
    /// Containers that stay with their vehicle.
    var locked: Set<SlotID> = []
    /// Replaces the breaks of the vehicle's rule set.
    var breakRules: [VehicleID: [Problem.BreakRule]] = [:]

    /// Of the suitable vehicles those that a lock allows; all of them if the lock's vehicle can not do it any more.
    func allowed(_ vehicles: [Int], _ slot: SlotID, _ fleet: Fleet) -> [Int] {
        guard locked.contains(slot), let vehicle = vehicleOfSlot[slot] else { return vehicles }
        let own = vehicles.filter { fleet.vehicles[$0].id == vehicle }
        return own.isEmpty ? vehicles : own
    }
}

/// A tour that has begun: where the truck goes on, when, and with what.
struct UnderwayTour: Sendable {
    /// In the travel matrix.
    var place: Int
    var readySeconds: Int
    var leftDepotSeconds: Int
    var load: [Fraction: ExpectedAmount]
    /// Full by the crew's word, whatever was expected.
    var isFull: Bool
    var elapsed: Problem.Elapsed

    /// - Parameters:
    ///   - driven: leading stops of its tour, not empty.
    ///   - from: the rest begins no earlier.
    /// - Returns: `nil` when the place of the last stop is not in the matrix.
    init?(driven: [Stop], from: Timestamp, vehicle: Model.Vehicle, isFull: Bool, site: WorkSite) {
        guard let first = driven.first, let last = driven.last else { return nil }
        let places = driven.compactMap { stop in
            switch stop.place {
            case .depotStart(let id), .depotEnd(let id): site.input.places.index(of: id)
            case .site(let id): site.input.places.index(of: id)
            case .disposal(let id): site.input.places.index(of: id)
            case .rest: nil
            }
        }
        guard let at = places.last else { return nil }
        place = at
        leftDepotSeconds = site.times.seconds(at: first.departure)
        readySeconds = site.times.seconds(at: max(last.departure, from))
        self.isFull = isFull
        var onBoard = LoadOnBoard(vehicle)
        var elapsed = Problem.Elapsed()
        for stop in driven {
            onBoard.add(stop.emptied)
            if case .disposal(let id) = stop.place, let tip = site.index.disposalSites[id] { onBoard.tip(at: tip) }
            elapsed.drivingSinceBreakSeconds += stop.legSeconds
            elapsed.workingSinceBreakSeconds += stop.legSeconds
            elapsed.workingTodaySeconds += stop.legSeconds
            if stop.place == .rest, stop.serviceSeconds >= 900 {
                if stop.serviceSeconds >= 2700 { elapsed.drivingSinceBreakSeconds = 0 }
                elapsed.workingSinceBreakSeconds = 0
                elapsed.pausedTodaySeconds += stop.serviceSeconds
            } else {
                elapsed.workingSinceBreakSeconds += stop.waitSeconds + stop.serviceSeconds
                elapsed.workingTodaySeconds += stop.waitSeconds + stop.serviceSeconds
            }
        }
        let idle = max(0, Int(from.seconds(since: last.departure)))
        elapsed.workingSinceBreakSeconds += idle
        elapsed.workingTodaySeconds += idle
        self.elapsed = elapsed
        load = onBoard.amounts
    }
}
