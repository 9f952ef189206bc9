import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("Looking at readings")
struct HistoryTests {
    private let folder = TestFolder()

    private func hourly(_ slot: SlotID = "s1", hours: Int, level: (Int) -> Double = { Double($0) / 100 }) -> [Reading] {
        (0..<hours).map { sample(slot, at: monday.adding(hours: Double($0)), level: level($0)) }
    }

    @Test("gives those from a moment up to, not including, another; oldest first; as many as asked", arguments: Backing.allCases)
    func halfOpenRange(_ backing: Backing) async throws {
        let store = try folder.store(backing)
        let readings = hourly(hours: 10)
        _ = try store.commit(batch(readings + hourly("s2", hours: 10)))
        func found(_ from: Int, _ to: Int, limit: Int = 100) async throws -> [Reading] {
            try await store.readings(
                town: dortmund, slot: "s1", from: monday.adding(hours: Double(from)), to: monday.adding(hours: Double(to)),
                limit: limit)
        }
        #expect(try await found(2, 5) == Array(readings[2..<5]))
        #expect(try await found(-5, 50, limit: 3) == Array(readings[..<3]))
        #expect(try await found(5, 2) == [])
        #expect(try await found(0, 10, limit: 0) == [])
        #expect(try await store.allReadings("s9") == [])
        #expect(try await store.readingCount(town: dortmund) == 20)
    }

    @Test(
        "pages through a town in the order of time and slot name, nothing twice and nothing left out", arguments: Backing.allCases
    )
    func paging(_ backing: Backing) async throws {
        let store = try folder.store(backing)
        let readings = hourly("z", hours: 7) + hourly("a", hours: 7) + hourly("m", hours: 7)
        _ = try store.commit(batch(readings))
        _ = try store.commit(batch(hourly("other", hours: 7), town: schwerte))
        var pages: [Reading] = []
        var after: ReadingKey?
        repeat {
            let page = try await store.readings(town: dortmund, from: monday, to: monday.adding(hours: 6), after: after, limit: 4)
            pages += page
            after = page.last.map { ReadingKey(measuredAt: $0.measuredAt, slot: $0.slot) }
        } while after != nil
        let expected = readings.filter { $0.measuredAt < monday.adding(hours: 6) }
            .sorted { ($0.measuredAt, $0.slot) < ($1.measuredAt, $1.slot) }
        #expect(pages == expected)
    }

    @Test("in buckets counts only levels that count", arguments: Backing.allCases)
    func buckets(_ backing: Backing) async throws {
        let store = try folder.store(backing)
        let readings = [
            sample(at: monday, level: 0.1), sample(at: monday.adding(seconds: 1800), level: 0.3),
            sample(at: monday.adding(seconds: 2000), level: 0.9, quality: .blockedEcho),
            sample(at: monday.adding(seconds: 3599), level: nil, quality: .noLevel),
            sample(at: monday.adding(seconds: 3 * 3600), level: 0.5, quality: .batteryLow),
        ]
        _ = try store.commit(batch(readings))
        let buckets = try await store.levelBuckets(
            town: dortmund, slot: "s1", from: monday, to: monday.adding(hours: 5), bucketSeconds: 3600)
        #expect(buckets.map(\.start) == [monday, monday.adding(hours: 3)])
        #expect(buckets.map(\.count) == [2, 1])
        #expect(buckets.first.map { [$0.minimum, $0.mean, $0.maximum] } == [0.1, 0.2, 0.3])
    }

    @Test("in buckets of no length or from the beginning of time does not crash", arguments: [0, -5, 1, Int.max])
    func absurdBuckets(_ seconds: Int) async throws {
        let store = try folder.store(.memory)
        _ = try store.commit(batch([sample()]))
        let buckets = try await store.levelBuckets(
            town: dortmund, slot: "s1", from: .distantPast, to: .distantFuture, bucketSeconds: seconds)
        #expect(buckets.map(\.count) == [1])
    }

    @Test("as series gives every slot's trustworthy levels since a moment")
    func series() async throws {
        let store = try folder.store(.memory)
        _ = try store.commit(batch(hourly(hours: 3) + hourly("s2", hours: 2) + [sample("s3", quality: .stuck)]))
        let series = try await store.levelSeries(town: dortmund, since: monday.adding(hours: 1))
        #expect(
            series == [
                "s1": [
                    LevelPoint(at: monday.adding(hours: 1), level: 0.01), LevelPoint(at: monday.adding(hours: 2), level: 0.02),
                ],
                "s2": [LevelPoint(at: monday.adding(hours: 1), level: 0.01)],
            ])
    }

    @Test("keeps two towns apart that use the same names", arguments: Backing.allCases)
    func townsApart(_ backing: Backing) async throws {
        let store = try folder.store(backing)
        let here = sample(level: 0.1, counter: 5)
        let there = sample(level: 0.9, counter: 5)
        _ = try store.commit(
            IntakeBatch(
                readings: [TownReading(town: dortmund, reading: here), TownReading(town: schwerte, reading: there)],
                levels: [
                    LevelChange(town: dortmund, slot: "s1", state: state(level: 0.1), emptyings: [emptying()]),
                    LevelChange(town: schwerte, slot: "s1", state: state(level: 0.9)),
                ]))
        #expect(try await store.allReadings(town: dortmund) == [here])
        #expect(try await store.allReadings(town: schwerte) == [there])
        #expect(try await store.currentLevels(town: schwerte).map(\.level) == [0.9])
        #expect(try await store.emptyings(town: schwerte, slot: nil, from: .distantPast, to: .distantFuture).isEmpty)
        #expect(try await store.readingCount(town: schwerte) == 1)
        #expect(try await store.levelSeries(town: schwerte, since: .distantPast)["s1"]?.map(\.level) == [0.9])
        #expect(try await store.readingCount(town: "unna") == 0)
    }
}
