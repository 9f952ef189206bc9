public import Model

/// A town as documents show it.
public struct TownDocument: Codable, Hashable, Sendable {
    public var id: TownID
    public var name: String
    /// IANA name.
    public var timeZone: String
    public var language: String

    public init(_ town: Town) {
        id = town.id
        name = town.name
        timeZone = town.timeZone
        language = town.language
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, language
        case timeZone = "time_zone"
    }
}

/// A site with what stands there.
public struct SiteDocument: Codable, Hashable, Sendable {
    public var id: SiteID
    public var name: String
    public var latitude: Double
    public var longitude: Double
    public var district: String?
    public var zone: Zone
    public var openingWindows: [WindowDocument]
    public var setupSeconds: Int?
    public var requiredSkills: [String]
    public var note: String?
    public var slots: [SlotDocument]

    public init(_ site: Site, names: TownNames) {
        id = site.id
        name = site.name
        latitude = site.coordinate.latitude
        longitude = site.coordinate.longitude
        district = site.district
        zone = site.zone
        openingWindows = site.openingWindows.map(WindowDocument.init)
        setupSeconds = site.setupSeconds
        requiredSkills = site.requiredSkills.sorted()
        note = site.note
        slots = (names.index.slotsBySite[site.id] ?? []).sorted { $0.id < $1.id }.map { SlotDocument($0, names: names) }
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, latitude, longitude, district, zone, note, slots
        case openingWindows = "opening_windows"
        case setupSeconds = "setup_seconds"
        case requiredSkills = "required_skills"
    }
}

/// A slot in the list of its site; levels are in ``ContainerDocument``.
public struct SlotDocument: Codable, Hashable, Sendable {
    public var id: SlotID
    public var fraction: Fraction
    public var container: ContainerID?
    public var containerType: ContainerTypeID?
    public var device: DeviceID?
    public var isActive: Bool

    init(_ slot: Slot, names: TownNames) {
        id = slot.id
        fraction = slot.fraction
        container = slot.container
        containerType = names.index.containerType(of: slot)?.id
        device = slot.device
        isActive = slot.isActive
    }

    private enum CodingKeys: String, CodingKey {
        case id, fraction, container, device
        case containerType = "container_type"
        case isActive = "is_active"
    }
}

/// A stretch of a day; without `weekdays` it holds every day.
public struct WindowDocument: Codable, Hashable, Sendable {
    public var weekdays: [Weekday]?
    public var opens: TimeOfDay
    public var closes: TimeOfDay

    init(_ window: OpeningWindow) {
        weekdays = window.weekdays?.sorted { $0.mondayIndex < $1.mondayIndex }
        opens = window.opens
        closes = window.closes
    }
}
