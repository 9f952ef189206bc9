import Foundation
import Testing

@testable import Web

@Suite("Planning from a state of the caller's own")
struct StatePlanTests {
    private static func example() throws -> String {
        try String(contentsOf: cloneFolder.appending(path: "config/schemas/plan-state.example.json"), encoding: .utf8)
    }

    @Test("The schema file is what the service describes, and names all it refers to")
    func schemaFile() throws {
        let parts = DocumentSchemas.states.filter { !$0.key.hasPrefix("StatePlan") }
        let answers: Set = ["StateTour", "StateStop", "StateLeftOut", "StateViolation"]
        try expectSchemaFile(
            "plan-state", root: "PlanState", title: "Füllort state to plan from",
            parts: parts.filter { !answers.contains($0.key) })
        let file = cloneFolder.appending(path: "config/schemas/plan-state.schema.json")
        let schema = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        let known = try #require(schema["$defs"] as? [String: Any])
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(of: /#\/\$defs\/(\w+)/) { #expect(known[String(match.1)] != nil, "\(match.1)") }
    }

    @Test("The example in the documentation is planned: nearly full containers first, no rule broken")
    func example() async throws {
        let body = try Self.example()
        try await visit { visitor in
            let answer = try await visitor.post("/api/v1/plan", body)
            #expect(answer.status == 200)
            let tours = try #require(answer.json["tours"] as? [[String: Any]])
            let stops = tours.flatMap { $0["stops"] as? [[String: Any]] ?? [] }
            let emptied = Set(stops.flatMap { $0["slots"] as? [String] ?? [] })
            #expect(emptied.isSuperset(of: ["k0", "k4"]) && !emptied.contains("k3"))
            #expect((answer.json["violations"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("A state that can not be planned from is refused with the member at fault")
    func refused() async throws {
        let body = try Self.example()
        try await visit { visitor in
            let unknown = try await visitor.post(
                "/api/v1/plan", body.replacingOccurrences(of: "\"deposits_per_day\"", with: "\"deposits_per_week\""))
            #expect(unknown.status == 400)
            let nowhere = try await visitor.post(
                "/api/v1/plan", body.replacingOccurrences(of: "\"site\": \"c5\"", with: "\"site\": \"c9\""))
            #expect(nowhere.status == 400)
            #expect(nowhere.json["member"] as? String == "slots.k5.site")
        }
    }
}
