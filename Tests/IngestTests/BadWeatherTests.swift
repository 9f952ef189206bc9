import Foundation
import Ingest
import MQTT
import Model
import Store
import StoreSQLite
import TestBroker
import Testing

/// Whatever goes wrong around ingest: afterwards every reading is there once.
@Suite(.enabled(if: TestBroker.isInstalled, "mosquitto is not installed"), .timeLimit(.minutes(5)), .serialized)
struct BadWeatherTests {
    private static let slots = 50
    private let start = Timestamp(seconds: Int64(Date().timeIntervalSince1970) - 10 * 86400)
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("weather-\(UUID().uuidString)")

    @Test("a broker that comes and goes, again and again, while readings are published")
    func aBrokerThatComesAndGoes() async throws {
        let broker = try TestBroker()
        let running = try await RunningIngest(port: broker.port, slots: Self.slots)
        try await running.untilConnected()
        let publisher = try publisher(to: broker)
        for round in 0..<8 {
            let connections = running.snapshot.connections
            async let published: Void = publish(round * 400..<(round + 1) * 400, by: publisher)
            broker.stop()
            try broker.start()
            #expect(await eventually(within: 30) { running.snapshot.connections > connections })
            try await published
        }
        await publisher.close()
        try await expectEach(of: 3200, in: running.store)
        #expect(await eventually { running.snapshot.isReady })
        #expect(await running.end())
    }

    @Test("SIGTERM in the middle of a backlog: what was stored is acknowledged, the rest comes to the next start")
    func sigtermInTheMiddle() async throws {
        guard IngestProbePlace.isBuilt else { return }
        let broker = try TestBroker()
        let store = try newStore()
        try await store.replaceTown(TestTown.data(slots: Self.slots), at: TestTown.morning)
        let session = try await RunningIngest(port: broker.port, slots: 0, store: store)
        try await session.untilConnected()
        #expect(await session.end())
        let publisher = try publisher(to: broker)
        try await publish(0..<30_000, by: publisher)
        await publisher.close()
        var ends = 0
        while ends < 3 {
            let before = try await store.readingCount(town: TestTown.id)
            // With nothing left to store one could not tell when it listens for signals.
            guard before < 30_000 else { break }
            let probe = try ChildProcess(IngestProbePlace.path, ["\(broker.port)", store.path, "--client", "ingest"])
            let isMoving = try await eventually(within: 30) { try await store.readingCount(town: TestTown.id) > before }
            #expect(isMoving)
            probe.send(SIGTERM)
            #expect(await eventually(within: 5) { !probe.isRunning })
            #expect(probe.exitCode == 0)
            ends += 1
        }
        let last = try await RunningIngest(port: broker.port, slots: 0, store: store)
        try await expectEach(of: 30_000, in: store)
        #expect(last.snapshot.totals.repeats == 0)
        #expect(await last.end())
    }

    @Test("a database that another program locks for more than ten seconds")
    func aLockedDatabase() async throws {
        let broker = try TestBroker()
        let running = try await RunningIngest(
            port: broker.port, slots: Self.slots, store: try newStore(SQLiteStoreOptions(busySeconds: 2.1)))
        try await running.untilConnected()
        let publisher = try publisher(to: broker)
        try await publish(0..<500, by: publisher)
        let lock = try DatabaseLock(running.store.path)
        try await publish(500..<2000, by: publisher)
        // Each waits for 2.1 s.
        #expect(await eventually(within: 60) { running.snapshot.failedCommits >= 5 })
        #expect(!running.snapshot.isReady)
        lock.release()
        await publisher.close()
        try await expectEach(of: 2000, in: running.store)
        #expect(await eventually { running.snapshot.isReady })
        #expect(await running.end())
    }

    @Test("a disk that fills up, and has room again later", .enabled(if: SmallDisk.isAllowed, "no right to mount a small disk"))
    func aFullDisk() async throws {
        let broker = try TestBroker()
        let disk = try SmallDisk(megabytes: 4)
        let running = try await RunningIngest(
            port: broker.port, slots: Self.slots, store: try SQLiteStore(path: disk.path + "/fuellort.sqlite"))
        try await running.untilConnected()
        let publisher = try publisher(to: broker)
        try await publish(0..<100, by: publisher)
        #expect(await eventually { running.snapshot.totals.stored == 100 })
        let ballast = disk.path + "/ballast"
        try #require(FileManager.default.createFile(atPath: ballast, contents: nil))
        let file = try FileHandle(forWritingTo: URL(filePath: ballast))
        while (try? file.write(contentsOf: Data(count: 4096))) != nil {}
        try await publish(100..<2000, by: publisher)
        #expect(await eventually(within: 30) { running.snapshot.failedCommits >= 3 })
        #expect(running.snapshot.problem?.text.contains("Free some space") == true)
        try file.close()
        try FileManager.default.removeItem(atPath: ballast)
        await publisher.close()
        try await expectEach(of: 2000, in: running.store)
        #expect(await running.end())
    }

    // MARK: Publishing and looking

    private func newStore(_ options: SQLiteStoreOptions = SQLiteStoreOptions()) throws -> SQLiteStore {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try SQLiteStore(path: folder.appendingPathComponent("fuellort.sqlite").path, options: options)
    }

    private func publisher(to broker: TestBroker) throws -> MQTTPublisher {
        let publisher = try MQTTPublisher(options: BrokerOptions(port: broker.port, clientID: "publisher"))
        publisher.start()
        return publisher
    }

    private func publish(_ numbers: Range<Int>, by publisher: MQTTPublisher) async throws {
        for number in numbers {
            let payload = reading(Self.level(number), at: start.adding(seconds: number), seq: number)
            try await publisher.publish(topic: TestTown.topic("bin-\(number % Self.slots + 1)"), payload: Array(payload.utf8))
        }
        try await publisher.flush(timeoutSeconds: 60)
    }

    private static func level(_ number: Int) -> Double { Double(number % 997) / 1000 }

    private func expectEach(of count: Int, in store: SQLiteStore) async throws {
        _ = await eventually(within: 90) { (try? await store.readingCount(town: TestTown.id)) ?? 0 >= count }
        let stored = try await store.readings(
            town: TestTown.id, from: Timestamp(milliseconds: 0), to: start.adding(days: 100), after: nil, limit: .max)
        #expect(stored.compactMap(\.frameCounter) == (0..<count).map(Int64.init))
        #expect(stored.map(\.level) == (0..<count).map(Self.level))
    }
}
