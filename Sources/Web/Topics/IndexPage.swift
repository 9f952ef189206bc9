import HTTPTypes
import Model
import Reports

/// The page at `/`: the towns, and where programs find what they need. A browser is sent on to the only town there is.
enum IndexPage {
    static func answer(_ call: PageCall) async throws -> Answer {
        let isSignedIn =
            call.office.configuration.apiKey == nil
            || Session(signer: call.office.signer).isValid(call.request, now: call.office.now)
        // A store that does not answer must not take the way to /readyz.
        let towns = isSignedIn ? (try? await call.desk.towns()) ?? [] : []
        if ProblemPage.isWanted(call.request, prefix: call.prefix) {
            if !isSignedIn { return .redirect(to: call.link("/sign-in")) }
            if towns.count == 1, let town = towns.first, let today = PageTable.places.first {
                return .redirect(to: call.link(today.path.replacing("{town}", with: town.id.rawValue)))
            }
        }
        return PageLayout(title: ShellTerm.towns.text(in: call.language), content: content(call, towns, isSignedIn)).answer(call)
    }

    private static func content(_ call: PageCall, _ towns: [Town], _ isSignedIn: Bool) -> HTML {
        func term(_ term: ShellTerm) -> String { term.text(in: call.language) }
        let links: [(path: String, text: String)] = [
            ("/api/v1/towns", term(.towns)), ("/api/v1/openapi.json", term(.openAPI)), ("/readyz", term(.readiness)),
            ("/metrics", term(.figures)),
        ]
        return tag("div", .class("narrow")) {
            tag("h1", text: "Füllort")
            tag("p", text: term(.townsLead))
            if isSignedIn {
                if towns.isEmpty { tag("p", .class("note"), text: term(.noTowns)) }
                tag("ul", .class("towns")) {
                    for town in towns {
                        tag("li") {
                            tag("a", .class("button"), .href(call.link("/towns/\(town.id)/today")), text: town.name)
                        }
                    }
                }
            } else {
                tag("p") { tag("a", .class("button"), .href(call.link("/sign-in")), text: term(.signIn)) }
            }
            tag("h2", text: term(.programs))
            tag("ul") {
                for link in links {
                    tag("li") {
                        tag("a", .href(call.prefix + link.path), text: link.path)
                        ": " + link.text
                    }
                }
            }
        }
    }
}
