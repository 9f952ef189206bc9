/// How a slot's level will go on, with how sure that is.
public struct LevelForecast: Hashable, Sendable, Codable {
    public var slot: SlotID
    public var asOf: Timestamp
    /// Expected level at `asOf`.
    public var level: Double
    /// Standard deviation of that level: a silent or lying sensor makes it wide.
    public var levelDeviation: Double
    /// Expected growth, share of the usable volume per day.
    public var ratePerDay: Double
    /// Standard deviation of the mean rate over the coming days.
    public var rateDeviation: Double
    /// The level that counts as full when "full at" is asked.
    public var fullLevel: Double
    /// When it is full by the expected course; `nil` if not within 60 days.
    public var fullAt: Timestamp?
    /// One chance in ten that it is full before this.
    public var fullEarliest: Timestamp?
    /// Nine chances in ten that it is full before this.
    public var fullLatest: Timestamp?
    public var basis: ForecastBasis
    /// Age of the newest trustworthy reading in hours at `asOf`; `nil` without any.
    public var dataAgeHours: Double?
    /// The course in steps, where it was asked for; plans are made with it.
    public var course: LevelCourse?
    /// What of the coming days is not like others; `nil` where nothing is known of them.
    public var influences: [DemandInfluence]?

    public init(
        slot: SlotID, asOf: Timestamp, level: Double, levelDeviation: Double, ratePerDay: Double, rateDeviation: Double,
        fullLevel: Double, fullAt: Timestamp?, fullEarliest: Timestamp?, fullLatest: Timestamp?, basis: ForecastBasis,
        dataAgeHours: Double?, course: LevelCourse? = nil, influences: [DemandInfluence]? = nil
    ) {
        self.slot = slot
        self.asOf = asOf
        self.level = level
        self.levelDeviation = levelDeviation
        self.ratePerDay = ratePerDay
        self.rateDeviation = rateDeviation
        self.fullLevel = fullLevel
        self.fullAt = fullAt
        self.fullEarliest = fullEarliest
        self.fullLatest = fullLatest
        self.basis = basis
        self.dataAgeHours = dataAgeHours
        self.course = course
        self.influences = influences
    }
}

/// Where a forecast's rate comes from, best first.
public enum ForecastBasis: String, CaseIterable, Hashable, Sendable, Codable {
    /// The slot's own readings.
    case readings
    /// Too few readings of its own: the mean of its fraction in this town.
    case fraction
    /// No readings at all: rhythm and usual level at emptying.
    case rhythm
}
