public import Model

/// All containers of a town in a form that is small enough for a map of thousands: sites once, a container as few members.
public struct TownMapDocument: Codable, Hashable, Sendable {
    /// The moment of the levels; ages count from it.
    public var asOf: Timestamp
    public var dueDay: CalendarDay
    public var sites: [MapSiteDocument]
    /// In the order of slot names.
    public var containers: [MapContainerDocument]

    /// O(n).
    public init(_ statuses: [ContainerStatus], asOf: Timestamp, dueDay: CalendarDay) {
        var places: [SiteID: Int] = [:]
        var sites: [MapSiteDocument] = []
        containers = statuses.map { status in
            let index = places[status.site.id] ?? sites.count
            if index == sites.count {
                places[status.site.id] = index
                sites.append(MapSiteDocument(status.site))
            }
            return MapContainerDocument(status, site: index)
        }
        self.sites = sites
        self.asOf = statuses.first?.asOf ?? asOf
        self.dueDay = statuses.first?.dueDay ?? dueDay
    }

    private enum CodingKeys: String, CodingKey {
        case sites, containers
        case asOf = "as_of"
        case dueDay = "due_day"
    }
}

public struct MapSiteDocument: Codable, Hashable, Sendable {
    public var id: SiteID
    public var name: String
    public var district: String?
    public var latitude: Double
    public var longitude: Double

    init(_ site: Site) {
        id = site.id
        name = site.name
        district = site.district
        latitude = site.coordinate.latitude
        longitude = site.coordinate.longitude
    }
}

public struct MapContainerDocument: Codable, Hashable, Sendable {
    public var slot: SlotID
    /// Index into `sites`.
    public var site: Int
    public var fraction: Fraction
    /// As measured; `nil` means no data.
    public var level: Double?
    public var ageSeconds: Int?
    /// The forecast's level of now, which slots without a sensor have, too.
    public var expectedLevel: Double?
    public var fullAt: Timestamp?
    public var trust: Double?
    /// Key of the reason for which it is due; `nil` when it is not.
    public var dueReason: String?
    public var isSilent: Bool?
    public var qualityReasons: [String]?

    public init(_ status: ContainerStatus, site: Int) {
        slot = status.slot.id
        self.site = site
        fraction = status.slot.fraction
        level = status.current?.level.map { rounded($0, 3) }
        ageSeconds = status.ageSeconds
        expectedLevel = status.forecast.map { rounded($0.level, 3) }
        fullAt = status.forecast?.fullAt
        trust = status.current.map { rounded($0.trust, 2) }
        dueReason = status.dueReason?.key
        isSilent = status.isSilent ? true : nil
        qualityReasons = status.qualityReasons.isEmpty ? nil : status.qualityReasons
    }

    private enum CodingKeys: String, CodingKey {
        case slot, site, fraction, level, trust
        case ageSeconds = "age_seconds"
        case expectedLevel = "expected_level"
        case fullAt = "full_at"
        case dueReason = "due_reason"
        case isSilent = "is_silent"
        case qualityReasons = "quality_reasons"
    }
}
