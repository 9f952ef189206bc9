import Model
import Store
import StoreSQLite
import Testing

@testable import Ingest

@Suite struct PipelineTests {
    @Test func aReadingIsStoredWithItsSlotAndMovesTheLevel() async throws {
        let bench = try await Workbench()
        let tally = try bench.store(reading(0.42, at: bench.now.adding(seconds: -30)))
        #expect(tally.stored == 1)
        let stored = try #require(try bench.readings().first)
        #expect(stored.slot == "slot-1" && stored.device == "bin-1" && stored.level == 0.42)
        #expect(stored.timeSource == .device && stored.measuredAt == bench.now.adding(seconds: -30))
        #expect(try bench.level()?.level == 0.42)
    }

    @Test func aDistanceBecomesALevelThroughTheContainerType() async throws {
        let bench = try await Workbench()
        try bench.store(#"{"distance_mm":850}"#)
        #expect(try bench.readings().first?.level == 0.5)
        #expect(try bench.readings().first?.distanceMillimetres == 850)
    }

    @Test func aBatchPayloadIsStoredWholly() async throws {
        let bench = try await Workbench()
        let items = (0..<20).map { reading(0.1 + Double($0) / 100, at: bench.now.adding(seconds: -3600 + 60 * $0)) }
        let tally = try bench.store("[" + items.joined(separator: ",") + "]")
        #expect(tally.stored == 20 && tally.late == 0)
        #expect(try bench.level()?.level == 0.29)
    }

    @Test func aReadingWithoutTimeCountsForItsArrival() async throws {
        let bench = try await Workbench()
        try bench.store(#"{"level":0.3}"#)
        #expect(try bench.readings().first?.measuredAt == bench.now)
        #expect(try bench.readings().first?.timeSource == .arrival)
    }

    @Test func aClockThatRunsAheadAnHourIsReplacedByTheArrival() async throws {
        let bench = try await Workbench()
        try bench.store(reading(0.3, at: bench.now.adding(seconds: 3600)))
        let stored = try #require(try bench.readings().first)
        #expect(stored.measuredAt == bench.now && stored.quality.contains(.clockWrong))
    }

    @Test func aRepeatIsStoredOnceAndLeavesTheLevel() async throws {
        let bench = try await Workbench()
        let payload = reading(0.42, at: bench.now, seq: 7)
        try bench.store(payload)
        let again = try bench.store(payload)
        #expect(again.stored == 0 && again.repeats == 1 && again.late == 0)
        #expect(bench.pipeline.suspects.isEmpty)
    }

    @Test func theSameFrameFromALateGatewayIsOneReading() async throws {
        let bench = try await Workbench()
        try bench.store(reading(0.42, at: bench.now, seq: 7))
        let again = try bench.store(reading(0.42, at: Timestamp(milliseconds: bench.now.milliseconds + 400), seq: 7))
        #expect(again.repeats == 1 && again.stored == 0)
        #expect(try bench.level()?.measuredAt == bench.now)
    }

    @Test func minusThreePercentIsStoredAndDoesNotMoveTheLevel() async throws {
        let bench = try await Workbench()
        try bench.store(reading(0.5, at: bench.now.adding(seconds: -3600)))
        try bench.store(reading(-0.03, at: bench.now))
        #expect(try bench.readings().last?.level == -0.03)
        #expect(try bench.readings().last?.quality.contains(.outOfRange) == true)
        #expect(try bench.level()?.level == 0.5)
    }

    @Test func oneHundredAndTwentyFivePercentIsReal() async throws {
        let bench = try await Workbench()
        try bench.store(reading(1.25, at: bench.now))
        #expect(try bench.level()?.level == 1.25)
    }

    @Test func townsAreKeptApart() async throws {
        let bench = try await Workbench(towns: ["dortmund", "schwerte"])
        try bench.store(reading(0.2, at: bench.now), on: TestTown.topic("bin-1", town: "dortmund"))
        try bench.store(reading(0.9, at: bench.now), on: TestTown.topic("bin-1", town: "schwerte"))
        #expect(try bench.level()?.level == 0.2)
        #expect(try bench.store.levelStates(town: "schwerte")["slot-1"]?.current.level == 0.9)
    }

    @Test func aRetainedCopyWithoutTimeIsIgnoredAndOneWithTimeIsNoSignOfLife() async throws {
        let bench = try await Workbench()
        let first = try bench.store(#"{"level":0.3}"#, retained: true)
        #expect(first.ignored == ["retained-without-time": 1] && first.stored == 0)
        try bench.store(reading(0.3, at: bench.now.adding(seconds: -7200)), retained: true)
        #expect(try bench.level()?.level == 0.3)
        #expect(try bench.level()?.lastHeardAt == nil)
    }

    @Test func messagesWithoutAPromiseAreCounted() async throws {
        let bench = try await Workbench()
        try bench.receive(reading(0.3, at: bench.now), qos: 0)
        #expect(try bench.pipeline.commit().withoutPromise == 1)
    }

    @Test func aDeviceEnteredLaterIsKnownWithTheNextBatch() async throws {
        let bench = try await Workbench(slots: 1)
        #expect(try bench.store(reading(0.3, at: bench.now), on: TestTown.topic("bin-2")).refused == [.unknownDevice: 1])
        try await bench.store.replaceTown(TestTown.data(slots: 2), at: bench.now)
        #expect(try bench.store(reading(0.4, at: bench.now), on: TestTown.topic("bin-2")).stored == 1)
    }

    @Test func aFailedCommitLeavesNoTrace() async throws {
        let bench = try await Workbench { $0 == 2 }
        try bench.store(reading(0.2, at: bench.now.adding(seconds: -600)))
        #expect(throws: (any Error).self) { try bench.store(reading(0.8, at: bench.now)) }
        #expect(try bench.level()?.level == 0.2)
        let again = try bench.store(reading(0.22, at: bench.now))
        #expect(again.stored == 1 && again.repeats == 0 && again.late == 0)
        #expect(try bench.level()?.level == 0.22)
    }
}
