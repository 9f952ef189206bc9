import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Model
import NIOCore
import Reports
import Testing

@testable import Web

@Suite("The frame around pages")
struct ShellTests {
    private static let key = "0123456789abcdef0123456789abcdef"
    private static func keyed(prefix: String? = nil) throws -> WebConfiguration {
        .test(host: "0.0.0.0", key: try APIKey(key), prefix: prefix)
    }
    private static let browser: HTTPFields = [.accept: "text/html,application/xhtml+xml"]

    @Test func textIsEscapedWhereverItStands() {
        let page = tag("p", .class("a\"b"), .href("/x?a=1&b=2")) {
            "<script>"
            if true { "&" }
        }
        #expect(page.source == "<p class=\"a&quot;b\" href=\"/x?a=1&amp;b=2\">&lt;script&gt;&amp;</p>")
    }

    @Test func aDataBlockCanNotBeEndedFromInside() {
        let block = HTML.dataBlock(id: "d", json: "{\"name\":\"</script><b>\"}")
        #expect(block.source == "<script type=\"application/json\" id=\"d\">{\"name\":\"\\u003c/script>\\u003cb>\"}</script>")
    }

    @Test("Both languages say the same things with the same arguments")
    func cataloguesAreComplete() {
        func arguments(_ text: String) -> [String] {
            text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { String($0.prefix { $0 != "}" }) }
                .sorted()
        }
        func check<Group: Catalogue>(_ group: Group.Type) {
            for term in Group.allCases {
                let (german, english) = term.texts
                #expect(!german.isEmpty && !english.isEmpty, "\(term)")
                #expect(arguments(german) == arguments(english), "\(term)")
            }
        }
        for group in Catalogues.all { check(group) }
        let groups = Catalogues.all.map { $0.group }
        #expect(Set(groups).count == groups.count)
    }

    @Test func gzipIsReadByEveryoneElse() throws {
        let text = Data(String(repeating: "Behälter am Westwall. ", count: 500).utf8)
        let small = try #require(Gzip.compressed(text, level: 6))
        #expect(small.count < text.count / 10)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc"]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: small)
        try input.fileHandleForWriting.close()
        #expect(try output.fileHandleForReading.readToEnd() == text)
    }

    @Test(
        "Who asks for gzip gets it",
        arguments: [
            ("gzip", true), ("br, gzip;q=0.5", true), ("*", true), ("gzip;q=0", false), ("br", false), ("identity", false),
        ])
    func acceptance(header: String, isAccepted: Bool) { #expect(Gzip.isAccepted(header) == isAccepted) }

    @Test func answersAreCompressedForThoseWhoWantIt() async throws {
        try await visit { visitor in
            let path = "/api/v1/towns/dortmund/containers"
            let plain = try await visitor.get(path)
            #expect(plain.headers[.contentEncoding] == nil)
            let small = try await visitor.ask(path, headers: [.acceptEncoding: "gzip"], checked: false)
            #expect(small.headers[.contentEncoding] == "gzip")
            #expect(small.headers[.vary]?.contains("Accept-Encoding") == true)
            let tag = try #require(small.headers[.eTag])
            let known = try await visitor.get(path, headers: [.ifNoneMatch: tag, .acceptEncoding: "gzip"])
            #expect(known.status == 304)
        }
    }

    @Test func assetsMayBeKeptForGood() async throws {
        try await visit { visitor in
            let page = try await visitor.get("/")
            let link = try #require(page.text.firstMatch(of: /href="(\/assets\/[^"]*app\.css)"/)).1
            let style = try await visitor.ask(String(link), headers: [.acceptEncoding: "gzip"], checked: false)
            #expect(style.status == 200)
            #expect(style.headers[.contentType] == "text/css; charset=utf-8")
            #expect(style.headers[.cacheControl]?.contains("immutable") == true)
            #expect(style.headers[.contentEncoding] == "gzip")
            let tag = try #require(style.headers[.eTag])
            #expect(try await visitor.ask(String(link), headers: [.ifNoneMatch: tag], checked: false).status == 304)
            #expect(try await visitor.ask("/assets/0/../../../etc/passwd", checked: false).status == 404)
            let old = try await visitor.ask("/assets/0000/app.css", checked: false)
            #expect(old.status == 200 && old.headers[.cacheControl] == "no-cache")
        }
    }

    @Test func pagesLoadNothingFromElsewhereAndRunNothingInline() async throws {
        try await visit { visitor in
            let page = try await visitor.get("/")
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.contains("script-src 'self';") && policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(!page.text.contains("style=") && !page.text.contains("onclick") && !page.text.contains("//cdn"))
        }
    }

    @Test func whoOpensAPageWithoutTheKeyIsAskedForIt() async throws {
        try await visit(configuration: try Self.keyed(prefix: "/stadt")) { visitor in
            let sent = try await visitor.ask("/stadt/api/v1/towns", checked: false)
            #expect(sent.status == 401)
            let page = try await visitor.ask("/stadt/metrics?x=1", headers: Self.browser, checked: false)
            #expect(page.status == 303)
            #expect(page.headers[.location] == "/stadt/sign-in?next=%2Fstadt%2Fmetrics%3Fx%3D1")
        }
    }

    @Test func signingInBeginsASession() async throws {
        try await visit(configuration: try Self.keyed()) { visitor in
            let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
            let wrong = try await visitor.ask(
                "/sign-in", .post, body: "key=wrong-wrong-wrong-wrong", headers: form, checked: false)
            #expect(wrong.status == 403 && wrong.headers[.setCookie] == nil)
            var secure = form
            secure[.forwardedProto] = "https"
            let right = try await visitor.ask(
                "/sign-in", .post, body: "key=\(Self.key)&next=//evil.example/", headers: secure, checked: false)
            #expect(right.status == 303 && right.headers[.location] == "/")
            let cookie = try #require(right.headers[.setCookie])
            for part in ["HttpOnly", "SameSite=Strict", "Secure", "Path=/"] { #expect(cookie.contains(part), "\(part)") }
            let pair = String(cookie.prefix { $0 != ";" })
            #expect(try await visitor.ask("/api/v1/towns", headers: [.cookie: pair], checked: false).status == 200)
            #expect(try await visitor.ask("/api/v1/towns", headers: [.cookie: pair + "x"], checked: false).status == 401)

            // A session alone, without the page's origin, changes nothing.
            let order = "{\"slot\":\"slot-001\"}"
            let path = "/api/v1/towns/dortmund/requests"
            #expect(try await visitor.ask(path, .post, body: order, headers: [.cookie: pair], checked: false).status == 403)
        }
    }

    @Test func guessingTheKeyIsSlow() async throws {
        try await visit(configuration: try Self.keyed()) { visitor in
            let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
            for _ in 0..<10 { _ = try await visitor.ask("/sign-in", .post, body: "key=x", headers: form, checked: false) }
            let late = try await visitor.ask("/sign-in", .post, body: "key=\(Self.key)", headers: form, checked: false)
            #expect(late.status == 429)
        }
    }

    @Test func peopleGetPagesForErrors() async throws {
        try await visit { visitor in
            let page = try await visitor.ask("/nothing", headers: Self.browser, checked: false)
            #expect(page.status == 404 && page.headers[.contentType] == MediaType.html)
            #expect(page.text.contains("Nicht gefunden"))
            let program = try await visitor.ask("/nothing", checked: false)
            #expect(program.headers[.contentType] == MediaType.problem)
        }
    }

    @Test func theLanguageOfALinkStays() async throws {
        try await visit { visitor in
            let page = try await visitor.ask("/accessibility?lang=en", checked: false)
            #expect(page.text.contains("<html lang=\"en\">") && page.text.contains("WCAG"))
            #expect(page.text.contains("href=\"/accessibility?lang=de\""))
        }
    }

    @Test func theMapHasEveryContainerOnce() async throws {
        try await visit { visitor in
            let map = try await visitor.get("/api/v1/towns/dortmund/map").json
            let sites = try #require(map["sites"] as? [[String: Any]])
            let containers = try #require(map["containers"] as? [[String: Any]])
            #expect(sites.count == 5 && containers.count == 25)
            #expect(containers.compactMap { $0["site"] as? Int }.allSatisfy { sites.indices.contains($0) })
        }
    }
}

@Suite("Signed statements")
struct SignerTests {
    private let signer = Signer(secret: Data(repeating: 7, count: 32))
    private let now = SampleTown.now

    @Test func whatWasSignedCanBeReadUntilItExpires() {
        let token = signer.sign("dortmund", for: .session, until: now.adding(seconds: 60))
        #expect(signer.read(token, for: .session, now: now) == "dortmund")
        #expect(signer.read(token, for: .session, now: now.adding(seconds: 61)) == nil)
    }

    @Test func nothingElseCanBeRead() {
        let token = signer.sign("dortmund", for: .session, until: now.adding(seconds: 60))
        #expect(signer.read(token, for: .tour, now: now) == nil)
        #expect(Signer(secret: Data(repeating: 8, count: 32)).read(token, for: .session, now: now) == nil)
        let later = String(now.adding(hours: 100).seconds) + token.drop { $0 != "." }
        for forged in [later, token + "A", String(token.dropLast()), "", "..", "1.2.3", String(repeating: "a", count: 5000)] {
            #expect(signer.read(forged, for: .session, now: now) == nil, "\(forged.prefix(40))")
        }
    }

    @Test func aTourLinkIsForOneTour() {
        let link = TourLink(town: "dortmund", plan: "plan-1", tour: "t1")
        let token = link.token(signer, until: now.adding(hours: 1))
        #expect(TourLink(token: token, signer: signer, now: now) == link)
        #expect(TourLink(token: token, signer: signer, now: now.adding(hours: 2)) == nil)
    }

    @Test func changesAreToldOnceAndAlone() {
        let data = SampleTown.data(slotCount: 5)
        let index = TownIndex(data)
        var statuses = data.slots.compactMap { slot in
            index.sites[slot.site].map { SampleTown.status(slot, site: $0, index: index, now: now, day: nil) }
        }
        var changes = LevelChanges()
        #expect(changes.event(statuses) == nil)
        #expect(changes.event(statuses) == nil)
        statuses[3].current?.level = 0.99
        let event = changes.event(statuses) ?? ""
        #expect(event.contains("slot-003") && !event.contains("slot-002"))
        #expect(changes.event(statuses) == nil)
    }
}

@Suite("Pages for dispatcher and driver")
struct PageTests {
    private static let browser: HTTPFields = [.accept: "text/html"]

    @Test("Every page of a town comes in both languages", arguments: ["de", "en"])
    func pagesOfATown(language: String) async throws {
        try await visit { visitor in
            let plan = try await visitor.post("/api/v1/towns/dortmund/plans", "{\"day\":\"2026-03-02\"}").json
            let id = try #require(plan["id"] as? String)
            let tour = try #require((plan["tours"] as? [[String: Any]])?.first?["id"] as? String)
            let paths = ["today", "today?plan=\(id)", "plans/\(id)/sheets", "plans/\(id)/tours/\(tour)/sheet"]
            for path in paths {
                let separator = path.contains("?") ? "&" : "?"
                let page = try await visitor.ask(
                    "/towns/dortmund/\(path)\(separator)lang=\(language)", headers: Self.browser, checked: false)
                #expect(page.status == 200, "\(path)")
                #expect(page.text.contains("<html lang=\"\(language)\">"))
                #expect(!page.text.contains("style=\""))
                #expect(!page.text.contains("{count}") && !page.text.contains("{time}"))
            }
        }
    }

    @Test func aLinkLetsADriverReportOnOneTourOnly() async throws {
        try await visit { visitor in
            let plan = try await visitor.post("/api/v1/towns/dortmund/plans", "{\"day\":\"2026-03-02\"}").json
            let id = try #require(plan["id"] as? String)
            let tour = try #require((plan["tours"] as? [[String: Any]])?.first?["id"] as? String)
            let link = try await visitor.ask("/api/v1/towns/dortmund/plans/\(id)/tours/\(tour)/link", .post).json
            let path = try #require(link["path"] as? String)
            #expect(try await visitor.ask(path, headers: Self.browser, checked: false).status == 200)
            func report(_ key: String) -> String {
                "{\"key\":\"\(key)\",\"tour\":\"\(tour)\",\"event\":\"note\",\"note\":\"Tor zu\"}"
            }
            #expect(try await visitor.ask(path + "/reports", .post, body: report("new"), checked: false).status == 201)
            #expect(try await visitor.ask(path + "/reports", .post, body: report("known"), checked: false).status == 200)
            let other = "{\"key\":\"k-2\",\"tour\":\"other\",\"event\":\"full\"}"
            #expect(try await visitor.ask(path + "/reports", .post, body: other, checked: false).status == 403)
            #expect(try await visitor.ask("/tour/1.2.3/reports", checked: false).status == 410)
            #expect(try await visitor.ask("/tour/1.2.3", headers: Self.browser, checked: false).status == 410)
        }
    }

    @Test func aTimelineHasNoGaps() throws {
        let plan = SampleTown.plan(id: "p", day: SampleTown.day)
        for tour in plan.tours {
            let pieces = TourTimeline.pieces(tour)
            #expect(!pieces.isEmpty)
            for (piece, next) in zip(pieces, pieces.dropFirst()) { #expect(piece.to <= next.from) }
        }
    }

    @Test func photosAreKeptOnceAndOnlyPictures() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("photos-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let shelf = PhotoShelf(folder: folder)
        let link = TourLink(town: "dortmund", plan: "p", tour: "t")
        let picture = Data([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3])
        try shelf.store(picture, key: "0123-4567", stop: 3, of: link)
        try shelf.store(picture, key: "0123-4567", stop: 3, of: link)
        #expect(shelf.names(of: link) == ["3-0123-4567.jpg"])
        #expect(shelf.photo("3-0123-4567.jpg", of: link) == picture)
        #expect(throws: Problem.self) { try shelf.store(Data("<svg>".utf8), key: "0123-4568", stop: 1, of: link) }
        #expect(throws: Problem.self) { try shelf.store(picture, key: "../../../etc", stop: 1, of: link) }
        #expect(throws: Problem.self) {
            try shelf.store(picture + Data(count: PhotoShelf.mostBytes), key: "0123-4569", stop: 1, of: link)
        }
        #expect(shelf.photo("../3-0123-4567.jpg", of: link) == nil)
    }
}
