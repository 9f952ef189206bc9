/// How values are spread.
public struct SpreadDocument: Codable, Hashable, Sendable {
    public var count: Int
    public var mean: Double
    public var deviation: Double
    public var median: Double
    /// One in ten is at most this.
    public var lowDecile: Double
    /// Nine in ten are at most this.
    public var highDecile: Double

    public init(_ spread: Spread) {
        count = spread.count
        mean = rounded(spread.mean, 4)
        deviation = rounded(spread.deviation, 4)
        median = rounded(spread.median, 4)
        lowDecile = rounded(spread.lowDecile, 4)
        highDecile = rounded(spread.highDecile, 4)
    }

    private enum CodingKeys: String, CodingKey {
        case count, mean, deviation, median
        case lowDecile = "low_decile"
        case highDecile = "high_decile"
    }
}

/// How long something was overfull, of the time that was observed.
public struct OverfullDocument: Codable, Hashable, Sendable {
    public var overfullHours: Double
    public var observedHours: Double
    public var overfullShare: Double?
    public var episodes: Int
    public var highestLevel: Double?

    public init(_ time: OverfullTime) {
        overfullHours = rounded(time.overfullHours, 1)
        observedHours = rounded(time.observedHours, 1)
        overfullShare = roundedIfAny(time.share, 4)
        episodes = time.episodes
        highestLevel = roundedIfAny(time.highestLevel, 4)
    }

    private enum CodingKeys: String, CodingKey {
        case episodes
        case overfullHours = "overfull_hours"
        case observedHours = "observed_hours"
        case overfullShare = "overfull_share"
        case highestLevel = "highest_level"
    }
}
