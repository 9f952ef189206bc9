import Foundation
import MQTT
import TestBroker
import Testing

/// The configuration that we recommend works as it says, in the broker that it is for.
@Suite(.enabled(if: TestBroker.isInstalled, "mosquitto is not installed"), .timeLimit(.minutes(1)))
struct RecommendedBrokerTests {
    private static let configuration = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("config")

    @Test func theBrokerTakesItAndKeepsTownsAndDevicesApart() async throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("recommended-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let users = place.appendingPathComponent("passwd").path
        for user in ["fuellort", "gateway-dortmund", "bin-1"] {
            let option = user == "fuellort" ? "-c -b" : "-b"
            let setting = try ChildProcess("/bin/sh", ["-c", "mosquitto_passwd \(option) '\(users)' \(user) secret"])
            setting.waitUntilExit()
            try #require(setting.exitCode == 0)
        }
        let broker = try TestBroker(settings: try settings(users: users), listener: false, withOwnSettings: false)

        let reading = try await deliveries(broker, user: "gateway-dortmund", topic: "fuellort/v1/dortmund/bin-7/reading")
        #expect(reading == 1)
        #expect(try await deliveries(broker, user: "gateway-dortmund", topic: "fuellort/v1/schwerte/bin-7/reading") == 0)
        #expect(try await deliveries(broker, user: "bin-1", topic: "fuellort/v1/dortmund/bin-1/reading") == 1)
        #expect(try await deliveries(broker, user: "bin-1", topic: "fuellort/v1/dortmund/bin-2/reading") == 0)
    }

    /// The file as it is, with the places of this test and without the listener that needs certificates.
    private func settings(users: String) throws -> String {
        let text = try String(contentsOf: Self.configuration.appendingPathComponent("mosquitto.conf"), encoding: .utf8)
        let rules = Self.configuration.appendingPathComponent("mosquitto.acl").path
        let replaced = [
            "persistence_location": "{folder}/", "password_file": users, "acl_file": rules,
            "log_dest": "file {folder}/broker.log",
        ]
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
        let encrypted = ["listener 8883", "cafile", "certfile", "keyfile", "tls_version"]
        return lines.filter { line in !encrypted.contains { line.hasPrefix($0) } }.map { line in
            if line.hasPrefix("listener 1883") { return "listener {port} 127.0.0.1" }
            guard let key = line.split(separator: " ").first.map(String.init), let value = replaced[key] else { return line }
            return "\(key) \(value)"
        }.joined(separator: "\n") + "\n"
    }

    /// Publishes one message and tells how many came through to Füllort's user before a message that surely does.
    private func deliveries(_ broker: TestBroker, user: String, topic: String) async throws -> Int {
        let heard = Heard()
        let subscriber = try MQTTSubscriber(
            options: BrokerOptions(port: broker.port, clientID: "fuellort", username: "fuellort", password: "secret"),
            filters: ["fuellort/v1/+/+/reading"])
        Thread { subscriber.run(heard) }.start()
        defer { subscriber.stop() }
        try #require(await eventually { heard.isConnected })
        let publisher = try MQTTPublisher(
            options: BrokerOptions(port: broker.port, clientID: "p-\(user)", username: user, password: "secret"))
        publisher.start()
        try await publisher.publish(topic: topic, payload: Array("trial".utf8))
        try await publisher.flush()
        await publisher.close()
        let gateway = try MQTTPublisher(
            options: BrokerOptions(port: broker.port, clientID: "last", username: "gateway-dortmund", password: "secret"))
        gateway.start()
        try await gateway.publish(topic: "fuellort/v1/dortmund/last/reading", payload: Array("last".utf8))
        try await gateway.flush()
        await gateway.close()
        try #require(await eventually { heard.payloads.contains("last") })
        return heard.payloads.count { $0 == "trial" }
    }
}
