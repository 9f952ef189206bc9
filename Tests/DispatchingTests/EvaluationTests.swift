import Dispatching
import Model
import Reports
import Store
import StoreSQLite
import Testing

/// A town of three slots with a weekly rhythm, whose weeks are made up so that the answer is known beforehand.
@Suite struct EvaluationTests {
    /// Monday, 6 October 2025; no holiday falls on a Monday or Wednesday of the ten weeks that follow.
    private static let first = CalendarDay(epochDay: 20_367)
    private static let weeks = 10
    private let clock = TownClock(identifier: "Europe/Berlin") ?? .utc

    private var last: CalendarDay { Self.first.adding(days: 7 * Self.weeks - 1) }

    private func town(rhythm weekdays: Set<Weekday>?) async throws -> DeskTown {
        let now = clock.moment(Self.first.adding(days: 7 * Self.weeks + 1))
        let town = try await DeskTown(now: now)
        var data = try DeskTown.data("alpha")
        for index in data.slots.indices {
            data.slots[index].device = nil
            data.slots[index].rhythm = weekdays.map { Rhythm(everyWeeks: 1, weekdays: $0, anchor: Self.first) }
        }
        data.devices = []
        try await town.desk.replaceTown(data)
        return town
    }

    /// Every working day has a plan; on the driven ones all three slots are emptied on a tour of 40 km and three hours.
    private func drive(_ town: DeskTown, on weekdays: Set<Weekday>, kilometres: Int = 40, weeks: Int = EvaluationTests.weeks)
        async throws
    {
        let slots: [SlotID] = ["market-green", "market-white", "park-green"]
        for offset in 0..<(7 * weeks) {
            let day = Self.first.adding(days: offset)
            guard day.weekday.mondayIndex < 5 else { continue }
            let isDriven = weekdays.contains(day.weekday)
            let noon = clock.moment(day, TimeOfDay(hour: 12))
            let place = try #require(Coordinate(latitude: 51.5, longitude: 7.5))
            let stop = Stop(
                place: .site("market"), coordinate: place, legMetres: 0, legSeconds: 0, arrival: noon, waitSeconds: 0,
                serviceSeconds: 600, departure: noon.adding(seconds: 600),
                emptied: slots.map {
                    StopEmptying(
                        slot: $0, fraction: .glassGreen, expectedLevel: 0.7, expectedKilograms: 500, expectedLitres: 2000,
                        reason: .rhythm)
                }, loadKilograms: 0, loadLitres: 0)
            let totals = TourTotals(
                distanceMetres: kilometres * 1000, drivingSeconds: 5400, durationSeconds: 3 * 3600, containers: 3,
                dieselLitres: 20)
            let tour = Tour(id: TourID("t-\(day)"), vehicle: "crane", stops: [stop], totals: totals)
            try await town.store.savePlan(
                Plan(
                    id: PlanID("p-\(day)"), town: "alpha", day: day, createdAt: clock.moment(day), tours: isDriven ? [tour] : [],
                    leftOut: [], distanceBasis: .estimate, seed: 1, iterations: 1))
            guard isDriven else { continue }
            for slot in slots {
                try await town.store.reportEmptying(
                    Emptying(slot: slot, at: noon, levelBefore: 0.7, levelAfter: 0.05, confidence: 1, source: .reported),
                    town: "alpha")
            }
        }
    }

    private func evaluate(_ town: DeskTown, from: CalendarDay = EvaluationTests.first, to: CalendarDay? = nil) async throws
        -> Evaluation
    {
        try await town.desk.evaluation(town: "alpha", from: from, to: to ?? last, baseline: .rhythm)
    }

    /// The fixed plan comes twice a week, the trucks came once: half of the emptyings, and about half of the ways.
    @Test func halfOfTheVisitsAreASavingWithItsRange() async throws {
        let town = try await town(rhythm: [.monday, .wednesday])
        try await drive(town, on: [.wednesday], kilometres: 30)
        let found = try await evaluate(town)
        #expect(found.weeks.count == Self.weeks)
        #expect(found.finding == .savingShown)
        let emptyings = try #require(found.comparison(.emptyings))
        #expect(emptyings.driven == 30 && emptyings.fixed == 60)
        #expect(emptyings.difference == -0.5 && emptyings.low == -0.5 && emptyings.high == -0.5)
        #expect(try #require(found.comparison(.kilometres)?.high) < 0)
        #expect(EvaluationText(found, language: .german).finding == "Eine Einsparung ist nachgewiesen.")
        #expect(EvaluationDocument(found, language: .english).finding == .savingShown)
    }

    /// The trucks came as often as the fixed plan, on longer tours.
    @Test func noSavingIsSaidToBeNone() async throws {
        let town = try await town(rhythm: [.wednesday])
        try await drive(town, on: [.wednesday], kilometres: 90)
        let found = try await evaluate(town)
        #expect(found.finding == .noSavingShown)
        #expect(found.comparison(.emptyings)?.difference == 0)
        #expect(EvaluationText(found, language: .english).lines.contains("No saving shown."))
        #expect(EvaluationText(found, language: .german).finding == "Keine Einsparung nachgewiesen.")
    }

    /// Somebody plans a past day anew to look at it: what was driven was the plan of that day.
    @Test func aPlanMadeAfterwardsIsNotWhatWasDriven() async throws {
        let town = try await town(rhythm: [.monday, .wednesday])
        try await drive(town, on: [.wednesday], kilometres: 30)
        let before = try await evaluate(town)
        let afterwards = clock.moment(last.adding(days: 1))
        for offset in 0..<(7 * Self.weeks) {
            let day = Self.first.adding(days: offset)
            try await town.store.savePlan(
                Plan(
                    id: PlanID("later-\(day)"), town: "alpha", day: day, createdAt: afterwards, tours: [], leftOut: [],
                    distanceBasis: .estimate, seed: 1, iterations: 1))
        }
        let after = try await evaluate(town)
        #expect(after.comparison(.kilometres)?.driven == before.comparison(.kilometres)?.driven)
    }

    @Test func threeWeeksAreRefused() async throws {
        let town = try await town(rhythm: [.wednesday])
        try await drive(town, on: [.wednesday])
        let refusal = await #expect(throws: DeskError.self) { try await evaluate(town, to: Self.first.adding(days: 20)) }
        #expect(refusal?.description.contains("3 whole weeks") == true)
    }

    @Test func whatCanNotBeComparedIsRefusedWithTheReason() async throws {
        let withoutRhythm = try await town(rhythm: nil)
        try await drive(withoutRhythm, on: [.wednesday])
        #expect(await refusal(withoutRhythm).contains("fixed rhythm"))
        let withoutPlans = try await town(rhythm: [.wednesday])
        #expect(await refusal(withoutPlans).contains("have a plan"))
        let withFewEmptyings = try await town(rhythm: [.wednesday])
        try await drive(withFewEmptyings, on: [], kilometres: 40)
        #expect(await refusal(withFewEmptyings).contains("emptyings are recorded"))
    }

    private func refusal(_ town: DeskTown) async -> String {
        do {
            _ = try await evaluate(town)
            return ""
        } catch { return "\(error)" }
    }
}
