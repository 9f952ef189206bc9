import Foundation
import HTTPTypes
import Reports
import Sentences
import Testing

@testable import Web

@Suite("What goes wrong is said in the reader's language")
struct ProblemLanguageTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")
    private static let rooms = ["TownFiles", "Dispatching", "Planning", "Web", "Reports/Evaluation"]

    /// Of every file that makes sentences; templates with the file's name.
    private static let written: [(file: String, template: String)] = rooms.flatMap { room -> [(String, String)] in
        let folder = sources.appending(path: room)
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        return files.filter { $0.pathExtension == "swift" }.flatMap { file -> [(String, String)] in
            guard let text = try? String(contentsOf: file, encoding: .utf8), text.contains("import Sentences") else { return [] }
            return SentenceScan(source: text).templates.map { (file.lastPathComponent, $0) }
        }
    }

    @Test func everySentenceHasGermanWords() {
        #expect(Self.written.count > 250, "the scan finds the sentences")
        let missing = Self.written.filter { ProblemCatalogue.german[$0.template] == nil }
        #expect(missing.isEmpty, "\(missing.map { "\($0.file): \($0.template)" }.sorted().joined(separator: "\n"))")
    }

    @Test func germanWordsPutInTheSameThings() {
        for (english, german) in ProblemCatalogue.german {
            let gaps = english.ranges(of: "%@").count
            let sequential = german.ranges(of: "%@").count
            let placed = (1...9).filter { german.contains("%\($0)$@") }
            #expect(placed.isEmpty ? sequential == gaps : sequential == 0 && placed == Array(1...gaps), "\(english)")
        }
    }

    @Test(
        "Problems of the API",
        arguments: [
            ("/api/v1/towns/dortmund/containers?colour=red", "„colour“ ist kein Parameter dieser Adresse.", "Ungültige Anfrage"),
            ("/api/v1/towns/dortmund/containers/none", "Nicht vorhanden: Behälter „none“.", "Nicht gefunden"),
            ("/api/v1/nothing", "Unter „/api/v1/nothing“ gibt es nichts.", "Nicht gefunden"),
            (
                "/api/v1/towns/dortmund/evaluation?from=2026-02-09&to=2026-03-01",
                "Zwischen 2026-02-09 und 2026-03-01 liegen nur 3 ganze, abgeschlossene Wochen: zu wenige, um eine Einsparung von Zufall zu "
                    + "unterscheiden.", "Nicht möglich"
            ),
        ])
    func problemsOfTheAPI(path: String, detail: String, title: String) async throws {
        try await visit { visitor async throws in
            let german = try await visitor.ask(path, headers: [.acceptLanguage: "de-DE,de;q=0.9,en;q=0.5"], checked: false)
            #expect(german.json["detail"] as? String == detail)
            #expect(german.json["title"] as? String == title)
            let program = try await visitor.ask(path, checked: false)
            #expect(ProblemCatalogue.german.values.contains(program.json["title"] as? String ?? "") == false)
        }
    }

    @Test func aPageThatIsNotThereSaysSoInGerman() async throws {
        try await visit { visitor async throws in
            let page = try await visitor.ask(
                "/towns/dortmund/containers/none?lang=de", headers: [.accept: "text/html"], checked: false)
            #expect(page.status == 404)
            #expect(page.text.contains("Nicht vorhanden: Behälter „none“."))
        }
    }

    @Test func faultsOfSettingsAreSaidPartByPart() {
        let fault = DeskFault(
            part: "vehicles", member: "payload", message: "\("'x'") is not \("a number from \(0) to \(5)" as Sentence)",
            remedy: "Write \("a number from \(0) to \(5)" as Sentence)\("" as Sentence)")
        #expect(FaultDocument(fault, language: .german).message == "'x' passt nicht; anzugeben ist eine Zahl von 0 bis 5")
        #expect(FaultDocument(fault, language: .english).message == "'x' is not a number from 0 to 5")
    }
}
