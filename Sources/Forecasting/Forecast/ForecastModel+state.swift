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
        let rate = fleet.estimator(slot.fraction, fallback: prior).estimate(days, upTo: days.count, asOf: asOf)
        let anchor = self.anchor(slot, points, end, emptyings, moments, rate: rate, fleet: fleet, current: current, asOf: asOf)
        return SlotState(
            slot: slot, rate: rate, anchor: anchor.level, levelVariance: anchor.variance,
            basis: rate.weightDays >= Self.ownDays ? .readings : .fraction, newestReading: points[end - 1].at)
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
        return (estimate, unconfirmed + doubt(current?.trust ?? 1))
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
        let implied = slot.rhythm.map { properties.levelAtEmptying / max(0.5, $0.meanIntervalDays) }
        // Who throws much of one thing into one container at a place mostly does so with its neighbours.
        let fleetRate = measured.map { $0.perDay * (neighbourhood[slot.site] ?? 1) }
        let prior =
            switch (fleetRate, implied) {
            case (let fleet?, let rhythm?): (fleet * rhythm).squareRoot()
            case (let fleet?, nil): fleet
            case (nil, let rhythm?): rhythm
            case (nil, nil): properties.typicalFillPerDay
            }
        let likely = max(prior, 1e-4)
        let seen = SeenGrowth(
            emptyings, asOf: asOf, levelAfter: levelAfterEmptying,
            variancePerGrowth: fleet?.noise.laws[NoiseModel.oneDay].perGrowth ?? 0.024,
            activeDays: { fleet?.clock(slot).activeDays(from: $0, to: $1) ?? $1.days(since: $0) })
        let rate = seen.rate(prior: likely, deviation: 0.5 * likely)
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
    /// With so many days of its own a slot's rate is its own.
    static let ownDays = 5.0
    /// Level after an emptying nobody measured: 5 %, now and then 25 %.
    static let unseenVariance = 0.008
}
