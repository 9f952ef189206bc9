import Foundation
import TestBroker
import Testing

/// Roads from the extract to the plan, with the real programs.
@Suite struct RoadsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let extract = root.deletingLastPathComponent().appendingPathComponent("shared/data/osm/neuss.osm.pbf")
    static var hasExtract: Bool { FileManager.default.fileExists(atPath: extract.path) }

    private let folder: TemporaryFolder
    private let network: String

    init() throws {
        folder = try TemporaryFolder()
        network = folder.path("town.roads")
    }

    private var environment: [String: String] {
        [
            "FUELLORT_ROADS_FILE": network, "FUELLORT_MQTT_ENABLED": "false", "FUELLORT_STORE_PATH": folder.path("town.sqlite"),
            "FUELLORT_ROADS_PROFILES": Self.root.appendingPathComponent("config/profiles/vehicles").path,
            "FUELLORT_PLANNING_ITERATIONS": "10",
        ]
    }

    private func run(_ arguments: String...) async throws -> Programs.Outcome {
        try await Programs.run(Programs.fuellort, arguments, environment: environment)
    }

    private func demoTown(_ more: String...) async throws {
        let made = try await Programs.run(
            Programs.simulator, ["town", "--seed", "3", "--output", folder.path("town")] + more)
        #expect(made.code == 0, "\(made.messages)")
        #expect(try await run("containers", "import", folder.path("town")).code == 0)
    }

    private func roads(_ service: RunningService) async throws -> String {
        let parts = try #require(try object(try await service.get("/readyz").body)["parts"] as? [[String: Any]])
        let part = try #require(parts.first { $0["name"] as? String == "roads" })
        return "\(part["detail"] ?? "") \(part["remedy"] ?? "")"
    }

    private func planned(_ service: RunningService) async throws -> [String: Any] {
        let reply = try await service.send("POST", "/api/v1/towns/demo/plans", json: #"{"day": "2031-03-03"}"#)
        #expect(reply.status == 201 || reply.status == 200, "\(String(decoding: reply.body, as: UTF8.self))")
        return try object(reply.body)
    }

    @Test func theServiceTakesANewNetworkByItselfAndKeepsItWhenTheNextOneIsBroken() async throws {
        try await demoTown("--streets", folder.path("streets.osm"))
        let service = try await RunningService(mqttPort: 1, store: folder.path("town.sqlite"), environment: environment)
        #expect(try await roads(service).contains("ways are estimated"))
        let plan = try await planned(service)
        #expect(plan["distance_basis"] as? String == "estimate")
        #expect((plan["estimate_reason"] as? String)?.contains("town.roads") == true)

        let imported = try await run("roads", "import", folder.path("streets.osm"), "--town", "demo")
        #expect(imported.code == 0, "\(imported.messages)")
        let first = try await roads(service)
        #expect(first.hasPrefix("network "))

        // A street has become another.
        let streets = try String(contentsOfFile: folder.path("streets.osm"), encoding: .utf8)
        let change = try #require(streets.range(of: "\"residential\""))
        try streets.replacingCharacters(in: change, with: "\"living_street\"").write(
            toFile: folder.path("changed.osm"), atomically: true, encoding: .utf8)
        #expect(try await run("roads", "import", folder.path("changed.osm"), "--town", "demo").code == 0)
        let second = try await roads(service)
        #expect(second.hasPrefix("network ") && second != first)
        #expect(await eventually(within: 5) { service.log.contains("is in use from now on") })

        let whole = try Data(contentsOf: URL(fileURLWithPath: network))
        for broken in [Data("no network".utf8), whole.prefix(whole.count / 2), Data()] {
            try broken.write(to: URL(fileURLWithPath: network), options: .atomic)
            let state = try await roads(service)
            #expect(state.contains("stays in use") && state.lowercased().contains("import"), "\(state)")
        }
        #expect(try await planned(service)["distance_basis"] as? String == "roads")
        #expect(service.log.contains("the new road network is not used"))
        try whole.write(to: URL(fileURLWithPath: network), options: .atomic)
        #expect(try await roads(service) == second)
        #expect(try await service.terminate())
    }

    @Test func anExtractOfAnotherRegionIsRefusedWithTheNumberOfPlacesMissed() async throws {
        try await demoTown("--streets", folder.path("streets.osm"))
        let elsewhere = folder.path("elsewhere.osm")
        let text = """
            <osm version="0.6"><node id="1" version="1" lat="48.1" lon="11.5"/><node id="2" version="1" lat="48.101" lon="11.5"/>
            <way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>
            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: elsewhere))
        let refused = try await run("roads", "import", elsewhere, "--town", "demo")
        #expect(refused.code == 65)
        #expect(refused.messages.contains("extract"), "\(refused.messages)")
        #expect(!FileManager.default.fileExists(atPath: network))
        let unknown = try await run("roads", "import", folder.path("streets.osm"), "--town", "nowhere")
        #expect(unknown.code != 0 && unknown.messages.contains("nowhere"))
        let whole = try await run("roads", "import", folder.path("streets.osm"), "--town", "demo", "--json")
        #expect(whole.code == 0)
        #expect(try object(Data(whole.output.utf8))["places_off_the_roads"] as? Int == 0)
        let status = try await run("roads", "status", "--json")
        let document = try object(Data(status.output.utf8))
        #expect(document["detour_places"] as? String == "town")
        let profiles = try #require(document["profiles"] as? [[String: Any]])
        let truck = try #require(profiles.first { $0["name"] as? String == "collector-26t" })
        let detour = try #require(truck["detour"] as? [String: Any])
        #expect(detour["source"] as? String == "road-network")
        #expect((detour["samples"] as? Int ?? 0) > 1000)
    }

    /// A learned detour stands in every plan that is estimated although a network lies there.
    @Test func anEstimatedPlanSaysWhatItsDetourWasLearnedFrom() async throws {
        try await demoTown("--streets", folder.path("streets.osm"))
        #expect(try await run("roads", "import", folder.path("streets.osm"), "--town", "demo").code == 0)
        var straight = environment
        straight["FUELLORT_ROADS_ENGINE"] = "estimate"
        let plan = try await Programs.run(
            Programs.fuellort, ["plan", "--day", "2031-03-03", "--json"], environment: straight)
        #expect(plan.code == 0, "\(plan.messages)")
        let document = try object(Data(plan.output.utf8))
        let detour = try #require(document["detour"] as? [String: Any])
        #expect(detour["source"] as? String == "road-network")
        #expect((1.0...3.0).contains(detour["factor"] as? Double ?? 0))
    }

    @Test(.enabled(if: RoadsTests.hasExtract, "no extract beside the project"))
    func aTownStandsAtTheKerbsOfARealExtract() async throws {
        try await demoTown("--osm", Self.extract.path)
        let imported = try await run("roads", "import", Self.extract.path, "--town", "demo")
        #expect(imported.code == 0, "\(imported.messages)")
        let plan = try await run("plan", "--day", "2031-03-03", "--json")
        #expect(plan.code == 0, "\(plan.messages)")
        #expect(try object(Data(plan.output.utf8))["distance_basis"] as? String == "roads")
        let check = try await run("roads", "check", "--profile", "car", "--json")
        let findings = try #require(try object(Data(check.output.utf8))["findings"] as? [[String: Any]])
        #expect(findings.allSatisfy { $0["kind"] as? String != "off_road" }, "\(findings)")
    }
}
