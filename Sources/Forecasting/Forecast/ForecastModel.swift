public import Model

/// Forecasts the level of every slot of a town: fit once a day from the history, updated slot by slot when readings come in.
///
/// Method: a slot grows by its fill rate times the "active days" gone by (weekday, hour, holidays); the rate is the slot's own mean
/// with a half-life, drawn to its fraction; the spread is what past forecasts were off by, scaled by expected growth and the sensor's
/// own scatter. Slots that nothing has measured take their fraction's rate, or the one their rhythm implies. See
/// docs/algorithms-forecasting.md for sources and scores.
///
/// A value: pure, no clock, no randomness; the same data gives the same forecasts.
public struct ForecastModel: Sendable {
    /// End of the data it was fitted on.
    public let fittedAt: Timestamp
    let rules: TownRules
    var fleets: [Fraction: Fleet]
    /// Levels to which emptyings left the slots, mean.
    let levelAfterEmptying: Double
    /// What is known of days that are not like others; `nil` when nothing is.
    var knowledge: DemandKnowledge?
    var states: [SlotID: SlotState]
    /// How much busier a site's measured slots are than their fractions: what slots without data borrow.
    var neighbourhood: [SiteID: Double] = [:]

    /// Days ahead for which the calendar is prepared; beyond them every day counts as a mean day.
    public static let calendarDays = 75.0

    /// Slots it can forecast: the active ones of the town.
    public var slots: [SlotID] { states.keys.sorted() }

    /// The forecast in the form plans and lists use; `nil` for a slot it does not know.
    ///
    /// "Full" is the slot's own threshold or the town's ``LevelThresholds/mustEmpty``.
    public func forecast(_ slot: SlotID, asOf: Timestamp) -> LevelForecast? {
        guard let state = states[slot], let now = distribution(slot, at: asOf) else { return nil }
        let fullLevel = state.slot.mustEmptyLevel ?? rules.thresholds.mustEmpty
        let course = FullTime(model: self, slot: slot, fullLevel: fullLevel, asOf: asOf)
        return LevelForecast(
            slot: slot, asOf: asOf, level: now.mean, levelDeviation: now.deviation, ratePerDay: state.rate.perDay,
            rateDeviation: state.rate.deviation, fullLevel: fullLevel, fullAt: course.expected,
            fullEarliest: course.reached(with: 0.1), fullLatest: course.reached(with: 0.9), basis: state.basis,
            dataAgeHours: state.newestReading.map { max(0, asOf.hours(since: $0)) },
            influences: influences(slot, asOf: asOf, days: Self.influenceDays))
    }

    /// What the level may be at a moment, provided nobody empties the slot before. `nil` for a slot it does not know.
    ///
    /// Made for the next 14 days; beyond, the spread grows as by then. O(days since the newest reading).
    public func distribution(_ slot: SlotID, at moment: Timestamp) -> LevelDistribution? {
        distribution(slot, at: moment, of: .level)
    }

    /// What the highest level until a moment may be, provided nobody empties the slot before: "was it full in between?"
    public func highestLevel(_ slot: SlotID, until moment: Timestamp) -> LevelDistribution? {
        distribution(slot, at: moment, of: .highest)
    }

    private func distribution(_ slot: SlotID, at moment: Timestamp, of question: NoiseModel.Question) -> LevelDistribution? {
        guard let state = states[slot], let fleet = fleets[Fleet.family(state.slot.fraction)] else { return nil }
        let hours = max(0, moment.hours(since: state.anchor.at))
        let (growth, doubt) = state.rate.course(
            from: state.anchor, to: moment, fleet: fleet, clock: fleet.clock(state.slot))
        let spread = fleet.noise.spread(
            hours: hours, growth: growth, level: state.anchor.level, noiseRatio: state.rate.noiseRatio, of: question)
        let rateVariance = max(0, state.rate.deviation * state.rate.deviation - fleet.noise.rateVarianceInside)
        let days = growth / max(state.rate.perDay, 1e-9)
        return LevelDistribution(
            location: state.anchor.level + growth,
            variance: spread.variance + state.levelVariance + rateVariance * days * days + doubt * doubt, shape: spread.shape)
    }

    /// Probability that the slot reaches a level by some moment, provided nobody empties it before.
    public func probability(_ slot: SlotID, reaching level: Double, by moment: Timestamp) -> Double {
        highestLevel(slot, until: moment)?.probability(atLeast: level) ?? 0
    }

    /// Takes new readings of one slot into account without a new fit of the fleet: O(readings of the last 120 days), well below a
    /// millisecond.
    ///
    /// - Parameters:
    ///   - points: trustworthy levels of the slot in time order, at least of the last weeks; later ones than `asOf` are not looked at.
    ///   - emptyings: its emptyings in that time.
    ///   - current: what the tracker knows now; its trust widens the spread.
    public mutating func update(
        _ slot: SlotID, points: [LevelPoint], emptyings: [Emptying], current: CurrentLevel? = nil, asOf: Timestamp
    ) {
        guard let known = states[slot] else { return }
        states[slot] = state(
            of: known.slot, points: Self.finite(points), emptyings: emptyings, current: current, asOf: asOf)
    }
}

extension ForecastModel {
    /// Moves a slot's level on to its newest readings and leaves its rate as it is: enough between two fits that are minutes apart.
    /// O(readings of the last days), some microseconds.
    ///
    /// - Parameters:
    ///   - points: trustworthy levels of the last ``recentDays`` in time order; those before are not needed.
    ///   - emptyings: of the same time, and the last one before.
    /// - Returns: `false`, with nothing changed, when there is no rate yet or too few readings: ``update(_:points:emptyings:current:asOf:)``
    ///   is needed then.
    @discardableResult
    public mutating func moveOn(
        _ slot: SlotID, points: [LevelPoint], emptyings: [Emptying], current: CurrentLevel? = nil, asOf: Timestamp
    ) -> Bool {
        guard var state = states[slot], state.newestReading != nil, state.rate.weightDays > 0,
            let fleet = fleets[Fleet.family(state.slot.fraction)]
        else { return false }
        let points = Self.finite(points)
        let end = DayLedger.firstIndex(points, after: asOf, before: points.count)
        guard end >= LevelEstimator.fewest else { return false }
        let anchor = self.anchor(
            state.slot, points, end, emptyings, Self.moments(emptyings, asOf: asOf), rate: state.rate, fleet: fleet,
            current: current, asOf: asOf)
        (state.anchor, state.levelVariance, state.newestReading) = (anchor.level, anchor.variance, points[end - 1].at)
        states[slot] = state
        return true
    }

    /// A level is estimated from readings of at most four days; a day more for emptyings that settle.
    public static let recentDays = 6.0
}

/// What the model knows of one slot.
struct SlotState: Sendable {
    var slot: Slot
    var rate: FillRate
    /// Level and moment from which the forecast goes on.
    var anchor: LevelEstimate
    /// Doubt about the anchor beyond the sensor's usual noise.
    var levelVariance: Double
    var basis: ForecastBasis
    var newestReading: Timestamp?
}
