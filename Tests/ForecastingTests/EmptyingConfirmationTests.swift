import Forecasting
import Model
import Testing

@Suite struct EmptyingConfirmationTests {
    private let start = Timestamp(seconds: 1_772_431_200)
    private let slots = ["a1", "a2", "b1"].map {
        Slot(id: SlotID($0), site: SiteID(String($0.prefix(1))), fraction: .paper, container: nil)
    }

    private func emptying(_ slot: SlotID, minutes: Int, _ source: EmptyingSource = .sensed) -> Emptying {
        Emptying(
            slot: slot, at: start.adding(seconds: minutes * 60), levelBefore: 0.8, levelAfter: 0.1,
            confidence: source == .sensed ? 0.5 : 1,
            source: source)
    }

    @Test func neighboursInTheSameQuarterHourSpeakForIt() {
        let found = EmptyingConfirmation(slots: slots, visits: []).confirmed([
            emptying("a1", minutes: 0), emptying("b1", minutes: 3), emptying("a2", minutes: 14), emptying("a1", minutes: 200),
        ])
        #expect(found.map(\.evidence) == [[.neighbours], [], [.neighbours], []])
        #expect(found[0].confidence > 0.85 && found[1].confidence == 0.5)
    }

    @Test func aPlannedTourAndAReportSpeakForIt() {
        let visit = EmptyingConfirmation.Visit(slot: "a1", arrival: start, departure: start.adding(seconds: 300))
        let confirmation = EmptyingConfirmation(slots: slots, visits: [visit])
        #expect(confirmation.confirmed([emptying("a1", minutes: 60)])[0].evidence == [.plannedTour])
        #expect(confirmation.confirmed([emptying("a1", minutes: 600)])[0].evidence == [])
        let both = confirmation.confirmed([emptying("b1", minutes: 0, .reported), emptying("b1", minutes: 60)])
        #expect(both.map(\.evidence) == [[.report], [.report]])
        #expect(both[1].confidence == 1)
    }
}
