import Model
import Routing

extension LeftOut.Obstacle {
    /// The town's word for what kept a task out of every tour. A task that is not worth its way is one that the shifts have
    /// no time for.
    init(_ reason: UnservedTask.Reason) {
        switch reason {
        case .noVehicle: self = .noVehicle
        case .vehicleNotAllowed: self = .noSuitableVehicle
        case .missingSkill: self = .skill
        case .demandAboveCapacity: self = .tooLarge
        case .capacity, .maximumTasks, .maximumDisposals: self = .capacity
        case .timeWindow: self = .timeWindow
        case .unreachable: self = .unreachable
        case .notWorthIt, .alternativeServed, .shiftEnd, .maximumDuration, .maximumDistance, .breakRule, .order,
            .lockedPrefix, .other:
            self = .shift
        }
    }
}
