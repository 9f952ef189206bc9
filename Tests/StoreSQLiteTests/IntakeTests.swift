import GRDB
import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("A batch of readings")
struct IntakeTests {
    private let folder = TestFolder()

    @Test("comes back as it was stored, every member", arguments: Backing.allCases)
    func roundTrip(_ backing: Backing) async throws {
        let store = try folder.store(backing)
        let full = Reading(
            slot: "s1", device: "a84041ffff1b2c3d", measuredAt: monday, deviceTime: monday.adding(hours: -30),
            receivedAt: monday.adding(seconds: 90), timeSource: .networkServer, origin: .backfill, level: 0.8731,
            distanceMillimetres: 1234, temperatureCelsius: -12.25, batteryPercent: 64.5, batteryVolts: 3.512, isTilted: true,
            frameCounter: 70_000, quality: [.hot, .clockWrong])
        let bare = Reading(
            slot: "s1", device: nil, measuredAt: monday.adding(seconds: 1), receivedAt: monday.adding(seconds: 1),
            timeSource: .person, origin: .person, level: 0.5)
        let lifeSign = Reading(
            slot: "s1", device: "d2", measuredAt: monday.adding(seconds: 2), receivedAt: monday.adding(seconds: 2),
            timeSource: .arrival, origin: .imported, level: nil, isTilted: false, quality: .noLevel)
        let outcome = try store.commit(batch([full, bare, lifeSign]))
        #expect(outcome == IntakeOutcome(stored: 3, repeats: 0, quarantined: 0))
        #expect(try await store.allReadings() == [full, bare, lifeSign])
        #expect(try store.readingsForDerivation(town: dortmund, slot: "s1", since: bare.measuredAt) == [bare, lifeSign])
    }

    @Test("keeps 125 % as a real level and −3 % with its flag", arguments: Backing.allCases)
    func keepsLevelsBeyondTheUsual(_ backing: Backing) async throws {
        let store = try folder.store(backing)
        let overfull = sample(level: 1.25)
        let below = sample(at: monday.adding(hours: 1), level: -0.03, quality: .outOfRange)
        _ = try store.commit(batch([overfull, below]))
        #expect(try await store.allReadings() == [overfull, below])
        let buckets = try await store.levelBuckets(
            town: dortmund, slot: "s1", from: monday, to: monday.adding(hours: 2), bucketSeconds: 3600)
        #expect(buckets == [LevelBucket(start: monday, minimum: 1.25, mean: 1.25, maximum: 1.25, count: 1)])
    }

    @Test("survives values no ingest would let through")
    func survivesAbsurdValues() async throws {
        let store = try folder.store(.memory)
        var absurd = sample(level: .infinity, counter: .min)
        absurd.temperatureCelsius = .nan
        absurd.distanceMillimetres = 1e300
        absurd.receivedAt = .distantPast
        absurd.deviceTime = .distantFuture
        let huge = sample(at: Timestamp(milliseconds: .max - 1), level: 1e4, counter: .max)
        let early = sample(at: .distantPast, level: -1e4, counter: 0)
        #expect(try store.commit(batch([absurd, huge, early])).stored == 3)
        let stored = try await store.allReadings()
        #expect(stored.map(\.level) == [-1, nil, 5.5])
        #expect(stored.map(\.temperatureCelsius) == [12.3, nil, 12.3])
        #expect(stored[1].deviceTime == .distantFuture)
    }

    @Test("is rounded to what sensors can know, and tells so beforehand")
    func roundsToStoredPrecision() async throws {
        let store = try folder.store(.memory)
        var reading = sample(level: 1.0 / 3)
        reading.temperatureCelsius = 20.123456
        reading.distanceMillimetres = 999.6
        #expect(reading.atStoredPrecision.level == 0.3333)
        _ = try store.commit(batch([reading]))
        #expect(try await store.allReadings() == [reading.atStoredPrecision])
    }

    @Test("is stored with its refused messages, levels and emptyings, or not at all")
    func allOrNothing() async throws {
        let store = try folder.store()
        try store.writeNow { db in
            try db.execute(sql: "CREATE TRIGGER refuse BEFORE INSERT ON emptying BEGIN SELECT RAISE(ABORT, 'no'); END")
        }
        var failing = batch([sample(), sample("s2", counter: 7)])
        failing.quarantined = [refused()]
        failing.levels = [LevelChange(town: dortmund, slot: "s1", state: state(level: 0.4), emptyings: [emptying()])]
        #expect(throws: StoreError.self) { try store.commit(failing) }
        #expect(try await store.readingCount(town: dortmund) == 0)
        #expect(try await store.quarantineCounts().isEmpty)
        #expect(try store.levelStates(town: dortmund).isEmpty)

        try store.writeNow { try $0.execute(sql: "DROP TRIGGER refuse") }
        #expect(try store.commit(failing) == IntakeOutcome(stored: 2, repeats: 0, quarantined: 1))
        #expect(try await store.allReadings("s2").map(\.frameCounter) == [7])
        #expect(try await store.emptyings(town: dortmund, slot: nil, from: .distantPast, to: .distantFuture) == [emptying()])
    }

    @Test("is there after the file is opened again")
    func survivesReopening() async throws {
        let first = try folder.store()
        var all = batch([sample()])
        all.levels = [LevelChange(town: dortmund, slot: "s1", state: state(level: 0.42, memory: [9, 0, 255]))]
        _ = try first.commit(all)
        try first.close()
        let second = try folder.store()
        #expect(try await second.allReadings() == [sample()])
        #expect(try second.levelStates(town: dortmund) == ["s1": state(level: 0.42, memory: [9, 0, 255])])
    }

    @Test("may name a new device for the slot; each reading keeps its own")
    func keepsTheDeviceOfEachReading() async throws {
        let store = try folder.store()
        let byHand = sample(at: monday.adding(hours: -1), device: nil)
        let old = sample(device: "old")
        let new = sample(at: monday.adding(hours: 1), device: "new")
        _ = try store.commit(batch([byHand, old]))
        _ = try store.commit(batch([new]))
        try store.close()
        let again = try folder.store()
        let later = sample(at: monday.adding(hours: 2), device: "new")
        _ = try again.commit(batch([later]))
        #expect(try await again.allReadings() == [byHand, old, new, later])
    }

    @Test("that is empty is welcome")
    func acceptsAnEmptyBatch() throws {
        let store = try folder.store(.memory)
        #expect(try store.commit(IntakeBatch()) == IntakeOutcome(stored: 0, repeats: 0, quarantined: 0))
    }
}
