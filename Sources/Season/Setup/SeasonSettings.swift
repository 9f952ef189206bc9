public import Model

/// What is played: how long, how often, which policies, with which sensors.
public struct SeasonSettings: Sendable, Hashable {
    /// Weeks that count; the first day is a Monday.
    public var weeks: Int
    public var firstDay: CalendarDay
    /// Each seed is another town with other deposits; all policies of a seed meet the same ones.
    public var seeds: [UInt64]
    public var policies: [SeasonPolicy]
    /// Share of all containers with a sensor, 0 to 1; `nil` takes the demo town's (85 % of bring banks, half of the litter bins).
    public var sensorShare: Double?
    /// `false`: clean sensors only, and a network that loses nothing.
    public var hasFaults: Bool
    /// Sites nearest to the first depot that are kept, with as many vehicles as they need; `nil` plays the whole town.
    public var sites: Int?
    /// Steps of the search for one day's plan, the same for every policy.
    public var iterationsPerDay: Int
    /// Share of all container-hours that may be overfull under the fixed rhythm; its search keeps to that.
    public var overflowTarget: Double
    /// What a day of an overfull container is worth avoiding, in metres of way: Füllort's knob between ways and overflow.
    public var overflowPricePerDay: Int
    /// A slot is due at any price when it overflows with this chance before the next chance to come; above 1 it never is.
    public var compulsoryRisk: Double
    /// Corrects the estimate of what a visit costs; see `PricedPolicy`.
    public var visitCostFactor: Double
    /// Collection days that Füllort looks at together; 1 prices each day alone.
    public var horizonDays: Int
    /// Whether drivers enter the level they see, in quarters, at containers without a sensor.
    public var driversSeeLevels: Bool
    /// Weeks each policy drives before its weeks count, so that none gains from levels another has left behind.
    public var settlingWeeks: Int

    public init(
        weeks: Int = 12, firstDay: CalendarDay = CalendarDay(epochDay: 20_514), seeds: [UInt64] = [1, 2, 3, 4, 5],
        policies: [SeasonPolicy] = [.rhythm, .threshold, .fuellort, .clairvoyant], sensorShare: Double? = nil,
        hasFaults: Bool = true, sites: Int? = nil, iterationsPerDay: Int = 2000, overflowTarget: Double = 0.01,
        overflowPricePerDay: Int = 30_000, compulsoryRisk: Double = 2, visitCostFactor: Double = 0.5,
        horizonDays: Int = 3, driversSeeLevels: Bool = true, settlingWeeks: Int = 3
    ) {
        self.weeks = max(1, min(104, weeks))
        self.firstDay = firstDay.adding(days: -firstDay.weekday.mondayIndex)
        self.seeds = seeds.isEmpty ? [1] : seeds
        self.policies = policies.isEmpty ? SeasonPolicy.allCases : policies
        self.sensorShare = sensorShare.map { $0.isFinite ? max(0, min(1, $0)) : 1 }
        self.hasFaults = hasFaults
        self.sites = sites.map { max(5, $0) }
        self.iterationsPerDay = max(10, min(10_000_000, iterationsPerDay))
        self.overflowTarget = overflowTarget.isFinite ? max(0.0001, min(0.5, overflowTarget)) : 0.01
        self.overflowPricePerDay = max(0, min(100_000_000, overflowPricePerDay))
        self.compulsoryRisk = compulsoryRisk
        self.visitCostFactor = visitCostFactor
        self.horizonDays = max(1, min(14, horizonDays))
        self.driversSeeLevels = driversSeeLevels
        self.settlingWeeks = max(0, min(26, settlingWeeks))
    }

    /// Weeks of fixed rhythm before anything else, of which the last are measured: what a town that begins with Füllort knows.
    static let unmeasuredWeeks = 6
    static let measuredWeeks = 4
}

/// Who decides what is emptied.
public enum SeasonPolicy: String, CaseIterable, Sendable, Codable {
    /// The best fixed rhythm that keeps to the overflow target.
    case rhythm
    /// What is at 80 % or more now.
    case threshold
    /// Due by forecast, request and age, with containers taken along; the price of overflow does not count.
    case due
    /// Every slot at the price that its forecast gives it on each of the next days, chosen and driven in one search.
    case fuellort
    /// Füllort's choice with perfect knowledge of levels and of all that will be thrown in: no policy can know more.
    case clairvoyant

    /// Whether sensors are listened to.
    var listens: Bool { self != .rhythm && self != .clairvoyant }
}
