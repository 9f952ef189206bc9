public import Model

/// Which part of a history is forecast, and from when.
public struct BacktestPlan: Sendable, Hashable {
    /// The fleet is fitted on data up to here, once.
    public var trainUntil: Timestamp
    /// Origins lie in `from ..< to`, one a day, and so do the moments forecast.
    public var from: Timestamp
    public var to: Timestamp
    public var originHourUTC: Int
    /// An origin counts only if its newest reading is not older.
    public var freshHours: Double

    public init(trainUntil: Timestamp, from: Timestamp, to: Timestamp, originHourUTC: Int = 4, freshHours: Double = 6) {
        self.trainUntil = trainUntil
        self.from = from
        self.to = to
        self.originHourUTC = max(0, min(23, originHourUTC))
        self.freshHours = freshHours
    }

    /// The two last calendar months (UTC) of a history, trained on everything before; the last half of a history shorter than four
    /// months.
    public static func lastTwoMonths(first: Timestamp, last: Timestamp) -> BacktestPlan {
        let end = TownClock.utc.day(of: last)
        let isWholeMonth = end.adding(days: 1).day == 1
        let monthEnd = isWholeMonth ? end.adding(days: 1) : end.adding(days: 1 - end.day)
        let before = monthEnd.adding(days: -45)
        let start = TownClock.utc.moment(before.adding(days: 1 - before.day))
        let half = Timestamp(milliseconds: first.milliseconds / 2 + last.milliseconds / 2)
        let from = start.days(since: first) >= 60 ? start : half
        let to = isWholeMonth || start.days(since: first) < 60 ? last.adding(seconds: 1) : TownClock.utc.moment(monthEnd)
        return BacktestPlan(trainUntil: from, from: from, to: to)
    }
}

/// One slot's history for a backtest.
public struct BacktestSlot: Sendable {
    public var slot: Slot
    /// Trustworthy levels in time order.
    public var points: [LevelPoint]
    /// What the model may know: emptyings with the moment they were confirmed.
    public var emptyings: [KnownEmptying]
    /// Moments at which the level breaks off: no forecast is scored across one.
    public var breaks: [Timestamp]

    public init(slot: Slot, points: [LevelPoint], emptyings: [KnownEmptying], breaks: [Timestamp]) {
        self.slot = slot
        self.points = points
        self.emptyings = emptyings
        self.breaks = breaks
    }
}

public struct KnownEmptying: Sendable, Hashable {
    public var emptying: Emptying
    public var knownAt: Timestamp

    public init(emptying: Emptying, knownAt: Timestamp) {
        self.emptying = emptying
        self.knownAt = knownAt
    }
}

/// Scores the forecast on the past by rolling origin (Tashman 2000): every day the model forecasts with nothing but what was known
/// then. It is the model of the product, ``ForecastModel``, that is scored.
public struct Backtest: Sendable {
    public let plan: BacktestPlan
    public let clock: TownClock
    public let rules: TownRules
    /// Sites and what is known of days that are not like others; `nil` where nothing is. Its slots are not looked at.
    public var town: TownData?
    /// Hours ahead.
    public var horizons = [24, 48]
    /// Levels are compared between these: sensors say nothing of what lies above the full line.
    public var levelBounds = 0.0...1.0

    public init(plan: BacktestPlan, clock: TownClock, rules: TownRules = .standard) {
        self.plan = plan
        self.clock = clock
        self.rules = rules
    }

    /// All forecasts of the plan with what became of them.
    ///
    /// - Parameter training: slots the fleet is fitted on; those scored need not be among them.
    public func run(_ slots: [BacktestSlot], training: [BacktestSlot]) -> BacktestResult {
        var model = fitted(slots, training: training)
        let local = localHours
        var result = BacktestResult()
        result.learnedEffects = model.learnedEffects
        for origin in origins() {
            model.look(from: origin, clock: clock)
            for slot in slots {
                let known = slot.emptyings.filter { $0.knownAt <= origin }.map(\.emptying)
                let end = DayLedger.firstIndex(slot.points, after: origin, before: slot.points.count)
                guard end >= 5, origin.hours(since: slot.points[end - 1].at) <= plan.freshHours else { continue }
                model.update(slot.slot.id, points: slot.points, emptyings: known, asOf: origin)
                let baselines = BaselineForecasts(
                    points: slot.points, end: end, breaks: slot.breaks, origin: origin,
                    start: held(DayLedger.causalMedian(slot.points, endingAt: end - 1)), local: local)
                for hours in horizons {
                    if let one = score(slot, model, baselines, end: end, hours: hours) { result.levels.append(one) }
                }
                if let one = scoreFullTime(slot, model, baselines, end: end) { result.fullTimes.append(one) }
            }
        }
        return result
    }

    /// Weekdays of the eight weeks before the first origin and until the end.
    private var localHours: LocalHours {
        LocalHours(
            from: plan.from.adding(days: -Double(7 * WeekdayRates.weeks + 2)), to: plan.to.adding(days: 15), clock: clock,
            calendar: DemandCalendar())
    }

    func origins() -> [Timestamp] {
        let day = Int64(86400)
        var moment = plan.from.seconds.quotientRoundedDown(day) * day + Int64(plan.originHourUTC) * 3600
        var origins: [Timestamp] = []
        while moment < plan.to.seconds {
            if moment >= plan.from.seconds { origins.append(Timestamp(seconds: moment)) }
            moment += day
        }
        return origins
    }

    /// Fitted on the training slots; the scored ones are known to it by name only until their turn comes.
    private func fitted(_ slots: [BacktestSlot], training: [BacktestSlot]) -> ForecastModel {
        let trained = Set(training.map(\.slot.id))
        let others = slots.filter { !trained.contains($0.slot.id) }
        var town = self.town ?? TownData(town: Town(id: "backtest", name: "Backtest"))
        town.rules = rules
        town.slots = training.map(\.slot) + others.map(\.slot)
        return ForecastModel.fit(
            town: town,
            series: Dictionary(training.map { ($0.slot.id, $0.points) }, uniquingKeysWith: { first, _ in first }),
            emptyings: Dictionary(
                training.map { ($0.slot.id, $0.emptyings.filter { $0.knownAt <= plan.trainUntil }.map(\.emptying)) },
                uniquingKeysWith: { first, _ in first }),
            asOf: plan.trainUntil, clock: clock, calendarDays: max(75, plan.to.days(since: plan.trainUntil) + 15))
    }

    private func score(
        _ slot: BacktestSlot, _ model: ForecastModel, _ baselines: BaselineForecasts, end: Int, hours: Int
    ) -> ScoredForecast? {
        let origin = baselines.origin
        let target = origin.adding(hours: Double(hours))
        guard target < plan.to, !slot.breaks.contains(where: { $0 > origin && $0 <= target }),
            let seen = ResidualCollector.nearest(slot.points, to: target),
            let distribution = model.distribution(slot.slot.id, at: target)
        else { return nil }
        var highest = -Double.infinity
        if end <= seen { for i in end...seen { highest = max(highest, held(DayLedger.centredMedian(slot.points, at: i))) } }
        return ScoredForecast(
            slot: slot.slot.id, origin: origin, hours: hours, start: baselines.start,
            truth: held(DayLedger.centredMedian(slot.points, at: seen)), highest: highest,
            quantiles: ScoredForecast.probabilities.map { held(distribution.quantile($0)) },
            probabilityFull: model.probability(slot.slot.id, reaching: ScoredForecast.fullLevel, by: target),
            lastValue: baselines.start, linear: held(baselines.level(.linear, hours: hours)),
            weekdayRates: held(baselines.level(.weekdayRates, hours: hours)))
    }

    func held(_ level: Double) -> Double { max(levelBounds.lowerBound, min(levelBounds.upperBound, level)) }
}
