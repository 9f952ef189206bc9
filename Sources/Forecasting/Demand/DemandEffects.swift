import Model

/// An effect on the amount thrown in, as a logarithm: 0 is none, 0.7 twice as much.
struct DemandEffect: Hashable, Sendable {
    var log: Double
    /// How sure that is.
    var deviation: Double

    static let none = DemandEffect(log: 0, deviation: 0)

    var factor: Double { exponential(log) }
}

/// What the slots of a family of fractions have shown on days that are not like others.
struct DemandEffects: Hashable, Sendable {
    /// All slots of the family together.
    var schoolHolidays = DemandEffect.none
    /// Beside that, by kind of neighbourhood and by site.
    var byZone: [Zone: DemandEffect] = [:]
    var bySite: [SiteID: DemandEffect] = [:]
    /// By kind: against what the town expects, or against an ordinary day where it expects nothing.
    var events: [String: DemandEffect] = [:]
    /// Per standard deviation of ``WeatherFeatures``.
    var weather = SIMD4<Double>()

    /// School holidays at a site.
    func schoolHolidays(at site: SiteID, zone: Zone?) -> DemandEffect {
        let (place, around) = (bySite[site] ?? .none, zone.flatMap { byZone[$0] } ?? .none)
        let deviation = [schoolHolidays, place, around].reduce(0) { $0 + $1.deviation * $1.deviation }.squareRoot()
        return DemandEffect(log: schoolHolidays.log + place.log + around.log, deviation: deviation)
    }

    func event(_ event: TownEvent) -> DemandEffect {
        let expected = event.expectedFactor.map { naturalLogarithm(max(0.05, $0)) } ?? 0
        let learned = events[event.kind] ?? DemandEffect(log: 0, deviation: Self.eventDeviation)
        return DemandEffect(log: expected + learned.log, deviation: learned.deviation)
    }

    func weather(_ features: SIMD4<Double>) -> Double { (weather * features).sum() }

    // How large effects are before anything was learned, as standard deviations of the logarithm (assumptions). What the data can not
    // show stays near 0.
    static let holidayDeviation = 0.2
    static let weatherDeviation = 0.1
    static let eventDeviation = 0.5
    /// Two events of one kind are never quite alike.
    static let betweenEvents = 0.15
}

/// How much is thrown in at one site on each day of a stretch, against ordinary days.
struct DayFactors: Sendable {
    /// By day of the stretch.
    let factors: [Double]
    /// Standard deviation of its logarithm.
    let deviations: [Double]

    init(_ knowledge: DemandKnowledge, _ effects: DemandEffects, site: SiteID, family: Fraction) {
        var (logs, variances) = (knowledge.days.map { _ in 0.0 }, knowledge.days.map { _ in 0.0 })
        let holidays = effects.schoolHolidays(at: site, zone: knowledge.zone(of: site))
        for day in knowledge.days.indices {
            if let weather = knowledge.weather { logs[day] += effects.weather(weather[day]) }
            guard knowledge.holidays[day] >= 0 else { continue }
            logs[day] += holidays.log
            variances[day] += holidays.deviation * holidays.deviation
        }
        for (event, days) in knowledge.events(at: site, family: family) {
            let effect = effects.event(event)
            for day in days {
                logs[day] += effect.log
                variances[day] += effect.deviation * effect.deviation
            }
        }
        factors = logs.map { exponential(max(-Self.farthest, min(Self.farthest, $0))) }
        deviations = variances.map { $0.squareRoot() }
    }

    /// A tenth to ten times an ordinary day.
    private static let farthest = 2.3
}
