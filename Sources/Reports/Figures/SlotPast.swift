public import Model

/// What is known of one slot over a stretch of time: the material of month reports, hot spots and right-sizing.
public struct SlotPast: Hashable, Sendable {
    public var slot: Slot
    public var site: Site
    /// Type of the container that stands here now.
    public var type: ContainerType?
    /// Levels that count, oldest first.
    public var levels: [LevelPoint]
    /// Oldest first.
    public var emptyings: [Emptying]

    public init(slot: Slot, site: Site, type: ContainerType?, levels: [LevelPoint], emptyings: [Emptying]) {
        self.slot = slot
        self.site = site
        self.type = type
        self.levels = levels
        self.emptyings = emptyings
    }

    /// Emptyings of which the level before is known; an emptying that was only inferred from the rhythm tells no level.
    public var seenEmptyings: [Emptying] { emptyings.filter { $0.levelBefore != nil && $0.source != .inferred } }
}

/// How long a slot was overfull. A level holds until the next one, the next emptying, or until it is too old to say anything.
public struct OverfullTime: Hashable, Sendable {
    /// Hours of which the level is known.
    public var observedHours: Double
    /// Hours above 100 %.
    public var overfullHours: Double
    /// How often it became overfull.
    public var episodes: Int
    public var highestLevel: Double?

    public init(observedHours: Double = 0, overfullHours: Double = 0, episodes: Int = 0, highestLevel: Double? = nil) {
        self.observedHours = observedHours
        self.overfullHours = overfullHours
        self.episodes = episodes
        self.highestLevel = highestLevel
    }

    /// Of a slot's past within `from ..< to`. O(levels + emptyings).
    ///
    /// - Parameter holdHours: how long a level is believed without a new one.
    public init(_ past: SlotPast, from: Timestamp, to: Timestamp, holdHours: Double) {
        self.init()
        var emptyings = past.emptyings.map(\.at)[...]
        var wasOverfull = false
        for (index, point) in past.levels.enumerated() where point.at < to {
            let next = index + 1 < past.levels.count ? past.levels[index + 1].at : to
            emptyings = emptyings.drop { $0 <= point.at }
            let emptied = emptyings.first ?? to
            let end = min(next, emptied, to, point.at.adding(hours: holdHours))
            let start = max(point.at, from)
            let hours = max(0, end.hours(since: start))
            guard end > from else {
                wasOverfull = point.level > 1
                continue
            }
            observedHours += hours
            highestLevel = max(highestLevel ?? point.level, point.level)
            if point.level > 1 {
                overfullHours += hours
                if !wasOverfull || start != point.at { episodes += 1 }
            }
            // An emptying between two levels ends the episode, also when the container is overfull again at the next look.
            wasOverfull = point.level > 1 && emptied >= next
        }
    }

    /// 0…1; `nil` when nothing was observed.
    public var share: Double? { observedHours > 0 ? overfullHours / observedHours : nil }

    public mutating func add(_ other: OverfullTime) {
        observedHours += other.observedHours
        overfullHours += other.overfullHours
        episodes += other.episodes
        highestLevel = [highestLevel, other.highestLevel].compactMap(\.self).max()
    }
}
