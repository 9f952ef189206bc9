/// One change of a plan by hand. As JSON a flat object: `{"action": "move-container", "slot": "s1", "tour": "p.2", "position": 3}`.
///
/// A position is the number that the stop shall have afterwards; the start at the depot is 0. Without one the place with the least
/// extra time is taken.
public enum PlanEdit: Hashable, Sendable {
    /// A container to another tour or place.
    case moveContainer(SlotID, to: Target, position: Int?)
    /// A whole stop (site, tip or break) to another place or tour.
    case moveStop(TourID, stop: Int, to: Target?, position: Int?)
    /// A container out of the plan; a due one is named as left out.
    case takeOut(SlotID)
    /// A container into the plan; `nil` takes the tour that can do it with the least extra time.
    case takeIn(SlotID, to: Target?, position: Int?)
    /// The stops of a tour in another order: their numbers now, in the order wanted. Stops not named are left out of it.
    case reorder(TourID, stops: [Int])
    case removeStop(TourID, stop: Int)
    /// A trip to the tip; `nil` takes the nearest that takes the load.
    case addTip(TourID, DisposalSiteID?, position: Int)
    case addRest(TourID, minutes: Int, position: Int)
    case lockTour(TourID, isLocked: Bool)
    /// The containers of a stop stay with their vehicle.
    case lockStop(TourID, stop: Int, isLocked: Bool)
    case lockContainer(SlotID, isLocked: Bool)
    /// Its tour goes out of the plan; what was due in it is named as left out.
    case switchOff(VehicleID)
    case switchOn(VehicleID)

    /// A tour that there is, or a vehicle, which gets a tour if it has none.
    public enum Target: Hashable, Sendable {
        case tour(TourID)
        case vehicle(VehicleID)
    }

    /// Stable key of the action.
    public var action: String {
        switch self {
        case .moveContainer: "move-container"
        case .moveStop: "move-stop"
        case .takeOut: "take-out"
        case .takeIn: "take-in"
        case .reorder: "reorder"
        case .removeStop: "remove-stop"
        case .addTip: "add-tip"
        case .addRest: "add-rest"
        case .lockTour(_, let isLocked): isLocked ? "lock-tour" : "unlock-tour"
        case .lockStop(_, _, let isLocked): isLocked ? "lock-stop" : "unlock-stop"
        case .lockContainer(_, let isLocked): isLocked ? "lock-container" : "unlock-container"
        case .switchOff: "switch-off"
        case .switchOn: "switch-on"
        }
    }

    /// All actions, in the order they are documented.
    public static let actions = [
        "move-container", "move-stop", "take-out", "take-in", "reorder", "remove-stop", "add-tip", "add-rest", "lock-tour",
        "unlock-tour", "lock-stop", "unlock-stop", "lock-container", "unlock-container", "switch-off", "switch-on",
    ]
}

extension PlanEdit: Codable {
    public enum Member: String, CodingKey, CaseIterable {
        case action, slot, tour, vehicle, stop, position, stops, minutes
        case toTour = "to_tour"
        case toVehicle = "to_vehicle"
        case disposalSite = "disposal_site"
    }

    /// Members that an action does not use are refused, so that a misspelt wish is not half done.
    public init(from decoder: any Decoder) throws {
        let reader = try EditReader(decoder)
        switch reader.action {
        case "move-container":
            self = .moveContainer(
                try reader(.slot), to: try reader.target(.tour, .vehicle), position: try reader.optional(.position))
        case "move-stop":
            self = .moveStop(
                try reader(.tour), stop: try reader(.stop), to: try reader.targetIfAny(.toTour, .toVehicle),
                position: try reader.optional(.position))
        case "take-out": self = .takeOut(try reader(.slot))
        case "take-in":
            self = .takeIn(
                try reader(.slot), to: try reader.targetIfAny(.tour, .vehicle), position: try reader.optional(.position))
        case "reorder": self = .reorder(try reader(.tour), stops: try reader(.stops))
        case "remove-stop": self = .removeStop(try reader(.tour), stop: try reader(.stop))
        case "add-tip": self = .addTip(try reader(.tour), try reader.optional(.disposalSite), position: try reader(.position))
        case "add-rest": self = .addRest(try reader(.tour), minutes: try reader(.minutes), position: try reader(.position))
        case "lock-tour", "unlock-tour": self = .lockTour(try reader(.tour), isLocked: reader.action == "lock-tour")
        case "lock-stop", "unlock-stop":
            self = .lockStop(try reader(.tour), stop: try reader(.stop), isLocked: reader.action == "lock-stop")
        case "lock-container", "unlock-container":
            self = .lockContainer(try reader(.slot), isLocked: reader.action == "lock-container")
        case "switch-off": self = .switchOff(try reader(.vehicle))
        case "switch-on": self = .switchOn(try reader(.vehicle))
        default: throw reader.unknownAction
        }
        try reader.refuseOthers()
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Member.self)
        try container.encode(action, forKey: .action)
        switch self {
        case .moveContainer(let slot, let target, let position):
            try container.encode(slot, forKey: .slot)
            try container.encode(target, .tour, .vehicle)
            try container.encodeIfPresent(position, forKey: .position)
        case .moveStop(let tour, let stop, let target, let position):
            try container.encode(tour, forKey: .tour)
            try container.encode(stop, forKey: .stop)
            if let target { try container.encode(target, .toTour, .toVehicle) }
            try container.encodeIfPresent(position, forKey: .position)
        case .takeOut(let slot), .lockContainer(let slot, _): try container.encode(slot, forKey: .slot)
        case .takeIn(let slot, let target, let position):
            try container.encode(slot, forKey: .slot)
            if let target { try container.encode(target, .tour, .vehicle) }
            try container.encodeIfPresent(position, forKey: .position)
        case .reorder(let tour, let stops):
            try container.encode(tour, forKey: .tour)
            try container.encode(stops, forKey: .stops)
        case .removeStop(let tour, let stop), .lockStop(let tour, let stop, _):
            try container.encode(tour, forKey: .tour)
            try container.encode(stop, forKey: .stop)
        case .addTip(let tour, let site, let position):
            try container.encode(tour, forKey: .tour)
            try container.encodeIfPresent(site, forKey: .disposalSite)
            try container.encode(position, forKey: .position)
        case .addRest(let tour, let minutes, let position):
            try container.encode(tour, forKey: .tour)
            try container.encode(minutes, forKey: .minutes)
            try container.encode(position, forKey: .position)
        case .lockTour(let tour, _): try container.encode(tour, forKey: .tour)
        case .switchOff(let vehicle), .switchOn(let vehicle): try container.encode(vehicle, forKey: .vehicle)
        }
    }
}

extension KeyedEncodingContainer<PlanEdit.Member> {
    fileprivate mutating func encode(_ target: PlanEdit.Target, _ tour: PlanEdit.Member, _ vehicle: PlanEdit.Member) throws {
        switch target {
        case .tour(let id): try encode(id, forKey: tour)
        case .vehicle(let id): try encode(id, forKey: vehicle)
        }
    }
}

/// Reads the members of one action and remembers which ones it asked for.
private final class EditReader {
    let action: String
    private let container: KeyedDecodingContainer<PlanEdit.Member>
    private var asked: Set<PlanEdit.Member> = [.action]

    init(_ decoder: any Decoder) throws {
        container = try decoder.container(keyedBy: PlanEdit.Member.self)
        action = try container.decode(String.self, forKey: .action)
        let names = try decoder.container(keyedBy: AnyName.self).allKeys.map(\.stringValue).sorted()
        if let stranger = names.first(where: { PlanEdit.Member(rawValue: $0) == nil }) {
            throw fault(at: nil, "'\(stranger.prefix(80))' is not a member of an edit")
        }
    }

    func callAsFunction<Value: Decodable>(_ member: PlanEdit.Member) throws -> Value {
        asked.insert(member)
        return try container.decode(Value.self, forKey: member)
    }

    func optional<Value: Decodable>(_ member: PlanEdit.Member) throws -> Value? {
        asked.insert(member)
        return try container.decodeIfPresent(Value.self, forKey: member)
    }

    func targetIfAny(_ tour: PlanEdit.Member, _ vehicle: PlanEdit.Member) throws -> PlanEdit.Target? {
        let (tourID, vehicleID): (TourID?, VehicleID?) = (try optional(tour), try optional(vehicle))
        if tourID != nil, vehicleID != nil { throw fault(at: tour, "give either a tour or a vehicle, not both") }
        return tourID.map { .tour($0) } ?? vehicleID.map { .vehicle($0) }
    }

    func target(_ tour: PlanEdit.Member, _ vehicle: PlanEdit.Member) throws -> PlanEdit.Target {
        guard let target = try targetIfAny(tour, vehicle) else {
            throw fault(at: tour, "'\(action)' needs '\(tour.rawValue)' or '\(vehicle.rawValue)'")
        }
        return target
    }

    func refuseOthers() throws {
        if let other = container.allKeys.first(where: { !asked.contains($0) }) {
            throw fault(at: other, "'\(action)' has no member '\(other.rawValue)'")
        }
    }

    var unknownAction: DecodingError {
        fault(at: .action, "'\(action.prefix(40))' is not an action: \(PlanEdit.actions.joined(separator: ", "))")
    }

    private func fault(at member: PlanEdit.Member?, _ text: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: container.codingPath + (member.map { [$0] } ?? []), debugDescription: text))
    }

    private struct AnyName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
