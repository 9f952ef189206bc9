/// An address with one or more containers; the truck stops once.
public struct Site: Hashable, Sendable, Codable {
    public var id: SiteID
    /// As crews call it, usually street and number.
    public var name: String
    public var coordinate: Coordinate
    /// For lists and filters; decides nothing.
    public var district: String?
    /// Decides the quiet hours.
    public var zone: Zone
    /// When the site may be served; empty means always (the town's quiet hours hold besides).
    public var openingWindows: [OpeningWindow]
    /// Time for stopping, securing and leaving, once a visit; `nil` takes the town's rule.
    public var setupSeconds: Int?
    /// Skills a vehicle must have to come here, for example `narrow`.
    public var requiredSkills: Set<String>
    /// For the crew, such as where to find the key.
    public var note: String?

    public init(
        id: SiteID, name: String, coordinate: Coordinate, district: String? = nil, zone: Zone = .residential,
        openingWindows: [OpeningWindow] = [], setupSeconds: Int? = nil, requiredSkills: Set<String> = [], note: String? = nil
    ) {
        self.id = id
        self.name = name
        self.coordinate = coordinate
        self.district = district
        self.zone = zone
        self.openingWindows = openingWindows
        self.setupSeconds = setupSeconds
        self.requiredSkills = requiredSkills
        self.note = note
    }
}

/// The kind of neighbourhood, which decides the quiet hours (32. BImSchV §7).
public enum Zone: String, CaseIterable, Hashable, Sendable, Codable {
    case residential, mixed, commercial, industrial
}

/// Start and end of tours.
public struct Depot: Hashable, Sendable, Codable {
    public var id: DepotID
    public var name: String
    public var coordinate: Coordinate
    /// When trucks can leave and return; empty means always.
    public var openingWindows: [OpeningWindow]

    public init(id: DepotID, name: String, coordinate: Coordinate, openingWindows: [OpeningWindow] = []) {
        self.id = id
        self.name = name
        self.coordinate = coordinate
        self.openingWindows = openingWindows
    }
}

/// Where a load is tipped.
public struct DisposalSite: Hashable, Sendable, Codable {
    public var id: DisposalSiteID
    public var name: String
    public var coordinate: Coordinate
    /// Fractions taken here.
    public var fractions: Set<Fraction>
    /// Empty means always open.
    public var openingWindows: [OpeningWindow]
    /// Weigh, queue, unload, weigh again; `nil` takes the town's rule (16 min).
    public var serviceSeconds: Int?

    public init(
        id: DisposalSiteID, name: String, coordinate: Coordinate, fractions: Set<Fraction>, openingWindows: [OpeningWindow] = [],
        serviceSeconds: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.coordinate = coordinate
        self.fractions = fractions
        self.openingWindows = openingWindows
        self.serviceSeconds = serviceSeconds
    }
}
