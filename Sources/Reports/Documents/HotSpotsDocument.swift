public import Model

/// Sites that are overfull often, worst first, with the limits that made them so.
public struct HotSpotsDocument: Codable, Hashable, Sendable {
    public var town: TownID
    public var from: Timestamp
    public var to: Timestamp
    /// A site is listed from this many times on that a container of it became overfull …
    public var minimumEpisodes: Int
    /// … or when this share of the observed time was overfull.
    public var minimumOverfullShare: Double
    public var observedSites: Int
    public var allSites: Int
    public var sites: [SiteEntry]

    public struct SiteEntry: Codable, Hashable, Sendable {
        public var site: SiteID
        public var siteName: String
        public var district: String?
        public var latitude: Double
        public var longitude: Double
        public var overfull: OverfullDocument
        public var readings: Int
        public var emptyings: Int
        public var overfullEmptyings: Int
        public var slots: [SlotEntry]

        private enum CodingKeys: String, CodingKey {
            case site, district, latitude, longitude, overfull, readings, emptyings, slots
            case siteName = "site_name"
            case overfullEmptyings = "overfull_emptyings"
        }
    }

    public struct SlotEntry: Codable, Hashable, Sendable {
        public var slot: SlotID
        public var fraction: Fraction
        public var overfull: OverfullDocument
    }

    public init(_ spots: HotSpots, town: TownID) {
        self.town = town
        from = spots.from
        to = spots.to
        minimumEpisodes = spots.limits.episodes
        minimumOverfullShare = spots.limits.overfullShare
        observedSites = spots.observedSites
        allSites = spots.allSites
        sites = spots.sites.map { entry in
            SiteEntry(
                site: entry.site.id, siteName: entry.site.name, district: entry.site.district,
                latitude: entry.site.coordinate.latitude, longitude: entry.site.coordinate.longitude,
                overfull: OverfullDocument(entry.overfull), readings: entry.readings, emptyings: entry.emptyings,
                overfullEmptyings: entry.overfullEmptyings,
                slots: entry.slots.map {
                    SlotEntry(slot: $0.slot, fraction: $0.fraction, overfull: OverfullDocument($0.overfull))
                })
        }
    }

    private enum CodingKeys: String, CodingKey {
        case town, from, to, sites
        case minimumEpisodes = "minimum_episodes"
        case minimumOverfullShare = "minimum_overfull_share"
        case observedSites = "observed_sites"
        case allSites = "all_sites"
    }
}
