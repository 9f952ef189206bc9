import Sentences
import Testing

@Suite("Sentences that can be said in another language")
struct SentenceTests {
    private let german = [
        "There is no %@ '%@'.": "%2$@ gibt es nicht (%1$@).", "vehicle": "Fahrzeug",
        "'%@' is given twice.": "„%@“ steht zweimal da.",
    ]

    @Test func englishIsWhatIsWritten() {
        let sentence: Sentence = "'\("day")' is given twice, \(2) times."
        #expect(sentence.description == "'day' is given twice, 2 times.")
        #expect(sentence.template == "'%@' is given twice, %@ times.")
    }

    @Test func aTranslationPutsTheSameThingsIn() {
        let sentence: Sentence = "'\("day")' is given twice."
        #expect(sentence.said { german[$0] } == "„day“ steht zweimal da.")
    }

    @Test func aTranslationMayTurnTheOrder() {
        let noun: Sentence = "vehicle"
        let sentence: Sentence = "There is no \(noun) '\("V-9")'."
        #expect(sentence.said { german[$0] } == "V-9 gibt es nicht (Fahrzeug).")
    }

    @Test func whatHasNoTranslationStaysEnglish() {
        let sentence: Sentence = "Nobody has written \("this")."
        #expect(sentence.said { german[$0] } == "Nobody has written this.")
    }

    @Test("What comes from outside is never taken for a gap", arguments: ["%@", "100 %", "%1$@", "%", "%3$", ""])
    func textsFromOutside(text: String) {
        #expect(Sentence(verbatim: text).description == text)
        let sentence: Sentence = "'\(text)' is given twice."
        #expect(sentence.description == "'\(text)' is given twice.")
        #expect(sentence.said { german[$0] } == "„\(text)“ steht zweimal da.")
    }

    @Test func percentSignsOfTheWordsStay() {
        let sentence: Sentence = "More than 100 % of \("S-1")."
        #expect(sentence.description == "More than 100 % of S-1.")
    }

    @Test func listsAreSaidPartByPart() {
        let parts: [Sentence] = ["vehicle", "'\("a")' is given twice."]
        let sentence: Sentence = "Wrong: \(parts.joined(separator: "; "))"
        #expect(sentence.description == "Wrong: vehicle; 'a' is given twice.")
        #expect(sentence.said { german[$0] } == "Wrong: Fahrzeug; „a“ steht zweimal da.")
    }
}
