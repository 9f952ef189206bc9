import Model

extension ForecastModel {
    /// Rate, level and basis of one slot from its readings; without any, from its fraction and rhythm.
    ///
    /// - Parameter days: its days if they are known already, up to the fit's moment.
    func state(
        of slot: Slot, points: [LevelPoint], emptyings: [Emptying], current: CurrentLevel?, asOf: Timestamp,
        days: [DayGrowth]? = nil
    ) -> SlotState {
        guard let fleet = fleets[Fleet.family(slot.fraction)] else {
            return unmeasured(slot, fleet: nil, emptyings: emptyings, current: current, asOf: asOf)
        }
        let end = DayLedger.firstIndex(points, after: asOf, before: points.count)
        guard end > 0, asOf.days(since: points[end - 1].at) <= Self.silentForGoodDays else {
            return unmeasured(slot, fleet: fleet, emptyings: emptyings, current: current, asOf: asOf)
        }
        let moments = Self.moments(emptyings, asOf: asOf)
        let days = days ?? recentDays(slot, points, end, moments, fleet)
        let prior = rules.properties(of: slot.fraction).typicalFillPerDay
        let estimator = fleet.estimator(slot.fraction, fallback: prior)
        func rate(upTo last: Int) -> FillRate {
            var rate = estimator.estimate(days, upTo: last, asOf: asOf)
            let trend = fleet.trend(slot.fraction, daysSinceFit: asOf.days(since: fittedAt))
            rate.perDay *= trend
            rate.deviation *= trend
            return rate
        }
        let whole = rate(upTo: days.count)
        if let frozen = FrozenReadings(points, before: end),
            case let awake = rate(upTo: days.count { $0.to <= frozen.since }),
            frozen.isCertain(
                expectedGrowth: awake.growth(from: frozen.start, to: asOf, fleet: fleet, clock: fleet.clock(slot)),
                emptied: moments.last)
        {
            let anchor = self.anchor(
                slot, points, frozen.first + 1, emptyings, moments, rate: awake, fleet: fleet, current: nil, asOf: asOf)
            return SlotState(
                slot: slot, rate: awake, anchor: anchor.level, levelVariance: max(anchor.variance, Self.unseenVariance),
                basis: awake.weightDays >= Self.ownDays ? .readings : .fraction, newestReading: frozen.since)
        }
        let anchor = self.anchor(slot, points, end, emptyings, moments, rate: whole, fleet: fleet, current: current, asOf: asOf)
        return SlotState(
            slot: slot, rate: whole, anchor: anchor.level, levelVariance: anchor.variance,
            basis: whole.weightDays >= Self.ownDays ? .readings : .fraction, newestReading: points[end - 1].at)
    }

    private func recentDays(_ slot: Slot, _ points: [LevelPoint], _ end: Int, _ moments: [Timestamp], _ fleet: Fleet)
        -> [DayGrowth]
    {
        let local = fleet.activity.local
        let from = local.position(points[end - 1].at) - FillRateEstimator.habitWindowDays * 24
        let hour = max(0, min(local.count - 1, Int(from)))
        var days = DayLedger.build(
            points, before: end, emptyings: moments, local: local, firstDay: Int(local.dayIndex[hour]),
            eventDays: knowledge?.eventDays(at: slot.site, family: Fleet.family(slot.fraction)))
        let clock = fleet.clock(slot)
        for i in days.indices { days[i].activeDays = fleet.weighted(days[i], clock) }
        return days
    }

    /// The level to go on from, and how doubtful it is beyond the sensor's usual noise.
    func anchor(
        _ slot: Slot, _ points: [LevelPoint], _ end: Int, _ emptyings: [Emptying], _ moments: [Timestamp], rate: FillRate,
        fleet: Fleet, current: CurrentLevel?, asOf: Timestamp
    ) -> (level: LevelEstimate, variance: Double) {
        let emptied = moments.last
        guard
            let estimate = LevelEstimator.estimate(
                points, before: end, emptied: emptied, ratePerDay: rate.perDay, activity: fleet.clock(slot))
        else { return (afterEmptying(emptyings, at: emptied ?? asOf), Self.unseenVariance) }
        if let current, let level = current.level, level.isFinite, let at = current.measuredAt, at > estimate.at, at <= asOf {
            return (LevelEstimate(level: max(0, level), at: at), doubt(current.trust))
        }
        let unconfirmed = estimate.isUnconfirmed ? Self.unseenVariance : 0
        // How a sensor scatters is known from its own past soon enough and stands in the band already; counted whole a second time,
        // doubt would make the band of a noisy sensor twice too wide. Some of it stays: it may have begun to lie just now.
        let unknown = max(Self.lastingDoubt, 1 - rate.weightDays / Self.scatterDays)
        let stuck = current?.quality.contains(.stuck) == true ? Self.stuckVariance : 0
        return (estimate, unconfirmed + stuck + unknown * doubt(current?.trust ?? 1))
    }

    /// Below a trust of 0.8 the level is doubtful by up to a fifth of the container.
    private func doubt(_ trust: Double) -> Double {
        let deviation = 0.25 * max(0, 0.8 - (trust.isFinite ? trust : 0))
        return deviation * deviation
    }

    private func afterEmptying(_ emptyings: [Emptying], at moment: Timestamp) -> LevelEstimate {
        let known = emptyings.last { $0.at <= moment }?.levelAfter
        return LevelEstimate(level: known.map { $0.isFinite ? max(0, $0) : levelAfterEmptying } ?? levelAfterEmptying, at: moment)
    }

    /// A slot whose readings say nothing: rate of the fraction, of its neighbours and of its rhythm, and what people saw at its emptyings;
    /// level from the last emptying or the last word of a
    /// person, else somewhere in the middle of its cycle.
    private func unmeasured(
        _ slot: Slot, fleet: Fleet?, emptyings: [Emptying], current: CurrentLevel?, asOf: Timestamp
    ) -> SlotState {
        let properties = rules.properties(of: slot.fraction)
        let measured = fleet?.rates[slot.fraction]
        // Without any measured slot of the fraction the rhythm is all there is, or the town's figure.
        let prior =
            places?.prior(of: slot)
            ?? RatePrior(
                perDay: max(1e-4, PlaceKnowledge.implied(slot, rules) ?? properties.typicalFillPerDay), logDeviation: 0.5)
        let seen = SeenGrowth(
            emptyings, asOf: asOf, levelAfter: levelAfterEmptying,
            variancePerGrowth: fleet?.noise.laws[NoiseModel.oneDay].perGrowth ?? 0.024,
            activeDays: { fleet?.clock(slot).activeDays(from: $0, to: $1) ?? $1.days(since: $0) })
        let rate = seen.rate(prior)
        let fill = FillRate(
            perDay: max(rate.perDay, 1e-4), deviation: rate.deviation, weightDays: 0, weekday: Array(repeating: 1, count: 7),
            noiseRatio: 1)
        let (anchor, variance) = unmeasuredAnchor(slot, emptyings, current, properties.levelAtEmptying, asOf)
        return SlotState(
            slot: slot, rate: fill, anchor: anchor, levelVariance: variance, basis: measured == nil ? .rhythm : .fraction,
            newestReading: current?.measuredAt)
    }

    private func unmeasuredAnchor(
        _ slot: Slot, _ emptyings: [Emptying], _ current: CurrentLevel?, _ levelAtEmptying: Double, _ asOf: Timestamp
    ) -> (LevelEstimate, Double) {
        let emptied = Self.moments(emptyings, asOf: asOf).last
        if let current, let level = current.level, level.isFinite, let at = current.measuredAt, at <= asOf,
            at >= emptied ?? at, asOf.days(since: at) <= Self.silentForGoodDays
        {
            return (LevelEstimate(level: max(0, level), at: at), Self.unseenVariance + doubt(current.trust))
        }
        if let emptied, asOf.days(since: emptied) <= Self.silentForGoodDays {
            return (afterEmptying(emptyings, at: emptied), Self.unseenVariance)
        }
        let middle = (levelAfterEmptying + levelAtEmptying) / 2
        return (LevelEstimate(level: middle, at: asOf), levelAtEmptying * levelAtEmptying / 12)
    }

    /// A sensor silent for so long is as good as none: somebody has emptied the slot since.
    static let silentForGoodDays = 60.0
    /// A sensor that stands still may have stood at any level for days.
    static let stuckVariance = 0.0625
    /// With so many days of its own a slot's scatter is known.
    static let scatterDays = 10.0
    /// Share of the doubt's variance that stays (`fuellort-simulator sensors`: claimed and true errors agree with it).
    static let lastingDoubt = 0.2
    /// With so many days of its own a slot's rate is its own.
    static let ownDays = 5.0
    /// Level after an emptying nobody measured: 5 %, now and then 25 %.
    static let unseenVariance = 0.008
}
