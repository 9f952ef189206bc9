import Foundation
import MQTT
import TestBroker
import Testing

/// Whatever the broker does: a request to stop is honoured within five seconds.
@Suite(.enabled(if: TestBroker.isInstalled, "mosquitto is not installed"), .timeLimit(.minutes(1)))
struct ShutdownTests {
    @Test func whileNoBrokerIsThere() async throws {
        let running = try RunningSubscriber(options: BrokerOptions(port: try TestBroker.freePort(), clientID: "s"))
        #expect(await eventually { running.handler.lastProblem != nil })
        #expect(await running.end())
    }

    @Test func whileTheBrokerHangs() async throws {
        let broker = try TestBroker()
        let running = try RunningSubscriber(broker: broker)
        try await running.untilConnected()
        broker.freeze()
        defer { broker.thaw() }
        #expect(await running.end())
    }

    @Test func whileTheBrokerNeverAnswersConnect() async throws {
        let broker = try TestBroker()
        broker.freeze()
        defer { broker.thaw() }
        let running = try RunningSubscriber(broker: broker)
        #expect(await eventually { running.handler.now.states.contains(.connecting) })
        #expect(await running.end())
    }

    @Test func inTheMiddleOfAFlood() async throws {
        let broker = try TestBroker()
        let running = try RunningSubscriber(broker: broker)
        try await running.untilConnected()
        let publisher = try MQTTPublisher(options: BrokerOptions(port: broker.port, clientID: "publisher"))
        publisher.start()
        let flood = Task {
            while !Task.isCancelled { try await publisher.publish(topic: "test/flood", payload: [1, 2, 3]) }
        }
        #expect(await eventually { running.handler.now.payloads.count > 100 })
        #expect(await running.end())
        flood.cancel()
        await publisher.close()
    }

    @Test func aBrokerThatDoesNotAnswerIsGivenUpAndTriedAgain() async throws {
        let broker = try TestBroker()
        broker.freeze()
        let running = try RunningSubscriber(
            options: BrokerOptions(port: broker.port, clientID: "s", connectTimeoutSeconds: 0.2))
        #expect(await eventually { running.handler.lastProblem?.contains("does not answer") == true })
        broker.thaw()
        #expect(await eventually { running.handler.isConnected })
        #expect(await running.end())
    }
}
