import Foundation
import HTTPTypes
import Hummingbird
import Reports
import Sentences

/// Signing in with the API key of the configuration, and out again.
enum SignInPages {
    static let all: [Page] = [show, signIn, signOut]

    private static let show = Page(path: "/sign-in", isOpen: true, respond: { call in page(call) })

    private static let signIn = Page(
        method: .post, path: "/sign-in", isOpen: true,
        respond: { call in
            let office = call.office
            guard let key = office.configuration.apiKey else { return .redirect(to: call.link("/")) }
            guard office.signIns.mayTry(now: office.now) else {
                return page(call, fault: .keyTooOften, status: .tooManyRequests)
            }
            let form = try await form(call)
            guard key.matches(Array((form["key"] ?? "").utf8)) else {
                office.signIns.failed(now: office.now)
                return page(call, fault: .keyWrong, next: form["next"], status: .forbidden)
            }
            let cookie = Session(signer: office.signer).begin(call.request, prefix: call.prefix, now: office.now)
            return .redirect(to: target(form["next"], call), headers: [cookie])
        })

    private static let signOut = Page(
        method: .post, path: "/sign-out", isOpen: true,
        respond: { call in
            let cookie = Session(signer: call.office.signer).end(call.request, prefix: call.prefix)
            return .redirect(to: call.link("/sign-in"), headers: [cookie])
        })

    /// Sends somebody who is not signed in to the form, and back afterwards.
    static func detour(_ call: PageCall) -> Answer {
        .redirect(to: call.link("/sign-in", [("next", call.request.uri.description)]))
    }

    private static func page(
        _ call: PageCall, fault: ShellTerm? = nil, next: String? = nil, status: HTTPResponse.Status = .ok
    ) -> Answer {
        func term(_ term: ShellTerm) -> String { term.text(in: call.language) }
        let content = tag("div", .class("narrow")) {
            tag("h1", text: term(.signIn))
            tag("form", Attribute("method", "post"), Attribute("action", call.link("/sign-in")), .class("stack")) {
                if let fault { tag("p", .class("fault"), .id("fault"), Attribute("role", "alert"), text: term(fault)) }
                tag("label", Attribute("for", "key"), text: term(.key))
                void(
                    "input", .id("key"), Attribute("name", "key"), .type("password"), .flag("required"), .flag("autofocus"),
                    Attribute("autocomplete", "current-password"),
                    Attribute("aria-describedby", fault == nil ? "key-hint" : "fault key-hint"))
                tag("p", .class("note"), .id("key-hint"), text: term(.keyHint))
                void("input", .type("hidden"), Attribute("name", "next"), Attribute("value", next ?? call.query["next"] ?? ""))
                tag("button", .class("primary"), text: term(.signIn))
            }
        }
        return PageLayout(title: term(.signIn), content: content).answer(
            call, status: status, headers: [HTTPField(name: .cacheControl, value: "no-store")])
    }

    /// Only an address of this service: a link must not lead elsewhere after signing in.
    private static func target(_ next: String?, _ call: PageCall) -> String {
        guard let next, next.hasPrefix(call.prefix + "/"), !next.hasPrefix("//"),
            next.utf8.allSatisfy({ (33...126).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return call.link("/") }
        return next
    }

    /// The members of a form (application/x-www-form-urlencoded).
    private static func form(_ call: PageCall) async throws -> [String: String] {
        guard MediaType.essence(call.request.headers[.contentType] ?? "") == "application/x-www-form-urlencoded" else {
            throw Problem.invalid(member: "Content-Type", "This is no form.", remedy: "Use the form of the page.")
        }
        let bytes = try await call.request.body.collect(upTo: 8192)
        return try Call.pairs(String(buffer: bytes).replacing("+", with: "%20")).reduce(into: [:]) { $0[$1.name] = $1.value }
    }
}
