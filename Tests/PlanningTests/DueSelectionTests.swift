import Model
import Testing

@testable import Planning

@Suite struct DueSelectionTests {
    private func reason(_ town: MapTown, on day: CalendarDay = MapTown.wednesday) -> StopReason? {
        DueSelection(town.input(on: day)).select().due.first { $0.slot == "a" }?.reason
    }

    private func town(level: Double?, perDay rate: Double = 0) -> MapTown {
        var town = MapTown("D.a.T")
        town.levels["a"] = level
        town.ratesPerDay["a"] = rate
        return town
    }

    @Test func dueWhenTheLevelReachesTheThresholdBeforeTheNextChance() {
        #expect(reason(town(level: 0.79)) == nil)
        #expect(reason(town(level: 0.8)) == .level(expected: 0.8, threshold: 0.8, fullAt: nil))
        // On Thursday it will be at 0.7 + 0.1 · 29 h ÷ 24 h (05:00 to 10:00 the next day).
        guard case .level(let expected, 0.8, _?)? = reason(town(level: 0.7, perDay: 0.1)) else {
            Issue.record("not due by level")
            return
        }
        #expect(abs(expected - (0.7 + 0.1 * 29 / 24)) < 1e-9)
    }

    @Test func beforeAWeekendTheNextChanceIsMonday() {
        let town = town(level: 0.5, perDay: 0.1)
        let friday = MapTown.wednesday.adding(days: 2)
        #expect(reason(town) == nil)
        #expect(reason(town, on: friday)?.key == "level")
    }

    @Test func overfullContainersAreDue() {
        #expect(reason(town(level: 1.25))?.key == "level")
    }

    @Test func anUncertainLevelLowersTheThreshold() {
        var town = town(level: 0.7)
        town.deviations["a"] = 0.3
        // One chance in ten is 1.28 deviations: 1 − 1.2816 · 0.3.
        guard case .level(let expected, let threshold, _)? = reason(town) else {
            Issue.record("not due although one chance in six overflows")
            return
        }
        #expect(expected == 0.7)
        #expect(abs(threshold - 0.615534) < 1e-5)
    }

    @Test func uncertaintyAloneNeverEmptiesBelowTheTakeAlongLevel() {
        var town = town(level: 0.3)
        town.deviations["a"] = 2
        #expect(reason(town) == nil)
    }

    @Test func aSlotMayHaveItsOwnThreshold() {
        var town = town(level: 0.6)
        town.change(slot: "a") { $0.mustEmptyLevel = 0.55 }
        #expect(reason(town) == .level(expected: 0.6, threshold: 0.55, fullAt: nil))
    }

    @Test func dueByAgeWhateverItsLevel() {
        var town = town(level: 0.02)
        let today = MapTown.clock.moment(MapTown.wednesday, TimeOfDay(hour: 10))
        town.lastEmptyings["a"] = today.adding(days: -41.5)
        #expect(reason(town)?.key == "age")
        town.lastEmptyings["a"] = today.adding(days: -40)
        #expect(reason(town) == nil)
        town.change(slot: "a") { $0.maximumAgeDays = 7 }
        #expect(reason(town)?.key == "age")
    }

    @Test func dueByRequestUntilItIsEmptied() {
        var town = town(level: 0.1)
        town.ask(for: "a")
        #expect(reason(town)?.key == "request")
        #expect(reason(town, on: MapTown.wednesday.adding(days: 1))?.key == "request")
        #expect(reason(town, on: MapTown.wednesday.adding(days: -1)) == nil)
        town.lastEmptyings["a"] = MapTown.clock.moment(MapTown.wednesday, TimeOfDay(hour: 9))
        #expect(reason(town, on: MapTown.wednesday.adding(days: 1)) == nil)
    }

    @Test func whatWasEmptiedThisMorningIsNotDueAgain() {
        var town = town(level: 0.95)
        town.lastEmptyings["a"] = MapTown.clock.moment(MapTown.wednesday, TimeOfDay(hour: 6))
        #expect(reason(town) == nil)
    }

    @Test func withoutASensorTheRhythmDecides() {
        var town = town(level: nil)
        town.change(slot: "a") {
            $0.device = nil
            $0.rhythm = Rhythm(everyWeeks: 2, weekdays: [.wednesday], anchor: MapTown.wednesday)
        }
        #expect(reason(town) == .rhythm)
        #expect(reason(town, on: MapTown.wednesday.adding(days: 1)) == nil)
        #expect(reason(town, on: MapTown.wednesday.adding(days: 7)) == nil)
        #expect(reason(town, on: MapTown.wednesday.adding(days: 14)) == .rhythm)
    }

    @Test func aMissedDayOfTheRhythmStaysDue() {
        var town = town(level: nil)
        town.change(slot: "a") {
            $0.device = nil
            $0.rhythm = Rhythm(everyWeeks: 2, weekdays: [.wednesday], anchor: MapTown.wednesday)
        }
        town.lastEmptyings["a"] = MapTown.clock.moment(MapTown.wednesday.adding(days: -14), TimeOfDay(hour: 9))
        #expect(reason(town, on: MapTown.wednesday.adding(days: 2)) == .rhythm)
        town.lastEmptyings["a"] = MapTown.clock.moment(MapTown.wednesday, TimeOfDay(hour: 9))
        #expect(reason(town, on: MapTown.wednesday.adding(days: 2)) == nil)
    }

    @Test func withASensorTheRhythmDoesNotCount() {
        var town = town(level: 0.1)
        town.change(slot: "a") { $0.rhythm = Rhythm(everyWeeks: 1, weekdays: [.wednesday], anchor: MapTown.wednesday) }
        #expect(reason(town) == nil)
    }

    @Test func inactiveSlotsAreNeverChosen() {
        var town = town(level: 1.2)
        town.change(slot: "a") { $0.isActive = false }
        let selection = DueSelection(town.input()).select()
        #expect(selection == DaySelection())
    }

    @Test func aSlotWithNothingKnownIsNotDue() {
        #expect(reason(town(level: nil)) == nil)
    }

    @Test func nonsenseInAForecastIsNotDueAndDoesNotCrash() {
        var town = town(level: .nan)
        #expect(reason(town) == nil)
        town.levels["a"] = .infinity
        #expect(reason(town) == nil)
    }

    @Test func fullerAndMoreOverdueIsMoreUrgent() throws {
        var town = MapTown("D.a.b.T")
        town.levels = ["a": 1.2, "b": 0.85]
        let due = DueSelection(town.input()).select().due
        let a = try #require(due.first { $0.slot == "a" })
        let b = try #require(due.first { $0.slot == "b" })
        #expect(a.urgency > b.urgency)
        #expect(a.overflowRisk == 1 && b.overflowRisk == 0)
    }

    @Test func quantilesOfTheNormalDistribution() {
        // Tables: 1.2815515655, 1.6448536270, 2.3263478740; half is zero.
        for (probability, value) in [
            (0.1, 1.2815515655), (0.05, 1.6448536270), (0.01, 2.3263478740), (0.5, 0), (0.9, -1.2815515655),
        ] {
            #expect(abs(Normal.upperQuantile(probability) - value) < 1e-8)
        }
    }
}
