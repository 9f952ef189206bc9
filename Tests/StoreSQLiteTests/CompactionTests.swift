import Foundation
import GRDB
import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("Putting past days together")
struct CompactionTests {
    private let folder = TestFolder()
    /// Small steps, so that a few readings already need several.
    private let small = CompactionPolicy(afterHours: 6, readingsPerStep: 30)
    private let midnight = Timestamp(seconds: 20_514 * 86_400)

    /// Five days of four slots of two towns, every two hours, with gaps, doubts and persons' words.
    private func readings() -> [TownReading] {
        var random = SplitMix(state: 11)
        return (0..<60).flatMap { step in
            [(dortmund, "a"), (dortmund, "b"), (schwerte, "a"), (dortmund, "c" as SlotID)].compactMap { town, slot in
                guard Int.random(in: 0..<10, using: &random) > 0 else { return nil }
                var reading = sample(
                    slot, at: midnight.adding(seconds: step * 7200 + .random(in: 0...600, using: &random)),
                    level: Double(Int.random(in: 0...10_000, using: &random)) / 10_000, counter: Int64(step),
                    quality: Int.random(in: 0..<8, using: &random) == 0 ? .blockedEcho : .good)
                if Int.random(in: 0..<9, using: &random) == 0 { (reading.device, reading.origin) = (nil, .person) }
                return TownReading(town: town, reading: reading)
            }
        }
    }

    /// All that can be seen of the readings.
    private struct View: Equatable {
        var readings: [Reading] = []
        var pages: [Reading] = []
        var buckets: [LevelBucket] = []
        var series: [SlotID: [LevelPoint]] = [:]
        var counts: [Int] = []
    }

    private func view(_ store: SQLiteStore) async throws -> View {
        var view = View()
        let (from, to) = (midnight.adding(hours: 5), midnight.adding(hours: 100))
        for town in [dortmund, schwerte] {
            for slot in ["a", "b", "c"] as [SlotID] {
                view.readings += try await store.readings(town: town, slot: slot, from: from, to: to, limit: 1000)
                view.readings += try await store.readings(
                    town: town, slot: slot, from: .distantPast, to: .distantFuture, limit: 17)
                view.buckets += try await store.levelBuckets(town: town, slot: slot, from: from, to: to, bucketSeconds: 86_400)
            }
            var after: ReadingKey?
            repeat {
                let page = try await store.readings(town: town, from: from, to: to, after: after, limit: 13)
                view.pages += page
                after = page.last.map { ReadingKey(measuredAt: $0.measuredAt, slot: $0.slot) }
            } while after != nil
            view.series.merge(try await store.levelSeries(town: town, since: from)) { $0 + $1 }
            view.counts.append(try await store.readingCount(town: town))
        }
        return view
    }

    private func filled(_ backing: Backing = .file) throws -> SQLiteStore {
        let store = try folder.store(backing)
        _ = try store.commit(IntakeBatch(readings: readings()))
        return store
    }

    @Test("changes nothing that can be seen", arguments: Backing.allCases)
    func invisible(_ backing: Backing) async throws {
        let store = try filled(backing)
        let before = try await view(store)
        let report = try await store.compact(now: midnight.adding(days: 4.3), policy: small)
        #expect(report.steps > 4)
        #expect(try await view(store) == before)
        let figures = try await store.statistics()
        #expect(figures.compactedReadings == report.readings)
        #expect(figures.hotReadings + figures.compactedReadings == readings().count)
        #expect(figures.oldestReading == readings().map(\.reading.measuredAt).min())
        #expect(figures.newestReading == readings().map(\.reading.measuredAt).max())
    }

    @Test("leaves a day alone until it has ended long enough ago")
    func waits() async throws {
        let store = try filled()
        let early = try await store.compact(now: midnight.adding(hours: 24 + 5.9), policy: small)
        #expect(early == CompactionReport())
        let later = try await store.compact(now: midnight.adding(hours: 24 + 6), policy: small)
        #expect(later.readings == readings().filter { $0.reading.measuredAt < midnight.adding(days: 1) }.count)
        #expect(try await store.compact(now: midnight.adding(hours: 24 + 6), policy: small) == CompactionReport())
    }

    @Test("killed after any step, the next start has every reading once")
    func killedBetweenSteps() async throws {
        let store = try filled()
        let before = try await view(store)
        var steps = 0
        while try await step(store) {
            steps += 1
            let survivor = try crashImage("step-\(steps)")
            #expect(try await view(survivor) == before)
            _ = try await survivor.compact(now: midnight.adding(days: 30))
            #expect(try await view(survivor) == before)
        }
        #expect(steps > 4)
    }

    @Test("killed in the middle of a step, the next start is as before the step")
    func killedInsideStep() async throws {
        let store = try filled()
        let before = try await view(store)
        let image = try store.writeNow { db in
            var memory = IntakeMemory()
            _ = try DayCompaction(db).step(before: .max, limit: 100, &memory)
            return try crashImage("inside")
        }
        #expect(try await view(image) == before)
        #expect(try await image.statistics().compactedReadings == 0)
    }

    @Test("that fails leaves everything where it was")
    func failingStep() async throws {
        let store = try filled()
        let before = try await view(store)
        try store.writeNow { db in
            try db.execute(sql: "CREATE TRIGGER refuse BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'no'); END")
        }
        await #expect(throws: StoreError.self) { try await store.compact(now: midnight.adding(days: 30), policy: small) }
        #expect(try await view(store) == before)
        #expect(try await store.statistics().compactedReadings == 0)
    }

    @Test("lets late readings find their day, before and after the next pass")
    func lateReadings() async throws {
        let store = try folder.store()
        let all = readings()
        let late = Set(stride(from: 0, to: all.count, by: 5))
        _ = try store.commit(IntakeBatch(readings: all.indices.filter { !late.contains($0) }.map { all[$0] }))
        _ = try await store.compact(now: midnight.adding(days: 4.3), policy: small)
        #expect(try store.commit(IntakeBatch(readings: late.sorted().map { all[$0] })).stored == late.count)

        let fresh = try SQLiteStore.inMemory()
        _ = try fresh.commit(IntakeBatch(readings: all))
        let expected = try await view(fresh)
        #expect(try await view(store) == expected)
        #expect(try await store.compact(now: midnight.adding(days: 4.3), policy: small).readings > 0)
        #expect(try await view(store) == expected)
    }

    @Test("does not make repeats welcome: by time or frame, also across midnight and after a restart", arguments: [true, false])
    func repeats(_ restarts: Bool) async throws {
        var store = try folder.store()
        let beforeMidnight = sample(at: midnight.adding(seconds: -100), counter: 41)
        let noon = sample(at: midnight.adding(hours: 12), counter: 42)
        _ = try store.commit(batch([beforeMidnight, noon]))
        _ = try await store.compact(now: midnight.adding(days: 3))
        #expect(try await store.statistics().hotReadings == 0)
        if restarts { store = try folder.store() }
        let again = [
            beforeMidnight, noon, sample(at: noon.measuredAt, device: nil),
            sample(at: noon.measuredAt.adding(seconds: 3), counter: 42),
            sample(at: midnight.adding(seconds: 20), counter: 41),
        ]
        #expect(try store.commit(batch(again)) == IntakeOutcome(stored: 0, repeats: 5, quarantined: 0))
        #expect(try store.commit(batch([sample(at: noon.measuredAt.adding(seconds: 3), counter: 43)])).stored == 1)
    }

    @Test("by another process does not make repeats welcome either")
    func compactedElsewhere() async throws {
        let here = try folder.store()
        let there = try folder.store()
        _ = try here.commit(batch([sample(at: midnight, counter: 1)]))
        _ = try await there.compact(now: midnight.adding(days: 3))
        let again = [sample(at: midnight), sample(at: midnight.adding(seconds: 2), counter: 1)]
        #expect(try here.commit(batch(again)).repeats == 2)
    }

    @Test("goes on beside ingest, nothing is lost or doubled")
    func besideIngest() async throws {
        let store = try filled()
        let more = (0..<300).map { sample("live", at: midnight.adding(seconds: $0 * 1440), counter: Int64($0)) }
        async let ingest: Void = Task.detached {
            for reading in more { _ = try store.commit(batch([reading])) }
        }.value
        for _ in 0..<20 { _ = try await store.compact(now: midnight.adding(days: 30), policy: small) }
        try await ingest
        _ = try await store.compact(now: midnight.adding(days: 30), policy: small)
        #expect(try await store.allReadings("live") == more)
        #expect(try await store.statistics().compactedReadings == readings().count + more.count)
    }

    @Test("copes with times no calendar has")
    func absurdTimes() async throws {
        let store = try folder.store()
        let all = [Timestamp.distantPast, Timestamp(milliseconds: -1), Timestamp(milliseconds: .max - 1)].map { sample(at: $0) }
        _ = try store.commit(batch(all))
        _ = try await store.compact(now: midnight)
        let stored = try await store.allReadings()
        #expect(stored.map(\.measuredAt.milliseconds) == [HotKey.times.lowerBound, -1, HotKey.times.upperBound])
        #expect(stored.map(\.receivedAt) == all.map(\.receivedAt))
        #expect(try store.commit(batch(all)).repeats == 3)
    }

    /// One transaction of a pass.
    private func step(_ store: SQLiteStore) async throws -> Bool {
        try await store.write { db in
            var memory = IntakeMemory()
            return try DayCompaction(db).step(before: .max, limit: 30, &memory) != nil
        }
    }

    /// The files as a process that is killed now leaves them.
    private func crashImage(_ name: String) throws -> SQLiteStore {
        let copy = folder.path + "/" + name
        for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: folder.file + suffix, toPath: copy + suffix) }
        return try SQLiteStore(path: copy)
    }
}
