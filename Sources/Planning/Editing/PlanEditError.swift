public import Model
public import Sentences

/// Why an edit makes no sense. Breaking a rule is no error: the violation is listed.
public enum PlanEditError: Error, Sendable, Hashable, CustomStringConvertible {
    case unknownTour(TourID)
    case unknownVehicle(VehicleID)
    case unknownSlot(SlotID)
    case unknownDisposalSite(DisposalSiteID)
    /// The tour has no such stop, or one that can not be moved (the depot).
    case noSuchStop(TourID, Int)
    case stopDriven(TourID, Int)
    case notPlanned(SlotID)
    case alreadyPlanned(SlotID, TourID)
    /// No vehicle on duty could empty it.
    case noVehicle(SlotID)
    case noTip(VehicleID)
    case badRest(minutes: Int)
    case planning(PlanningError)

    /// The member of the edit that is at fault.
    public var member: String {
        switch self {
        case .unknownTour: "tour"
        case .unknownVehicle, .noTip: "vehicle"
        case .unknownSlot, .notPlanned, .alreadyPlanned, .noVehicle: "slot"
        case .unknownDisposalSite: "disposal_site"
        case .noSuchStop, .stopDriven: "stop"
        case .badRest: "minutes"
        case .planning: "plan"
        }
    }

    public var remedy: Sentence {
        switch self {
        case .unknownTour: "The plan's own document lists its tours."
        case .unknownVehicle: "Use a vehicle of the town."
        case .unknownSlot: "Use a slot of the town that stands at a known site."
        case .unknownDisposalSite: "Use a disposal site of the town."
        case .noSuchStop: "Stops bear the numbers of the plan's document; the depot's can not be moved."
        case .stopDriven: "Change a stop that lies ahead."
        case .notPlanned: "Take it in instead of moving it."
        case .alreadyPlanned: "Move it instead of taking it in."
        case .noVehicle: "Name the tour or vehicle that shall do it all the same."
        case .noTip: "Name a disposal site."
        case .badRest: "Use 1 to 240 minutes."
        case .planning: "Check the town's data."
        }
    }

    public var description: String { sentence.description }

    /// What is wrong.
    public var sentence: Sentence {
        switch self {
        case .unknownTour(let id): "The plan has no tour '\(id)'."
        case .unknownVehicle(let id): "The town has no vehicle '\(id)'."
        case .unknownSlot(let id): "The town has no slot '\(id)'."
        case .unknownDisposalSite(let id): "The town has no disposal site '\(id)'."
        case .noSuchStop(let tour, let number): "Tour '\(tour)' has no stop \(number) that can be changed."
        case .stopDriven(let tour, let number): "Stop \(number) of tour '\(tour)' is driven already."
        case .notPlanned(let slot): "No tour of the plan empties '\(slot)'."
        case .alreadyPlanned(let slot, let tour): "Tour '\(tour)' empties '\(slot)' already."
        case .noVehicle(let slot): "No vehicle on duty can empty '\(slot)'."
        case .noTip(let vehicle): "No disposal site takes what vehicle '\(vehicle)' carries."
        case .badRest(let minutes): "\(minutes) is no length of a break."
        case .planning(let error): "\(error.sentence)."
        }
    }
}
