/// What a town has decided, or the default where it has not. Figures without a source are assumptions and are labelled so in the
/// commented example `config/towns/example/town.yaml`.
public struct TownRules: Hashable, Sendable, Codable {
    public var thresholds: LevelThresholds
    /// Replaces ``FractionProperties/standard(_:)`` fraction by fraction.
    public var fractions: [String: FractionProperties]
    public var service: ServiceTimes
    /// All that speak of a zone and fraction hold together; where none does, every hour is allowed.
    public var quietHours: [QuietHours]
    /// Days on which a zone's quiet hours are lifted or changed by the authority.
    public var quietHourExceptions: [QuietHourException]
    /// For ways that no road network tells.
    public var travel: TravelEstimate
    /// Days on which no collection drives although the weekday would.
    public var closedDays: [CalendarDay]
    /// Whether crews stay at home on the public holidays of North Rhine-Westphalia (computed, no list).
    public var observesPublicHolidays: Bool

    public init(
        thresholds: LevelThresholds = LevelThresholds(), fractions: [String: FractionProperties] = [:],
        service: ServiceTimes = ServiceTimes(), quietHours: [QuietHours] = QuietHours.standard,
        quietHourExceptions: [QuietHourException] = [], travel: TravelEstimate = TravelEstimate(), closedDays: [CalendarDay] = [],
        observesPublicHolidays: Bool = true
    ) {
        self.thresholds = thresholds
        self.fractions = fractions
        self.service = service
        self.quietHours = quietHours
        self.quietHourExceptions = quietHourExceptions
        self.travel = travel
        self.closedDays = closedDays
        self.observesPublicHolidays = observesPublicHolidays
    }

    /// No decision of the town's own.
    public static let standard = TownRules()

    /// The town's own figures, else the defaults.
    public func properties(of fraction: Fraction) -> FractionProperties { fractions[fraction.rawValue] ?? .standard(fraction) }

    /// Whether crews collect on that day at all (holidays and closed days out; weekdays are the vehicles' matter).
    public func isCollectionDay(_ day: CalendarDay) -> Bool {
        !closedDays.contains(day) && !(observesPublicHolidays && PublicHolidays.northRhineWestphalia(on: day) != nil)
    }
}

/// Levels at which something happens.
public struct LevelThresholds: Hashable, Sendable, Codable {
    /// Taken along when the truck is near (assumption).
    public var takeAlong: Double
    /// Must be emptied (Montclair, Hattersheim).
    public var mustEmpty: Double
    /// Critical (ThingsBoard).
    public var critical: Double
    /// A sensor is called silent after this many hours (assumption).
    public var silentAfterHours: Double
    /// Battery warning, percent (ThingsBoard).
    public var batteryWarningPercent: Double

    public init(
        takeAlong: Double = 0.5, mustEmpty: Double = 0.8, critical: Double = 0.9, silentAfterHours: Double = 24,
        batteryWarningPercent: Double = 30
    ) {
        self.takeAlong = takeAlong
        self.mustEmpty = mustEmpty
        self.critical = critical
        self.silentAfterHours = silentAfterHours
        self.batteryWarningPercent = batteryWarningPercent
    }
}

/// Times at the stops.
public struct ServiceTimes: Hashable, Sendable, Codable {
    /// Once a site (assumption).
    public var siteSeconds: Int
    /// Per container: crane 3 min (Groningen), litter bin by hand 1 min (assumption), lifts 40 s (assumption).
    public var craneSeconds: Int
    public var liftSeconds: Int
    public var manualSeconds: Int
    /// At the tip: 16 min (GPS study by Vincent, mean 16.4).
    public var disposalSeconds: Int

    public init(
        siteSeconds: Int = 120, craneSeconds: Int = 180, liftSeconds: Int = 40, manualSeconds: Int = 60,
        disposalSeconds: Int = 960
    ) {
        self.siteSeconds = siteSeconds
        self.craneSeconds = craneSeconds
        self.liftSeconds = liftSeconds
        self.manualSeconds = manualSeconds
        self.disposalSeconds = disposalSeconds
    }

    /// Seconds for one container, setup at the site not included.
    public func seconds(for type: ContainerType) -> Int {
        if let own = type.serviceSeconds { return own }
        return switch type.emptyingMethod {
        case .crane: craneSeconds
        case .rearLift, .sideLift: liftSeconds
        case .manual: manualSeconds
        }
    }
}

/// Hours in which refuse trucks may work in a zone; outside is quiet.
public struct QuietHours: Hashable, Sendable, Codable {
    public var zone: Zone
    /// Restricts the rule to some fractions (glass is noisier); `nil` means all.
    public var fractions: Set<Fraction>?
    /// All of a stop's work has to lie between them.
    public var allowedFrom: TimeOfDay
    public var allowedUntil: TimeOfDay
    /// Weekdays with any allowed hour; Sundays and holidays never have.
    public var weekdays: Set<Weekday>
    /// The paragraph, shown with every violation.
    public var source: String

    public init(
        zone: Zone, fractions: Set<Fraction>? = nil, allowedFrom: TimeOfDay, allowedUntil: TimeOfDay,
        weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday], source: String
    ) {
        self.zone = zone
        self.fractions = fractions
        self.allowedFrom = allowedFrom
        self.allowedUntil = allowedUntil
        self.weekdays = weekdays
        self.source = source
    }

    /// 32. BImSchV §7: not in residential zones from 20:00 to 07:00, not on Sundays and holidays.
    public static let standard = [
        QuietHours(
            zone: .residential, allowedFrom: TimeOfDay(hour: 7), allowedUntil: TimeOfDay(hour: 20), source: "32. BImSchV §7")
    ]
}

/// A dated permission, for example an earlier start on hot days (Uelzen: from 06:00 when ≥ 28 °C is forecast).
public struct QuietHourException: Hashable, Sendable, Codable {
    public var zone: Zone
    /// Both days are included.
    public var firstDay: CalendarDay
    public var lastDay: CalendarDay
    public var allowedFrom: TimeOfDay
    public var allowedUntil: TimeOfDay
    /// Who allowed it and why, shown with the plan.
    public var reason: String

    public init(
        zone: Zone, firstDay: CalendarDay, lastDay: CalendarDay, allowedFrom: TimeOfDay, allowedUntil: TimeOfDay, reason: String
    ) {
        self.zone = zone
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.allowedFrom = allowedFrom
        self.allowedUntil = allowedUntil
        self.reason = reason
    }
}

/// How ways are estimated while no road network is there.
public struct TravelEstimate: Hashable, Sendable, Codable {
    /// Way ÷ great circle. 1.5 is the median measured over pairs in one German city's road network.
    public var detourFactor: Double
    /// Speeds by length of the way, shortest first: short hops are slow.
    public var speeds: [SpeedClass]

    public struct SpeedClass: Hashable, Sendable, Codable {
        /// Holds for ways up to this many metres.
        public var upToMetres: Double
        /// Mean over the whole way, stops at lights included.
        public var kilometresPerHour: Double

        public init(upToMetres: Double, kilometresPerHour: Double) {
            self.upToMetres = upToMetres
            self.kilometresPerHour = kilometresPerHour
        }
    }

    public init(
        detourFactor: Double = 1.5,
        speeds: [SpeedClass] = [
            SpeedClass(upToMetres: 500, kilometresPerHour: 15), SpeedClass(upToMetres: 2000, kilometresPerHour: 22),
            SpeedClass(upToMetres: 8000, kilometresPerHour: 30), SpeedClass(upToMetres: 1_000_000, kilometresPerHour: 45),
        ]
    ) {
        self.detourFactor = detourFactor
        self.speeds = speeds
    }
}
