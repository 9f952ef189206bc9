import HTTPTypes
import Hummingbird
import Reports
import Sentences

/// How the service is.
enum ServiceEndpoints {
    static let all: [Endpoint] = [health, readiness, metrics, index, openAPI]

    /// Answer to probes, without a key and quietly in the log.
    static let probes = ["/healthz", "/readyz"]

    private static let health = Endpoint(
        method: .get, path: "/healthz", name: "getHealth", summary: "Whether the process answers; looks at nothing else",
        topic: .service, success: .json(.reference("Health"), "It answers."), isOpen: true,
        respond: { _ in try .json(["status": "ok"], headers: [HTTPField(name: .cacheControl, value: "no-store")]) })

    private static let readiness = Endpoint(
        method: .get, path: "/readyz", name: "getReadiness", summary: "Whether everything it depends on answers", topic: .service,
        success: .json(.reference("Readiness"), "Ready."), problems: [.serviceUnavailable], isOpen: true,
        respond: { call in
            let status = await call.office.status.status()
            let parts = status.parts.map(ReadinessPart.init)
            let uncached = HTTPField(name: .cacheControl, value: "no-store")
            guard status.isReady else { throw Problem.notReady(parts) }
            return try .json(ReadinessDocument(status: "ready", parts: parts), headers: [uncached])
        })

    private static let metrics = Endpoint(
        method: .get, path: "/metrics", name: "getMetrics", summary: "Counters and gauges in Prometheus' text format",
        topic: .service, success: .init(summary: "Exposition format 0.0.4.", content: [(MediaType.prometheus, nil)]),
        respond: { call in
            let figures = await call.office.status.status().figures
            let text = call.office.metrics.text(adding: figures)
            return .text(text, mediaType: MediaType.prometheus, headers: [HTTPField(name: .cacheControl, value: "no-store")])
        })

    private static let index = Endpoint(
        method: .get, path: "/", name: "getIndex", summary: "What there is here, for people", topic: .service,
        parameters: [Shared.language.description],
        success: .init(
            statuses: [.ok, .seeOther], summary: "A page; browsers are sent on to the only town, or to the sign-in.",
            content: [(MediaType.html, nil)]),
        isOpen: true,
        respond: { call in
            try await IndexPage.answer(PageCall(office: call.office, request: call.request, context: call.context))
        })

    private static let openAPI = Endpoint(
        method: .get, path: "/api/v1/openapi.json", name: "getOpenAPI", summary: "This description (OpenAPI 3.1)",
        topic: .service, success: .json(Schema(members: ["type": "object"]), "The document."),
        respond: { call in
            let configuration = call.office.configuration
            return try .json(
                OpenAPIDocument(
                    endpoints: EndpointTable.all, version: configuration.version, prefix: configuration.normalisedPrefix,
                    needsKey: configuration.apiKey != nil
                ).json)
        })
}

/// Something the service depends on.
struct ReadinessPart: Codable, Hashable, Sendable {
    var name: String
    var isReady: Bool
    var detail: String
    var remedy: String?

    init(_ part: ServiceStatus.Part) {
        name = part.name
        isReady = part.isReady
        detail = part.detail
        remedy = part.remedy.isEmpty ? nil : part.remedy
    }

    private enum CodingKeys: String, CodingKey {
        case name, detail, remedy
        case isReady = "is_ready"
    }
}

struct ReadinessDocument: Codable, Hashable, Sendable {
    var status: String
    var parts: [ReadinessPart]
}

extension Problem {
    static func notReady(_ parts: [ReadinessPart]) -> Problem {
        let missing = parts.filter { !$0.isReady }
        return Problem(
            .serviceUnavailable, "not-ready", title: "Not ready",
            detail: Sentence(verbatim: missing.map { "\($0.name): \($0.detail)" }.joined(separator: "; ")),
            remedy: Sentence(verbatim: missing.compactMap(\.remedy).joined(separator: " ")),
            headers: [HTTPField(name: .retryAfter, value: "5")],
            parts: parts)
    }
}
