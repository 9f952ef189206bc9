import Foundation
import MQTT
import TestBroker
import Testing

@Suite(.enabled(if: TestBroker.isInstalled, "mosquitto is not installed"), .timeLimit(.minutes(1)))
struct SubscriberTests {
    @Test(arguments: MQTTVersion.allCases)
    func handsOverWhatIsPublished(_ version: MQTTVersion) async throws {
        let broker = try TestBroker()
        let running = try RunningSubscriber(broker: broker, version: version)
        try await running.untilConnected()
        let publisher = try MQTTPublisher(options: BrokerOptions(port: broker.port, clientID: "publisher", version: version))
        publisher.start()
        for number in 0..<5000 { try await publisher.publish(topic: "test/\(number % 7)", payload: Array("\(number)".utf8)) }
        try await publisher.flush()
        #expect(await eventually { running.handler.now.payloads.count == 5000 })
        #expect(running.handler.now.payloads == (0..<5000).map(String.init))
        #expect(running.handler.now.commits < 5000)
        await publisher.close()
        #expect(await running.end())
    }

    @Test func whatCameWhileItWasAwayIsDeliveredLater() async throws {
        let broker = try TestBroker()
        let first = try RunningSubscriber(broker: broker)
        try await first.untilConnected()
        #expect(await first.end())
        try await publish(["a", "b", "c"], broker)
        let second = try RunningSubscriber(broker: broker)
        #expect(await eventually { second.handler.now.payloads == ["a", "b", "c"] })
        #expect(second.handler.now.states.contains(.connected(sessionPresent: true, refusedFilters: [])))
        #expect(await second.end())
    }

    @Test(arguments: MQTTVersion.allCases)
    func aFailedCommitBringsTheMessagesAgain(_ version: MQTTVersion) async throws {
        let broker = try TestBroker()
        let running = try RunningSubscriber(broker: broker, version: version, pause: 0.01) { $0 % 3 != 2 }
        try await running.untilConnected()
        let payloads = (0..<300).map(String.init)
        try await publish(payloads, broker)
        #expect(await eventually { Set(running.handler.now.payloads) == Set(payloads) })
        #expect(running.handler.now.failedCommits > 0)
        #expect(running.handler.lastProblem?.contains("could not be stored") == true)
        #expect(await running.end())
    }

    @Test func whatWasCommittedBeforeTheEndDoesNotComeAgain() async throws {
        let broker = try TestBroker()
        let first = try RunningSubscriber(broker: broker)
        try await first.untilConnected()
        try await publish((0..<500).map(String.init), broker)
        #expect(await eventually { first.handler.now.payloads.count == 500 })
        #expect(await first.end())
        let second = try RunningSubscriber(broker: broker)
        try await second.untilConnected()
        try await publish(["last"], broker)
        #expect(await eventually { second.handler.now.payloads.contains("last") })
        #expect(second.handler.now.payloads == ["last"])
        #expect(await second.end())
    }

    @Test func goesOnWhenTheBrokerIsRestarted() async throws {
        let broker = try TestBroker()
        let running = try RunningSubscriber(broker: broker)
        try await running.untilConnected()
        broker.stop()
        #expect(await eventually { !running.handler.isConnected })
        try broker.start()
        #expect(await eventually { running.handler.isConnected })
        try await publish(["after"], broker)
        #expect(await eventually { running.handler.now.payloads == ["after"] })
        #expect(await running.end())
    }

    @Test func saysThatNoBrokerIsThereAndFindsItLater() async throws {
        let broker = try TestBroker(startNow: false)
        let running = try RunningSubscriber(broker: broker)
        #expect(await eventually { running.handler.lastProblem?.contains("No broker listens") == true })
        try broker.start()
        #expect(await eventually { running.handler.isConnected })
        #expect(await running.end())
    }

    @Test func largePayloadsAndRetainedMessagesArriveMarked() async throws {
        let broker = try TestBroker()
        let publisher = try MQTTPublisher(options: BrokerOptions(port: broker.port, clientID: "publisher"))
        publisher.start()
        try await publisher.publish(topic: "test/kept", payload: Array("old".utf8), retain: true)
        try await publisher.flush()
        let running = try RunningSubscriber(broker: broker)
        #expect(await eventually { running.handler.now.retained == 1 })
        try await publisher.publish(topic: "test/large", payload: [UInt8](repeating: 65, count: 10 << 20))
        try await publisher.publish(topic: "test/unsure", payload: Array("qos 0".utf8), qos: 0)
        #expect(await eventually { running.handler.now.payloads.count == 3 })
        #expect(running.handler.now.largest == 10 << 20)
        #expect(running.handler.now.qualities == [0, 1])
        await publisher.close()
        #expect(await running.end())
    }

    @Test("rare messages among ordinary ones keep their place, and all are acknowledged", arguments: MQTTVersion.allCases)
    func rareAndOrdinaryMixed(_ version: MQTTVersion) async throws {
        let broker = try TestBroker()
        let first = try RunningSubscriber(broker: broker, version: version)
        try await first.untilConnected()
        let publisher = try MQTTPublisher(options: BrokerOptions(port: broker.port, clientID: "publisher", version: version))
        publisher.start()
        for number in 0..<600 {
            let payload = Array("\(number) ".utf8)
            switch number % 50 {
            case 7: try await publisher.publish(topic: "test/Füllort", payload: payload)
            case 23:
                try await publisher.publish(topic: "test/large", payload: payload + [UInt8](repeating: 65, count: 300_000))
            default: try await publisher.publish(topic: "test/x", payload: payload)
            }
        }
        try await publisher.flush()
        #expect(await eventually(within: 20) { first.handler.now.payloads.count == 600 })
        let numbers = first.handler.now.payloads.map { $0.prefix { $0 != " " } }
        #expect(numbers == (0..<600).map { Substring("\($0)") })
        #expect(first.handler.now.topics.count { $0 == "test/Füllort" } == 12)
        #expect(await first.end())
        let second = try RunningSubscriber(broker: broker, version: version)
        try await second.untilConnected()
        try await publisher.publish(topic: "test/x", payload: Array("last".utf8))
        #expect(await eventually { second.handler.now.payloads.contains("last") })
        #expect(second.handler.now.payloads == ["last"])
        await publisher.close()
        #expect(await second.end())
    }

    private func publish(_ payloads: [String], _ broker: TestBroker) async throws {
        let publisher = try MQTTPublisher(options: BrokerOptions(port: broker.port, clientID: "publisher"))
        publisher.start()
        for payload in payloads { try await publisher.publish(topic: "test/x", payload: Array(payload.utf8)) }
        try await publisher.flush()
        await publisher.close()
    }
}

/// A subscriber on a thread of its own, and what it received.
final class RunningSubscriber: Sendable {
    let handler: RecordingHandler
    let subscriber: MQTTSubscriber

    convenience init(
        broker: TestBroker, version: MQTTVersion = .v311, pause: Double = 1,
        fails: @escaping @Sendable (Int) -> Bool = { _ in false }
    ) throws {
        try self.init(
            options: BrokerOptions(port: broker.port, clientID: "subscriber", version: version), pause: pause, fails: fails)
    }

    init(
        options: BrokerOptions, filters: [String] = ["test/#"], pause: Double = 1,
        fails: @escaping @Sendable (Int) -> Bool = { _ in false }
    ) throws {
        let handler = RecordingHandler(fails: fails)
        let subscriber = try MQTTSubscriber(options: options, filters: filters, pauseAfterFailedCommitSeconds: pause)
        self.handler = handler
        self.subscriber = subscriber
        Thread { subscriber.run(handler) }.start()
    }

    func untilConnected() async throws {
        guard await eventually({ handler.isConnected }) else {
            throw TestBrokerError(description: "not connected: \(handler.lastProblem ?? "no problem told")")
        }
    }

    /// Stops it; whether it ended within the five seconds that are promised.
    func end() async -> Bool {
        subscriber.stop()
        return await eventually(within: 5) { handler.now.states.last == .stopped }
    }
}
