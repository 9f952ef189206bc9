import Foundation
import Reports
import Testing

@testable import Web

/// Where this clone lies.
let cloneFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// Compares a file of `config/schemas` with what the service describes; `FUELLORT_WRITE_SCHEMAS=1` writes it anew.
func expectSchemaFile(_ name: String, root: String, title: String, parts: [String: Schema]) throws {
    let document = JSONValue.object([
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": .string("#/$defs/\(root)"),
        "title": .string(title), "$defs": .object(parts.mapValues(\.json)),
    ])
    let text =
        String(decoding: try DocumentEncoder.json(document, pretty: true), as: UTF8.self)
        .replacingOccurrences(of: "#/components/schemas/", with: "#/$defs/") + "\n"
    let file = cloneFolder.appending(path: "config/schemas/\(name).schema.json")
    if ProcessInfo.processInfo.environment["FUELLORT_WRITE_SCHEMAS"] == "1" {
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text, "FUELLORT_WRITE_SCHEMAS=1 swift test writes them anew")
}
