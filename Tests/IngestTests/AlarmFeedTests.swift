import Crypto
import Foundation
import Logging
import MQTT
import Model
import Store
import StoreSQLite
import Synchronization
import TestBroker
import Testing

@testable import Ingest

/// Alarms on their way out.
@Suite(.timeLimit(.minutes(1))) struct AlarmFeedTests {
    private func raise(_ kinds: [AlarmKind], in store: SQLiteStore) throws {
        let changes = kinds.map {
            AlarmChange.raise(
                NewAlarm(
                    town: TestTown.id, slot: "slot-1", device: "bin-1", kind: $0, raisedAt: TestTown.morning, value: 0.9,
                    limit: 0.8))
        }
        _ = try store.commit(IntakeBatch(alarms: changes, alarmsFoundAt: TestTown.morning))
    }

    private func town() async throws -> SQLiteStore {
        let store = try SQLiteStore.inMemory()
        try await store.replaceTown(TestTown.data(), at: TestTown.morning)
        return store
    }

    @Test func aWebhookGetsEachEventInOrderAndSignedHoweverOftenItRefuses() async throws {
        let store = try await town()
        let heard = Mutex<[SmallServer.Request]>([])
        let left = Mutex([500, 429])
        let server = try SmallServer { request in
            if let status = left.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return (status, [:], "") }
            heard.withLock { $0.append(request) }
            return (204, [:], "")
        }
        let hook = AlarmWebhook(
            address: try #require(URL(string: "http://127.0.0.1:\(server.port)/alarms")), secret: Array("secret".utf8),
            now: { TestTown.morning })
        // The feed begins before anything happens.
        _ = try await store.undeliveredAlarmEvents(feed: hook.name, limit: 1)
        try raise([.mustEmpty, .fire, .tilt], in: store)
        var events = try await store.undeliveredAlarmEvents(feed: hook.name, limit: 10)
        for _ in 0..<3 {
            let result = await hook.deliver(events) { _ in nil }
            events.removeFirst(result.delivered)
            if events.isEmpty { break }
            #expect(result.problem?.contains("answers") == true)
        }
        let requests = heard.withLock { $0 }
        #expect(requests.map { $0.headers["x-fuellort-event"] } == ["1", "2", "3"])
        #expect(requests.allSatisfy { $0.method == "POST" && $0.headers["content-type"] == "application/json" })
        #expect(requests.first?.body.contains(#""kind":"must-empty""#) == true)
        let body = try #require(requests.first?.body)
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(TestTown.morning.seconds).\(body)".utf8), using: SymmetricKey(data: Array("secret".utf8)))
        let text = code.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(requests.first?.headers["x-fuellort-signature"] == "t=\(TestTown.morning.seconds),v1=\(text)")
    }

    @Test(.enabled(if: TestBroker.isInstalled, "mosquitto is not installed"))
    func theBrokerKeepsTheStateAndPassesTheEventsOn() async throws {
        let broker = try TestBroker()
        let store = try await town()
        _ = try await store.undeliveredAlarmEvents(feed: "mqtt", limit: 1)
        try raise([.mustEmpty], in: store)
        let publisher = try MQTTPublisher(options: BrokerOptions(port: broker.port, clientID: "alarms"))
        publisher.start()
        let broadcast = AlarmBroadcast(publisher: publisher)
        let feed = AlarmFeed(store: store, delivery: broadcast, feeds: ["mqtt"], logger: Logger(label: "test"))
        let running = Task { try await feed.run() }
        #expect(await eventually { (try? await store.waitingAlarmEvents(feed: "mqtt")) == 0 })
        running.cancel()
        _ = await running.result
        await publisher.close()
        // Whoever comes later learns the state from the broker.
        let heard = Heard()
        let listener = try MQTTSubscriber(
            options: BrokerOptions(port: broker.port, clientID: "later"), filters: ["fuellort/v1/+/alarms/#"])
        Thread.detachNewThread { listener.run(heard) }
        #expect(
            await eventually {
                heard.payloads.contains { $0.contains(#""state":"open""#) && $0.contains(#""site_name":"Hafen""#) }
            })
        listener.stop()
    }
}
