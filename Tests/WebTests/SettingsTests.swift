import HTTPTypes
import Model
import Reports
import Testing

@testable import Web

@Suite("Settings over HTTP")
struct SettingsTests {
    private static let site = "/api/v1/towns/dortmund/settings/entities/sites/site-1"
    private static let body = #"{"id":"site-1","name":"Westwall","latitude":51.51,"longitude":7.46}"#

    @Test("A thing is read, changed with the tag that was read, shown in the history, and taken back")
    func changeAndUndo() async throws {
        try await visit { visitor async throws in
            let before = try await visitor.get(Self.site)
            let tag = try #require(before.headers[.eTag])
            let changed = try await visitor.ask(Self.site + "?author=M.%20Kaya", .put, body: Self.body, headers: [.ifMatch: tag])
            #expect(changed.status == 200)
            #expect(changed.json["author"] as? String == "M. Kaya")
            #expect(try await visitor.get("/api/v1/towns/dortmund/sites/site-1").json["name"] as? String == "Westwall")
            let history = try await visitor.get("/api/v1/towns/dortmund/settings/changes?kind=sites&entity=site-1")
            #expect(history.items.count == 1)
            let undone = try await visitor.post("/api/v1/towns/dortmund/settings/changes/1/undo", "{}")
            #expect(undone.json["undoes"] as? Int == 1)
            #expect(try await visitor.get(Self.site).text == before.text)
        }
    }

    @Test("Without the tag a thing that is there is not changed, nor with an old one")
    func preconditions() async throws {
        try await visit { visitor async throws in
            #expect(try await visitor.ask(Self.site, .put, body: Self.body).status == 428)
            let stale = try await visitor.ask(Self.site, .put, body: Self.body, headers: [.ifMatch: "\"old\""])
            #expect(stale.status == 412)
            #expect(stale.json["remedy"] as? String == "Read it again and repeat the change.")
            #expect(try await visitor.ask(Self.site, .delete).status == 428)
        }
    }

    @Test("Everything that is wrong is named at its member")
    func faultsAtMembers() async throws {
        try await visit { visitor async throws in
            let body = #"{"id":"site-1","name":"","latitude":91,"longitude":7.4,"zone":"residentail"}"#
            let answer = try await visitor.ask(Self.site, .put, body: body, headers: [.ifMatch: "*"])
            #expect(answer.status == 422)
            let faults = answer.json["faults"] as? [[String: Any]] ?? []
            #expect(Set(faults.compactMap { $0["member"] as? String }) == ["name", "zone", "latitude"])
            #expect(faults.count == 3)
            #expect(faults.contains { ($0["remedy"] as? String)?.contains("Did you mean 'residential'?") ?? false })
        }
    }

    @Test("A site that slots refer to stays")
    func referencesHold() async throws {
        try await visit { visitor async throws in
            let answer = try await visitor.ask(Self.site, .delete, headers: [.ifMatch: "*"])
            #expect(answer.status == 422)
            let faults = answer.json["faults"] as? [[String: Any]] ?? []
            #expect(faults.count == 5)
            #expect(faults.first?["part"] as? String == "slots.csv")
        }
    }

    @Test("The town as files goes out and comes in again without a change; a trial says what would change")
    func files() async throws {
        try await visit { visitor async throws in
            let files = "/api/v1/towns/dortmund/settings/files"
            let all = try await visitor.get(files)
            let unchanged = try await visitor.post(files, all.text)
            #expect(unchanged.json["entry_count"] as? Int == 0)
            let trial = try await visitor.post(
                files, #"{"dry_run":true,"files":{"devices.csv":"id,model,installed\n"}}"#)
            #expect(trial.status == 422, "devices that slots name can not go")
            #expect(try await visitor.get(files + "/slots.csv").text.hasPrefix("id,site,fraction"))
            #expect(try await visitor.get(files + "/slots.xls").status == 404)
        }
    }

    @Test func notesAreKeptWithTheirAuthor() async throws {
        try await visit { visitor async throws in
            let notes = "/api/v1/towns/dortmund/containers/slot-001/notes"
            #expect(try await visitor.post(notes, #"{"text":"Einwurf klemmt","author":"Ö. Yıldız"}"#).status == 201)
            #expect(try await visitor.get(notes).items.first?["text"] as? String == "Einwurf klemmt")
            #expect(try await visitor.post(notes, #"{"text":"  "}"#).status == 400)
        }
    }

    @Test("The window of a container has levels, excluded readings with the reason in words, and a forecast band")
    func window() async throws {
        try await visit { visitor async throws in
            let answer = try await visitor.get("/api/v1/towns/dortmund/containers/slot-001/window?lang=de")
            #expect(answer.status == 200)
            #expect((answer.json["levels"] as? [Any])?.isEmpty == false)
            let band = answer.json["forecast"] as? [[String: Any]] ?? []
            #expect(band.count == 13)
            #expect(band.allSatisfy { ($0["low"] as? Double ?? 9) <= ($0["high"] as? Double ?? 0) })
        }
    }

    @Test("Reports come as JSON and as a table that German Excel opens")
    func reports() async throws {
        try await visit { visitor async throws in
            let base = "/api/v1/towns/dortmund/reports/"
            #expect(try await visitor.get(base + "months/2026-03").json["month"] as? String == "2026-03")
            let table = try await visitor.get(base + "months/2026-03.csv?dialect=excel-de")
            #expect(table.text.hasPrefix("\u{FEFF}day;plan;"))
            #expect(table.text.contains("\r\n01.03.2026;"))
            for path in ["hot-spots", "right-sizing"] {
                #expect(try await visitor.get(base + path).status == 200)
                #expect(try await visitor.get(base + path + "?format=csv").status == 200)
                #expect(try await visitor.get(base + path + "?days=3").status == 400)
            }
        }
    }
}
