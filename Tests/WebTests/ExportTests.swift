import Foundation
import HTTPTypes
import Model
import Testing

@testable import Web

@Suite("Exporting readings, and the quarantine")
struct ExportTests {
    private let export = "/api/v1/towns/dortmund/readings"

    @Test func jsonHoldsEveryReadingInOrder() async throws {
        try await visit { visitor async throws in
            let json = try await visitor.get(export).json
            let readings = try #require(json["readings"] as? [[String: Any]])
            #expect(readings.count == 24)
            let order = readings.map { "\($0["measured_at"] ?? "") \($0["slot"] ?? "")" }
            #expect(order == order.sorted())
        }
    }

    @Test("An export longer than a page is complete, without repeats")
    func manyPages() async throws {
        let readings = (0..<5001).map { number in
            Reading(
                slot: SampleTown.slotID(1 + number % 3), device: nil,
                measuredAt: SampleTown.now.adding(seconds: -20_000 + number / 3),
                receivedAt: SampleTown.now, timeSource: .arrival, origin: .imported, level: 0.5)
        }
        try await visit(desk: MemoryDesk(readings: readings)) { visitor async throws in
            let csv = try await visitor.get(export + "?format=csv")
            let rows = csv.text.split(separator: "\r\n")
            #expect(rows.count == 5002)
            #expect(Set(rows).count == 5002)
            let json = try await visitor.get(export).json
            #expect((json["readings"] as? [Any])?.count == 5001)
        }
    }

    @Test func acceptSlotAndTimeAreHeeded() async throws {
        try await visit { visitor async throws in
            let csv = try await visitor.get(export + "?slot=slot-001&from=2026-03-02T08:00:00Z", headers: [.accept: "text/csv"])
            #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(csv.headers[.contentDisposition] == "attachment; filename=\"readings-dortmund.csv\"")
            #expect(csv.text.split(separator: "\r\n").count == 5)
            let excel = try await visitor.get(export + "?format=csv&dialect=excel-de")
            #expect(excel.text.hasPrefix("\u{FEFF}measured_at;slot;"))
            #expect(excel.text.contains("02.03.2026 07:00:00;slot-001;d1;0,3000;ja;"))
        }
    }

    @Test func anEmptyExportIsStillADocument() async throws {
        try await visit(desk: MemoryDesk(readings: [])) { visitor async throws in
            #expect(try await (visitor.get(export).json["readings"] as? [Any])?.isEmpty == true)
            #expect(try await visitor.get(export + "?format=csv").text.split(separator: "\r\n").count == 1)
        }
    }

    @Test("An unknown town is a proper error, not a broken export")
    func unknownTown() async throws {
        try await visit { visitor async throws in
            #expect(try await visitor.get("/api/v1/towns/hagen/readings").status == 404)
            #expect(try await visitor.get(export + "?slot=slot-999").status == 404)
        }
    }

    @Test func quarantineIsListedCountedAndProcessedAgain() async throws {
        try await visit { visitor async throws in
            let page = try await visitor.get("/api/v1/quarantine?limit=2")
            #expect(page.items.map { $0["id"] as? Int } == [1, 2])
            let cursor = try #require(page.json["next_cursor"] as? String)
            let rest = try await visitor.get("/api/v1/quarantine?cursor=\(cursor)")
            #expect(rest.items.map { $0["id"] as? Int } == [3, 4, 5])
            #expect(rest.items.last?["payload_base64"] as? String == "//4=")
            let counts = try await visitor.get("/api/v1/quarantine/counts").json
            #expect(counts["unknown-device"] as? Int == 2)
            #expect(counts["too-large"] as? Int == 0)
            let done = try await visitor.post("/api/v1/quarantine/reprocess", #"{"reason": "unknown-device"}"#).json
            #expect(done["stored_readings"] as? Int == 2)
            #expect(try await visitor.get("/api/v1/quarantine?reason=unknown-device").items.isEmpty)
            #expect(
                try await visitor.post("/api/v1/quarantine/reprocess", #"{"reason": "boredom"}"#).json["member"] as? String
                    == "reason")
            #expect(try await visitor.get("/api/v1/quarantine?cursor=c2xvdA").json["member"] as? String == "cursor")
        }
    }
}
