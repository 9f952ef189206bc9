import Foundation
import Testing

@Suite struct SettingsFaultTests {
    @Test func misspeltKeyIsNamedWithLineAndRemedyAndExitCode78() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path("f.yaml")
        try "http:\n  prot: 80\n".write(toFile: file, atomically: true, encoding: .utf8)
        let outcome = try await Programs.run(Programs.fuellort, ["config", "show", "--config", file])
        #expect(outcome.code == 78)
        #expect(outcome.messages.contains("\(file):2: unknown key 'http.prot'. Did you mean 'http.port'?"))
        #expect(outcome.output.isEmpty)
    }

    @Test func configShowSaysWhereEachValueComesFrom() async throws {
        let outcome = try await Programs.run(
            Programs.fuellort, ["config", "show", "--store", "x.sqlite"], environment: ["FUELLORT_HTTP_PORT": "1234"])
        #expect(outcome.code == 0)
        #expect(outcome.output.contains(#/http\.port +1234 +FUELLORT_HTTP_PORT/#))
        #expect(outcome.output.contains(#/store\.path +x\.sqlite +--store/#))
        #expect(outcome.output.contains(#/mqtt\.port +1883 +default/#))
    }

    @Test func missingFileIsNamed() async throws {
        let outcome = try await Programs.run(Programs.fuellort, ["config", "show", "--config", "/nowhere/f.yaml"])
        #expect(outcome.code == 78)
        #expect(outcome.messages.contains("/nowhere/f.yaml"))
    }

    @Test func helpLeadsANewcomer() async throws {
        let outcome = try await Programs.run(Programs.fuellort, ["--help"])
        #expect(outcome.code == 0)
        for command in ["serve", "plan", "containers", "readings", "sites", "vehicles", "doctor", "config"] {
            #expect(outcome.output.contains(command))
        }
    }

    @Test func wrongUsageHasExitCode64() async throws {
        #expect(try await Programs.run(Programs.fuellort, ["plan", "--day"]).code == 64)
        #expect(try await Programs.run(Programs.fuellort, ["fly"]).code == 64)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionCanBeGenerated(shell: String) async throws {
        let outcome = try await Programs.run(Programs.fuellort, ["--generate-completion-script", shell])
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("containers"))
    }
}

@Suite struct StoreFaultTests {
    @Test func aMissingDatabaseIsNamedWithWhatMakesIt() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Programs.run(Programs.fuellort, ["containers", "list", "--store", folder.path("none.sqlite")])
        #expect(outcome.code == 66)
        #expect(outcome.messages.contains("none.sqlite"))
        #expect(outcome.messages.contains("containers import"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("none.sqlite")))
    }

    @Test func aFileThatIsNoDatabaseIsLeftAlone() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("notes.sqlite")
        try "shopping list".write(toFile: path, atomically: true, encoding: .utf8)
        let outcome = try await Programs.run(
            Programs.fuellort, ["containers", "import", TestTown.folder, "--store", path])
        #expect(outcome.code == 65)
        #expect(outcome.messages.contains(path))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "shopping list")
    }

    @Test func aFaultyTownChangesNothingAndNamesThePlace() async throws {
        let folder = try TemporaryFolder()
        let town = folder.path("town")
        try FileManager.default.copyItem(atPath: TestTown.folder, toPath: town)
        let sites = "\(town)/sites.geojson"
        let swapped = try String(contentsOfFile: sites, encoding: .utf8).replacing("[7.466, 51.513]", with: "[51.513, 7.466]")
        try swapped.write(toFile: sites, atomically: true, encoding: .utf8)
        let store = folder.path("x.sqlite")
        let outcome = try await Programs.run(Programs.fuellort, ["containers", "import", town, "--store", store])
        #expect(outcome.code == 65)
        #expect(outcome.messages.contains("sites.geojson:2:"))
        #expect(outcome.messages.contains("swapped"))
    }

    @Test func whatIsExportedImportsAgainAndExportsTheSame() async throws {
        let folder = try TemporaryFolder()
        let store = folder.path("x.sqlite")
        #expect(try await Programs.run(Programs.fuellort, ["containers", "import", TestTown.folder, "--store", store]).code == 0)
        #expect(
            try await Programs.run(Programs.fuellort, ["containers", "export", folder.path("a"), "--store", store]).code == 0)
        let second = folder.path("y.sqlite")
        #expect(
            try await Programs.run(Programs.fuellort, ["containers", "import", folder.path("a"), "--store", second]).code == 0)
        #expect(
            try await Programs.run(Programs.fuellort, ["containers", "export", folder.path("b"), "--store", second]).code == 0)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path("a")) {
            #expect(
                FileManager.default.contentsEqual(atPath: folder.path("a/\(name)"), andPath: folder.path("b/\(name)")), "\(name)")
        }
    }

    @Test func withoutVehiclesEverythingDueIsLeftOutWithThatReason() async throws {
        let folder = try TemporaryFolder()
        let town = folder.path("town")
        try FileManager.default.copyItem(atPath: TestTown.folder, toPath: town)
        try FileManager.default.removeItem(atPath: "\(town)/vehicles.yaml")
        let store = folder.path("x.sqlite")
        #expect(try await Programs.run(Programs.fuellort, ["containers", "import", town, "--store", store]).code == 0)
        #expect(
            try await Programs.run(Programs.fuellort, ["readings", "add", "market-glass", "95%", "--store", store]).code == 0)
        let plan = try await Programs.run(
            Programs.fuellort, ["plan", "--day", "tomorrow", "--iterations", "10", "--json", "--store", store])
        #expect(plan.code == 0)
        let left = try #require(try object(Data(plan.output.utf8))["left_out"] as? [[String: Any]])
        #expect(left.contains { $0["slot"] as? String == "market-glass" })
    }
}
