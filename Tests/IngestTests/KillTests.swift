import Forecasting
import Foundation
import MQTT
import Model
import Store
import StoreSQLite
import Synchronization
import TestBroker
import Testing

/// The promise: what the broker has handed over is in the store or is handed over again.
///
/// Ingest runs as a process of its own and is killed at random moments, again and again, while readings are published, one commit in
/// twenty fails and the broker is restarted. `FUELLORT_KILL_READINGS` (50,000) and `FUELLORT_KILLS` (20 at least) make it longer.
@Suite(
    .enabled(if: TestBroker.isInstalled && IngestProbePlace.isBuilt, "no mosquitto, or IngestProbe is not built"),
    .timeLimit(.minutes(60)), .serialized)
struct KillTests {
    static let readings = number("FUELLORT_KILL_READINGS", 50_000)
    static let kills = number("FUELLORT_KILLS", 20)
    static let slots = 500

    @Test func everyReadingIsThereExactlyOnceAfterManyKills() async throws {
        let broker = try TestBroker()
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("kill-\(UUID().uuidString).sqlite").path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + end) } }
        let store = try SQLiteStore(path: file)
        try await store.replaceTown(TestTown.data(slots: Self.slots), at: TestTown.morning)
        // The session must exist before the first reading is published: nobody would keep it otherwise.
        try await openSession(broker, file)

        let start = Timestamp(seconds: Int64(Date().timeIntervalSince1970) - 30 * 86400)
        let publishing = Task { try await publish(to: broker, from: start) }
        let killing = Killing(broker: broker, file: file, kills: Self.kills)
        let kills = try await killing.run { Publishing.count.withLock { $0 } >= Self.readings || publishing.isCancelled }
        try await publishing.value.close(timeoutSeconds: 60)

        let connections = Self.connections(broker)
        let last = try ChildProcess(IngestProbePlace.path, ["\(broker.port)", file])
        _ = await eventually(within: 120 + Double(Self.readings) / 1000) {
            (try? await store.readingCount(town: TestTown.id)) == Self.readings
        }
        // When nothing was left to store it may still be starting, and not listen for signals yet.
        #expect(await eventually(within: 20) { Self.connections(broker) > connections })
        last.send(SIGTERM)
        #expect(await eventually(within: 5) { !last.isRunning })
        #expect(last.exitCode == 0)
        let findings = try await findings(start, in: store)
        print(
            "kill test: \(Self.readings) readings, \(kills) kills of ingest, \(killing.restarts) restarts of the broker, 1 commit in 20 "
                + "failing: \(findings.lost) lost, \(findings.doubled) double, \(findings.altered) altered")
        #expect(findings == Findings())
        #expect(kills >= Self.kills)
        try await expectLevelsAsDerived(in: store)
    }

    /// How often ingest has come to the broker so far.
    private static func connections(_ broker: TestBroker) -> Int { broker.log.components(separatedBy: " as probe ").count - 1 }

    private func openSession(_ broker: TestBroker, _ file: String) async throws {
        let first = try ChildProcess(IngestProbePlace.path, ["\(broker.port)", file])
        try #require(await eventually(within: 20) { broker.log.contains(" as probe ") })
        first.send(SIGTERM)
        try #require(await eventually(within: 5) { !first.isRunning })
    }

    private func publish(to broker: TestBroker, from start: Timestamp) async throws -> MQTTPublisher {
        let publisher = try MQTTPublisher(options: BrokerOptions(port: broker.port, clientID: "publisher"), window: 500)
        publisher.start()
        for number in 0..<Self.readings {
            let payload = reading(Self.level(number), at: start.adding(seconds: number), seq: number)
            try await publisher.publish(topic: TestTown.topic("bin-\(number % Self.slots + 1)"), payload: Array(payload.utf8))
            Publishing.count.withLock { $0 = number + 1 }
            // A flood would be over before the kills are.
            if number % 50 == 49 { try await Task.sleep(for: .milliseconds(3)) }
        }
        try await publisher.flush(timeoutSeconds: 120)
        return publisher
    }

    /// What is not as it was published.
    struct Findings: Equatable {
        var lost = 0
        var doubled = 0
        var altered = 0
    }

    /// Looks at every stored reading: each has its number as frame counter.
    private func findings(_ start: Timestamp, in store: SQLiteStore) async throws -> Findings {
        var found = Findings()
        var seen = [Bool](repeating: false, count: Self.readings)
        var after: ReadingKey?
        while true {
            let page = try await store.readings(
                town: TestTown.id, from: Timestamp(milliseconds: 0), to: start.adding(days: 400), after: after, limit: 10_000)
            for stored in page {
                guard let number = stored.frameCounter.map(Int.init), seen.indices.contains(number) else {
                    found.altered += 1
                    continue
                }
                if seen[number] { found.doubled += 1 }
                seen[number] = true
                let isRight =
                    stored.measuredAt == start.adding(seconds: number)
                    && stored.slot.rawValue == "slot-\(number % Self.slots + 1)" && stored.level == Self.level(number)
                if !isRight { found.altered += 1 }
            }
            guard let last = page.last else { break }
            after = ReadingKey(measuredAt: last.measuredAt, slot: last.slot)
        }
        found.lost = seen.count { !$0 }
        return found
    }

    /// The levels that were followed through all of it are those that the stored readings give.
    private func expectLevelsAsDerived(in store: SQLiteStore) async throws {
        let states = try store.levelStates(town: TestTown.id)
        #expect(states.count == Self.slots)
        for number in 1...Self.slots {
            let slot = SlotID("slot-\(number)")
            let readings = try store.readingsForDerivation(town: TestTown.id, slot: slot, since: Timestamp(milliseconds: .min))
            let derived = LevelTracker.derive(slot: slot, readings: readings).tracker.current
            let current = states[slot]?.current
            #expect(current?.level == derived.level && current?.measuredAt == derived.measuredAt)
            #expect(current?.lastEmptying == derived.lastEmptying)
        }
    }

    /// Rises by and by and falls at an emptying, differently for each slot.
    private static func level(_ number: Int) -> Double { Double((number / slots * 7 + number % slots * 13) % 1000) / 1000 }

    private static func number(_ name: String, _ standard: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? standard
    }
}

/// Where the program is that these tests kill: it is built beside them.
enum IngestProbePlace {
    static let path = URL(fileURLWithPath: CommandLine.arguments.first ?? ".").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("IngestProbe").path

    static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: path) }
}

/// How far the publisher is.
private enum Publishing {
    static let count = Mutex(0)
}

/// Starts ingest and kills it, over and over, and restarts the broker in between.
final class Killing {
    private let broker: TestBroker
    private let file: String
    private let kills: Int
    private(set) var restarts = 0

    init(broker: TestBroker, file: String, kills: Int) {
        self.broker = broker
        self.file = file
        self.kills = kills
    }

    /// - Returns: how often ingest was killed: at least `kills` times and until everything is published.
    func run(isPublished: () -> Bool) async throws -> Int {
        var done = 0
        while done < kills || !isPublished() {
            let probe = try ChildProcess(
                IngestProbePlace.path, ["\(broker.port)", file, "--fail-every", "20", "--version", done % 3 == 2 ? "5" : "3.1.1"])
            try await Task.sleep(for: .milliseconds(Int.random(in: 60...600)))
            if done % 8 == 5, !isPublished() {
                broker.stop()
                try broker.start()
                restarts += 1
            }
            probe.send(SIGKILL)
            probe.waitUntilExit()
            done += 1
        }
        return done
    }
}
