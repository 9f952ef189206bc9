public import Model

/// The event that set a level down.
public struct EmptyingDocument: Codable, Hashable, Sendable {
    public var slot: SlotID
    public var at: Timestamp
    public var levelBefore: Double?
    public var levelAfter: Double?
    /// 0…1: how sure it is.
    public var confidence: Double
    /// `sensed`, `reported` or `inferred`.
    public var source: EmptyingSource
    /// `neighbours`, `planned-tour`, `report`; absent where nobody has looked.
    public var evidence: [EmptyingEvidence]?

    public init(_ emptying: Emptying) {
        slot = emptying.slot
        at = emptying.at
        levelBefore = roundedIfAny(emptying.levelBefore, 4)
        levelAfter = roundedIfAny(emptying.levelAfter, 4)
        confidence = rounded(emptying.confidence, 3)
        source = emptying.source
        evidence = emptying.evidence
    }

    private enum CodingKeys: String, CodingKey {
        case slot, at, confidence, source, evidence
        case levelBefore = "level_before"
        case levelAfter = "level_after"
    }
}

/// The levels of an hour or a local day.
public struct LevelSummaryDocument: Codable, Hashable, Sendable {
    public var start: Timestamp
    /// The same by the town's clocks, with its offset.
    public var startLocal: String
    public var minimum: Double
    public var mean: Double
    public var maximum: Double
    public var count: Int

    public init(_ summary: LevelSummary, clock: TownClock) {
        start = summary.start
        startLocal = summary.start.rfc3339(clock: clock)
        minimum = rounded(summary.minimum, 4)
        mean = rounded(summary.mean, 4)
        maximum = rounded(summary.maximum, 4)
        count = summary.count
    }

    private enum CodingKeys: String, CodingKey {
        case start, minimum, mean, maximum, count
        case startLocal = "start_local"
    }
}

/// One slot's past: either single readings or summaries, and the emptyings of the same time.
public struct HistoryDocument: Codable, Hashable, Sendable {
    public var slot: SlotID
    public var from: Timestamp
    public var to: Timestamp
    /// `raw`, `hour` or `day`.
    public var aggregation: String
    /// With `aggregation=raw`.
    public var readings: [ReadingDocument]?
    /// With `aggregation=hour` or `day`.
    public var levels: [LevelSummaryDocument]?
    public var emptyings: [EmptyingDocument]
    /// Present when the limit cut the answer: ask again with `from=` this.
    public var nextFrom: Timestamp?

    public init(
        slot: SlotID, from: Timestamp, to: Timestamp, aggregation: String, readings: [ReadingDocument]? = nil,
        levels: [LevelSummaryDocument]? = nil, emptyings: [EmptyingDocument], nextFrom: Timestamp? = nil
    ) {
        self.slot = slot
        self.from = from
        self.to = to
        self.aggregation = aggregation
        self.readings = readings
        self.levels = levels
        self.emptyings = emptyings
        self.nextFrom = nextFrom
    }

    private enum CodingKeys: String, CodingKey {
        case slot, from, to, aggregation, readings, levels, emptyings
        case nextFrom = "next_from"
    }
}

extension Timestamp {
    /// `2026-03-02T06:12:00+01:00`: the moment by a town's clocks, to the second.
    public func rfc3339(clock: TownClock) -> String {
        let (day, second) = clock.local(self)
        let offset = clock.offsetSeconds(at: self)
        let minutes = abs(offset) / 60
        return "\(day)T\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))"
            + (offset < 0 ? "-" : "+") + "\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
    }
}
