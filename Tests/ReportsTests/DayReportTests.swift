import Foundation
import Model
import Testing

@testable import Reports

@Suite("The report of a day")
struct DayReportTests {
    private let clock = TownNames(SampleTown.data).clock

    private func report(plan: Plan? = SampleTown.plan, emptied: [SlotID] = [], asOf: Timestamp = SampleTown.six) -> DayReport {
        DayReport(
            day: SampleTown.day, plan: plan,
            emptyings: emptied.map {
                Emptying(slot: $0, at: SampleTown.six, levelBefore: 0.9, levelAfter: 0, confidence: 1, source: .sensed)
            },
            containers: [
                SampleTown.status("s1-gw", level: 0.9, quality: [.stuck, .batteryLow], heardHoursAgo: 30),
                SampleTown.status("s1-pp", level: nil),
            ], clock: clock, asOf: asOf)
    }

    @Test("Figures are in the units people speak of, and marked as estimates")
    func keyFigures() throws {
        let document = DayReportDocument(report(), wording: SampleTown.wording(.german))
        let figures = try #require(document.keyFigures)
        #expect(figures.tours == 1)
        #expect(figures.lifts == 2)
        #expect(figures.distanceKilometres == 12.3)
        #expect(figures.tourHours == 1.57)
        #expect(figures.collectedKilograms == 1235)
        #expect(figures.leftOut == 1)
        #expect(document.distanceBasis == .estimate)
        #expect(document.distancesAreEstimates == true)
    }

    @Test("Until the day is over nothing counts as missed; afterwards what was not emptied is named")
    func missedEmptyings() {
        let during = report(emptied: ["s1-gw"])
        #expect(during.plannedAndEmptied == 1)
        #expect(during.plannedNotEmptied == [])
        let after = report(emptied: ["s1-gw"], asOf: SampleTown.six.adding(hours: 18))
        #expect(after.plannedNotEmptied == ["s1-pp"])
        #expect(after.notes.contains(DayReport.Note(kind: .plannedNotEmptied, slots: ["s1-pp"])))
    }

    @Test("What can not be trusted is counted and named")
    func dataQuality() {
        let kinds = report().notes.map(\.kind)
        #expect(kinds == [.distancesEstimated, .silent, .doubtful, .batteryLow, .noSensor])
        let texts = DayReportDocument(report(), wording: SampleTown.wording(.german)).dataQuality.map(\.text)
        #expect(texts.contains("Sensoren, die schweigen: 1"))
    }

    @Test func aDayWithoutAPlanSaysSo() {
        let document = DayReportDocument(report(plan: nil), wording: SampleTown.wording(.english))
        #expect(document.keyFigures == nil)
        #expect(document.dataQuality.first?.text == "There is no plan for this day.")
    }

    @Test("The table carries the distance basis in every row that rests on it")
    func csv() {
        let csv = DayReportCSV.document(report(), wording: SampleTown.wording(.german), dialect: .excelGerman)
        #expect(csv.contains("distance_kilometres;Strecke;12,3;km;estimate\r\n"))
        #expect(csv.contains("containers;Behälter;2;;\r\n"))
        #expect(csv.contains("note-silent;Sensoren, die schweigen: 1;1;;\r\n"))
    }
}
