import Model
import Testing

@testable import Reports

@Suite("Plans and lists in the terminal")
struct TerminalTests {
    @Test func theWayToEveryStopIsToldTurnByTurn() throws {
        let tour = try #require(SampleTown.plan.tours.first)
        let legs = tour.stops.indices.dropFirst().map { number in
            TourPath.Leg(
                line: [tour.stops[number - 1].coordinate, tour.stops[number].coordinate], isOnRoads: number == 1,
                distanceMetres: 1234, durationSeconds: 100,
                steps: [
                    .init(turn: .depart, street: "Hafenweg", distanceMetres: 900),
                    .init(turn: .left, street: "Lindenweg", distanceMetres: 334),
                    .init(turn: .arriveRight, street: nil, distanceMetres: 0),
                ])
        }
        var sheet = PlanText(SampleTown.plan, wording: SampleTown.wording(.german), width: 160)
        #expect(!sheet.text.contains("Lindenweg"))
        sheet.paths = [tour.id: TourPath(legs: legs)]
        #expect(sheet.text.contains("Lindenweg, dann 334 m"))
        #expect(sheet.text.contains("1,2 km"))
        #expect(sheet.text.contains("kein Weg auf dem Straßennetz bekannt"))
        // The plan itself is estimated; what the ways are drawn from is named all the same.
        #expect(sheet.text.contains("© OpenStreetMap contributors"))
    }

    @Test("No line is wider than the terminal, down to 80 columns", arguments: [80, 100, 160])
    func fitsTheWidth(width: Int) {
        let text = PlanText(SampleTown.plan, wording: SampleTown.wording(.german), width: width).text
        let tables = text.split(separator: "\n").filter { !$0.hasPrefix("- ") }
        #expect(tables.allSatisfy { $0.count <= width })
    }

    @Test func germanPlanTellsFiguresReasonsAndWhatStays() {
        let text = PlanText(SampleTown.plan, wording: SampleTown.wording(.german), width: 160).text
        #expect(text.hasPrefix("Plan Dortmund · Montag, 02.03.2026\n"))
        #expect(text.contains("geschätzt"))
        #expect(text.contains("12,3 km"))
        #expect(text.contains("1 h 34 min"))
        #expect(text.contains("06:10"))
        #expect(text.contains("87 %            erreicht 80 %"))
        #expect(text.contains("Fällig, aber nicht eingeplant: 1"))
        #expect(text.contains("43 Tage, max. 42  kein Behälter  05.03.2026 12:00"))
        #expect(text.contains("- Ruhezeit verletzt (32. BImSchV §7)"))
    }

    private static func left(_ slot: SlotID, _ reason: StopReason, hours: Double?) -> LeftOut {
        LeftOut(slot: slot, reason: reason, obstacle: .capacity, safeUntil: hours.map { SampleTown.six.adding(hours: $0) })
    }

    @Test func whatCanWaitLeastStandsFirstAndTheListEnds() throws {
        var plan = SampleTown.plan
        let full = StopReason.level(expected: 0.9, threshold: 0.8, fullAt: nil)
        plan.leftOut = [
            Self.left("later", full, hours: 50), Self.left("now", full, hours: -1), Self.left("unknown", .rhythm, hours: nil),
            Self.left("asked", .request("r", note: ""), hours: 40),
        ]
        let text = PlanText(plan, wording: SampleTown.wording(.german), width: 160, showsStops: false).text
        let names = text.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(names.filter { ["asked", "now", "later", "unknown"].contains($0) } == ["asked", "now", "later", "unknown"])
        plan.leftOut = (0..<50).map { Self.left(SlotID("slot-\($0)"), full, hours: Double($0)) }
        let long = PlanText(plan, wording: SampleTown.wording(.german), width: 160, showsStops: false).text
        #expect(long.contains("nicht eingeplant: 50"))
        #expect(long.contains("… und 10 weitere"))
    }

    @Test func aPlanMadeAnewFirstSaysWhatStaysAndHowBadThatIs() throws {
        var new = SampleTown.plan
        new.tours = []
        new.leftOut.append(Self.left("s1-gw", .level(expected: 0.87, threshold: 0.8, fullAt: nil), hours: 30))
        let difference = PlanDifference(from: SampleTown.plan, to: new)
        let text = DifferenceText(difference, plan: new, wording: SampleTown.wording(.german), width: 120).text
        #expect(text.hasPrefix("Fällig, bleibt nun stehen: 1\n"))
        #expect(text.contains("03.03.2026 12:00"))
        // The other one was asked for by hand only.
        #expect(text.contains("Nicht fällig und nicht mehr dabei: 1 (s1-pp)"))
        #expect(text.contains("Strecke 12,3 → 0,0 km"))
        let same = DifferenceText(
            PlanDifference(from: new, to: new), plan: new, wording: SampleTown.wording(.english), width: 120)
        #expect(same.text == "Nothing changes.\n")
    }

    @Test func englishPlanHasNoGermanWords() {
        let text = PlanText(SampleTown.plan, wording: SampleTown.wording(.english), width: 160).text
        #expect(text.contains("Due but not planned: 1"))
        #expect(!text.contains("Fraktion"))
    }

    @Test("Colour codes appear only when asked for, also when a name tries to smuggle them in")
    func colourOnlyOnDemand() {
        var data = SampleTown.data
        data.sites[0].name = "rot\u{1B}[31m\nzwei"
        let wording = Wording(names: TownNames(data), language: .german)
        #expect(!PlanText(SampleTown.plan, wording: wording).text.contains("\u{1B}"))
        #expect(PlanText(SampleTown.plan, wording: wording, style: .colour).text.contains("\u{1B}[1m"))
    }

    @Test func anEmptyPlanSaysThatNothingIsDue() {
        var plan = SampleTown.plan
        plan.tours = []
        plan.leftOut = []
        plan.violations = []
        #expect(PlanText(plan, wording: SampleTown.wording(.german)).text.contains("Nichts ist fällig."))
    }

    @Test func numbersStandRightAndTextLeft() {
        var table = TextTable(columns: [.init("Name", shrinks: true), .init("kg", alignment: .right)])
        table.add(["Möller", "7"])
        table.add(["Ardey", "1.200"])
        #expect(table.lines(width: 80) == ["Name       kg", "──────  ─────", "Möller      7", "Ardey   1.200"])
    }

    @Test func longCellsAreCutWithAnEllipsis() {
        var table = TextTable(columns: [.init("Name", shrinks: true), .init("kg", alignment: .right)])
        table.add(["Hermann-Löns-Straße", "7"])
        #expect(table.lines(width: 14).last == "Hermann-L…   7")
    }

    @Test func containersShowLevelAgeAndDoubt() {
        let statuses = [SampleTown.status("s1-gw", level: 1.02, quality: .jump), SampleTown.status("s1-pp", level: nil)]
        let lines = ContainerText.table(statuses, wording: SampleTown.wording(.german)).lines(width: 200)
        #expect(lines[2].contains("102 %"))
        #expect(lines[2].contains("60 min"))
        #expect(lines[2].contains("unerklärter Sprung"))
        #expect(lines[3].contains("keine Daten"))
    }
}
