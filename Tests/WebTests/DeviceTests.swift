import Foundation
import HTTPTypes
import Model
import Reports
import Testing

@testable import Web

@Suite("Alarms, sensors and claims over HTTP")
struct DeviceTests {
    @Test("Alarms come newest first, open ones unless others are asked for, page by page")
    func alarms() async throws {
        try await visit { visitor async throws in
            let open = try await visitor.get("/api/v1/towns/dortmund/alarms")
            #expect(open.items.compactMap { $0["id"] as? Int } == [3, 2])
            #expect(open.items.last?["kind"] as? String == "must-empty")
            #expect(open.items.last?["site_name"] as? String == "Standplatz 0")
            let all = try await visitor.get("/api/v1/towns/dortmund/alarms?state=all&limit=2")
            let cursor = try #require(all.json["next_cursor"] as? String)
            let rest = try await visitor.get("/api/v1/towns/dortmund/alarms?state=all&limit=2&cursor=\(cursor)")
            #expect(rest.items.compactMap { $0["id"] as? Int } == [1])
            #expect(rest.items.first?["cleared_at"] as? String == "2026-03-02T05:00:00Z")
            let fire = try await visitor.get("/api/v1/towns/dortmund/alarms?kind=fire")
            #expect(fire.items.isEmpty)
            #expect(try await visitor.get("/api/v1/towns/nowhere/alarms").status == 404)
            #expect(try await visitor.get("/api/v1/towns/dortmund/alarms?kind=flood").status == 400)
        }
    }

    @Test("An acknowledgement says who and what; the first one stays; unknown alarms are not found")
    func acknowledgement() async throws {
        try await visit { visitor async throws in
            let path = "/api/v1/towns/dortmund/alarms/3/acknowledgement"
            let seen = try await visitor.ask(path, .post, body: #"{"by":"Frühschicht","note":"Kran steht daneben"}"#)
            #expect(seen.status == 200)
            let again = try await visitor.ask(path, .post, body: #"{"by":"somebody else"}"#)
            let acknowledgement = try #require(again.json["acknowledgement"] as? [String: Any])
            #expect(acknowledgement["by"] as? String == "Frühschicht")
            #expect(acknowledgement["note"] as? String == "Kran steht daneben")
            let unseen = try await visitor.get("/api/v1/towns/dortmund/alarms?acknowledged=false")
            #expect(unseen.items.compactMap { $0["id"] as? Int } == [2])
            let missing = try await visitor.ask(
                "/api/v1/towns/dortmund/alarms/99/acknowledgement", .post, body: #"{"by":"x"}"#)
            #expect(missing.status == 404)
            let nobody = try await visitor.ask(path, .post, body: "{}")
            #expect(nobody.status == 400)
            #expect(nobody.json["member"] as? String == "by")
        }
    }

    @Test("A sensor shows its battery, its verdicts with zero where there are none, and when it will be empty")
    func device() async throws {
        try await visit { visitor async throws in
            let device = try await visitor.get("/api/v1/towns/dortmund/devices/d1?days=10")
            #expect(device.json["readings"] as? Int == 240)
            let verdicts = try #require(device.json["verdicts"] as? [String: Int])
            #expect(verdicts["blocked-echo"] == 3)
            #expect(verdicts["stuck"] == 0)
            let battery = try #require(device.json["battery"] as? [String: Any])
            #expect(battery["empty_at"] as? String == "2026-05-21T09:00:00Z")
            let silent = try await visitor.get("/api/v1/towns/dortmund/devices?silent=true&limit=3")
            #expect(silent.items.count == 3)
            #expect(try await visitor.get("/api/v1/towns/dortmund/devices/nobody").status == 404)
        }
    }

    @Test("An unknown device is listed with its messages and can be claimed")
    func claim() async throws {
        try await visit { visitor async throws in
            let claims = try await visitor.get("/api/v1/towns/dortmund/claims")
            #expect(claims.items.first?["device"] as? String == "x")
            #expect(claims.items.first?["messages"] as? Int == 2)
            let taken = try await visitor.ask("/api/v1/towns/dortmund/claims/x", .post, body: #"{"slot":"slot-001"}"#)
            #expect(taken.status == 409)
            let claimed = try await visitor.ask(
                "/api/v1/towns/dortmund/claims/x", .post, body: #"{"slot":"slot-005","model":"dragino/dds75-lb"}"#)
            #expect((claimed.json["waiting"] as? [String: Int])?["stored_readings"] == 2)
            #expect(try await visitor.get("/api/v1/towns/dortmund/claims").items.isEmpty)
        }
    }
}
