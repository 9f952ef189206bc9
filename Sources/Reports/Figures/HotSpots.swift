public import Model

/// Sites that are overfull often, worst first.
public struct HotSpots: Hashable, Sendable {
    public let from: Timestamp
    public let to: Timestamp
    /// Those that made these sites hot spots.
    public let limits: Limits
    public let sites: [Entry]
    /// Sites of which something was measured.
    public let observedSites: Int
    /// Sites with an active slot.
    public let allSites: Int

    /// What makes a site a hot spot: both limits are assumptions, stated with every answer.
    public struct Limits: Hashable, Sendable {
        /// Times that one of its containers became overfull, at least.
        public var episodes: Int
        /// Share of the observed time that a container was overfull, at least.
        public var overfullShare: Double

        public init(episodes: Int = 3, overfullShare: Double = 0.05) {
            self.episodes = episodes
            self.overfullShare = overfullShare
        }
    }

    /// One site.
    public struct Entry: Hashable, Sendable {
        public var site: Site
        /// Over all containers of the site.
        public var overfull: OverfullTime
        /// Its containers that were overfull, worst first.
        public var slots: [SlotEntry]
        /// Levels behind the figures.
        public var readings: Int
        /// Emptyings above 100 %, of all whose level is known.
        public var overfullEmptyings: Int
        /// Of which the level before is known.
        public var emptyings: Int
    }

    /// One of its containers.
    public struct SlotEntry: Hashable, Sendable {
        public var slot: SlotID
        public var fraction: Fraction
        public var overfull: OverfullTime
    }

    /// - Parameter pasts: every active slot of the town. O(levels + emptyings).
    public init(
        _ pasts: [SlotPast], from: Timestamp, to: Timestamp, rules: TownRules, limits: Limits = Limits()
    ) {
        self.from = from
        self.to = to
        self.limits = limits
        let bySite = Dictionary(grouping: pasts, by: \.site.id)
        allSites = bySite.count
        let entries = bySite.values.compactMap { HotSpots.entry($0, from: from, to: to, rules: rules) }
        observedSites = entries.count { $0.overfull.observedHours > 0 }
        sites = entries.filter { entry in
            entry.overfull.episodes >= limits.episodes || (entry.overfull.share ?? 0) >= limits.overfullShare
        }.sorted { a, b in
            (b.overfull.overfullHours, a.site.id.rawValue) < (a.overfull.overfullHours, b.site.id.rawValue)
        }
    }

    private static func entry(_ pasts: [SlotPast], from: Timestamp, to: Timestamp, rules: TownRules) -> Entry? {
        guard let site = pasts.first?.site else { return nil }
        var entry = Entry(
            site: site, overfull: OverfullTime(), slots: [], readings: 0, overfullEmptyings: 0, emptyings: 0)
        for past in pasts {
            let time = OverfullTime(past, from: from, to: to, holdHours: rules.thresholds.silentAfterHours)
            entry.overfull.add(time)
            entry.readings += past.levels.count { $0.at >= from && $0.at < to }
            let seen = past.seenEmptyings.filter { $0.at >= from && $0.at < to }
            entry.emptyings += seen.count
            entry.overfullEmptyings += seen.count { $0.levelBefore ?? 0 > 1 }
            if time.episodes > 0 {
                entry.slots.append(SlotEntry(slot: past.slot.id, fraction: past.slot.fraction, overfull: time))
            }
        }
        entry.slots.sort { ($1.overfull.overfullHours, $0.slot) < ($0.overfull.overfullHours, $1.slot) }
        return entry
    }
}
