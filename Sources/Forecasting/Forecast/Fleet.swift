import Model

/// What is common to the slots of one family of fractions in a town: when people throw in, how fast, and how sure that is.
struct Fleet: Sendable {
    var activity: ActivityClock
    /// What was learned of days that are not like others, and the clocks of the sites that have such days.
    var effects = DemandEffects()
    var clocks: [SiteID: ActivityClock] = [:]
    var height: HeightProfile
    var noise: NoiseModel
    var dayVariance: VarianceLaw
    /// Mean rate and standard deviation between slots, by fraction; only fractions that were measured.
    var rates: [Fraction: FleetRate]

    /// The estimator for slots of a fraction; `fallback` is the town's figure for fractions that nothing has measured.
    func estimator(_ fraction: Fraction, fallback: Double) -> FillRateEstimator {
        let rate = rates[fraction] ?? FleetRate(perDay: fallback, deviation: 0.6 * fallback, slots: 0)
        return FillRateEstimator(fleetRate: rate.perDay, fleetDeviation: rate.deviation, dayVariance: dayVariance)
    }

    func clock(_ slot: Slot) -> ActivityClock { clocks[slot.site] ?? activity }

    /// Active days of a stretch, times the factor of its height: what its growth is divided by.
    func weighted(_ day: DayGrowth, _ clock: ActivityClock) -> Double {
        clock.activeDays(from: day.from, to: day.to) * height.factor(day.level)
    }

    /// Sets the sites' clocks to what is known. O(sites × days).
    mutating func tell(_ knowledge: DemandKnowledge?, sites: Set<SiteID>, family: Fraction) {
        guard let knowledge else { return }
        for site in sites {
            clocks[site] = activity.with(DayFactors(knowledge, effects, site: site, family: family))
        }
    }

    /// Fractions whose rhythm of deposits is alike are fitted together.
    static func family(_ fraction: Fraction) -> Fraction { fraction.isGlass ? Fraction(rawValue: "glass") : fraction }
}

struct FleetRate: Sendable, Hashable {
    var perDay: Double
    var deviation: Double
    /// Slots it was measured on.
    var slots: Int
}
