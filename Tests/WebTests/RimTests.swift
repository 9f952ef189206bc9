import Foundation
import HTTPTypes
import Model
import Reports
import Sentences
import Testing

@testable import Web

@Suite("Errors, caching, keys and foreign pages")
struct RimTests {
    private let towns = "/api/v1/towns"

    @Test("What is not there is a problem that names the address")
    func notFound() async throws {
        try await visit { visitor async throws in
            for path in ["/api/v2", "/nothing", "/api/v1/towns/dortmund/containers/slot-001/nonsense"] {
                let answer = try await visitor.ask(path, checked: false)
                #expect(answer.status == 404)
                #expect(answer.headers[.contentType] == "application/problem+json")
                #expect((answer.json["detail"] as? String)?.contains(path) == true)
                #expect((answer.json["instance"] as? String)?.hasPrefix("urn:fuellort:request:") == true)
            }
        }
    }

    @Test(
        "A method that an address does not know is refused with those it knows",
        arguments: [
            HTTPRequest.Method.delete, .put, .patch, .options, .trace,
        ])
    func methodNotAllowed(method: HTTPRequest.Method) async throws {
        try await visit { visitor async throws in
            let answer = try await visitor.ask("/api/v1/towns/dortmund/plans", method)
            #expect(answer.status == 405)
            #expect(answer.headers[.allow] == "GET, HEAD, POST")
            #expect(answer.headers[.contentType] == "application/problem+json")
        }
    }

    @Test func bodiesThatAreTooLargeOrNoJSONAreRefused() async throws {
        let plans = "/api/v1/towns/dortmund/plans"
        try await visit { visitor async throws in
            let large = try await visitor.post(plans, #"{"day": ""# + String(repeating: "x", count: 5000) + #""}"#)
            #expect(large.status == 413)
            let form = try await visitor.post(
                plans, "day=2026-03-03", headers: [.contentType: "application/x-www-form-urlencoded"])
            #expect(form.status == 415)
            let plain = try await visitor.post(plans, #"{"day": "2026-03-03"}"#, headers: [.contentType: "text/plain"])
            #expect(plain.status == 415, "a foreign page may send text/plain without asking")
            let deep = try await visitor.post(plans, String(repeating: "[", count: 2000))
            #expect(deep.status == 400)
        }
    }

    @Test("A fault is logged, not shown; an outage says when to come again")
    func faults() async throws {
        struct Secret: Error { let password = "geheim" }
        let desk = MemoryDesk()
        try await visit(desk: desk) { visitor async throws in
            await desk.fail(with: Secret())
            let fault = try await visitor.ask(towns, checked: false)
            #expect(fault.status == 500)
            #expect(!fault.text.contains("geheim"))
            await desk.fail(with: DeskError.unavailable(reason: "The store is locked.", remedy: "Wait.", retryAfterSeconds: 7))
            let outage = try await visitor.get(towns)
            #expect(outage.status == 503)
            #expect(outage.headers[.retryAfter] == "7")
            await desk.fail(with: DeskError.conflict(message: "Twice.", remedy: "Once."))
            #expect(try await visitor.ask(towns, checked: false).status == 409)
        }
    }

    @Test("Who has a document already is told so, and only while it is the same")
    func entityTags() async throws {
        try await visit { visitor async throws in
            let first = try await visitor.get(towns)
            let tag = try #require(first.headers[.eTag])
            #expect(first.headers[.vary] == "Accept, Accept-Language, Accept-Encoding")
            let same = try await visitor.get(towns, headers: [.ifNoneMatch: "\"x\", W/\(tag)"])
            #expect(same.status == 304)
            #expect(same.text.isEmpty)
            #expect(same.headers[.eTag] == tag)
            #expect(try await visitor.get(towns + "/dortmund", headers: [.ifNoneMatch: tag]).status == 200)
            #expect(try await visitor.get(towns, headers: [.ifNoneMatch: "*"]).status == 304)
        }
    }

    @Test("HEAD tells the same as GET without the body", arguments: ["/api/v1/towns", "/healthz", "/"])
    func head(path: String) async throws {
        try await visit { visitor async throws in
            let get = try await visitor.get(path)
            let head = try await visitor.ask(path, .head)
            #expect(head.status == 200)
            #expect(head.text.isEmpty)
            #expect(head.headers[.contentLength] == String(get.text.utf8.count))
            #expect(head.headers[.eTag] == get.headers[.eTag])
        }
    }

    @Test("With a key nothing is told without it, but to probes")
    func keys() async throws {
        let key = try APIKey("  0123456789abcdef0123\n")
        try await visit(configuration: .test(host: "0.0.0.0", key: key)) { visitor async throws in
            let missing = try await visitor.get(towns)
            #expect(missing.status == 401)
            #expect(missing.headers[.wwwAuthenticate] == "Bearer realm=\"fuellort\"")
            for wrong in [
                "Bearer 0123456789abcdef012", "Bearer 0123456789abcdef01234", "Bearer", "Basic MDEyMw==", "Bearer \u{1F511}",
            ] {
                #expect(try await visitor.get(towns, headers: [.authorization: wrong]).status == 401)
            }
            #expect(try await visitor.get(towns, headers: [.authorization: "bearer 0123456789abcdef0123"]).status == 200)
            #expect(try await visitor.get("/metrics").status == 401)
            #expect(try await visitor.ask("/nothing", checked: false).status == 401, "also what is not there is not told")
            #expect(try await visitor.get("/healthz").status == 200)
            #expect(try await visitor.get("/readyz").status == 200)
        }
    }

    @Test func anOpenAddressWithoutAKeyIsRefused() {
        #expect(throws: WebError.keyRequired(host: "0.0.0.0")) {
            try buildWebApplication(desk: MemoryDesk(), status: FixedStatus(), configuration: .test(host: "0.0.0.0"))
        }
    }

    @Test(
        "Only loopback addresses count as such",
        arguments: [
            ("127.0.0.1", true), ("127.8.9.10", true), ("localhost", true), ("::1", true), ("0.0.0.0", false),
            ("127.0.0.1.evil.org", false),
            ("::", false), ("192.168.1.5", false), ("localhost.evil.org", false),
        ])
    func loopback(host: String, isLoopback: Bool) { #expect(WebConfiguration(host: host).isLoopback == isLoopback) }

    @Test(
        "Keys that are too weak or oddly written are refused",
        arguments: ["", "short", "fifteen-letters", "zwölf-und-drei-vier", "has a blank in between"])
    func weakKeys(text: String) { #expect(throws: WebError.self) { try APIKey(text) } }

    @Test(
        "Host names are read with port and brackets",
        arguments: [
            ("localhost:8080", "localhost"), ("[::1]:8080", "::1"), ("::1", "::1"), ("EVIL.org", "evil.org"),
            ("127.0.0.1", "127.0.0.1"),
        ])
    func hostNames(authority: String, name: String) { #expect(HostName(authority).name == name) }

    @Test("A page of another origin may not change anything")
    func foreignOrigins() async throws {
        let plans = "/api/v1/towns/dortmund/plans"
        try await visit { visitor async throws in
            for (origin, status) in [("https://evil.org", 403), ("null", 403), ("http://localhost", 201)] {
                let answer = try await visitor.post(plans, #"{"day": "2026-03-03"}"#, headers: [.origin: origin])
                #expect(answer.status == status)
            }
        }
    }

    @Test func everyAnswerBearsTheSecurityHeaders() async throws {
        try await visit { visitor async throws in
            for path in [towns, "/", "/nothing"] {
                let headers = try await visitor.ask(path, checked: path != "/nothing").headers
                #expect(headers[.xContentTypeOptions] == "nosniff")
                #expect(headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
                #expect(headers[.referrerPolicy] == "no-referrer")
                #expect(headers[.accessControlAllowOrigin] == nil)
            }
        }
    }

    @Test("A caller's request identifier comes back if it is harmless")
    func requestIdentifiers() async throws {
        try await visit { visitor async throws in
            #expect(try await visitor.get(towns, headers: [.requestID: "abc-123"]).headers[.requestID] == "abc-123")
            let replaced = try await visitor.get(towns, headers: [.requestID: "a b\u{7F}"]).headers[.requestID]
            #expect(replaced?.isEmpty == false)
            #expect(replaced != "a b\u{7F}")
        }
    }

    @Test("Behind a proxy everything answers under the prefix, too, and links lead there")
    func prefixes() async throws {
        try await visit(configuration: .test(prefix: "/stadt/fuellort/")) { visitor async throws in
            #expect(try await visitor.ask("/stadt/fuellort/api/v1/towns", checked: false).status == 200)
            #expect(try await visitor.get(towns).status == 200)
            let made = try await visitor.post("/api/v1/towns/dortmund/plans", #"{"day": "2026-03-03"}"#)
            #expect(made.headers[.location] == "/stadt/fuellort/api/v1/towns/dortmund/plans/plan-1")
            #expect(try await visitor.get("/").text.contains("href=\"/stadt/fuellort/api/v1/towns\""))
            let servers = try await visitor.get("/api/v1/openapi.json").json["servers"] as? [[String: Any]]
            #expect(servers?.first?["url"] as? String == "/stadt/fuellort")
        }
    }

    @Test func theIndexSpeaksTheReadersLanguage() async throws {
        try await visit { visitor async throws in
            #expect(try await visitor.get("/").text.contains("<html lang=\"de\">"))
            #expect(try await visitor.get("/", headers: [.acceptLanguage: "en"]).text.contains("by need"))
        }
    }

    @Test(
        "SHA-256 gives the digests of FIPS 180-4",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func sha256(message: String, digest: String) { #expect(Hexadecimal.digest(message.utf8) == digest) }
}
