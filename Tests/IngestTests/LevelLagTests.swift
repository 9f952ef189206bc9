import Forecasting
import Model
import Store
import StoreSQLite
import Testing

@testable import Ingest

/// Levels are written once a second while a backlog drains; a crash in between must not show.
@Suite struct LevelLagTests {
    private static let slots = 40

    /// A batch of more than 500 readings of many slots, an hour further each time.
    private func drain(_ bench: Workbench, _ range: Range<Int>) throws {
        bench.now = Timestamp(milliseconds: bench.now.milliseconds + 7)
        for number in range {
            let at = TestTown.morning.adding(seconds: number / Self.slots * 3600 + number % 7)
            // Fills by 2 points an hour, is emptied every 40 hours.
            let level = Double(number / Self.slots % 40) * 0.02
            try bench.receive(reading(level, at: at, seq: number), on: TestTown.topic("bin-\(number % Self.slots + 1)"))
        }
        _ = try bench.pipeline.commit()
    }

    private func bench() async throws -> Workbench {
        let bench = try await Workbench(slots: Self.slots, coalescesLevels: true)
        bench.now = TestTown.morning.adding(days: 30)
        return bench
    }

    /// What all stored readings mean.
    private func derived(_ bench: Workbench, _ slot: SlotID) throws -> (level: CurrentLevel, emptyings: [Emptying]) {
        let all = LevelTracker.derive(slot: slot, readings: try bench.readings(slot))
        return (all.tracker.current, all.emptyings)
    }

    private func expectTruth(_ bench: Workbench) async throws {
        for number in 1...Self.slots {
            let slot = SlotID("slot-\(number)")
            let truth = try derived(bench, slot)
            #expect(try bench.level(slot) == truth.level)
            let emptyings = try await bench.store.store.emptyings(
                town: TestTown.id, slot: slot, from: Timestamp(milliseconds: .min), to: Timestamp(milliseconds: .max))
            #expect(emptyings == truth.emptyings)
        }
        #expect(try bench.store.levelLag() == nil)
    }

    @Test func levelsWaitWhileMuchIsComingAndAreWrittenAfterwards() async throws {
        let bench = try await bench()
        try drain(bench, 0..<600)
        let first = try bench.level()
        try drain(bench, 600..<1200)
        #expect(try bench.level() == first)
        #expect(try bench.store.levelLag() == bench.now)
        bench.now = bench.now.adding(seconds: 2)
        try bench.pipeline.flushLevels(now: bench.now)
        try await expectTruth(bench)
    }

    @Test func aSmallBatchWritesWhatWaited() async throws {
        let bench = try await bench()
        try drain(bench, 0..<600)
        try drain(bench, 600..<1200)
        try drain(bench, 1200..<1210)
        try await expectTruth(bench)
    }

    @Test func afterACrashTheReadingsThatLevelsDoNotKnowAreFollowed() async throws {
        let bench = try await bench()
        for batch in 0..<4 { try drain(bench, batch * 600..<(batch + 1) * 600) }
        #expect(try bench.store.levelLag() != nil)
        let again = Workbench(restarting: bench)
        // Before the first message, and before any care between batches.
        try again.pipeline.refresh()
        try await expectTruth(again)
        try drain(again, 2400..<2410)
        try await expectTruth(again)
    }

    @Test func aLateReadingInBetweenAndAPersonsWordStay() async throws {
        let bench = try await bench()
        try drain(bench, 0..<600)
        try drain(bench, 600..<1200)
        // Somebody else writes a slot whose level waits here.
        let seen = Reading(
            slot: "slot-3", device: nil, measuredAt: TestTown.morning.adding(days: 20), receivedAt: bench.now,
            timeSource: .person,
            origin: .person, level: 0.77)
        let all = LevelTracker.derive(slot: "slot-3", readings: try bench.readings("slot-3") + [seen])
        _ = try bench.store.commit(
            IntakeBatch(
                readings: [TownReading(town: TestTown.id, reading: seen)],
                levels: [
                    LevelChange(
                        town: TestTown.id, slot: "slot-3",
                        state: StoredLevelState(current: all.tracker.current, memory: all.tracker.memory))
                ]))
        try bench.store(reading(0.5, at: TestTown.morning.adding(hours: 3.5)), on: TestTown.topic("bin-5"))
        while !bench.pipeline.suspects.isEmpty { try bench.pipeline.care() }
        try bench.pipeline.flushLevels(now: bench.now.adding(seconds: 2))
        #expect(try bench.level("slot-3")?.level == 0.77)
        try await expectTruth(bench)
    }

    @Test func manyLateSlotsAreDerivedInOnePassWithTheSameResult() async throws {
        let bench = try await bench()
        try drain(bench, 0..<600)
        for number in 1...Self.slots {
            try bench.receive(
                reading(0.11, at: TestTown.morning.adding(seconds: 1800 + number)), on: TestTown.topic("bin-\(number)"))
        }
        let tally = try bench.pipeline.commit()
        #expect(tally.late == Self.slots)
        try await expectTruth(bench)
    }
}
