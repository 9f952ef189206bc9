/// Something that brings more (or less) into some containers for some days: a market, a festival, a closed road.
public struct TownEvent: Hashable, Sendable, Codable {
    public var id: TownEventID
    /// Events of the same kind teach each other: `market`, `festival`.
    public var kind: String
    public var name: String
    /// First and last day, both in it.
    public var from: CalendarDay
    public var to: CalendarDay
    /// Where: each of these narrows it down; all empty means everywhere.
    public var sites: [SiteID]
    public var district: String?
    public var zone: Zone?
    /// What is thrown in more; empty means all.
    public var fractions: [Fraction]
    /// What the town expects: 2 is twice the usual amount. `nil` leaves it to past events of the kind.
    public var expectedFactor: Double?

    public init(
        id: TownEventID, kind: String, name: String, from: CalendarDay, to: CalendarDay, sites: [SiteID] = [],
        district: String? = nil, zone: Zone? = nil, fractions: [Fraction] = [], expectedFactor: Double? = nil
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.from = from
        self.to = to
        self.sites = sites
        self.district = district
        self.zone = zone
        self.fractions = fractions
        self.expectedFactor = expectedFactor
    }

    public func holds(on day: CalendarDay) -> Bool { from <= day && day <= to }

    /// Whether it reaches a site. O(sites named).
    public func reaches(_ site: Site) -> Bool {
        (sites.isEmpty || sites.contains(site.id)) && (district == nil || district == site.district)
            && (zone == nil || zone == site.zone)
    }
}

public typealias TownEventID = ID<TownEvent>
