import Foundation
import Glibc
import TestBroker
import Testing

/// The service in bad weather.
@Suite(.enabled(if: TestBroker.isInstalled, "mosquitto is not installed"))
struct ServeTests {
    @Test func withoutABrokerItSaysSoAnswersHTTPAndRecoversWhenTheBrokerComes() async throws {
        let broker = try TestBroker(startNow: false)
        let service = try await RunningService(mqttPort: broker.port)
        #expect(try await service.get("/healthz").status == 200)
        let notReady = try await service.get("/readyz")
        #expect(notReady.status == 503)
        #expect(String(decoding: notReady.body, as: UTF8.self).contains("broker"))
        try broker.start()
        let isReady = try await eventually(within: 30) { try await service.get("/readyz").status == 200 }
        #expect(isReady, "\(service.log)")
        broker.kill9()
        let noticed = try await eventually(within: 30) { try await service.get("/readyz").status == 503 }
        #expect(noticed)
        #expect(try await service.terminate())
        #expect(service.exitCode == 0)
    }

    @Test func endsWithinFiveSecondsWhileTheBrokerHangs() async throws {
        let broker = try TestBroker()
        let service = try await RunningService(mqttPort: broker.port)
        #expect(try await eventually(within: 30) { try await service.get("/readyz").status == 200 })
        broker.freeze()
        let ended = try await service.terminate()
        broker.thaw()
        #expect(ended)
    }

    @Test func endsWithinFiveSecondsWhileTheDatabaseIsLockedAndLosesNothing() async throws {
        let broker = try TestBroker()
        let service = try await RunningService(mqttPort: broker.port)
        #expect(try await service.command("containers", "import", TestTown.folder).code == 0)
        #expect(try await eventually(within: 30) { try await service.get("/readyz").status == 200 })
        let lock = try DatabaseLock(service.store)
        try await TestTown.publish([(TestTown.topic("sensor-001"), #"{"level":0.5,"seq":1}"#)], port: broker.port)
        #expect(try await service.terminate())
        lock.release()
        let next = try await RunningService(mqttPort: broker.port, store: service.store)
        let isStored = try await eventually(within: 30) {
            try await next.command("readings", "count").output.hasPrefix("1 readings")
        }
        #expect(isStored, "\(next.log)")
    }

    @Test func aPortInUseIsNamedWithTheRemedyAndExitCode69() async throws {
        let broker = try TestBroker()
        let folder = try TemporaryFolder()
        let outcome = try await Programs.run(
            Programs.fuellort, ["serve"],
            environment: [
                "FUELLORT_HTTP_PORT": "\(broker.port)", "FUELLORT_MQTT_PORT": "\(broker.port)",
                "FUELLORT_STORE_PATH": folder.path("x.sqlite"),
            ])
        #expect(outcome.code == 69)
        #expect(outcome.messages.contains("\(broker.port)"))
        #expect(outcome.messages.contains("http.port"))
    }

    @Test func anOpenAddressWithoutAKeyIsRefused() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Programs.run(
            Programs.fuellort, ["serve"],
            environment: [
                "FUELLORT_HTTP_HOST": "0.0.0.0", "FUELLORT_HTTP_PORT": "0", "FUELLORT_STORE_PATH": folder.path("x.sqlite"),
            ])
        #expect(outcome.code == 78)
        #expect(outcome.messages.contains("http.api_key_file"))
    }

    @Test func doctorNamesAMissingBrokerAndAMissingTown() async throws {
        let broker = try TestBroker(startNow: false)
        let service = try await RunningService(mqttPort: broker.port)
        let outcome = try await service.command("doctor", environment: ["FUELLORT_MQTT_PORT": "\(broker.port)"])
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("PROBLEM broker"))
        #expect(outcome.output.contains("PROBLEM towns"))
        #expect(!outcome.output.contains("\u{1B}"))
    }
}
