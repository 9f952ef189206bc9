public import Model

extension ForecastModel {
    /// The forecast together with its course in steps, as plans over the coming days want it.
    public func forecast(_ slot: SlotID, asOf: Timestamp, courseDays: Int) -> LevelForecast? {
        var forecast = forecast(slot, asOf: asOf)
        forecast?.course = course(slot, asOf: asOf, days: courseDays)
        return forecast
    }

    /// Expected level and chance of being overfull in steps of six hours; `nil` for a slot it does not know. O(steps).
    public func course(_ slot: SlotID, asOf: Timestamp, days: Int) -> LevelCourse? {
        guard let state = states[slot], let fleet = fleets[Fleet.family(state.slot.fraction)] else { return nil }
        let rateVariance = max(0, state.rate.deviation * state.rate.deviation - fleet.noise.rateVarianceInside)
        var levels: [Double] = []
        var overfull: [Double] = []
        var reached = state.anchor
        var doubt = 0.0
        let clock = fleet.clock(state.slot)
        for step in 0...max(0, days) * 24 / Self.courseStepHours {
            let moment = asOf.adding(hours: Double(step * Self.courseStepHours))
            if moment > reached.at {
                let step = state.rate.course(from: reached, to: moment, fleet: fleet, clock: clock)
                reached.level += step.growth
                doubt += step.doubt
                reached.at = moment
            }
            let growth = reached.level - state.anchor.level
            let spread = fleet.noise.spread(
                hours: max(0, moment.hours(since: state.anchor.at)), growth: growth, level: state.anchor.level,
                noiseRatio: state.rate.noiseRatio, of: .level)
            let activeDays = growth / max(state.rate.perDay, 1e-9)
            let distribution = LevelDistribution(
                location: reached.level,
                variance: spread.variance + state.levelVariance + rateVariance * activeDays * activeDays + doubt * doubt,
                shape: spread.shape)
            levels.append(distribution.mean)
            overfull.append(distribution.probability(atLeast: 1))
        }
        let law = fleet.noise.laws[NoiseModel.oneDay]
        return LevelCourse(
            stepHours: Double(Self.courseStepHours), levels: levels, overfull: overfull,
            variancePerGrowth: law.perGrowth * min(4, max(0.25, state.rate.noiseRatio)))
    }

    static let courseStepHours = 6
}
