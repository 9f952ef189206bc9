/// What a rule's check found, as a stable key with a sentence for each language: English here, others in the string catalogue.
///
/// `{name}` in a sentence stands for a figure of the finding; see ``PlanViolation/figures``.
public enum PlanFinding: String, CaseIterable, Hashable, Sendable, Codable {
    case wrongTown = "wrong-town"
    case noCollectionDay = "no-collection-day"
    case vehicleTwice = "vehicle-twice"
    case slotTwice = "slot-twice"
    case leftOutTwice = "left-out-twice"
    case leftOutAndEmptied = "left-out-and-emptied"
    case dueMissing = "due-missing"
    case unknownVehicle = "unknown-vehicle"
    case senseless
    case outOfService = "out-of-service"
    case noShift = "no-shift"
    case wrongStart = "wrong-start"
    case wrongEnd = "wrong-end"
    case depotBetween = "depot-between"
    case wayBeforeStart = "way-before-start"
    case wrongWay = "wrong-way"
    case wrongWayTime = "wrong-way-time"
    case negativeTime = "negative-time"
    case wrongArrival = "wrong-arrival"
    case wrongDeparture = "wrong-departure"
    case unknownSite = "unknown-site"
    case missingSkill = "missing-skill"
    case emptiedElsewhere = "emptied-elsewhere"
    case serviceTooShort = "service-too-short"
    case unknownSlot = "unknown-slot"
    case wrongSite = "wrong-site"
    case inactiveSlot = "inactive-slot"
    case wrongFraction = "wrong-fraction"
    case noContainer = "no-container"
    case wrongMethod = "wrong-method"
    case wrongAmount = "wrong-amount"
    case unknownDisposalSite = "unknown-disposal-site"
    case mayNotTip = "may-not-tip"
    case tippingTooShort = "tipping-too-short"
    case overloaded
    case wrongLoad = "wrong-load"
    case notTipped = "not-tipped"
    case mixedChamber = "mixed-chamber"
    case nothingTaken = "nothing-taken"
    case noRoom = "no-room"
    case wrongTotal = "wrong-total"
    case siteClosed = "site-closed"
    case disposalSiteClosed = "disposal-site-closed"
    case depotClosed = "depot-closed"
    case quietHours = "quiet-hours"
    case leavesEarly = "leaves-early"
    case endsLate = "ends-late"
    case longerThanShift = "longer-than-shift"
    case workingTime = "working-time"
    case breaksTooShort = "breaks-too-short"
    case tooLongWithoutBreak = "too-long-without-break"
    case drivingTime = "driving-time"
    case restTooShort = "rest-too-short"

    /// The sentence in English, with names of figures in braces.
    public var english: String {
        switch self {
        case .wrongTown: "the plan is for town '{plan}', not for '{town}'"
        case .noCollectionDay: "nobody collects on {day}, yet the plan has {count} tours"
        case .vehicleTwice: "vehicle '{vehicle}' has more than one tour on {day}"
        case .slotTwice: "slot '{slot}' is emptied more than once"
        case .leftOutTwice: "slot '{slot}' is named as left out more than once"
        case .leftOutAndEmptied: "slot '{slot}' is named as left out although a tour empties it"
        case .dueMissing: "slot '{slot}' is due, but no tour empties it and no reason is given"
        case .unknownVehicle: "the town has no vehicle '{vehicle}'"
        case .senseless: "a time, way or load is beyond all sense; the tour was not checked further"
        case .outOfService: "vehicle '{vehicle}' is out of service on {day}"
        case .noShift: "vehicle '{vehicle}' has no shift on a {weekday}"
        case .wrongStart: "the tour does not begin at depot '{depot}' of vehicle '{vehicle}'"
        case .wrongEnd: "the tour does not end at depot '{depot}' of vehicle '{vehicle}'"
        case .depotBetween: "the tour passes the depot in the middle"
        case .wayBeforeStart: "there is no way before the first stop, but {metres} m are stated"
        case .wrongWay: "the way is {metres} m, stated are {stated} m"
        case .wrongWayTime: "the way takes {seconds} s, stated are {stated} s"
        case .negativeTime: "a time or a way is negative"
        case .wrongArrival: "arrival should be {time}, stated is {stated}"
        case .wrongDeparture: "departure should be {time}, stated is {stated}"
        case .unknownSite: "the town has no site '{site}'"
        case .missingSkill: "site '{site}' needs {skills}, which vehicle '{vehicle}' does not have"
        case .emptiedElsewhere: "a container is emptied away from any site"
        case .serviceTooShort: "{count} containers need {seconds} s, planned are {stated} s"
        case .unknownSlot: "the town has no slot '{slot}'"
        case .wrongSite: "slot '{slot}' is at site '{site}', not at '{stated}'"
        case .inactiveSlot: "slot '{slot}' is not active"
        case .wrongFraction: "vehicle '{vehicle}' can not carry {stated} of slot '{slot}' ({fraction})"
        case .noContainer: "slot '{slot}' has no container, or its container no type"
        case .wrongMethod: "vehicle '{vehicle}' can not empty '{type}' of slot '{slot}' (needs {method})"
        case .wrongAmount:
            "slot '{slot}' at {percent} holds {kilograms} kg and {litres} L, stated are {stated_kilograms} kg and {stated_litres} L"
        case .unknownDisposalSite: "the town has no disposal site '{site}'"
        case .mayNotTip: "vehicle '{vehicle}' may not tip at '{site}'"
        case .tippingTooShort: "tipping at '{site}' needs {seconds} s, planned are {stated} s"
        case .overloaded: "{kilograms} kg on board, payload of vehicle '{vehicle}' is {limit} kg"
        case .wrongLoad: "on board are {kilograms} kg and {litres} L, stated are {stated_kilograms} kg and {stated_litres} L"
        case .notTipped: "the truck comes home with {fractions} on board: tip before the depot"
        case .mixedChamber: "{fraction} lies in one chamber with {other}, which disposal site '{site}' does not take"
        case .nothingTaken: "disposal site '{site}' takes none of the load ({fractions})"
        case .noRoom: "{litres} L of {fractions} on board, vehicle '{vehicle}' has {limit} L for it"
        case .wrongTotal: "{name} is {found}, stated is {stated}"
        case .siteClosed: "site '{site}' is closed at {time} (open {hours})"
        case .disposalSiteClosed: "disposal site '{site}' is closed at {time} (open {hours})"
        case .depotClosed: "depot '{site}' is closed at {time} (open {hours})"
        case .quietHours:
            "work at site '{site}' ({zone}) at {time} is in quiet hours; allowed is {hours}, not on Sundays and holidays ({source})"
        case .leavesEarly: "the tour leaves at {time}, the shift begins at {limit}"
        case .endsLate: "the tour ends at {time}, the shift at {limit}"
        case .longerThanShift: "{hours} of work, the shift has {limit}"
        case .workingTime: "{hours} of work, allowed are 10 h (ArbZG §3)"
        case .breaksTooShort: "{hours} of work with {minutes} min of breaks, {owed} min are due (ArbZG §4)"
        case .tooLongWithoutBreak: "{hours} of work without a break since {time}, allowed are 6 h (ArbZG §4)"
        case .drivingTime:
            "{hours} of driving without 45 min of break (or 15 and 30), allowed are 4 h 30 min (VO (EG) 561/2006 Art. 7)"
        case .restTooShort:
            "only {hours} of rest since the tour of the day before, which ended at {time}; due are 11 h (ArbZG §5)"
        }
    }

    /// The sentence with its figures put in.
    public static func filled(_ sentence: String, _ figures: [String: String]) -> String {
        var text = ""
        var rest = sentence[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            text += rest[..<open] + (figures[name] ?? name)
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }
}
