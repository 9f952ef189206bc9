import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Model
import NIOCore
import Reports
import Testing

@testable import Web

/// Asks the service as a caller would. Every answer is held against the OpenAPI document: its status must be described for that
/// address, and its body must fit the schema.
struct Visitor: Sendable {
    let client: any TestClientProtocol
    let document: DocumentReader

    struct Answer: Sendable {
        var status: Int
        var headers: HTTPFields
        var text: String

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
        }

        var items: [[String: Any]] { json["items"] as? [[String: Any]] ?? [] }
    }

    /// - Parameter checked: `false` for requests to addresses that are not in the document.
    func ask(
        _ path: String, _ method: HTTPRequest.Method = .get, body: String? = nil, headers: HTTPFields = [:], checked: Bool = true,
        location: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        var headers = headers
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        let response = try await client.executeRequest(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        let answer = Answer(status: response.status.code, headers: response.headers, text: String(buffer: response.body))
        if checked {
            let faults = document.faults(in: answer, path: path, method: method)
            #expect(faults == [], "\(method) \(path)", sourceLocation: location)
        }
        return answer
    }

    func get(_ path: String, headers: HTTPFields = [:], location: SourceLocation = #_sourceLocation) async throws -> Answer {
        try await ask(path, headers: headers, location: location)
    }

    func post(_ path: String, _ body: String, headers: HTTPFields = [:], location: SourceLocation = #_sourceLocation) async throws
        -> Answer
    {
        try await ask(path, .post, body: body, headers: headers, location: location)
    }
}

/// The OpenAPI document, read back from the bytes that are served. Read once for each way of serving; never changed after.
final class DocumentReader: Sendable {
    let data: Data
    nonisolated(unsafe) let object: [String: Any]
    nonisolated(unsafe) let paths: [String: [String: Any]]

    static let open = Result { try DocumentReader(prefix: "", needsKey: false) }

    init(prefix: String, needsKey: Bool) throws {
        let document = OpenAPIDocument(endpoints: EndpointTable.all, version: "test", prefix: prefix, needsKey: needsKey)
        data = try DocumentEncoder.json(document.json)
        object = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
        paths = object["paths"] as? [String: [String: Any]] ?? [:]
    }

    static func reader(of configuration: WebConfiguration) throws -> DocumentReader {
        let (prefix, needsKey) = (configuration.normalisedPrefix, configuration.apiKey != nil)
        return prefix.isEmpty && !needsKey ? try open.get() : try DocumentReader(prefix: prefix, needsKey: needsKey)
    }

    func faults(in answer: Visitor.Answer, path: String, method: HTTPRequest.Method) -> [String] {
        let plain = String(path.prefix { $0 != "?" })
        guard let template = paths.keys.first(where: { matches(plain, $0) }) else { return ["\(plain) is not in the document"] }
        guard let operation = paths[template]?[method.rawValue.lowercased()] as? [String: Any] else {
            return answer.status == 405 ? [] : ["\(method) \(template) is not in the document"]
        }
        let responses = operation["responses"] as? [String: [String: Any]] ?? [:]
        guard let response = responses[String(answer.status)] else {
            return ["\(answer.status) is not described for \(template)"]
        }
        guard let content = response["content"] as? [String: [String: Any]], !answer.text.isEmpty else { return [] }
        let type = MediaType.essence(answer.headers[.contentType] ?? "")
        guard let schema = content[type]?["schema"] as? [String: Any] else { return ["\(type) is not described for \(template)"] }
        guard type.hasSuffix("json") else { return [] }
        guard let value = try? JSONSerialization.jsonObject(with: Data(answer.text.utf8)) else { return ["the body is no JSON"] }
        return SchemaCheck(document: object).faults(value, schema)
    }

    private func matches(_ path: String, _ template: String) -> Bool {
        let parts = path.split(separator: "/")
        let pattern = template.split(separator: "/")
        let isExact = !paths.keys.contains(path) || path == template
        return isExact && parts.count == pattern.count && zip(parts, pattern).allSatisfy { $1.hasPrefix("{") || $0 == $1 }
    }
}

/// Puts the service together over the memory desk and lets a visitor in, without a socket.
func visit(
    desk: MemoryDesk = MemoryDesk(), status: FixedStatus = FixedStatus(), configuration: WebConfiguration = .test(),
    _ test: @Sendable @escaping (Visitor) async throws -> Void
) async throws {
    let application = try buildWebApplication(desk: desk, status: status, configuration: configuration, logger: .silent)
    let document = try DocumentReader.reader(of: configuration)
    try await application.test(.router) { client in try await test(Visitor(client: client, document: document)) }
}

extension WebConfiguration {
    static func test(
        host: String = "127.0.0.1", key: APIKey? = nil, prefix: String? = nil, maximumBodyBytes: Int = 4096,
        shutdownGrace: Duration = .milliseconds(300)
    ) -> WebConfiguration {
        WebConfiguration(
            host: host, port: 0, apiKey: key, pathPrefix: prefix, version: "test", maximumBodyBytes: maximumBodyBytes,
            shutdownGrace: shutdownGrace, now: { SampleTown.now })
    }
}

extension Logger {
    static var silent: Logger {
        Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    }
}
