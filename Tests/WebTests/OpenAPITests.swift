import Foundation
import HTTPTypes
import Hummingbird
import Model
import Reports
import Testing

@testable import Web

@Suite("The OpenAPI document and the router are one")
struct OpenAPITests {
    private static let office = Office(
        desk: MemoryDesk(), status: FixedStatus(), metrics: PrometheusRegistry(), configuration: .test(),
        assets: AssetLibrary([:]))

    /// The routes for programs; pages and assets are for browsers.
    private static var routes: [Router<WebContext>.RouteDescription] {
        webRouter(office).routes.filter { route in
            let template = route.path.description
            return !template.hasPrefix("/assets/") && !PageTable.all.contains { $0.path == template }
        }
    }

    @Test("Every route is in the document, and every operation of the document is a route")
    func noDrift() throws {
        let described = try DocumentReader.open.get().paths.flatMap { path, item in item.keys.map { "\($0) \(path)" } }
        let routed = Self.routes.map { "\($0.method.rawValue.lowercased()) \($0.path)" }
        #expect(Set(routed) == Set(described))
        #expect(routed.count == described.count)
    }

    @Test("Every route answers, and only as the document says; every other method is refused with those that are there")
    func everyRoute() async throws {
        let routes = Self.routes.map { (template: $0.path.description, method: $0.method) }
        try await visit { visitor async throws in
            // The stream of events has no end to wait for; a test of its own reads its beginning.
            for route in routes where !route.template.hasSuffix("/events") {
                let path = Self.samplePath(route.template)
                let answer = try await visitor.ask(path, route.method, body: route.method == .post ? "{}" : nil)
                #expect(answer.status != 405, "\(route.method) \(route.template)")
                let known = routes.filter { $0.template == route.template }.map(\.method)
                for method in Self.methods where !known.contains(method) {
                    let refused = try await visitor.ask(path, method)
                    #expect(refused.status == 405)
                    #expect(refused.headers[.allow] == known.map(\.rawValue).sorted().joined(separator: ", "))
                }
            }
        }
    }

    private static let methods: [HTTPRequest.Method] = [
        .get, .post, .put, .patch, .delete, .options, .trace, HTTPRequest.Method("QUERY") ?? .put,
    ]

    @Test func operationsHaveNamesOfTheirOwnAndKnownTopics() throws {
        let operations = try DocumentReader.open.get().paths.values.flatMap(\.values).compactMap { $0 as? [String: Any] }
        let names = operations.compactMap { $0["operationId"] as? String }
        #expect(names.count == operations.count)
        #expect(Set(names).count == names.count)
        #expect(EndpointTable.all.count >= 24)
    }

    @Test("Every parameter in braces is described, and the other way round", arguments: EndpointTable.all.map(\.path))
    func pathParameters(path: String) throws {
        let inPath = Set(path.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) })
        for endpoint in EndpointTable.all where endpoint.path == path {
            #expect(Set(endpoint.parameters.filter { $0.place == .path }.map(\.name)) == inPath)
        }
    }

    @Test("The document that is served is the one that was tested")
    func served() async throws {
        try await visit { visitor async throws in
            let answer = try await visitor.get("/api/v1/openapi.json")
            #expect(answer.text == String(decoding: visitor.document.data, as: UTF8.self) + "\n")
            #expect(answer.json["openapi"] as? String == "3.1.0")
        }
    }

    @Test("Every reference leads somewhere, and every schema is used")
    func references() throws {
        let document = try DocumentReader.open.get()
        let text = String(decoding: document.data, as: UTF8.self)
        let used = Set(text.split(separator: "#/components/schemas/").dropFirst().map { String($0.prefix { $0 != "\"" }) })
        #expect(used == Set(DocumentSchemas.all.keys))
    }

    @Test(
        "An independent validator accepts the document",
        .enabled(if: Validator.isThere, "openapi-spec-validator is not installed"))
    func validator() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "openapi-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try DocumentReader.open.get().data.write(to: file)
        let (status, output) = try Validator.run([file.path])
        #expect(status == 0, "\(output)")
    }

    private static func samplePath(_ template: String) -> String {
        let samples = [
            "town": "dortmund", "site": "site-1", "vehicle": "v1", "slot": "slot-001", "plan": "plan-1", "tour": "t1",
            "day": "2026-03-02", "month": "2026-03", "kind": "sites", "entity": "site-1", "change": "1", "file": "slots.csv",
            "proposal": "proposal-1", "revision": "0", "run": "run-1", "id": "2", "device": "d1",
        ]
        return samples.reduce(template) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}

/// openapi-spec-validator from PyPI, where it is installed.
private enum Validator {
    static let isThere = (try? run(["--version"]).status) == 0

    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openapi-spec-validator"] + arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
