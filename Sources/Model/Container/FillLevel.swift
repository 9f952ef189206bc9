/// From a measured distance to a level (share of the usable volume).
public enum FillLevel {
    /// `(height − (distance − offset)) ÷ height`, not clamped: an overfull container is above 1, a distance beyond the floor below 0.
    ///
    /// - Returns: `nil` when the type has no height.
    public static func level(distanceMillimetres: Double, type: ContainerType) -> Double? {
        guard type.innerHeightMillimetres > 0, distanceMillimetres.isFinite else { return nil }
        return (type.innerHeightMillimetres - (distanceMillimetres - type.sensorOffsetMillimetres)) / type.innerHeightMillimetres
    }

    /// The distance a sensor would see at that level.
    public static func distanceMillimetres(level: Double, type: ContainerType) -> Double {
        type.innerHeightMillimetres * (1 - level) + type.sensorOffsetMillimetres
    }
}

/// Quartile in which people talk about levels.
public enum FillBand: String, CaseIterable, Hashable, Sendable, Codable {
    case upTo25, upTo50, upTo75, upTo100, over100

    /// A quartile has its lower end and not its upper; 100 % is not yet overfull.
    public init(level: Double) {
        self =
            switch level {
            case ..<0.25: .upTo25
            case ..<0.5: .upTo50
            case ..<0.75: .upTo75
            case ...1: .upTo100
            default: .over100
            }
    }
}

/// What is known about a slot now.
public struct CurrentLevel: Hashable, Sendable, Codable {
    public var slot: SlotID
    /// Share of the usable volume after the last trustworthy reading; `nil` when there is none.
    public var level: Double?
    /// When that reading was measured; the age of the level follows from it.
    public var measuredAt: Timestamp?
    /// Arrival of the newest live message of any kind, trustworthy or not: how long the sensor has been silent.
    public var lastHeardAt: Timestamp?
    /// 0 (do not trust) … 1; falls with doubtful readings among the last ones.
    public var trust: Double
    /// Verdict on the newest reading.
    public var quality: ReadingQuality
    /// Of the newest reading that told it.
    public var batteryPercent: Double?
    public var temperatureCelsius: Double?
    /// The latest that is known, however it became known.
    public var lastEmptying: Emptying?

    public init(
        slot: SlotID, level: Double?, measuredAt: Timestamp?, lastHeardAt: Timestamp?, trust: Double,
        quality: ReadingQuality = .good,
        batteryPercent: Double? = nil, temperatureCelsius: Double? = nil, lastEmptying: Emptying? = nil
    ) {
        self.slot = slot
        self.level = level
        self.measuredAt = measuredAt
        self.lastHeardAt = lastHeardAt
        self.trust = trust
        self.quality = quality
        self.batteryPercent = batteryPercent
        self.temperatureCelsius = temperatureCelsius
        self.lastEmptying = lastEmptying
    }
}

/// The event that sets the level down.
public struct Emptying: Hashable, Sendable, Codable {
    public var slot: SlotID
    /// When the level fell, as far as the readings tell; when staff said so for a reported one.
    public var at: Timestamp
    /// Share of the usable volume; `nil` where nothing was measured.
    public var levelBefore: Double?
    public var levelAfter: Double?
    /// 0…1: how sure it is that this was an emptying and not a shifted carton.
    public var confidence: Double
    public var source: EmptyingSource
    /// What else speaks for it; `nil` where nobody has looked.
    public var evidence: [EmptyingEvidence]?

    public init(
        slot: SlotID, at: Timestamp, levelBefore: Double?, levelAfter: Double?, confidence: Double, source: EmptyingSource,
        evidence: [EmptyingEvidence]? = nil
    ) {
        self.slot = slot
        self.at = at
        self.levelBefore = levelBefore
        self.levelAfter = levelAfter
        self.confidence = confidence
        self.source = source
        self.evidence = evidence
    }
}

/// What besides the sensor's own readings speaks for an emptying.
public enum EmptyingEvidence: String, CaseIterable, Hashable, Sendable, Codable {
    /// Another container of the site sank in the same quarter hour.
    case neighbours
    /// A plan had a truck there at that time.
    case plannedTour = "planned-tour"
    /// Staff reported it.
    case report
}

/// How an emptying became known.
public enum EmptyingSource: String, CaseIterable, Hashable, Sendable, Codable {
    /// Seen in the readings.
    case sensed
    /// Checked off by staff.
    case reported
    /// Assumed from the rhythm.
    case inferred
}
