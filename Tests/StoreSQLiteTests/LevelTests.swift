import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("Levels and emptyings")
struct LevelTests {
    private let folder = TestFolder()

    private func everything(_ store: SQLiteStore) async throws -> [Emptying] {
        try await store.emptyings(town: dortmund, slot: "s1", from: .distantPast, to: .distantFuture)
    }

    @Test("a slot's level is replaced by the newer one, with all its members", arguments: Backing.allCases)
    func levelIsReplaced(_ backing: Backing) async throws {
        let store = try folder.store(backing)
        let first = LevelChange(town: dortmund, slot: "s1", state: state(level: 0.4))
        var second = LevelChange(town: dortmund, slot: "s1", state: state(level: 0.05, memory: []))
        second.state.current.lastEmptying = emptying()
        second.state.current.quality = [.hot, .jump]
        second.state.current.batteryPercent = 31.4
        second.state.current.temperatureCelsius = -1.2345
        _ = try store.commit(IntakeBatch(levels: [first]))
        _ = try store.commit(IntakeBatch(levels: [second]))
        #expect(try store.levelStates(town: dortmund) == ["s1": second.state])
        #expect(try await store.currentLevels(town: dortmund) == [second.state.current])
        #expect(try await store.currentLevel(town: dortmund, slot: "s1") == second.state.current)
        #expect(try await store.currentLevel(town: dortmund, slot: "s2") == nil)
    }

    @Test("lists are in the order of slot names")
    func listsInOrder() async throws {
        let store = try folder.store(.memory)
        let names: [SlotID] = ["b", "a", "c10", "c2"]
        _ = try store.commit(
            IntakeBatch(levels: names.map { LevelChange(town: dortmund, slot: $0, state: state($0, level: 0.1)) }))
        #expect(try await store.currentLevels(town: dortmund).map(\.slot) == ["a", "b", "c10", "c2"])
    }

    @Test("an emptying is stored once for its slot and time, in the newer words")
    func emptyingIsUnique() async throws {
        let store = try folder.store(.memory)
        let better = emptying(confidence: 0.99)
        for found in [emptying(), better] {
            _ = try store.commit(
                IntakeBatch(levels: [LevelChange(town: dortmund, slot: "s1", state: state(level: 0), emptyings: [found])]))
        }
        #expect(try await everything(store) == [better])
    }

    @Test("deriving a slot again replaces the sensed emptyings since then and no others")
    func derivingAgainReplaces() async throws {
        let store = try folder.store(.memory)
        let before = emptying(at: monday.adding(hours: -50))
        let wrong = emptying(at: monday.adding(hours: 5))
        let reported = emptying(at: monday.adding(hours: 6), source: .reported)
        let right = emptying(at: monday.adding(hours: 7))
        _ = try store.commit(
            IntakeBatch(levels: [
                LevelChange(town: dortmund, slot: "s1", state: state(level: 0), emptyings: [before, wrong, reported])
            ]))
        _ = try store.commit(
            IntakeBatch(levels: [
                LevelChange(
                    town: dortmund, slot: "s1", state: state(level: 0), emptyings: [right], replacesEmptyingsSince: monday)
            ]))
        #expect(try await everything(store) == [before, reported, right])
    }

    @Test("a sensor does not overwrite what staff reported for the same moment")
    func reportWins() async throws {
        let store = try folder.store(.memory)
        let reported = emptying(confidence: 1, source: .reported)
        for found in [reported, emptying()] {
            _ = try store.commit(
                IntakeBatch(levels: [LevelChange(town: dortmund, slot: "s1", state: state(level: 0), emptyings: [found])]))
        }
        #expect(try await everything(store) == [reported])
    }
}

@Suite("An emptying that staff reported")
struct ReportedEmptyingTests {
    private let folder = TestFolder()

    private func store(withLevelAt at: Timestamp) async throws -> SQLiteStore {
        let store = try folder.store(.memory)
        try await store.replaceTown(try sampleTown(), at: monday)
        _ = try store.commit(IntakeBatch(levels: [LevelChange(town: dortmund, slot: "s1", state: state(level: 0.9, at: at))]))
        return store
    }

    @Test("sets the level at once and waits for the tracker until its batch is committed")
    func setsTheLevel() async throws {
        let store = try await store(withLevelAt: monday)
        let report = emptying(at: monday.adding(hours: 2), after: 0.1, confidence: 1, source: .reported)
        try await store.reportEmptying(report, town: dortmund)
        let level = try #require(try await store.currentLevel(town: dortmund, slot: "s1"))
        #expect(level.level == 0.1)
        #expect(level.lastEmptying == report)
        #expect(level.measuredAt == report.at)
        #expect(level.lastHeardAt == monday)

        let waiting = try store.reportedEmptyings()
        #expect(waiting.map(\.emptying) == [report])
        #expect(waiting.map(\.town) == [dortmund])
        _ = try store.commit(
            IntakeBatch(
                levels: [LevelChange(town: dortmund, slot: "s1", state: state(level: 0.1))], appliedReports: waiting.map(\.id)))
        #expect(try store.reportedEmptyings().isEmpty)
        #expect(try await store.emptyings(town: dortmund, slot: nil, from: .distantPast, to: .distantFuture) == [report])
    }

    @Test("does not take back a level that was measured after it")
    func comesLate() async throws {
        let store = try await store(withLevelAt: monday)
        let late = emptying(at: monday.adding(hours: -2), after: nil, source: .reported)
        try await store.reportEmptying(late, town: dortmund)
        let level = try #require(try await store.currentLevel(town: dortmund, slot: "s1"))
        #expect(level.level == 0.9)
        #expect(level.lastEmptying == late)
    }

    @Test("makes a slot without a sensor empty")
    func slotWithoutSensor() async throws {
        let store = try await store(withLevelAt: monday)
        try await store.reportEmptying(emptying("s2", after: nil, source: .reported), town: dortmund)
        #expect(try await store.currentLevel(town: dortmund, slot: "s2")?.level == 0)
    }

    @Test("for a slot or town that is not there is refused by name")
    func unknownSlot() async throws {
        let store = try await store(withLevelAt: monday)
        await #expect(throws: StoreError.unknownSlot("s9")) { try await store.reportEmptying(emptying("s9"), town: dortmund) }
        await #expect(throws: StoreError.unknownTown("unna")) { try await store.reportEmptying(emptying(), town: "unna") }
    }
}
