public import Model

/// Looking at what was measured.
public protocol ReadingHistory: Sendable {
    /// Current level of every slot of the town that has one, in the order of slot names.
    func currentLevels(town: TownID) async throws -> [CurrentLevel]

    /// `nil` where nothing was ever measured or seen.
    func currentLevel(town: TownID, slot: SlotID) async throws -> CurrentLevel?

    /// Readings of one slot with `from <= measuredAt < to`, oldest first, at most `limit`.
    func readings(town: TownID, slot: SlotID, from: Timestamp, to: Timestamp, limit: Int) async throws -> [Reading]

    /// A page of the town's readings in (time, slot) order, for exports; pass the last key of the page before as `after`.
    func readings(town: TownID, from: Timestamp, to: Timestamp, after: ReadingKey?, limit: Int) async throws -> [Reading]

    /// One row per bucket of `bucketSeconds` that has readings with a level that counts, oldest first. The first bucket begins at
    /// `from`: give a local midnight for days, a full hour for hours.
    func levelBuckets(town: TownID, slot: SlotID, from: Timestamp, to: Timestamp, bucketSeconds: Int) async throws
        -> [LevelBucket]

    /// Emptyings with `from <= at < to`, oldest first; of one slot or of all.
    func emptyings(town: TownID, slot: SlotID?, from: Timestamp, to: Timestamp) async throws -> [Emptying]

    /// All trustworthy levels of every slot with `since <= at < until` (`nil`: to the end), in (slot, time) order: what forecasts are
    /// fitted on, and what reports sum up.
    func levelSeries(town: TownID, since: Timestamp, until: Timestamp?) async throws -> [SlotID: [LevelPoint]]

    /// Readings of all kinds, also those whose level does not count.
    func readingCount(town: TownID) async throws -> Int
}

extension ReadingHistory {
    /// To the end.
    public func levelSeries(town: TownID, since: Timestamp) async throws -> [SlotID: [LevelPoint]] {
        try await levelSeries(town: town, since: since, until: nil)
    }
}

/// Place in the (time, slot) order.
public struct ReadingKey: Sendable, Hashable {
    public var measuredAt: Timestamp
    public var slot: SlotID

    public init(measuredAt: Timestamp, slot: SlotID) {
        self.measuredAt = measuredAt
        self.slot = slot
    }
}

/// Levels that count within one stretch of time, shares of the usable volume (above 1 is overfull).
public struct LevelBucket: Sendable, Hashable, Codable {
    /// The bucket reaches to the next one's start.
    public var start: Timestamp
    public var minimum: Double
    /// Of the readings, not weighted by time.
    public var mean: Double
    public var maximum: Double
    public var count: Int

    public init(start: Timestamp, minimum: Double, mean: Double, maximum: Double, count: Int) {
        self.start = start
        self.minimum = minimum
        self.mean = mean
        self.maximum = maximum
        self.count = count
    }
}
