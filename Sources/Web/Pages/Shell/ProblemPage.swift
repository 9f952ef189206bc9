import HTTPTypes
import Hummingbird
import Reports

/// What a person sees instead of a page: the same problem that a program would get as JSON.
enum ProblemPage {
    /// Whether the request comes from somebody who looks at pages.
    static func isWanted(_ request: Request, prefix: String) -> Bool {
        guard PathParts(request.uri.path, prefix: prefix).first != "api" else { return false }
        return request.headers[.accept].map { $0.contains("text/html") } ?? false
    }

    static func answer(_ problem: Problem, _ call: PageCall) -> Answer {
        func term(_ term: ShellTerm) -> String { term.text(in: call.language) }
        let (title, lead): (ShellTerm, ShellTerm?) =
            switch problem.status.code {
            case 404: (.notFound, .notFoundLead)
            case 503: (.notAvailable, nil)
            default: (.failed, .failedLead)
            }
        let content = tag("div", .class("narrow")) {
            tag("h1", text: term(title))
            if let lead { tag("p", text: term(lead)) }
            tag("p", .class("note"), text: problem.detail.text(in: call.language))
            if let remedy = problem.remedy { tag("p", .class("note"), text: remedy.text(in: call.language)) }
            tag("p", .class("note"), text: filled(term(.requestNumber), ["id": call.context.requestID]))
            tag("p") { tag("a", .class("button"), .href(call.link("/")), text: term(.backHome)) }
        }
        var headers = problem.headers
        headers.append(HTTPField(name: .cacheControl, value: "no-store"))
        return PageLayout(title: term(title), content: content).answer(call, status: problem.status, headers: headers)
    }
}
