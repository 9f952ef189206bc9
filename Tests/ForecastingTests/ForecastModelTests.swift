import Forecasting
import Model
import Testing

@Suite struct ForecastModelTests {
    @Test func learnsTheRateAndSaysWhenTheSlotIsFull() throws {
        var story = TownStory()
        story.addMeasured("s", ratePerDay: 0.05, days: 13, startLevel: 0.05)
        let forecast = try #require(story.fit().forecast("s", asOf: TownStory.end))
        #expect(forecast.basis == .readings)
        #expect(abs(forecast.ratePerDay - 0.05) < 0.01)
        #expect(abs(forecast.level - 0.7) < 0.06)
        #expect(forecast.fullLevel == 0.8)
        let full = try #require(forecast.fullAt)
        let (earliest, latest) = (try #require(forecast.fullEarliest), try #require(forecast.fullLatest))
        #expect(full > TownStory.end && full < TownStory.end.adding(days: 5))
        #expect(earliest <= full && full <= latest)
    }

    @Test func aSlotWithFewReadingsBorrowsFromItsFraction() throws {
        var story = TownStory()
        for i in 0..<8 { story.addMeasured(ID("old-\(i)"), ratePerDay: 0.06, seed: UInt64(i)) }
        story.addMeasured("new", ratePerDay: 0.06, days: 2)
        let forecast = try #require(story.fit().forecast("new", asOf: TownStory.end))
        #expect(forecast.basis == .fraction)
        #expect(abs(forecast.ratePerDay - 0.06) < 0.015)
        let known = try #require(story.fit().forecast("old-1", asOf: TownStory.end))
        #expect(forecast.rateDeviation > known.rateDeviation)
    }

    @Test func withoutAnySensorTheRhythmTellsTheRate() throws {
        var story = TownStory()
        let anchor = try #require(CalendarDay(iso: "2026-06-01"))
        story.addSlot("weekly", rhythm: Rhythm(everyWeeks: 1, weekdays: [.monday], anchor: anchor))
        story.addSlot("monthly", rhythm: Rhythm(everyWeeks: 4, weekdays: [.monday], anchor: anchor))
        story.addSlot("unknown")
        let model = story.fit()
        let weekly = try #require(model.forecast("weekly", asOf: TownStory.end))
        #expect(weekly.basis == .rhythm)
        #expect(abs(weekly.ratePerDay - 0.6 / 7) < 1e-9)
        #expect(try #require(model.forecast("monthly", asOf: TownStory.end)).ratePerDay < weekly.ratePerDay)
        let unknown = try #require(model.forecast("unknown", asOf: TownStory.end))
        #expect(unknown.ratePerDay == FractionProperties.standard(.glassWhite).typicalFillPerDay)
        #expect(unknown.dataAgeHours == nil)
        #expect(unknown.levelDeviation > 0.1)
    }

    @Test func aContainerFoundOverfullAgainAndAgainFillsFasterThanItsLevelsSay() throws {
        var story = TownStory()
        for (name, found) in [("full", 0.95), ("overfull", 1.1)] as [(SlotID, Double)] {
            story.addSlot(name)
            story.emptyings[name] = (0..<8).map {
                Emptying(
                    slot: name, at: TownStory.end.adding(days: -112 + 14 * Double($0)), levelBefore: found, levelAfter: 0.05,
                    confidence: 1, source: .reported)
            }
        }
        let model = story.fit()
        let full = try #require(model.forecast("full", asOf: TownStory.end))
        let overfull = try #require(model.forecast("overfull", asOf: TownStory.end))
        #expect(abs(full.ratePerDay - 0.9 / 14) < 0.01)
        #expect(overfull.ratePerDay > 1.05 * full.ratePerDay)
    }

    @Test func whatTheRhythmSaysIsLearnedFromTheSlotsThatAreMeasured() throws {
        var story = TownStory()
        let anchor = try #require(CalendarDay(iso: "2026-06-01"))
        let rhythm = { (weeks: Int) in Rhythm(everyWeeks: weeks, weekdays: [.monday], anchor: anchor) }
        for i in 0..<6 {
            story.addMeasured(ID("busy-\(i)"), ratePerDay: 0.06, days: 30, seed: UInt64(i + 1))
            story.addMeasured(ID("quiet-\(i)"), ratePerDay: 0.015, days: 30, seed: UInt64(i + 50))
        }
        for index in story.town.slots.indices {
            story.town.slots[index].rhythm = rhythm(story.town.slots[index].id.rawValue.hasPrefix("busy") ? 1 : 4)
        }
        story.addSlot("busy", rhythm: rhythm(1))
        story.addSlot("quiet", rhythm: rhythm(4))
        let model = story.fit()
        #expect(abs(try #require(model.forecast("busy", asOf: TownStory.end)).ratePerDay - 0.06) < 0.02)
        #expect(abs(try #require(model.forecast("quiet", asOf: TownStory.end)).ratePerDay - 0.015) < 0.008)
    }

    @Test func aFrozenSensorIsNotBelieved() throws {
        var story = TownStory()
        for i in 0..<6 { story.addMeasured(ID("other-\(i)"), ratePerDay: 0.05, seed: UInt64(i + 9)) }
        story.addMeasured("frozen", ratePerDay: 0.04, days: 20, startLevel: 0.05)
        let points = try #require(story.series["frozen"])
        let cut = points.count - 5 * points.count / 20
        story.series["frozen"] = points.enumerated().map { LevelPoint(at: $1.at, level: $0 < cut ? $1.level : points[cut].level) }
        let forecast = try #require(story.fit().forecast("frozen", asOf: TownStory.end))
        #expect(forecast.level > points[cut].level + 0.12)
    }

    @Test func aReportedEmptyingSetsASlotWithoutSensorBack() throws {
        var story = TownStory()
        story.addSlot("s", fraction: .paper)
        story.emptyings["s"] = [
            Emptying(
                slot: "s", at: TownStory.end.adding(days: -1), levelBefore: nil, levelAfter: nil, confidence: 1, source: .reported
            )
        ]
        let forecast = try #require(story.fit().forecast("s", asOf: TownStory.end))
        #expect(forecast.level > 0.05 && forecast.level < 0.35)
    }

    @Test func aSilentSensorWidensTheBandAndTheForecastGoesOn() throws {
        var story = TownStory()
        story.addMeasured("s", ratePerDay: 0.03, days: 20, startLevel: 0.05)
        for i in 0..<6 { story.addMeasured(ID("other-\(i)"), ratePerDay: 0.04, seed: UInt64(i + 9)) }
        let fresh = try #require(story.fit().forecast("s", asOf: TownStory.end))
        let later = TownStory.end.adding(days: 7)
        let silent = try #require(story.fit(asOf: later).forecast("s", asOf: later))
        #expect(silent.levelDeviation > 1.5 * fresh.levelDeviation)
        #expect(silent.level > fresh.level + 0.1)
        #expect(try #require(silent.dataAgeHours) >= 168)
    }

    @Test func aDoubtfulSensorWidensTheBand() throws {
        var story = TownStory()
        story.addMeasured("s", ratePerDay: 0.03, days: 20)
        let trusted = try #require(story.fit().forecast("s", asOf: TownStory.end))
        story.current["s"] = CurrentLevel(
            slot: "s", level: trusted.level, measuredAt: TownStory.end, lastHeardAt: nil, trust: 0.2)
        let doubted = try #require(story.fit().forecast("s", asOf: TownStory.end))
        #expect(doubted.levelDeviation > trusted.levelDeviation + 0.05)
    }

    @Test func quantilesAndProbabilitiesFitTogetherForTwoWeeks() throws {
        var story = TownStory()
        for i in 0..<6 { story.addMeasured(ID("s-\(i)"), ratePerDay: 0.04, seed: UInt64(i)) }
        let model = story.fit()
        var lastWidth = 0.0
        for day in [1.0, 3, 7, 14] {
            let level = try #require(model.distribution("s-1", at: TownStory.end.adding(days: day)))
            #expect(level.quantile(0.1) < level.quantile(0.5) && level.quantile(0.5) < level.quantile(0.9))
            #expect(abs(level.probability(atLeast: level.quantile(0.9)) - 0.1) < 0.02)
            #expect(level.quantile(0.9) - level.quantile(0.1) > lastWidth)
            lastWidth = level.quantile(0.9) - level.quantile(0.1)
        }
    }

    @Test func anEmptyingStartsTheLevelAfresh() throws {
        var story = TownStory()
        story.addMeasured("s", ratePerDay: 0.03, days: 20)
        let emptied = TownStory.end.adding(hours: 2)
        story.emptyings["s"] =
            (story.emptyings["s"] ?? []) + [
                Emptying(slot: "s", at: emptied, levelBefore: 0.7, levelAfter: 0.02, confidence: 0.95, source: .sensed)
            ]
        let forecast = try #require(story.fit(asOf: emptied).forecast("s", asOf: emptied.adding(hours: 1)))
        #expect(forecast.level < 0.1)
    }

    @Test func aFallNotYetConfirmedIsFollowed() throws {
        var story = TownStory()
        story.addMeasured("s", ratePerDay: 0.03, days: 20, startLevel: 0.1)
        for hour in 1...2 { story.series["s"]?.append(LevelPoint(at: TownStory.end.adding(hours: Double(hour)), level: 0.03)) }
        let asOf = TownStory.end.adding(hours: 3)
        #expect(try #require(story.fit(asOf: asOf).forecast("s", asOf: asOf)).level < 0.15)
    }

    @Test func updatingOneSlotIsTheSameAsFittingItAnew() throws {
        var story = TownStory()
        for i in 0..<4 { story.addMeasured(ID("s-\(i)"), ratePerDay: 0.04, seed: UInt64(i)) }
        let model = story.fit()
        var updated = model
        updated.update(
            "s-2", points: try #require(story.series["s-2"]), emptyings: story.emptyings["s-2"] ?? [], asOf: TownStory.end)
        let (one, other) = (
            try #require(model.forecast("s-2", asOf: TownStory.end)), try #require(updated.forecast("s-2", asOf: TownStory.end))
        )
        #expect(one == other)
    }

    @Test func levelsThatAreNoNumbersBreakNothing() throws {
        var story = TownStory()
        story.addMeasured("s", ratePerDay: 0.04, days: 20)
        story.series["s"]?[100].level = .nan
        story.series["s"]?[470].level = .nan
        story.series["s"]?[479].level = .infinity
        let forecast = try #require(story.fit().forecast("s", asOf: TownStory.end))
        #expect(forecast.level.isFinite && forecast.levelDeviation.isFinite && forecast.ratePerDay.isFinite)
        #expect(abs(forecast.ratePerDay - 0.04) < 0.015)
    }

    @Test func aLevelAboveOneIsKept() throws {
        var story = TownStory()
        story.addMeasured("s", ratePerDay: 0.02, days: 5, startLevel: 0.1)
        story.series["s"] = story.series["s"]?.map { LevelPoint(at: $0.at, level: $0.level + 1) }
        let forecast = try #require(story.fit().forecast("s", asOf: TownStory.end))
        #expect(forecast.level > 1.1)
        #expect(forecast.fullAt == TownStory.end)
        #expect(forecast.fullEarliest == TownStory.end)
    }

    @Test func sameDataSameForecast() {
        var story = TownStory()
        for i in 0..<5 { story.addMeasured(ID("s-\(i)"), ratePerDay: 0.04, seed: UInt64(i)) }
        let (one, other) = (story.fit(), story.fit())
        #expect(
            one.slots.map { one.forecast($0, asOf: TownStory.end) } == other.slots.map { other.forecast($0, asOf: TownStory.end) }
        )
    }

    @Test func unknownAndInactiveSlotsHaveNoForecast() {
        var story = TownStory()
        story.addSlot("off")
        story.town.slots[0].isActive = false
        #expect(story.fit().forecast("off", asOf: TownStory.end) == nil)
        #expect(story.fit().distribution("nowhere", at: TownStory.end) == nil)
    }

    @Test func readingsOfTheFutureAreNotLookedAt() throws {
        var story = TownStory()
        story.addMeasured("s", ratePerDay: 0.04, days: 30)
        let asOf = TownStory.end.adding(days: -10)
        var past = story
        past.series["s"] = story.series["s"]?.filter { $0.at <= asOf }
        past.emptyings["s"] = story.emptyings["s"]?.filter { $0.at <= asOf }
        #expect(story.fit(asOf: asOf).forecast("s", asOf: asOf) == past.fit(asOf: asOf).forecast("s", asOf: asOf))
    }

    @Test func aSensorThatSpeaksInFifthsOnceADayIsForecastToo() throws {
        var story = TownStory()
        story.addSlot("s", fraction: .litter)
        var level = 0.0
        story.series["s"] = (0..<60).map { day in
            level += 0.07
            let at = TownStory.end.adding(days: Double(day - 59))
            if level > 1 {
                level = 0.07
                story.emptyings["s", default: []].append(
                    Emptying(
                        slot: "s", at: at.adding(hours: -2), levelBefore: 1, levelAfter: 0, confidence: 0.9, source: .reported))
            }
            return LevelPoint(at: at, level: (level * 5).rounded(.down) / 5)
        }
        let model = story.fit()
        let forecast = try #require(model.forecast("s", asOf: TownStory.end))
        #expect(forecast.basis == .readings)
        #expect(abs(forecast.ratePerDay - 0.07) < 0.02)
        let tomorrow = try #require(model.distribution("s", at: TownStory.end.adding(days: 1)))
        #expect(tomorrow.quantile(0.9) - tomorrow.quantile(0.1) > 0.08)
    }

    @Test func movingALevelOnAgreesWithLearningItAnew() throws {
        var story = TownStory()
        story.addMeasured("a", ratePerDay: 0.05, days: 90)
        story.addMeasured("b", ratePerDay: 0.08, days: 90, seed: 2)
        var moved = story.fit(asOf: TownStory.end.adding(hours: -3))
        var anew = moved
        for slot in ["a", "b"] as [SlotID] {
            let points = try #require(story.series[slot])
            let recent = points.filter { TownStory.end.days(since: $0.at) <= ForecastModel.recentDays }
            let emptyings = story.emptyings[slot] ?? []
            let isMoved = moved.moveOn(slot, points: recent, emptyings: emptyings, asOf: TownStory.end)
            #expect(isMoved)
            anew.update(slot, points: points, emptyings: emptyings, asOf: TownStory.end)
            let one = try #require(moved.forecast(slot, asOf: TownStory.end))
            let other = try #require(anew.forecast(slot, asOf: TownStory.end))
            #expect(abs(one.level - other.level) < 0.002)
            #expect(abs(one.ratePerDay - other.ratePerDay) < 0.002)
            #expect(one.dataAgeHours == other.dataAgeHours)
        }
    }

    @Test func aSlotWithoutARateIsNotMovedOn() throws {
        var story = TownStory()
        story.addMeasured("a", ratePerDay: 0.05)
        story.addSlot("new")
        var model = story.fit()
        let points = (0..<6).map { LevelPoint(at: TownStory.end.adding(hours: Double($0)), level: 0.2) }
        for slot in ["new", "unknown"] as [SlotID] {
            let isMoved = model.moveOn(slot, points: points, emptyings: [], asOf: TownStory.end.adding(hours: 6))
            #expect(!isMoved)
        }
    }
}
