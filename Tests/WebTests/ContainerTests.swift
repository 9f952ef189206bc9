import Foundation
import HTTPTypes
import Model
import Testing

@testable import Web

@Suite("Towns, sites, vehicles and containers over HTTP")
struct ContainerTests {
    private let containers = "/api/v1/towns/dortmund/containers"

    @Test func townsAreListedAndKeptApart() async throws {
        try await visit { visitor async throws in
            #expect(try await visitor.get("/api/v1/towns").items.map { $0["id"] as? String } == ["dortmund", "schwerte"])
            #expect(try await visitor.get("/api/v1/towns/schwerte").json["language"] as? String == "en")
            #expect(try await visitor.get("/api/v1/towns/schwerte/containers").items.isEmpty)
            #expect(try await visitor.get("/api/v1/towns/schwerte/containers/slot-001").status == 404)
            for path in [
                "/plans", "/containers", "/requests", "/readings", "/containers/slot-001/history", "/reports/days/2026-03-02",
            ] {
                #expect(try await visitor.get("/api/v1/towns/hagen" + path).status == 404, "\(path)")
            }
            #expect(try await visitor.get(containers + "/slot-999/history").status == 404)
            #expect(try await visitor.get("/api/v1/towns/hagen").json["detail"] as? String == "There is no town 'hagen'.")
        }
    }

    @Test func sitesAndVehiclesCanBeRead() async throws {
        try await visit { visitor async throws in
            let sites = try await visitor.get("/api/v1/towns/dortmund/sites?district=Nord&limit=2")
            #expect(sites.items.map { $0["id"] as? String } == ["site-0", "site-2"])
            #expect(try await visitor.get("/api/v1/towns/dortmund/sites/site-1").json["name"] as? String == "Standplatz 1")
            #expect(try await visitor.get("/api/v1/towns/dortmund/sites/nowhere").status == 404)
            #expect(try await visitor.get("/api/v1/towns/dortmund/vehicles").items.count == 2)
            #expect(try await visitor.get("/api/v1/towns/dortmund/vehicles/v2").json["is_available"] as? Bool == true)
            #expect(try await visitor.get("/api/v1/towns/dortmund/vehicles/v9").status == 404)
        }
    }

    @Test("A container shows level, age, trust, forecast and why it is due")
    func oneContainer() async throws {
        try await visit { visitor async throws in
            let json = try await visitor.get(containers + "/slot-009?lang=en").json
            #expect(json["level"] as? Double == 0.9)
            #expect(json["age_seconds"] as? Int == 900)
            #expect(json["fill_band"] as? String == "75-100")
            #expect(json["trust"] as? Double == 0.8)
            #expect((json["forecast"] as? [String: Any])?["full_at"] as? String == "2026-03-05T09:00:00Z")
            #expect(json["is_due"] as? Bool == true)
            #expect((json["due_reason"] as? [String: Any])?["text"] as? String == "Level expected to be 90%, threshold 80%")
        }
    }

    @Test("Sentences come in the language of the parameter, else of the browser, else of the town")
    func languages() async throws {
        try await visit { visitor async throws in
            func text(_ query: String, _ headers: HTTPFields = [:]) async throws -> String? {
                let json = try await visitor.get(containers + "/slot-009" + query, headers: headers).json
                return (json["due_reason"] as? [String: Any])?["text"] as? String
            }
            #expect(try await text("")?.hasPrefix("Füllstand") == true)
            #expect(try await text("", [.acceptLanguage: "en-GB"])?.hasPrefix("Level") == true)
            #expect(try await text("?lang=de", [.acceptLanguage: "en-GB"])?.hasPrefix("Füllstand") == true)
        }
    }

    @Test(
        "Filters narrow the list, all at once",
        arguments: [
            ("fraction=paper,litter", 10), ("band=over-100", 3), ("band=none", 5), ("site=site-0", 5), ("min_level=0.8", 8),
            ("silent=true", 1), ("due=true", 8), ("due=false&fraction=paper", 3), ("district=Nord", 15), ("fraction=uranium", 0),
        ])
    func filters(query: String, count: Int) async throws {
        try await visit { visitor async throws in
            #expect(try await visitor.get(containers + "?" + query).items.count == count)
        }
    }

    @Test("Paging by cursor shows each container once, also when one is removed on the way")
    func paging() async throws {
        let desk = MemoryDesk()
        try await visit(desk: desk) { visitor async throws in
            var seen: [String] = []
            var cursor: String?
            repeat {
                let query = "?limit=7" + (cursor.map { "&cursor=\($0)" } ?? "")
                let page = try await visitor.get(containers + query)
                seen += page.items.compactMap { $0["slot"] as? String }
                if seen.count == 7 { await desk.remove(slot: SampleTown.slotID(6)) }
                cursor = page.json["next_cursor"] as? String
            } while cursor != nil
            #expect(seen == (0..<25).map { SampleTown.slotID($0).rawValue })
        }
    }

    @Test(
        "A wrong parameter is refused by its name, with what would be right",
        arguments: [
            ("limit=0", "limit"), ("limit=1001", "limit"), ("limit=ten", "limit"), ("cursor=%%%", "query"),
            ("cursor=!", "cursor"),
            ("colour=red", "colour"), ("due=maybe", "due"), ("min_level=nan", "min_level"), ("band=full", "band"),
            ("due_on=2026-02-30", "due_on"), ("lang=fr", "lang"), ("due=true&due=true", "due"), ("fraction=", "fraction"),
        ])
    func wrongParameters(query: String, member: String) async throws {
        try await visit { visitor async throws in
            let answer = try await visitor.get(containers + "?" + query)
            #expect(answer.status == 400)
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(answer.json["member"] as? String == member)
            #expect((answer.json["remedy"] as? String)?.isEmpty == false)
        }
    }

    @Test func historyComesRawByHourAndByLocalDay() async throws {
        try await visit { visitor async throws in
            let raw = try await visitor.get(containers + "/slot-001/history").json
            #expect((raw["readings"] as? [Any])?.count == 12)
            #expect((raw["emptyings"] as? [Any])?.count == 1)
            let hours = try await visitor.get(containers + "/slot-001/history?aggregation=hour").json
            #expect((hours["levels"] as? [[String: Any]])?.map { $0["count"] as? Int } == [4, 4, 4])
            let days = try await visitor.get(containers + "/slot-001/history?aggregation=day").json
            #expect((days["levels"] as? [[String: Any]])?.first?["start_local"] as? String == "2026-03-02T00:00:00+01:00")
        }
    }

    @Test("A history that the limit cuts tells where to go on, and going on loses nothing")
    func historyPaging() async throws {
        try await visit { visitor async throws in
            let path = containers + "/slot-001/history?limit=5"
            let first = try await visitor.get(path).json
            let next = try #require(first["next_from"] as? String)
            let second = try await visitor.get(path + "&from=\(next)").json
            let third = try await visitor.get(path + "&from=\(try #require(second["next_from"] as? String))").json
            let counts = [first, second, third].map { ($0["readings"] as? [Any])?.count }
            #expect(counts == [5, 5, 2])
            #expect(third["next_from"] == nil)
        }
    }

    @Test func historyRefusesAnEndBeforeItsBeginning() async throws {
        try await visit { visitor async throws in
            let answer = try await visitor.get(
                containers + "/slot-001/history?from=2026-03-02T10:00:00%2B01:00&to=2026-03-02T08:00:00Z")
            #expect(answer.status == 400)
            #expect(answer.json["member"] as? String == "from")
        }
    }

    @Test("A time with a plus sign needs no escaping")
    func plusSigns() async throws {
        try await visit { visitor async throws in
            let answer = try await visitor.get(containers + "/slot-001/history?from=2026-03-02T08:00:00+01:00")
            #expect(answer.json["from"] as? String == "2026-03-02T07:00:00Z")
        }
    }

    @Test("A level that somebody saw is stored as that person's reading")
    func seenLevel() async throws {
        try await visit { visitor async throws in
            let answer = try await visitor.post(containers + "/slot-004/readings", #"{"level": 1.1}"#)
            #expect(answer.status == 201)
            #expect(answer.json["origin"] as? String == "person")
            #expect(answer.json["measured_at"] as? String == "2026-03-02T09:00:00Z")
            let history = try await visitor.get(containers + "/slot-004/history?to=2026-03-02T10:00:00Z").json
            #expect((history["readings"] as? [Any])?.count == 1)
        }
    }

    @Test(
        "A level that can not be is refused by member",
        arguments: [
            (#"{"level": -0.1}"#, "level"), (#"{"level": 80}"#, "level"), (#"{"level": "full"}"#, "level"), (#"{}"#, "level"),
            (#"{"level": null}"#, "level"), (#"{"level": 0.5, "seen_at": "2027-01-01T00:00:00Z"}"#, "seen_at"),
            (#"{"level": 0.5, "seen_at": "yesterday"}"#, "seen_at"), (#"{"level": 0.5, "levle": 0.4}"#, "levle"),
            (#"[0.5]"#, "body"),
            (#"{"level": "#, "body"), ("", "body"),
        ])
    func wrongLevels(body: String, member: String) async throws {
        try await visit { visitor async throws in
            let answer = try await visitor.post(containers + "/slot-004/readings", body)
            #expect(answer.status == 400)
            #expect(answer.json["member"] as? String == member)
        }
    }
}
