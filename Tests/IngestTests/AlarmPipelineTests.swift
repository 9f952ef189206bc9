import Alarms
import MQTT
import Model
import Store
import StoreSQLite
import Testing

@testable import Ingest

/// Alarms through the pipeline into the store.
@Suite struct AlarmPipelineTests {
    private func bench(fails: @escaping @Sendable (Int) -> Bool = { _ in false }) async throws -> Workbench {
        try await Workbench(alarmRules: .standard, fails: fails)
    }

    private func open(_ bench: Workbench, _ slot: SlotID = "slot-1") throws -> Set<AlarmKind> {
        Set(try bench.store.openAlarms().filter { $0.slot == slot }.map(\.kind))
    }

    private func sweep(_ bench: Workbench, hearingHours: Double? = 3) throws {
        var hearing = Hearing()
        if let hearingHours {
            hearing.changed(.connected(sessionPresent: true, refusedFilters: []), at: bench.now.adding(hours: -hearingHours))
        }
        try bench.pipeline.sweep(now: bench.now, hearing: hearing) { _, _ in nil }
    }

    @Test func levelsRaiseAndAnEmptyingClears() async throws {
        let bench = try await bench()
        for (hour, level) in [0.75, 0.85, 0.95, 0.04, 0.04].enumerated() {
            bench.now = TestTown.morning.adding(hours: Double(hour))
            try bench.store(reading(level, at: bench.now))
            if hour == 2 { #expect(try open(bench) == [.mustEmpty, .critical]) }
        }
        #expect(try open(bench) == [])
        let all = try await bench.store.store.alarms(town: TestTown.id, filter: AlarmFilter(state: .all), before: nil, limit: 10)
        #expect(Set(all.map(\.kind)) == [.mustEmpty, .critical])
        let mustEmpty = try #require(all.first { $0.kind == .mustEmpty })
        #expect(mustEmpty.raisedAt == TestTown.morning.adding(hours: 1))
        #expect(mustEmpty.value == 0.85 && mustEmpty.limit == 0.8 && mustEmpty.device == "bin-1")
    }

    @Test func historyRetainedAndLateReadingsRaiseNothing() async throws {
        let bench = try await bench()
        try bench.store(reading(0.2, at: bench.now))
        // Late: older than what is known, and tilted, hot and full.
        let old = bench.now.adding(hours: -1).rfc3339
        try bench.store("{\"time\":\"\(old)\",\"level\":0.99,\"temperature_c\":90,\"tilt\":true}")
        #expect(try open(bench) == [])
        // Newer than what is known of its slot, but a stored copy, or measured a day ago.
        try bench.store(
            "{\"time\":\"\(bench.now.rfc3339)\",\"level\":0.99,\"tilt\":true}", on: TestTown.topic("bin-2"), retained: true)
        let dayAgo = bench.now.adding(hours: -20).rfc3339
        try bench.store("{\"time\":\"\(dayAgo)\",\"level\":0.5,\"temperature_c\":90,\"tilt\":true}", on: TestTown.topic("bin-3"))
        #expect(try open(bench, "slot-2").isDisjoint(with: [.tilt, .fire]))
        #expect(try open(bench, "slot-3") == [])
    }

    @Test func fireAndTiltAreSeenReadingByReadingInOneBatch() async throws {
        let bench = try await bench()
        for minute in 0..<3 {
            let at = bench.now.adding(seconds: minute * 60)
            let state = ["20", "80", "30"][minute]
            try bench.receive("{\"time\":\"\(at.rfc3339)\",\"temperature_c\":\(state),\"tilt\":\(minute == 1)}")
        }
        _ = try bench.pipeline.commit()
        let all = try await bench.store.store.alarms(town: TestTown.id, filter: AlarmFilter(state: .all), before: nil, limit: 10)
        #expect(Set(all.map(\.kind)) == [.fire, .tilt])
        #expect(all.allSatisfy { $0.clearedAt == TestTown.morning.adding(seconds: 120) })
    }

    @Test func aFailedCommitLeavesNoAlarmAndARestartKnowsTheOpenOnes() async throws {
        let bench = try await bench { $0 == 1 }
        try bench.receive(reading(0.95, at: bench.now))
        #expect(throws: StoreError.self) { try bench.pipeline.commit() }
        #expect(try open(bench) == [])
        try bench.store(reading(0.95, at: bench.now))
        #expect(try open(bench) == [.mustEmpty, .critical])
        let again = Workbench(restarting: bench)
        again.now = bench.now.adding(hours: 1)
        try again.store(reading(0.96, at: again.now))
        let all = try await again.store.store.alarms(town: TestTown.id, filter: AlarmFilter(state: .all), before: nil, limit: 10)
        #expect(all.count == 2)
    }

    @Test func silenceIsSeenByTheClockAndEndsWithTheNextMessage() async throws {
        let bench = try await bench()
        try bench.store(reading(0.2, at: bench.now))
        bench.now = TestTown.morning.adding(hours: 25)
        try sweep(bench, hearingHours: nil)
        #expect(try open(bench) == [])
        try sweep(bench)
        // The others were never heard since they were entered.
        #expect(Set(try bench.store.openAlarms().map(\.slot)) == ["slot-1", "slot-2", "slot-3"])
        #expect(try open(bench) == [.silent])
        try bench.store(reading(0.21, at: bench.now))
        #expect(try open(bench) == [])
    }

    @Test func aLevelThatAPersonEnteredCounts() async throws {
        let bench = try await bench()
        try bench.store(reading(0.9, at: bench.now))
        #expect(try open(bench) == [.mustEmpty, .critical])
        // The desk writes the slot's state itself; here as an emptying that staff reported.
        try await bench.store.store.reportEmptying(
            Emptying(
                slot: "slot-1", at: bench.now.adding(seconds: 60), levelBefore: nil, levelAfter: 0, confidence: 1,
                source: .reported),
            town: TestTown.id)
        bench.now = bench.now.adding(seconds: 120)
        try bench.pipeline.care(now: bench.now)
        try sweep(bench)
        #expect(try open(bench) == [])
    }

    @Test func slotsWithoutASensorDisturbNothing() async throws {
        let bench = try await bench()
        var data = TestTown.data(slots: 5)
        data.slots[3].device = nil
        data.slots[4].isActive = false
        try await bench.store.replaceTown(data, at: bench.now)
        try bench.store(reading(0.95, at: bench.now))
        bench.now = bench.now.adding(hours: 30)
        try sweep(bench)
        #expect(try open(bench, "slot-4") == [])
        #expect(try open(bench, "slot-5") == [])
        #expect(try open(bench) == [.mustEmpty, .critical, .silent])
    }

    @Test func aSlotThatIsGoneHasNoAlarms() async throws {
        let bench = try await bench()
        try bench.store(reading(0.95, at: bench.now))
        var data = TestTown.data()
        data.slots.removeFirst()
        try await bench.store.replaceTown(data, at: bench.now)
        try sweep(bench)
        #expect(try open(bench) == [])
    }
}

@Suite struct HearingTests {
    private let start = TestTown.morning

    @Test func aLongOutageAsksForMorePatienceThanAKeptSession() {
        var hearing = Hearing()
        #expect(!hearing.isSound(at: start, silentAfterHours: 24))
        hearing.changed(.connected(sessionPresent: true, refusedFilters: []), at: start)
        #expect(hearing.isSound(at: start.adding(seconds: 61), silentAfterHours: 24))
        let problem = ConnectionState.waiting(retryInSeconds: 1, problem: .init(text: "", remedy: ""))
        hearing.changed(problem, at: start.adding(hours: 1))
        #expect(!hearing.isSound(at: start.adding(hours: 1), silentAfterHours: 24))
        hearing.changed(problem, at: start.adding(hours: 4))
        hearing.changed(.connected(sessionPresent: true, refusedFilters: []), at: start.adding(hours: 5))
        #expect(!hearing.isSound(at: start.adding(hours: 6), silentAfterHours: 24))
        #expect(hearing.isSound(at: start.adding(hours: 6), silentAfterHours: 0.5))
        #expect(hearing.isSound(at: start.adding(hours: 7.1), silentAfterHours: 24))
    }
}
