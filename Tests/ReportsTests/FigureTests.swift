import Model
import Testing

@testable import Reports

@Suite("Figures over weeks and months")
struct FigureTests {
    private let start = Timestamp(rfc3339: "2026-03-01T00:00:00Z") ?? Timestamp(seconds: 0)
    private var end: Timestamp { start.adding(days: 30) }

    private func past(_ levels: [(hour: Double, level: Double)], emptied: [(hour: Double, before: Double)] = []) -> SlotPast {
        let slot = SampleTown.data.slots[0]
        return SlotPast(
            slot: slot, site: SampleTown.data.sites[0], type: SampleTown.data.containerTypes[0],
            levels: levels.map { LevelPoint(at: start.adding(hours: $0.hour), level: $0.level) },
            emptyings: emptied.map {
                Emptying(
                    slot: slot.id, at: start.adding(hours: $0.hour), levelBefore: $0.before, levelAfter: 0, confidence: 1,
                    source: .sensed)
            })
    }

    @Test("A level holds until the next, until the emptying, and never longer than it is believed")
    func overfullHours() {
        let untilNext = OverfullTime(past([(0, 1.1), (5, 0.2)]), from: start, to: end, holdHours: 24)
        #expect(untilNext.overfullHours == 5)
        #expect(untilNext.observedHours == 29)
        let untilEmptied = OverfullTime(
            past([(0, 1.1), (5, 0.2)], emptied: [(2, 1.1)]), from: start, to: end, holdHours: 24)
        #expect(untilEmptied.overfullHours == 2)
        let believed = OverfullTime(past([(0, 1.2)]), from: start, to: end, holdHours: 24)
        #expect(believed.overfullHours == 24)
        #expect(believed.episodes == 1)
    }

    @Test func staysOverfullIsOneEpisodeAndAgainAfterAnEmptyingIsTwo() {
        let one = OverfullTime(past([(0, 1.1), (1, 1.2), (2, 1.1), (3, 0.5)]), from: start, to: end, holdHours: 24)
        #expect(one.episodes == 1)
        let two = OverfullTime(
            past([(0, 1.1), (1, 1.2), (4, 1.05)], emptied: [(2, 1.2)]), from: start, to: end, holdHours: 24)
        #expect(two.episodes == 2)
    }

    @Test("What happened before the window counts only from its start")
    func windowStart() {
        let time = OverfullTime(past([(-3, 1.1), (2, 0.3)]), from: start, to: end, holdHours: 24)
        #expect(time.overfullHours == 2)
    }

    @Test func spreadTellsMeanMedianAndDeciles() throws {
        let spread = try #require(Spread([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1]))
        #expect(abs(spread.mean - 0.6) < 1e-9)
        #expect(abs(spread.median - 0.6) < 1e-9)
        #expect(abs(spread.lowDecile - 0.2) < 1e-9)
        #expect(abs(spread.highDecile - 1.0) < 1e-9)
        #expect(Spread([.nan]) == nil)
    }

    @Test("Always nearly empty: stretch the rhythm, up to the age that is allowed, with the observations behind it")
    func underused() throws {
        let emptied = (0..<6).map { (hour: Double($0) * 96, before: 0.2) }
        let sizing = RightSizing([past([], emptied: emptied)], from: start, to: end, rules: .standard)
        let suggestion = try #require(sizing.suggestions.first)
        #expect(suggestion.verdict == .underused)
        #expect(suggestion.levelAtEmptying.count == 6)
        #expect(suggestion.intervalDays == 4)
        #expect(suggestion.suggestedIntervalDays == 16)
        #expect(suggestion.suggestedVolumeLitres == 800)
        #expect(
            SampleTown.wording(.german).sentence(suggestion)
                == "Bei 9 von 10 Leerungen unter 20 % (6 Leerungen). Etwa alle 16,0 statt alle 4,0 Tage leeren. "
                + "Oder rund 800 l statt 3.200 l Nutzvolumen.")
    }

    @Test("Hygiene holds a rhythm that the level would stretch further")
    func underusedOldest() throws {
        let emptied = (0..<6).map { (hour: Double($0) * 120, before: 0.05) }
        let suggestion = try #require(
            RightSizing([past([], emptied: emptied)], from: start, to: end, rules: .standard).suggestions.first)
        #expect(suggestion.isLimitedByAge)
        #expect(suggestion.suggestedIntervalDays == 42)
    }

    @Test func oftenOverfullIsToBeEmptiedSoonerOrMadeLarger() throws {
        let emptied = (0..<6).map { (hour: Double($0) * 96, before: 1.2) }
        let suggestion = try #require(
            RightSizing([past([], emptied: emptied)], from: start, to: end, rules: .standard).suggestions.first)
        #expect(suggestion.verdict == .overfull)
        #expect(suggestion.suggestedIntervalDays ?? 9 < 3)
        #expect(abs((suggestion.suggestedVolumeLitres ?? 0) - 4800) < 0.01)
    }

    @Test("Nothing is suggested on too few observations, nor where all is well")
    func noSuggestion() {
        let few = RightSizing([past([], emptied: [(0, 0.1), (96, 0.1)])], from: start, to: end, rules: .standard)
        #expect(few.suggestions.isEmpty)
        #expect(few.judgedSlots == 0)
        let well = (0..<6).map { (hour: Double($0) * 96, before: 0.75) }
        #expect(RightSizing([past([], emptied: well)], from: start, to: end, rules: .standard).suggestions.isEmpty)
    }

    @Test("A month tells planned beside done, by day and by fraction")
    func month() throws {
        let month = try #require(CalendarMonth(iso: "2026-03"))
        // The plan of 2 March empties s1-gw and s1-pp; only s1-gw was.
        let report = MonthReport(
            month: month, plans: [SampleTown.plan], pasts: [past([(0, 0.5), (30, 0.8)], emptied: [(32, 0.9)])],
            rules: .standard, clock: SampleTown.data.town.clock, asOf: end)
        #expect(report.days.count == 31)
        #expect(report.plannedAndEmptied == 1)
        #expect(report.plannedNotEmptied == 1)
        #expect(report.planned.containers == 2)
        #expect(report.sensed == 1)
        #expect(abs(report.emptiedKilograms - 0.9 * 3.2 * 300) < 0.01)
        #expect(report.distanceBasis == .estimate)
        let table = FigureCSV.document(report, wording: SampleTown.wording(.german), dialect: .excelGerman)
        #expect(table.contains("02.03.2026;p1;2;12,3;1,57;6,6;0,0;17,4;1;1;1;estimate\r\n"))
    }

    @Test func hotSpotsAreWorstFirstAndSayHowOften() throws {
        let spots = HotSpots(
            [past([(0, 1.1), (1, 0.2), (10, 1.1), (11, 0.2), (20, 1.3), (22, 0.1)])], from: start, to: end, rules: .standard)
        let entry = try #require(spots.sites.first)
        #expect(entry.overfull.episodes == 3)
        #expect(entry.overfull.overfullHours == 4)
        #expect(entry.readings == 6)
        let calm = HotSpots([past([(0, 0.9), (1, 0.2)])], from: start, to: end, rules: .standard)
        #expect(calm.sites.isEmpty)
        #expect(calm.observedSites == 1)
    }
}
