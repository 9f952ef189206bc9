/// The rules that ``PlanVerifier`` checks; the raw value is the stable key in ``Model/PlanViolation/rule``.
public enum PlanRule: String, CaseIterable, Sendable {
    // The vehicle and what it carries
    case unknownVehicle = "unknown-vehicle"
    case vehicleOff = "vehicle-off"
    case vehicleTwice = "vehicle-twice"
    case payload
    case volume
    case fraction
    case emptyingMethod = "emptying-method"
    case skill
    // Tips
    case unknownDisposalSite = "unknown-disposal-site"
    case disposalSite = "disposal-site"
    case disposalFraction = "disposal-fraction"
    case notTipped = "not-tipped"
    // Hours
    case shift
    case openingHours = "opening-hours"
    case quietHours = "quiet-hours"
    case drivingTime = "driving-time"
    case workingTime = "working-time"
    case pause = "break"
    case rest
    case collectionDay = "collection-day"
    // The slots
    case unknownSite = "unknown-site"
    case unknownSlot = "unknown-slot"
    case wrongSite = "wrong-site"
    case inactiveSlot = "inactive-slot"
    case noContainer = "no-container"
    case slotTwice = "slot-twice"
    case dueMissing = "due-missing"
    // The figures
    case town
    case depot
    case times
    case way
    case serviceTime = "service-time"
    case amount
    case load
    case totals

    /// The paragraph behind the rule; `nil` for rules of the town or of arithmetic.
    public var source: String? {
        switch self {
        case .drivingTime: "VO (EG) 561/2006 Art. 7"
        case .workingTime: "ArbZG §3"
        case .pause: "ArbZG §4"
        case .rest: "ArbZG §5"
        default: nil
        }
    }
}
