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
