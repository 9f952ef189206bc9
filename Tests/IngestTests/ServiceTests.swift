import Foundation
import Ingest
import Logging
import MQTT
import Model
import ServiceLifecycle
import Store
import StoreSQLite
import TestBroker
import Testing

/// From a real broker to a real store, and the end of it.
@Suite(.enabled(if: TestBroker.isInstalled, "mosquitto is not installed"), .timeLimit(.minutes(1)))
struct ServiceTests {
    @Test func readingsGoFromTheBrokerToTheStore() async throws {
        let broker = try TestBroker()
        let running = try await RunningIngest(port: broker.port, slots: 50)
        try await running.untilConnected()
        try await publish(200, to: broker.port)
        #expect(await eventually { running.snapshot.totals.stored == 200 })
        #expect(running.snapshot.isReady && running.snapshot.batches > 0 && running.snapshot.lastMessageAt != nil)
        #expect(try await running.store.readingCount(town: TestTown.id) == 200)
        #expect(await running.end())
    }

    @Test func failingCommitsLoseAndDoubleNothing() async throws {
        let broker = try TestBroker()
        let running = try await RunningIngest(port: broker.port, slots: 50) { $0 % 4 != 0 }
        try await running.untilConnected()
        try await publish(2000, to: broker.port)
        #expect(await eventually(within: 30) { (try? await running.store.readingCount(town: TestTown.id)) == 2000 })
        #expect(running.snapshot.failedCommits > 0)
        #expect(await running.end())
    }

    @Test func aFullDiskIsSaidAndMakesItNotReady() async throws {
        let broker = try TestBroker()
        let running = try await RunningIngest(port: broker.port, slots: 50) { _ in true }
        try await running.untilConnected()
        try await publish(1, to: broker.port)
        #expect(await eventually { running.snapshot.problem?.text.contains("Free some space") == true })
        #expect(!running.snapshot.isReady)
        #expect(await running.end())
    }

    @Test func anAbsentBrokerIsSaid() async throws {
        let running = try await RunningIngest(port: try TestBroker.freePort(), slots: 1)
        #expect(await eventually { running.snapshot.problem?.text.contains("No broker listens") == true })
        #expect(!running.snapshot.isReady)
        #expect(await running.end())
    }

    @Test func itEndsWhileTheDatabaseIsLockedAndLosesNothing() async throws {
        let broker = try TestBroker()
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("ingest-\(UUID().uuidString).sqlite")
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + end) } }
        let running = try await RunningIngest(
            port: broker.port, slots: 50, store: try SQLiteStore(path: file.path, options: SQLiteStoreOptions(busySeconds: 30)),
            longestStopSeconds: 1)
        try await running.untilConnected()
        let lock = try ChildProcess("/bin/sh", ["-c", "(echo 'BEGIN IMMEDIATE;'; sleep 60) | sqlite3 '\(file.path)'"])
        let isLocked = await eventually { (try? await running.isLocked(file.path)) == true }
        try #require(isLocked)
        try await publish(10, to: broker.port)
        #expect(await running.end())
        lock.send(SIGKILL)
    }

    @Test(arguments: [1, 2])
    func whatABrokerOnlyHeldIsDeliveredAfterARestartOfIngest(_ version: Int) async throws {
        let broker = try TestBroker()
        let protocolVersion: MQTTVersion = version == 1 ? .v311 : .v5
        let first = try await RunningIngest(port: broker.port, slots: 50, version: protocolVersion)
        try await first.untilConnected()
        #expect(await first.end())
        try await publish(3000, to: broker.port)
        let second = try await RunningIngest(port: broker.port, slots: 50, version: protocolVersion, store: first.store)
        #expect(await eventually { second.snapshot.totals.stored == 3000 })
        #expect(await second.end())
    }

    private func publish(_ count: Int, to port: Int) async throws {
        let publisher = try MQTTPublisher(options: BrokerOptions(port: port, clientID: "publisher"))
        publisher.start()
        let start = Timestamp(seconds: Int64(Date().timeIntervalSince1970) - 86400)
        for number in 0..<count {
            let payload = reading(0.3, at: start.adding(seconds: number))
            try await publisher.publish(topic: TestTown.topic("bin-\(number % 50 + 1)"), payload: Array(payload.utf8))
        }
        try await publisher.flush()
        await publisher.close()
    }
}

/// The service in a group of its own, over a real store.
final class RunningIngest: Sendable {
    let store: SQLiteStore
    let service: IngestService
    private let group: ServiceGroup
    private let task: Task<Void, any Error>

    init(
        port: Int, slots: Int, version: MQTTVersion = .v311, store existing: SQLiteStore? = nil, longestStopSeconds: Double = 4,
        fails: @escaping @Sendable (Int) -> Bool = { _ in false }
    ) async throws {
        let store = try existing ?? SQLiteStore.inMemory()
        if existing == nil || slots > 0 { try await store.replaceTown(TestTown.data(slots: slots), at: TestTown.morning) }
        self.store = store
        var logger = Logger(label: "ingest-test")
        logger.logLevel = .critical
        service = try IngestService(
            configuration: IngestConfiguration(
                broker: BrokerOptions(port: port, clientID: "ingest", version: version),
                reconnect: ReconnectSchedule.Limits(firstSeconds: 0.01, longestSeconds: 0.2, longestAfterSuccessSeconds: 0.02),
                pauseAfterFailedCommitSeconds: 0.01,
                longestStopSeconds: longestStopSeconds),
            store: ShakyStore(store, fails: fails), logger: logger,
            now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) })
        let group = ServiceGroup(services: [service], gracefulShutdownSignals: [], logger: logger)
        self.group = group
        task = Task { try await group.run() }
    }

    var snapshot: IngestSnapshot { service.status.snapshot }

    func untilConnected() async throws {
        guard await eventually({ snapshot.isConnected }) else {
            throw TestBrokerError(description: "not connected: \(snapshot.problem?.text ?? "no problem told")")
        }
    }

    /// Shuts it down; whether that took less than the five seconds promised.
    func end() async -> Bool {
        let start = ContinuousClock.now
        await group.triggerGracefulShutdown()
        try? await task.value
        // Far above the five seconds that it has on a machine of its own (``ServeTests`` of the whole program): here a thousand tests share
        // two cores. A service that waited for lock or broker would never end.
        return ContinuousClock.now - start < .seconds(30)
    }

    /// Whether another program holds the write lock.
    func isLocked(_ path: String) async throws -> Bool {
        let trial = try ChildProcess("/bin/sh", ["-c", "sqlite3 '\(path)' 'BEGIN IMMEDIATE; ROLLBACK;'"])
        trial.waitUntilExit()
        return trial.exitCode != 0
    }
}
