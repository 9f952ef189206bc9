import HTTPTypes
import Reports
import Sentences

/// An error as callers see it (RFC 9457), with the member at fault and what to do.
struct Problem: Error, Hashable, Sendable {
    var status: HTTPResponse.Status
    /// Stable, a relative reference such as `/problems/not-found`: it names the kind, there is no page behind it.
    var type: String
    var title: Sentence
    var detail: Sentence
    /// The parameter, body member or header at fault.
    var member: String?
    var remedy: Sentence?
    var headers: [HTTPField] = []
    /// What is not ready, for `/readyz`.
    var parts: [ReadinessPart]?
    /// All that is wrong with what was to be put.
    var faults: [DeskFault]?
    /// For callers that speak VROOM's language.
    var vroom: VROOMFault?

    init(
        _ status: HTTPResponse.Status, _ kind: String, title: Sentence, detail: Sentence, member: String? = nil,
        remedy: Sentence? = nil,
        headers: [HTTPField] = [], parts: [ReadinessPart]? = nil
    ) {
        self.status = status
        type = "/problems/" + kind
        self.title = title
        self.detail = detail
        self.member = member
        self.remedy = remedy
        self.headers = headers
        self.parts = parts
    }
}

/// The problem as it is written; `instance` is the identifier of the request, to be found in the log.
struct ProblemDocument: Codable, Hashable, Sendable {
    var type: String
    var title: String
    var status: Int
    var detail: String
    var instance: String
    var member: String?
    var remedy: String?
    var parts: [ReadinessPart]?
    var faults: [FaultDocument]?
    var code: Int?
    var error: String?

    init(_ problem: Problem, requestID: String, language: Language) {
        type = problem.type
        title = problem.title.text(in: language)
        status = problem.status.code
        detail = problem.detail.text(in: language)
        instance = "urn:fuellort:request:" + requestID
        member = problem.member
        remedy = problem.remedy?.text(in: language)
        parts = problem.parts
        code = problem.vroom?.code
        error = problem.vroom?.error
        faults = problem.faults?.map { FaultDocument($0, language: language) }
    }
}

/// One thing that is wrong with what was to be put.
struct FaultDocument: Codable, Hashable, Sendable {
    var part: String
    var line: Int?
    var member: String?
    var message: String
    var remedy: String

    init(_ fault: DeskFault, language: Language) {
        part = fault.part
        line = fault.line
        member = fault.member
        message = fault.message.text(in: language)
        remedy = fault.remedy.text(in: language)
    }
}

extension Problem {
    static let keyMissing = Problem(
        .unauthorized, "key-missing", title: "API key missing", detail: "This address asks for the API key.",
        member: "Authorization", remedy: "Send the header 'Authorization: Bearer KEY'.",
        headers: [HTTPField(name: .wwwAuthenticate, value: "Bearer realm=\"fuellort\"")])

    static let keyWrong = Problem(
        .unauthorized, "key-wrong", title: "API key wrong", detail: "The API key that was sent is not the right one.",
        member: "Authorization", remedy: "Send the contents of the service's key file.",
        headers: [HTTPField(name: .wwwAuthenticate, value: "Bearer realm=\"fuellort\", error=\"invalid_token\"")])

    static let originMissing = Problem(
        .forbidden, "origin-missing", title: "Origin missing",
        detail: "A session may change something only from the service's own pages.", member: "Origin",
        remedy: "Send the request from the service's own pages, or show the API key as bearer token.")

    static func foreignHost(_ host: String) -> Problem {
        Problem(
            .misdirectedRequest, "foreign-host", title: "Foreign host name",
            detail: "'\(host.prefix(200))' is not a name of this service, which is bound to the loopback address.",
            member: "Host",
            remedy: "Use 127.0.0.1 or localhost; behind a proxy, configure an API key or the proxy's host name.")
    }

    static func foreignOrigin(_ origin: String) -> Problem {
        Problem(
            .forbidden, "foreign-origin", title: "Foreign origin",
            detail: "A web page of '\(origin.prefix(200))' may not change anything here.", member: "Origin",
            remedy: "Send the request from the service's own pages, or from a program.")
    }

    static func notFound(path: String) -> Problem {
        Problem(
            .notFound, "not-found", title: "Not found", detail: "There is nothing at '\(path.prefix(300))'.",
            remedy: "/api/v1/openapi.json lists all addresses.")
    }

    static func methodNotAllowed(_ method: HTTPRequest.Method, allowed: [String]) -> Problem {
        Problem(
            .methodNotAllowed, "method-not-allowed", title: "Method not allowed",
            detail: "\(method.rawValue.prefix(40)) is not possible here.", remedy: "Use \(allowed.joined(separator: ", ")).",
            headers: [HTTPField(name: .allow, value: allowed.joined(separator: ", "))])
    }

    static func invalid(member: String, _ detail: Sentence, remedy: Sentence) -> Problem {
        Problem(.badRequest, "invalid", title: "Invalid request", detail: detail, member: member, remedy: remedy)
    }

    static func tooLarge(limitBytes: Int) -> Problem {
        Problem(
            .contentTooLarge, "too-large", title: "Body too large", detail: "The body is larger than \(limitBytes) bytes.",
            remedy: "Send it in parts.")
    }

    static let notJSON = Problem(
        .unsupportedMediaType, "not-json", title: "Not JSON", detail: "The body must be JSON.", member: "Content-Type",
        remedy: "Send the header 'Content-Type: application/json'.")

    static func notAcceptable(_ offered: [String]) -> Problem {
        Problem(
            .notAcceptable, "not-acceptable", title: "Not available in that format",
            detail: "None of the formats that Accept names is offered here.", member: "Accept",
            remedy: "Offered are \(offered.joined(separator: ", ")).")
    }

    static let internalFault = Problem(
        .internalServerError, "internal", title: "Internal fault",
        detail: "The service failed at this request; the fault is logged.",
        remedy: "Look for the request's identifier in the log, and report it.")
}
