import Forecasting
import Model
import Testing

@Suite struct BacktestTests {
    private func forecast(truth: Double, quantiles: [Double], start: Double = 0.3, highest: Double = 0, full: Double = 0)
        -> ScoredForecast
    {
        ScoredForecast(
            slot: "s", origin: TownStory.end, hours: 24, start: start, truth: truth, highest: highest, quantiles: quantiles,
            probabilityFull: full, lastValue: start, linear: start, weekdayRates: start)
    }

    @Test func scoresAreWhatOneComputesByHand() throws {
        let scores = try #require(
            ForecastScores([
                forecast(truth: 0.40, quantiles: [0.1, 0.2, 0.3, 0.35, 0.38, 0.5, 0.6]),
                forecast(truth: 0.30, quantiles: [0.1, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6], start: 0.6, highest: 0.9, full: 0.5),
            ]))
        #expect(abs(scores.meanAbsoluteError - 5) < 1e-9)
        #expect(abs(scores.meanError - 0) < 1e-9)
        #expect(scores.cover80 == 1)
        #expect(scores.cover50 == 0.5)
        // 0.1 × 0.20 + 0.5 × 0.05 + 0.1 × 0.10 and 0.1 × 0.10 + 0.5 × 0.05 + 0.1 × 0.20, a third of each, their mean, in points.
        #expect(abs(scores.pinball - 100 * 0.055 / 3) < 1e-9)
        #expect(scores.brierCount == 1)
        #expect(scores.brierFull == 0.25)
    }

    @Test func nothingIsScoredAcrossAnEmptyingOrWithoutFreshReadings() throws {
        var story = TownStory()
        story.addMeasured("s", ratePerDay: 0.06, days: 60)
        let breaks = (story.emptyings["s"] ?? []).map(\.at)
        let slot = BacktestSlot(
            slot: story.town.slots[0], points: try #require(story.series["s"]),
            emptyings: (story.emptyings["s"] ?? []).map { KnownEmptying(emptying: $0, knownAt: $0.at.adding(hours: 6)) },
            breaks: breaks)
        let from = TownStory.end.adding(days: -20)
        let plan = BacktestPlan(trainUntil: from, from: from, to: TownStory.end)
        let scored = Backtest(plan: plan, clock: TownStory.clock).run([slot], training: [slot]).levels
        #expect(!scored.isEmpty)
        for one in scored {
            let target = one.origin.adding(hours: Double(one.hours))
            #expect(!breaks.contains { $0 > one.origin && $0 <= target })
        }
        let scores = try #require(ForecastScores(scored.filter { $0.hours == 24 }))
        #expect(scores.meanAbsoluteError < scores.lastValueError)
        #expect(scores.meanAbsoluteError < 2)
    }

    @Test func timesOfGettingFullAreComparedWithWhatHappened() throws {
        let at = TownStory.end
        let scored = [(30.0, 24.0), (20, 24), (336, 100)].map { forecast, actual in
            ScoredFullTime(slot: "s", origin: at, start: 0.5, actualHours: actual, forecastHours: [.model: forecast])
        }
        let scores = try #require(FullTimeScores(scored, .model))
        #expect(scores.count == 3)
        #expect(abs(scores.meanAbsoluteHours - 82) < 1e-9)
        #expect(scores.medianAbsoluteHours == 6)
        #expect(abs(scores.tooLateShare - 2.0 / 3) < 1e-9)
        #expect(FullTimeScores(scored, .linear) == nil)
    }

    @Test func weekdayRatesBeatTheLastValueWhereWeekdaysDiffer() throws {
        var points: [LevelPoint] = []
        var (level, breaks) = (0.0, [Timestamp]())
        let start = try #require(Timestamp(rfc3339: "2026-01-05T00:00:00Z"))
        for hour in 0..<(24 * 7 * 12) {
            let weekday = hour / 24 % 7
            level += (weekday == 5 ? 0.24 : 0.06) / 24
            if level > 0.95 {
                level = 0.02
                breaks.append(start.adding(hours: Double(hour)))
            }
            points.append(LevelPoint(at: start.adding(hours: Double(hour)), level: level))
        }
        let end = start.adding(days: 84)
        let slot = BacktestSlot(
            slot: Slot(id: "s", site: "site", fraction: .paper, container: nil), points: points,
            emptyings: breaks.map {
                KnownEmptying(
                    emptying: Emptying(
                        slot: "s", at: $0, levelBefore: nil, levelAfter: nil, confidence: 1, source: .reported), knownAt: $0)
            }, breaks: breaks)
        let from = end.adding(days: -28)
        let result = Backtest(plan: BacktestPlan(trainUntil: from, from: from, to: end), clock: .utc).run(
            [slot], training: [slot])
        let scores = try #require(ForecastScores(result.levels.filter { $0.hours == 24 }))
        #expect(scores.weekdayRatesError < 1.5)
        #expect(scores.weekdayRatesError < scores.linearError)
        #expect(scores.linearError < scores.lastValueError)
        let times = try #require(FullTimeScores(result.fullTimes, .weekdayRates))
        #expect(times.medianAbsoluteHours < 12)
        #expect(try #require(FullTimeScores(result.fullTimes, .lastValue)).tooLateShare == 1)
    }

    @Test func withoutADateTheLastTwoMonthsAreForecast() throws {
        let first = try #require(Timestamp(rfc3339: "2020-05-08T22:00:00Z"))
        let last = try #require(Timestamp(rfc3339: "2020-12-31T23:59:00Z"))
        let plan = BacktestPlan.lastTwoMonths(first: first, last: last)
        #expect(plan.from.rfc3339 == "2020-11-01T00:00:00Z")
        #expect(plan.trainUntil == plan.from)
        let middle = try #require(Timestamp(rfc3339: "2021-05-20T10:00:00Z"))
        let other = BacktestPlan.lastTwoMonths(first: first, last: middle)
        #expect(other.from.rfc3339 == "2021-03-01T00:00:00Z")
        #expect(other.to.rfc3339 == "2021-05-01T00:00:00Z")
    }

    @Test func theReferenceRuleFindsTheDeepestStepOnce() {
        let levels = Array(repeating: 0.8, count: 10) + [0.7] + Array(repeating: 0.03, count: 10)
        let points = levels.enumerated().map { LevelPoint(at: SensorStory.start.adding(hours: Double($0)), level: $1) }
        #expect(ReferenceEmptyings.derive(points) == [SensorStory.start.adding(hours: 11)])
        #expect(ReferenceEmptyings.derive(Array(points.prefix(5))).isEmpty)
    }

    @Test func eachReferenceEmptyingCountsOnce() {
        let at = SensorStory.start
        #expect(ReferenceEmptyings.matches([at, at.adding(hours: 1)], [at]) == 1)
        #expect(ReferenceEmptyings.matches([at], [at.adding(hours: 7)]) == 0)
    }
}
