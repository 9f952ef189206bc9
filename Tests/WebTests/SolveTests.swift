import Foundation
import HTTPTypes
import Hummingbird
import Reports
import Testing

@testable import Web

@Suite("Solving a problem of the caller's own")
struct SolveTests {
    /// A glass truck, three containers, a tip: two loads, since the third container does not fit any more.
    static let problem = """
        {"name": "three igloos", "dimensions": [{"name": "kilograms"}],
         "profiles": [{"matrix": {"duration_seconds": [[0, 600, 900, 700, 500], [600, 0, 300, 400, 400], [900, 300, 0, 350, 600],
           [700, 400, 350, 0, 450], [500, 400, 600, 450, 0]]}}],
         "vehicles": [{"id": "crane 1", "capacities": [2000], "start_location": 0, "end_location": 0, "ends_empty": true,
           "shift": {"open_seconds": 21600, "close_seconds": 50400}, "cost_per_second": 1}],
         "tasks": [{"id": "a", "location": 1, "demand": [900], "service_seconds": 300},
           {"id": "b", "location": 2, "demand": [900], "service_seconds": 300},
           {"id": "c", "location": 3, "demand": [900], "service_seconds": 300, "prize": 100000}],
         "disposal_sites": [{"id": "tip", "location": 4, "service_seconds": 960}]}
        """

    static let vroom = """
        {"vehicles": [{"id": 7, "start_index": 0, "end_index": 0, "capacity": [4], "skills": [1], "time_window": [0, 20000]}],
         "jobs": [{"id": 11, "location_index": 1, "delivery": [2], "service": 300, "skills": [1]},
           {"id": 12, "location_index": 2, "delivery": [2], "service": 300, "time_windows": [[3600, 7200]]},
           {"id": 13, "location_index": 2, "delivery": [2], "priority": 0}],
         "matrices": {"car": {"durations": [[0, 600, 900], [600, 0, 300], [900, 300, 0]]}}}
        """

    @Test("A problem is solved: tours with times and loads, tipped before the end")
    func own() async throws {
        try await visit { visitor in
            let answer = try await visitor.post("/api/v1/solve?iterations=300&time_limit=60", Self.problem)
            #expect(answer.status == 200)
            #expect(answer.json["feasible"] as? Bool == true)
            #expect(answer.json["name"] as? String == "three igloos")
            let routes = try #require(answer.json["routes"] as? [[String: Any]])
            let stops = try #require(routes.first?["stops"] as? [String])
            #expect(stops.filter { $0 == "tip" }.count == 2 && stops.last == "tip")
            #expect(Set(stops) == ["a", "b", "c", "tip"])
        }
    }

    @Test("Progress comes as events, the result as the last one")
    func events() async throws {
        try await visit { visitor in
            let answer = try await visitor.ask(
                "/api/v1/solve?iterations=300&time_limit=60", .post, body: Self.problem, headers: [.accept: "text/event-stream"])
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "text/event-stream")
            let events = answer.text.components(separatedBy: "\n\n").filter { !$0.isEmpty }
            #expect(events.count >= 2)
            #expect(events.dropLast().allSatisfy { $0.hasPrefix("event: progress\ndata: {") })
            let last = try #require(events.last)
            #expect(last.hasPrefix("event: result\ndata: {"))
            let json = try JSONSerialization.jsonObject(with: Data(last.dropFirst("event: result\ndata: ".count).utf8))
            #expect((json as? [String: Any])?["feasible"] as? Bool == true)
        }
    }

    @Test("VROOM's clients get VROOM's answer: travel as cost, loads going down, what did not fit")
    func vroom() async throws {
        try await visit { visitor in
            let answer = try await visitor.post("/api/v1/solve?format=vroom&iterations=500&time_limit=60", Self.vroom)
            #expect(answer.status == 200)
            #expect(answer.json["code"] as? Int == 0)
            let summary = try #require(answer.json["summary"] as? [String: Any])
            #expect(summary["unassigned"] as? Int == 1)
            let route = try #require((answer.json["routes"] as? [[String: Any]])?.first)
            #expect(route["vehicle"] as? Int == 7)
            let steps = try #require(route["steps"] as? [[String: Any]])
            #expect(steps.map { $0["type"] as? String } == ["start", "job", "job", "end"])
            #expect(steps.map { ($0["load"] as? [Int])?.first } == [4, 2, 0, 0])
            #expect(route["cost"] as? Int == route["duration"] as? Int)
            #expect(steps.last?["duration"] as? Int == route["duration"] as? Int)
        }
    }

    @Test("Places without matrices get estimated ways, marked by their distance")
    func coordinates() async throws {
        let body = """
            {"vehicles": [{"id": 1, "start": [7.46, 51.51]}],
             "jobs": [{"id": 5, "location": [7.50, 51.49]}, {"id": 6, "location": [7.55, 51.50]}]}
            """
        try await visit { visitor in
            let answer = try await visitor.post("/api/v1/solve?format=vroom&iterations=50", body)
            #expect(answer.status == 200)
            let route = try #require((answer.json["routes"] as? [[String: Any]])?.first)
            let steps = try #require(route["steps"] as? [[String: Any]])
            #expect(steps.compactMap { $0["id"] as? Int } == [5, 6])
            #expect((route["distance"] as? Int ?? 0) > 6_000)
        }
    }

    @Test(
        "What can not be solved is refused with the member at fault",
        arguments: [
            (#"{"profiles": [], "vehicles": [], "tasks": []}"#, "profiles"),
            (
                #"{"profiles": [{"plane": {"x": [0], "y": [0]}}], "vehicles": [], "tasks": [{"id": "a", "place": 0}]}"#,
                "tasks[0].place"
            ),
            (
                #"{"profiles": [{"plane": {"x": [0], "y": [0]}}], "vehicles": [], "tasks": [{"id": "a", "location": 3}]}"#,
                "tasks[0].location"
            ),
            (
                #"{"profiles": [{"matrix": {"duration_seconds": [[0, 1]]}}], "vehicles": [], "tasks": []}"#,
                "profiles[0].matrix.duration_seconds"
            ),
            ("[1", "the text"),
        ])
    func refused(body: String, member: String) async throws {
        try await visit { visitor in
            let answer = try await visitor.post("/api/v1/solve", body)
            #expect(answer.status == 400)
            #expect(answer.json["member"] as? String == member)
        }
    }

    @Test("VROOM's clients see their code beside the problem; what can not be stated is said")
    func vroomRefused() async throws {
        try await visit { visitor in
            let shipment = #"{"vehicles": [{"id": 1, "start": [7, 51]}], "shipments": [{"amount": [1]}]}"#
            let answer = try await visitor.post("/api/v1/solve?format=vroom", shipment)
            #expect(answer.status == 400)
            #expect(answer.json["code"] as? Int == 2)
            #expect((answer.json["error"] as? String)?.contains("shipments") == true)
        }
    }

    @Test("The schema files are what the service describes", arguments: ["problem", "solution"])
    func schemaFiles(kind: String) throws {
        try expectSchemaFile(
            "routing-\(kind)", root: kind == "problem" ? "RoutingProblem" : "RoutingSolution", title: "Füllort routing \(kind)",
            parts: kind == "problem" ? DocumentSchemas.problemSchemas : DocumentSchemas.solutionSchemas)
    }
}
