import Model
import Testing

@testable import Planning

@Suite struct ExplanationTests {
    private func explained(_ slot: SlotID, in town: MapTown, _ language: ExplanationLanguage = .english) throws -> [String] {
        PlanExplanation(try town.plan(), input: town.input()).explain(slot).sentences(language, clock: MapTown.clock)
    }

    @Test func saysWhyAContainerIsEmptied() throws {
        var town = MapTown("D.a.T")
        town.lastEmptyings["a"] = MapTown.clock.moment(MapTown.wednesday.adding(days: -10), TimeOfDay(hour: 10))
        #expect(
            try explained("a", in: town) == [
                "Slot a is emptied by vehicle truck at Wed 2026-03-04 06:03: 90% expected before the next chance, due from 80%.",
                "Expected are 90% on Wed 2026-03-04 10:00 and 90% at the next chance on Thu 2026-03-05 10:00.",
                "The chance that it overflows before then is below 1%.",
                "It was emptied 10 days ago; at most 42 days are allowed.",
            ])
    }

    @Test func saysWhyNotAndUntilWhenThatIsSafe() throws {
        var town = MapTown("D.a.b.T")
        town.levels["a"] = 0.4
        town.ratesPerDay["a"] = 0.1
        #expect(
            try explained("a", in: town, .german) == [
                "Stellplatz a ist nicht fällig.",
                "Erwartet werden am Mi 4.3.2026 um 10:00 Uhr 42 % und bei der nächsten Gelegenheit am Do 5.3.2026 um 10:00 Uhr 52 %; "
                    + "fällig ist der Behälter ab 80 %.",
                "Die Wahrscheinlichkeit, dass er vorher überläuft, ist unter 1 %.",
                "Fällig wird der Behälter etwa am So 8.3.2026 um 05:00 Uhr.",
                "Stehen lassen ist bis Di 10.3.2026 um 05:00 Uhr unbedenklich.",
            ])
    }

    @Test func saysWhatKeepsADueContainerOut() throws {
        var town = MapTown("D.a.T")
        town.change(site: "a") { $0.requiredSkills = ["narrow"] }
        let first = try explained("a", in: town).first
        #expect(
            first
                == "Slot a is due (90% expected before the next chance, due from 80%) but stays: no suitable vehicle has what the site "
                + "requires. Vehicle truck comes nearest to being able to.")
    }

    @Test func tellsInactiveUnknownAndAlreadyEmptiedApart() throws {
        var town = MapTown("D.a.b.T")
        town.change(slot: "a") { $0.isActive = false }
        town.lastEmptyings["b"] = MapTown.clock.moment(MapTown.wednesday, TimeOfDay(hour: 4))
        let explanation = PlanExplanation(try town.plan(), input: town.input())
        #expect(explanation.explain("a").outcome == .inactive)
        #expect(explanation.explain("b").outcome == .emptiedBefore(at: town.lastEmptyings["b"]!))
        #expect(explanation.explain("x").outcome == .unknown)
        for language in ExplanationLanguage.allCases {
            for slot in ["a", "b", "x"] as [SlotID] {
                #expect(
                    explanation.explain(slot).sentences(language, clock: MapTown.clock).first?.contains(slot.rawValue) == true)
            }
        }
    }

    @Test func namesTheBindingConstraintOfThePlan() throws {
        var town = MapTown("DabcT")
        #expect(PlanExplanation(try town.plan(), input: town.input()).limits().binding == nil)
        for site in ["a", "b"] as [SiteID] { town.change(site: site) { $0.requiredSkills = ["narrow"] } }
        let limits = PlanExplanation(try town.plan(), input: town.input()).limits()
        #expect(limits.binding == .skill)
        #expect(limits.bindingCount == 2)
        #expect(
            limits.sentences(.english).first
                == "2 due slots stay: no suitable vehicle has what the site requires.")
        #expect(limits.tours.map(\.vehicle) == ["truck"])
    }

    @Test func namesTheTightestLimitOfATour() throws {
        var town = MapTown("DabcT", level: 1)
        town.data.vehicles[0].payloadKilograms = 2800
        let limits = PlanExplanation(try town.plan(), input: town.input()).limits()
        #expect(limits.tours.first?.tightest == .payload)
        #expect(limits.sentences(.german).last == "Fahrzeug truck nutzt 96 % der Zuladung.")
    }

    /// 84 % and hardly filling: due by its level, but far from overflowing.
    @Test func whatIsDueMayStillWaitUntilItThreatensToOverflow() throws {
        var town = MapTown("D.a.T")
        town.levels["a"] = 0.84
        town.ratesPerDay["a"] = 0.01
        town.deviations["a"] = 0.02
        town.change(site: "a") { $0.requiredSkills = ["narrow"] }
        let plan = try town.plan()
        let safe = try #require(plan.leftOut.first?.safeUntil)
        // 16 % at 1 % a day, less what the deviation takes.
        #expect((10...16).contains(safe.days(since: plan.createdAt)))
        let sentences = try explained("a", in: town, .german)
        #expect(sentences.last?.hasPrefix("Stehen lassen ist bis") == true)
        town.levels["a"] = 1.1
        #expect(try town.plan().leftOut.first?.safeUntil == town.input().createdAt)
        #expect(try explained("a", in: town, .german).last == "Der Behälter kann dann schon überfüllt sein.")
    }

    @Test func peopleReadNamesNotIdentifiers() throws {
        let town = MapTown("D.a.T")
        let names = ExplanationNames(slot: { "Glas weiß, Am Markt 3 (\($0))" }, vehicle: { _ in "Kran 1" })
        let explanation = PlanExplanation(try town.plan(), input: town.input())
        let first = explanation.explain("a").sentences(.german, clock: MapTown.clock, names: names).first
        #expect(first?.hasPrefix("Glas weiß, Am Markt 3 (a) wird von Kran 1 am Mi 4.3.2026 um 06:03 Uhr geleert: ") == true)
        #expect(explanation.limits().sentences(.english, names: names).last?.hasPrefix("Kran 1 uses ") == true)
    }

    @Test func everyObstacleHasASentenceInBothLanguages() {
        let german = Set(LeftOut.Obstacle.allCases.map { GermanExplanation.text($0) })
        let english = Set(LeftOut.Obstacle.allCases.map { EnglishExplanation.text($0) })
        #expect(german.count == LeftOut.Obstacle.allCases.count && english.count == german.count)
        #expect(german.isDisjoint(with: english))
    }
}
