import Testing

@testable import TownFiles

@Suite struct DocumentTests {
    private func parse(_ text: String) throws(DocumentError) -> DocumentValue { try JSONDocument.parse(Array(text.utf8)[...]) }

    @Test(arguments: [
        "", " ", "{", "[", "[1,]", "{\"a\":1,}", "{a: 1}", "'a'", "[1 2]", "01", "1.", ".5", "+1", "1e", "-", "NaN", "Infinity",
        "tru",
        "\"\n\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"open", "1 2", "{\"a\" 1}", "{\"a\":}",
        "// x\n1",
        String(repeating: "[", count: 5000),
    ])
    func whatIsNotJSONIsRefused(_ text: String) {
        #expect(throws: DocumentError.self) { try parse(text) }
    }

    @Test(arguments: [
        ("\"a\\u00e4\\n\\/\"", "aä\n/"), ("\"\\ud83d\\uddd1\"", "🗑"), ("\"ß\"", "ß"),
    ])
    func textsAreUnescaped(_ text: String, _ meaning: String) throws {
        #expect(try parse(text).readableText == meaning)
    }

    @Test func placesCountCharactersNotBytes() throws {
        guard case .list(let values) = try parse("[\"äöü\", 1,\n  2]").content else {
            Issue.record("no list")
            return
        }
        #expect(
            values.map(\.place) == [TextPlace(line: 1, column: 2), TextPlace(line: 1, column: 9), TextPlace(line: 2, column: 3)])
    }

    @Test(arguments: ["\n", "\r\n", "\r"]) func tablesMayEndLinesInAnyWay(_ end: String) throws {
        let text = ["a,b", "1,\"x\(end)y\"", "", " , ", "2,"].joined(separator: end)
        let table = try TableDocument.parse(Array(text.utf8)[...])
        #expect(table.rows.count == 2)
        #expect(table.rows.last?.place.line == 6)
        guard case .object(let members) = table.rows.first?.content else {
            Issue.record("no row")
            return
        }
        #expect(members.last?.value.readableText == "x\(end)y")
    }

    @Test(arguments: ["a,b\n1,2,3\n", "a,b\n\"x\"y,2\n", "a,b\n\"open,2\n", "", "\n\n"]) func tablesThatDoNotFitAreRefused(
        _ text: String
    ) {
        #expect(throws: DocumentError.self) { try TableDocument.parse(Array(text.utf8)[...]) }
    }

    @Test func aDecimalCommaIsANumberOnlyInTablesWithSemicolons() {
        let place = TextPlace(line: 1, column: 1)
        #expect(DocumentValue(content: .text("0,5", .cell(decimalComma: true)), place: place).readableNumber == 0.5)
        #expect(DocumentValue(content: .text("0,5", .cell(decimalComma: false)), place: place).readableNumber == nil)
        #expect(DocumentValue(content: .text("1.000,5", .cell(decimalComma: true)), place: place).readableNumber == nil)
    }

    @Test func suggestionsAreNearOrNone() {
        #expect(Suggestion.nearest(to: "zoen", among: ["zone", "name"]) == "zone")
        #expect(Suggestion.nearest(to: "latitude", among: ["zone", "name"]) == nil)
        #expect(Suggestion.nearest(to: "", among: ["zone"]) == nil)
    }
}
