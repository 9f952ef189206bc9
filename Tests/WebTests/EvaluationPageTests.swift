import HTTPTypes
import Model
import Reports
import Testing

@testable import Web

@Suite("The page of the proof of savings")
struct EvaluationPageTests {
    private static let browser: HTTPFields = [.accept: "text/html"]
    private static let page = "/towns/dortmund/reports/evaluation"

    /// Asks until nothing is being computed any more.
    private func settled(_ visitor: Visitor, _ query: String) async throws -> Visitor.Answer {
        while true {
            let answer = try await visitor.ask("\(Self.page)?\(query)", headers: Self.browser, checked: false)
            if !answer.text.contains("evaluation-running") { return answer }
            await Task.yield()
        }
    }

    @Test func nothingIsComputedUntilItIsAskedFor() async throws {
        try await visit { visitor in
            let page = try await visitor.ask(Self.page, headers: Self.browser, checked: false)
            #expect(page.status == 200)
            #expect(page.text.contains("name=\"from\" value=\"2025-12-08\""))
            #expect(page.text.contains("name=\"to\" value=\"2026-03-01\""))
            #expect(!page.text.contains("evaluation-running") && !page.text.contains("id=\"finding\""))
        }
    }

    @Test func theFindingStandsFirstWithItsRange() async throws {
        try await visit { visitor in
            let page = try await settled(visitor, "from=2026-02-02&to=2026-03-01&lang=de")
            #expect(page.text.contains("Eine Einsparung ist nachgewiesen."))
            #expect(page.text.contains("−30,0 %"))
            #expect(page.text.contains("evaluation?from=2026-02-02&amp;to=2026-03-01&amp;baseline=rhythm&amp;format=csv"))
            let english = try await settled(visitor, "from=2026-02-02&to=2026-03-01&lang=en")
            #expect(english.text.contains("A saving is shown.") && english.text.contains("−30.0%"))
        }
    }

    @Test func aRefusalIsSaidInTheReadersLanguage() async throws {
        try await visit { visitor in
            let german = try await settled(visitor, "from=2026-02-09&to=2026-03-01&lang=de")
            #expect(german.text.contains("Keine Aussage möglich"))
            #expect(german.text.contains("Zwischen 09.02.2026 und 01.03.2026 liegen nur 3 ganze"))
            let english = try await settled(visitor, "from=2026-02-09&to=2026-03-01&lang=en")
            #expect(english.text.contains("Only 3 whole weeks"))
        }
    }

    @Test func theTableHasAllWeeksAndMeasures() async throws {
        try await visit { visitor in
            let path = "/api/v1/towns/dortmund/evaluation?from=2026-02-02&to=2026-03-01"
            let csv = try await visitor.get(path + "&format=csv&dialect=excel-de&lang=de")
            #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
            let lines = csv.text.split(separator: "\r\n")
            #expect(lines.count == 41, "a head, eight measures, eight for each of four weeks")
            #expect(lines.contains(";kilometres;Strecke km;280,00;400,00;-30,0;-30,0;-30,0;ja;saving-shown"))
            let finding = try await visitor.get(path).json["finding"] as? String
            #expect(finding == "saving-shown")
            let refused = try await visitor.get("/api/v1/towns/dortmund/evaluation?from=2026-02-09&to=2026-03-01")
            #expect(refused.status == 422 && refused.text.contains("Only 3 whole weeks"))
        }
    }

    @Test("Axes are round", arguments: [[0.0, 1, 4], [30, 10, 30], [31, 10, 40], [5, 2, 6], [812, 500, 1000], [0.4, 1, 4]])
    func axes(maximumStepTop: [Double]) {
        let axis = RoundAxis(upTo: maximumStepTop[0])
        #expect(axis.step == maximumStepTop[1])
        #expect(axis.top == maximumStepTop[2])
        #expect(axis.marks.first == 0)
        #expect(axis.marks.last == maximumStepTop[2])
    }
}
