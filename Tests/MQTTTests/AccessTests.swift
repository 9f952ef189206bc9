import Foundation
import MQTT
import TestBroker
import Testing

/// Names, passwords, access lists and encryption.
@Suite(.enabled(if: TestBroker.isInstalled, "mosquitto is not installed"), .timeLimit(.minutes(1)))
struct AccessTests {
    @Test(arguments: MQTTVersion.allCases)
    func aWrongPasswordIsSaidWithTheRemedy(_ version: MQTTVersion) async throws {
        let broker = try TestBroker(settings: "listener {port} 127.0.0.1\nallow_anonymous false\n", listener: false)
        let running = try RunningSubscriber(
            options: BrokerOptions(port: broker.port, clientID: "s", version: version, username: "ingest", password: "wrong"))
        #expect(await eventually { running.handler.lastProblem?.contains("Check user 'ingest'") == true })
        #expect(await running.end())
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl"), "openssl is not installed"))
    func speaksTLSWithTheRightAuthorityOnly() async throws {
        let keys = try Certificates()
        let broker = try TestBroker(
            settings: """
                listener {port} 127.0.0.1
                allow_anonymous true
                cafile \(keys.authority)
                certfile \(keys.certificate)
                keyfile \(keys.key)
                """, listener: false)
        let trusted = BrokerOptions(
            host: "localhost", port: broker.port, clientID: "trusting", tls: TLSOptions(authorityFile: keys.authority))
        let running = try RunningSubscriber(options: trusted)
        try await running.untilConnected()
        var options = trusted
        options.clientID = "publisher"
        let publisher = try MQTTPublisher(options: options)
        publisher.start()
        for number in 0..<3000 { try await publisher.publish(topic: "test/tls", payload: Array("\(number)".utf8)) }
        try await publisher.flush()
        #expect(await eventually { running.handler.now.payloads.count == 3000 })
        await publisher.close()
        #expect(await running.end())

        let doubting = try RunningSubscriber(
            options: BrokerOptions(
                host: "localhost", port: broker.port, clientID: "doubting", tls: TLSOptions(authorityFile: keys.otherAuthority)))
        #expect(await eventually { doubting.handler.lastProblem != nil })
        #expect(!doubting.handler.isConnected)
        #expect(await doubting.end())
    }

    @Test func aMissingAuthorityFileIsNamed() async throws {
        let running = try RunningSubscriber(
            options: BrokerOptions(port: 1, clientID: "s", tls: TLSOptions(authorityFile: "/does/not/exist.pem")))
        #expect(await eventually { running.handler.lastProblem?.contains("/does/not/exist.pem") == true })
        #expect(await running.end())
    }

    @Test func oneRefusedFilterLeavesTheOthers() async throws {
        let rules = FileManager.default.temporaryDirectory.appendingPathComponent("acl-\(UUID().uuidString)")
        try "topic readwrite test/#\n".write(to: rules, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: rules) }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: rules.path)
        let broker = try TestBroker(settings: "acl_file \(rules.path)\n")
        let running = try RunningSubscriber(
            options: BrokerOptions(port: broker.port, clientID: "s", version: .v5), filters: ["test/#", "secret/+"])
        try await running.untilConnected()
        let publisher = try MQTTPublisher(options: BrokerOptions(port: broker.port, clientID: "p", version: .v5))
        publisher.start()
        try await publisher.publish(topic: "test/1", payload: [65])
        try await publisher.flush()
        #expect(await eventually { running.handler.now.payloads == ["A"] })
        try await publisher.publish(topic: "secret/1", payload: [65])
        await #expect(throws: MQTTError.self) {
            for _ in 0..<100 {
                try await publisher.flush(timeoutSeconds: 5)
                try await Task.sleep(for: .milliseconds(5))
            }
        }
        #expect(publisher.counts.refused == 1)
        await publisher.close()
        #expect(await running.end())
    }
}

/// An authority, a certificate of localhost signed by it, and another authority that did not sign anything.
struct Certificates: ~Copyable {
    let folder: URL
    var authority: String { folder.appendingPathComponent("ca.pem").path }
    var otherAuthority: String { folder.appendingPathComponent("other.pem").path }
    var certificate: String { folder.appendingPathComponent("broker.pem").path }
    var key: String { folder.appendingPathComponent("broker.key").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("certificates-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let selfSigned = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj"
        try run("\(selfSigned) /CN=authority -keyout ca.key -out ca.pem")
        try run("\(selfSigned) /CN=other -keyout other.key -out other.pem")
        try run("req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout broker.key -out broker.csr")
        try run("x509 -req -in broker.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out broker.pem")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func run(_ arguments: String) throws {
        let process = try ChildProcess("/bin/sh", ["-c", "cd '\(folder.path)' && openssl \(arguments)"])
        process.waitUntilExit()
        guard process.exitCode == 0 else { throw TestBrokerError(description: "openssl \(arguments) failed") }
    }
}
