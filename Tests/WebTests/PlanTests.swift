import Foundation
import HTTPTypes
import Model
import Reports
import Testing

@testable import Web

@Suite("Plans, tours, requests and reports over HTTP")
struct PlanTests {
    private let plans = "/api/v1/towns/dortmund/plans"
    private let order = #"{"day": "2026-03-03"}"#

    @Test("A new plan is answered with 201 and its address, and can be read there")
    func create() async throws {
        try await visit { visitor async throws in
            let made = try await visitor.post(
                plans, #"{"day": "2026-03-03", "seed": 7, "iterations": 99, "without_vehicles": ["v2"]}"#)
            #expect(made.status == 201)
            #expect(made.json["seed"] as? Int == 7)
            let location = try #require(made.headers[.location])
            let read = try await visitor.get(location)
            #expect(read.status == 200)
            #expect(read.text == made.text)
            #expect(read.json["distances_are_estimates"] as? Bool == true)
        }
    }

    @Test("The same order under the same key makes one plan")
    func idempotency() async throws {
        let desk = MemoryDesk()
        try await visit(desk: desk) { visitor async throws in
            let key: HTTPFields = [.idempotencyKey: "7b0c1f0e-0d5e"]
            let first = try await visitor.post(plans, order, headers: key)
            let again = try await visitor.post(plans, order, headers: key)
            #expect(first.status == 201)
            #expect(again.status == 200)
            #expect(again.text == first.text)
            #expect(again.headers[.location] == first.headers[.location])
            #expect(await desk.computedPlans == 1)
            let other = try await visitor.post(plans, #"{"day": "2026-03-04"}"#, headers: key)
            #expect(other.status == 422)
            #expect(other.json["member"] as? String == "Idempotency-Key")
            #expect(try await visitor.post(plans, order, headers: [.idempotencyKey: "another"]).status == 201)
            #expect(try await visitor.post(plans, order).status == 201)
            #expect(await desk.computedPlans == 3)
        }
    }

    @Test("An order that comes again while its plan is being made is told to wait")
    func concurrentOrders() async throws {
        let desk = MemoryDesk()
        try await visit(desk: desk) { visitor async throws in
            let key: HTTPFields = [.idempotencyKey: "k1"]
            let (waiting, isWaiting) = AsyncStream.makeStream(of: Void.self)
            let (released, release) = AsyncStream.makeStream(of: Void.self)
            await desk.whilePlanning {
                isWaiting.finish()
                for await _ in released {}
            }
            async let first = visitor.post(plans, order, headers: key)
            for await _ in waiting {}
            let second = try await visitor.post(plans, order, headers: key)
            release.finish()
            #expect(second.status == 409)
            #expect(second.headers[.retryAfter] != nil)
            #expect(try await first.status == 201)
            #expect(await desk.computedPlans == 1)
        }
    }

    @Test(
        "A wrong order is refused by member",
        arguments: [
            (#"{}"#, "day"), (#"{"day": "2026-02-30"}"#, "day"), (#"{"day": "2026-03-03", "seed": -1}"#, "seed"),
            (#"{"day": "2026-03-03", "iterations": 1000000001}"#, "iterations"),
            (#"{"day": "2026-03-03", "iterations": 1e99}"#, "body"),
            (#"{"day": "2026-03-03", "without_vehicles": ["a b"]}"#, "without_vehicles.Index 0"),
            (#"{"day": "2026-03-03", "sed": 1}"#, "sed"),
        ])
    func wrongOrders(body: String, member: String) async throws {
        try await visit { visitor async throws in
            let answer = try await visitor.post(plans, body)
            #expect(answer.status == 400)
            #expect(answer.json["member"] as? String == member)
        }
    }

    @Test func whatTheTownCanNotDoIsUnprocessable() async throws {
        try await visit { visitor async throws in
            let answer = try await visitor.post(plans, #"{"day": "1969-12-31"}"#)
            #expect(answer.status == 422)
            #expect(answer.json["remedy"] as? String == "Choose a later day.")
        }
    }

    @Test func plansAreListedNewestFirstInPages() async throws {
        try await visit { visitor async throws in
            for day in ["2026-03-03", "2026-03-04", "2026-03-03"] { _ = try await visitor.post(plans, #"{"day": "\#(day)"}"#) }
            let first = try await visitor.get(plans + "?limit=2")
            #expect(first.items.map { $0["id"] as? String } == ["plan-3", "plan-2"])
            let cursor = try #require(first.json["next_cursor"] as? String)
            let second = try await visitor.get(plans + "?limit=2&cursor=\(cursor)")
            #expect(second.items.map { $0["id"] as? String } == ["plan-1"])
            #expect(second.json["next_cursor"] == nil)
            #expect(try await visitor.get(plans + "?day=2026-03-04").items.count == 1)
            #expect(try await visitor.get(plans + "/nothing").status == 404)
        }
    }

    @Test(
        "A tour can be had in each form, by extension, parameter or Accept",
        arguments: [
            (".json", "", "", "application/json", "\"stops\""), (".geojson", "", "", "application/geo+json", "\"LineString\""),
            (".gpx", "", "", "application/gpx+xml", "<rtept"), (".csv", "", "", "text/csv; charset=utf-8", "t1,v1"),
            ("", "?format=gpx", "", "application/gpx+xml", "<rte>"),
            ("", "", "application/geo+json", "application/geo+json", "Feature"),
            ("", "", "text/csv, */*;q=0.1", "text/csv; charset=utf-8", "slot-008"),
            ("", "", "*/*", "application/json", "\"stops\""),
            ("", "?format=csv&dialect=excel-de", "", "text/csv; charset=utf-8", "51,501000"),
        ])
    func tourForms(ending: String, query: String, accept: String, type: String, contains: String) async throws {
        try await visit { visitor async throws in
            _ = try await visitor.post(plans, order)
            for path in ["/plan-1/tours/t1", "/plan-1"] {
                let headers: HTTPFields = accept.isEmpty ? [:] : [.accept: accept]
                let answer = try await visitor.get(plans + path + ending + query, headers: headers)
                #expect(answer.status == 200)
                #expect(answer.headers[.contentType] == type)
                #expect(answer.text.contains(contains))
            }
        }
    }

    @Test func formsThatAreNotOfferedAreRefused() async throws {
        try await visit { visitor async throws in
            _ = try await visitor.post(plans, order)
            let answer = try await visitor.get(plans + "/plan-1/tours/t1", headers: [.accept: "image/png"])
            #expect(answer.status == 406)
            #expect(try await visitor.get(plans + "/plan-1?format=pdf").status == 400)
            #expect(try await visitor.get(plans + "/plan-1?dialect=swiss").status == 400, "also where it is not needed")
            #expect(try await visitor.get(plans + "/plan-1/tours/t9.gpx").status == 404)
            #expect(try await visitor.get(plans + "/plan-1/tours").items.count == 1)
        }
    }

    @Test func extraEmptyingsCanBeAskedForAndListed() async throws {
        let requests = "/api/v1/towns/dortmund/requests"
        try await visit { visitor async throws in
            let made = try await visitor.post(requests, #"{"slot": "slot-003", "note": "Kartons daneben"}"#)
            #expect(made.status == 201)
            #expect(made.json["due_on"] as? String == "2026-03-02")
            #expect(try await visitor.post(requests, #"{"slot": "slot-004", "due_on": "2026-03-09"}"#).status == 201)
            #expect(try await visitor.get(requests).items.count == 1)
            #expect(try await visitor.get(requests + "?on=2026-03-10").items.count == 2)
            #expect(try await visitor.post(requests, #"{"slot": "slot-999"}"#).status == 404)
            let long = String(repeating: "x", count: 501)
            #expect(
                try await visitor.post(requests, #"{"slot": "slot-003", "note": "\#(long)"}"#).json["member"] as? String == "note"
            )
        }
    }

    @Test("The report of a day gives figures, what was left out and how good the data is")
    func dayReport() async throws {
        let report = "/api/v1/towns/dortmund/reports/days/2026-03-02"
        try await visit { visitor async throws in
            #expect(try await visitor.get(report).json["key_figures"] == nil)
            _ = try await visitor.post(plans, #"{"day": "2026-03-02"}"#)
            let json = try await visitor.get(report).json
            let figures = try #require(json["key_figures"] as? [String: Any])
            #expect(figures["distance_kilometres"] as? Double == 6)
            #expect(json["distances_are_estimates"] as? Bool == true)
            #expect((json["emptyings"] as? [String: Any])?["sensed"] as? Int == 1)
            let keys = (json["data_quality"] as? [[String: Any]])?.compactMap { $0["key"] as? String }
            #expect(keys == ["distances-estimated", "silent", "doubtful", "no-sensor"])
            let csv = try await visitor.get(report + ".csv?dialect=excel-de&lang=de")
            #expect(csv.text.contains("distance_kilometres;Strecke;6,0;km;estimate"))
            #expect(try await visitor.get("/api/v1/towns/dortmund/reports/days/monday").status == 404)
        }
    }
}
