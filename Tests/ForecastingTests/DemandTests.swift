import Forecasting
import Model
import Testing

@Suite("Days that are not like others")
struct DemandTests {
    private func isHoliday(_ day: CalendarDay) -> Bool { DemandStory.holidays.contains { $0.holds(on: day) } }

    @Test("School holidays that halve the litter are learned, and halve the error at their beginning")
    func schoolHolidays() throws {
        var story = DemandStory()
        story.town.schoolHolidays = DemandStory.holidays
        // At the school (site 0) nearly nothing is left.
        story.play { day, site in isHoliday(day) ? (site == 0 ? 0.15 : 0.6) : 1 }
        // From the middle of July to the end of September.
        let firstDays = { (day: CalendarDay) in (day.month == 7 && day.day >= 20) || (day.month == 9 && day.day < 8) }
        let (plain, told) = (
            story.evaluate(days: 80, knowing: false, on: firstDays), story.evaluate(days: 80, knowing: true, on: firstDays)
        )
        #expect(told.error < 0.8 * plain.error)
        let common = try #require(told.result.learnedEffects.first { $0.name == "school-holidays" })
        #expect(abs(common.factor - 0.6) < 0.12)
        let school = try #require(told.result.learnedEffects.first { $0.name == "school-holidays at s0" })
        #expect(school.factor < 0.7 * common.factor)
    }

    @Test("Warm and dry days that bring more are learned from the weather, and the error falls")
    func weather() throws {
        var story = DemandStory()
        let days = DemandStory.days(300)
        var noise = Noise(seed: 7)
        var (weather, factors) = ([DayWeather](), [CalendarDay: Double]())
        for day in days {
            let (warmth, rain) = (noise.next(), max(0, 4 * noise.next()))
            weather.append(DayWeather(day: day, maximumCelsius: 15 + 8 * warmth, rainMillimetres: rain, sunshineHours: nil))
            factors[day] = 1 + 0.5 * warmth - 0.1 * rain
        }
        story.town.weather = weather
        story.play { day, _ in max(0.1, factors[day] ?? 1) }
        let (plain, told) = (story.evaluate(days: 60, knowing: false), story.evaluate(days: 60, knowing: true))
        #expect(told.error < 0.8 * plain.error)
        let learned = told.result.learnedEffects
        #expect(try #require(learned.first { $0.name == "temperature" }).factor > 1.15)
        #expect(try #require(learned.first { $0.name == "rain" }).factor < 0.95)
        #expect(try #require(learned.first { $0.name == "sunshine" }).factor == 1)
    }

    @Test("A market is learned from past markets, and its days do not raise the ordinary rate")
    func events() throws {
        var story = DemandStory()
        let starts = [40, 90, 140, 190, 240, 275, 290]
        let days = DemandStory.days(300)
        story.town.events = starts.map { start in
            TownEvent(
                id: ID("m\(start)"), kind: "market", name: "Markt", from: days[start], to: days[start + 3], sites: ["s1", "s2"])
        }
        let events = story.town.events
        story.play { day, site in (1...2).contains(site) && events.contains { $0.holds(on: day) } ? 3 : 1 }
        let near = { (day: CalendarDay) in events.contains { $0.holds(on: day) || $0.holds(on: day.adding(days: 1)) } }
        let (plain, told) = (
            story.evaluate(days: 60, knowing: false, on: near), story.evaluate(days: 60, knowing: true, on: near)
        )
        #expect(told.error < 0.8 * plain.error)
        let market = try #require(told.result.learnedEffects.first { $0.name == "event market" })
        #expect(abs(market.factor - 3) < 0.6)
    }

    @Test("An event that has never been is forecast as the town expects, and shown with the forecast")
    func expectedEvent() throws {
        var story = DemandStory()
        let event = TownEvent(
            id: "fest", kind: "festival", name: "Stadtfest", from: DemandStory.lastDay.adding(days: 2),
            to: DemandStory.lastDay.adding(days: 3), sites: ["s1"], expectedFactor: 4)
        story.town.events = [event]
        story.play(days: 60) { _, _ in 1 }
        story.town.slots = story.slots.map(\.slot)
        let series = Dictionary(uniqueKeysWithValues: story.slots.map { ($0.slot.id, $0.points) })
        let emptyings = Dictionary(uniqueKeysWithValues: story.slots.map { ($0.slot.id, $0.emptyings.map(\.emptying)) })
        let now = DemandStory.clock.moment(DemandStory.lastDay.adding(days: 1))
        let model = ForecastModel.fit(
            town: story.town, series: series, emptyings: emptyings, asOf: now, clock: DemandStory.clock)
        func growth(_ slot: SlotID) throws -> Double {
            let before = try #require(model.distribution(slot, at: now.adding(days: 1)))
            return try #require(model.distribution(slot, at: now.adding(days: 3))).mean - before.mean
        }
        let (there, elsewhere) = (try growth("b1"), try growth("b2"))
        #expect(there > 2.5 * elsewhere)
        let shown = try #require(model.forecast("b1", asOf: now)?.influences)
        #expect(shown.map(\.name) == ["Stadtfest"])
        #expect(shown.map(\.cause) == [.event])
        #expect(abs((shown.first?.factor ?? 0) - 4) < 0.01)
        #expect(model.forecast("b2", asOf: now)?.influences == [])
    }

    @Test("What has nothing to do with the litter does little harm")
    func wrongInputs() throws {
        var story = DemandStory()
        var noise = Noise(seed: 3)
        story.town.weather = DemandStory.days(300).map { day in
            DayWeather(
                day: day, meanCelsius: 10 + 9 * noise.next(), rainMillimetres: max(0, 5 * noise.next()),
                sunshineHours: 5 + 4 * noise.next())
        }
        story.town.schoolHolidays = DemandStory.holidays
        story.town.events = [100, 150, 200, 250, 285].map { start in
            let day = DemandStory.days(300)[start]
            return TownEvent(id: ID("e\(start)"), kind: "rumour", name: "R", from: day, to: day.adding(days: 1))
        }
        story.play { _, _ in 1 }
        let (plain, told) = (story.evaluate(days: 80, knowing: false), story.evaluate(days: 80, knowing: true))
        #expect(told.error < 1.05 * plain.error)
        for effect in told.result.learnedEffects { #expect(abs(effect.factor - 1) < 0.15, "\(effect.name)") }
    }

    @Test("Without inputs, or with too few days to learn from, the forecast is the very same")
    func nothingKnown() throws {
        var story = DemandStory()
        story.play(days: 90) { _, _ in 1 }
        let plain = story.evaluate(days: 30, knowing: false).result
        #expect(story.evaluate(days: 30, knowing: true).result == plain)
        story.town.weather = DemandStory.days(90).suffix(45).prefix(20).map { DayWeather(day: $0, meanCelsius: 20) }
        let few = story.evaluate(days: 30, knowing: true).result
        #expect(few.learnedEffects.isEmpty)
        #expect(zip(few.levels, plain.levels).allSatisfy { abs($0.median - $1.median) < 1e-9 })
    }
}
