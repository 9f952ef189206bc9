public import Model
public import Sentences

/// Why no plan could be made at all. Things that only keep some slots out (no vehicle today, nothing open) are no errors: they are
/// obstacles in the plan.
public enum PlanningError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A vehicle on duty names a depot that the town does not have.
    case unknownDepot(vehicle: VehicleID, depot: DepotID)
    /// An active slot names a site that the town does not have.
    case unknownSite(slot: SlotID, site: SiteID)
    /// A place of the plan is not in the travel matrix.
    case placeNotInMatrix(kind: String, name: String)
    /// The matrix was made for another list of places.
    case matrixDoesNotFit(matrixPlaces: Int, places: Int)
    /// The search refused the day's problem; a fault of this program.
    case refused(member: String, value: String, reason: String)

    public var description: String { sentence.description }

    /// What is wrong and what to do, without a full stop.
    public var sentence: Sentence {
        switch self {
        case .unknownDepot(let vehicle, let depot):
            "vehicle '\(vehicle)' starts at depot '\(depot)', which the town does not have: add the depot, or correct the vehicle"
        case .unknownSite(let slot, let site):
            "slot '\(slot)' stands at site '\(site)', which the town does not have: add the site, correct the slot, or make it inactive"
        case .placeNotInMatrix(let kind, let name):
            "\(kind) '\(name)' is missing in the travel matrix: make the matrix from the coordinates of PlaceIndex for the same town"
        case .matrixDoesNotFit(let matrix, let places):
            "the travel matrix has \(matrix) places, the place index \(places): make the matrix from the coordinates of PlaceIndex"
        case .refused(let member, let value, let reason):
            "the search refused the day's problem (\(member) = \(value): \(reason)): please report this with the town's data"
        }
    }
}
