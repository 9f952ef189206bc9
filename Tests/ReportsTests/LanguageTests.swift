import Model
import Testing

@testable import Reports

@Suite("What Füllort says to people")
struct LanguageTests {
    @Test("Both catalogues say every phrase, with the same placeholders", arguments: Phrase.allCases)
    func cataloguesAreComplete(phrase: Phrase) {
        #expect(!phrase.german.isEmpty)
        #expect(!phrase.english.isEmpty)
        #expect(placeholders(phrase.german) == placeholders(phrase.english))
    }

    @Test("Every obstacle, quality and known fraction has a word in both languages", arguments: Language.allCases)
    func everyKeyHasWords(language: Language) {
        let wording = SampleTown.wording(language)
        for obstacle in LeftOut.Obstacle.allCases {
            #expect(wording.sentence(obstacle).hasSuffix("."))
            #expect(!wording.brief(obstacle).isEmpty)
        }
        for fraction in Fraction.known { #expect(wording.name(fraction) != fraction.rawValue) }
        for key in ReadingQuality(rawValue: .max).reasons { #expect(Phrase(qualityReason: key) != nil) }
    }

    @Test func reasonsBecomeGermanSentences() {
        let wording = SampleTown.wording(.german)
        let level = StopReason.level(expected: 0.874, threshold: 0.8, fullAt: Timestamp(rfc3339: "2026-03-03T12:00:00Z"))
        #expect(wording.sentence(level) == "Füllstand voraussichtlich 87 %, Schwelle 80 %; erreicht 03.03.2026 13:00")
        #expect(wording.sentence(.age(days: 43.9, maximumDays: 42)) == "Seit 43 Tagen nicht geleert, erlaubt sind 42")
        #expect(wording.sentence(.request("r", note: "")) == "Sonderleerung gewünscht")
    }

    @Test func reasonsBecomeEnglishSentences() {
        let wording = SampleTown.wording(.english)
        #expect(wording.sentence(.takeAlong(expected: 0.555)) == "On the way, level expected to be 56%")
        #expect(wording.sentence(.age(days: 8, maximumDays: 7.5)) == "Not emptied for 8 days, 7.5 are allowed")
    }

    @Test("A note with braces is not taken for a placeholder")
    func notesAreNotTemplates() {
        let reason = StopReason.request("r", note: "bei {vehicle} {note}")
        #expect(SampleTown.wording(.german).sentence(reason) == "Sonderleerung gewünscht: bei {vehicle} {note}")
    }

    @Test("A left-out container says what keeps it out, who comes nearest and how long it can wait")
    func leftOutIsExplained() {
        let sentence = SampleTown.wording(.german).sentence(SampleTown.plan.leftOut[0])
        #expect(
            sentence == "Am Stellplatz steht kein Behälter, oder sein Typ fehlt. Am ehesten käme Kran 1 infrage. "
                + "Kann voraussichtlich bis 05.03.2026 12:00 warten.")
    }

    @Test("Every rule in the catalogue is reached by a key of its own")
    func rulesHaveKeys() {
        let phrases = Phrase.allCases.filter { $0.rawValue.hasPrefix("rule") && $0 != .ruleOther }
        #expect(Set(Phrase.rules.values) == Set(phrases))
        #expect(Phrase.rules.count == phrases.count)
    }

    @Test func violationsNameRuleParagraphAndPlace() {
        let sentence = SampleTown.wording(.german).sentence(SampleTown.plan.violations[0])
        #expect(sentence == "Ruhezeit verletzt (32. BImSchV §7) (Tour t1, Stopp 1): arrives 06:10, allowed from 07:00")
        let unknown = SampleTown.wording(.english).sentence(PlanViolation(rule: "house-rule", message: "no"))
        #expect(unknown == "Rule 'house-rule' broken: no")
    }

    @Test func findingsOfTheVerifierAreGermanInGerman() {
        let violation = PlanViolation(
            rule: "driving-time", source: "VO (EG) 561/2006 Art. 7", tour: "t1", stop: 4, message: "5 h 10 min of driving …",
            finding: .drivingTime, figures: ["hours": "5 h 10 min"])
        #expect(
            SampleTown.wording(.german).finding(violation)
                == "5 h 10 min Lenkzeit ohne 45 min Pause (oder 15 und 30), erlaubt sind 4 h 30 min (VO (EG) 561/2006 Art. 7).")
        #expect(
            SampleTown.wording(.english).finding(violation)
                == "5 h 10 min of driving without 45 min of break (or 15 and 30), allowed are 4 h 30 min (VO (EG) 561/2006 Art. 7)"
        )
    }

    @Test func findingsNamePlacesZonesAndFractionsAsPeopleDo() {
        let quiet = PlanViolation(
            rule: "quiet-hours", source: "32. BImSchV §7", tour: "2026-03-02.060000.3", stop: 1, message: "…",
            finding: .quietHours,
            figures: ["site": "s2", "zone": "residential", "time": "06:10", "hours": "07:00–20:00", "source": "32. BImSchV §7"])
        #expect(
            SampleTown.wording(.german).sentence(quiet)
                == "Ruhezeit verletzt (32. BImSchV §7) (Tour 3, Stopp 1): Die Arbeit am Standplatz „=SUM(A1)“ (Wohngebiet) um 06:10 Uhr liegt "
                + "in der Ruhezeit; erlaubt ist 07:00–20:00 Uhr, nicht an Sonn- und Feiertagen (32. BImSchV §7).")
        let load = PlanViolation(
            rule: "not-tipped", tour: "t1", message: "…", finding: .notTipped, figures: ["fractions": "glass-white, paper"])
        #expect(SampleTown.wording(.german).finding(load).contains("Glas weiß, "))
        #expect(
            SampleTown.wording(.english).finding(load).contains("White glass")
                || SampleTown.wording(.english).finding(load).contains("white"))
    }

    @Test func aPlanMadeAnewSaysWhatItWasMadeFor() {
        let wish = ReplanWish(at: SampleTown.six, withoutVehicles: ["v1"], slots: ["s2-gg"])
        #expect(
            SampleTown.wording(.german).sentence(PlanRevision.Change.replanned(wish))
                == "Neu geplant ab 02.03.2026 06:00, ohne Kran 1, mit s2-gg")
        let locked = PlanRevision.Change.edited([.lockTour("2026-03-02.060000.2", isLocked: true)])
        #expect(SampleTown.wording(.german).sentence(locked) == "Tour 2 gesperrt")
    }

    @Test(arguments: PlanFinding.allCases)
    func bothLanguagesSayTheSameFigures(_ finding: PlanFinding) {
        func names(_ sentence: String) -> [String] {
            sentence.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) }.sorted()
        }
        #expect(names(finding.german) == names(finding.english))
        #expect(finding.german != finding.english)
        #expect(PlanFinding.filled("{a} of {b}", ["a": "1"]) == "1 of b")
    }

    @Test func numbersFollowTheLanguage() {
        let german = LocalFormat(language: .german, clock: .utc)
        let english = LocalFormat(language: .english, clock: .utc)
        #expect(german.number(1_234_567.891, digits: 2) == "1.234.567,89")
        #expect(english.number(1_234_567.891, digits: 2) == "1,234,567.89")
        #expect(german.number(-1234.5, digits: 1) == "-1.234,5")
        #expect(german.number(-0.04, digits: 1) == "0,0")
        #expect(german.number(.nan) == "–")
        #expect(german.percent(1.25) == "125 %")
        #expect(english.percent(1.25) == "125%")
    }

    @Test("Times are the town's own on both sides of the clock change")
    func timesAreLocal() throws {
        let format = LocalFormat(language: .german, clock: try #require(TownClock(identifier: "Europe/Berlin")))
        let before = try #require(Timestamp(rfc3339: "2026-03-29T00:59:00Z"))
        #expect(format.dayAndTime(before) == "29.03.2026 01:59")
        #expect(format.dayAndTime(before.adding(seconds: 60)) == "29.03.2026 03:00")
        #expect(before.rfc3339(clock: format.clock) == "2026-03-29T01:59:00+01:00")
        #expect(before.adding(seconds: 60).rfc3339(clock: format.clock) == "2026-03-29T03:00:00+02:00")
    }

    @Test func agesAndDurationsReadNaturally() {
        let format = LocalFormat(language: .german, clock: .utc)
        #expect(format.age(seconds: 720) == "12 min")
        #expect(format.age(seconds: 3 * 3600) == "3 h")
        #expect(format.age(seconds: 5 * 86400) == "5 T")
        #expect(format.duration(seconds: 25_500) == "7 h 05 min")
        #expect(format.dayWithWeekday(SampleTown.day) == "Montag, 02.03.2026")
    }

    @Test(
        "The reader's first choice among our languages wins",
        arguments: [
            ("de-DE,de;q=0.9,en;q=0.8", Language.german), ("en-GB,en;q=0.9", .english), ("fr,en;q=0.3,de;q=0.7", .german),
            ("de;q=0, en", .english),
        ])
    func acceptLanguage(header: String, expected: Language) { #expect(Language(acceptLanguage: header) == expected) }

    @Test func noLanguageOfOursIsNoChoice() { #expect(Language(acceptLanguage: "fr, *;q=0.1") == nil) }

    private func placeholders(_ text: String) -> Set<String> {
        Set(
            text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
                $0.split(separator: "}").first.map(String.init)
            })
    }
}
