import Model
import Store
import StoreSQLite
import Testing

@testable import Ingest

/// The level is derived: however the readings come, in the end it is the one that they give in order of time.
@Suite struct LateReadingTests {
    /// Two weeks that fill twice, hourly.
    static let course: [(hour: Int, level: Double)] = (0..<336).map { hour in
        (hour, 0.05 + 0.9 * Double(hour % 150) / 150 + 0.003 * Double((hour * 7) % 5))
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func anyOrderGivesTheLevelOfTheRightOrder(_ seed: UInt64) async throws {
        let ordered = try await Workbench()
        ordered.now = TestTown.morning.adding(days: 15)
        for (hour, level) in Self.course { try ordered.store(payload(hour, level)) }

        let shuffled = try await Workbench()
        shuffled.now = ordered.now
        var random = Lehmer(seed: seed)
        var rest = Self.course.shuffled(using: &random)
        while !rest.isEmpty {
            for (hour, level) in rest.suffix(40) { try shuffled.receive(payload(hour, level)) }
            rest.removeLast(min(40, rest.count))
            _ = try shuffled.pipeline.commit()
        }
        let (expected, derived) = (try ordered.state(), try shuffled.state())
        #expect(derived.current == expected.current)
        #expect(derived.memory == expected.memory)
        #expect(try await shuffled.emptyings() == (try await ordered.emptyings()))
        #expect(try await !ordered.emptyings().isEmpty)
    }

    @Test func aBurstAfterARadioGapWithHalfOfItTwiceIsStoredOnce() async throws {
        let bench = try await Workbench()
        bench.now = TestTown.morning.adding(days: 15)
        var random = Lehmer(seed: 5)
        let burst = (Self.course.prefix(300) + Self.course.prefix(150)).shuffled(using: &random)
        for (hour, level) in burst { try bench.receive(payload(hour, level)) }
        let tally = try bench.pipeline.commit()
        #expect(tally.stored == 300 && tally.repeats == 150)
        #expect(try bench.readings().count == 300)
    }

    @Test func aRestartGoesOnFromWhatIsStored() async throws {
        let whole = try await Workbench()
        let first = try await Workbench()
        whole.now = TestTown.morning.adding(days: 15)
        first.now = whole.now
        for (hour, level) in Self.course { try whole.store(payload(hour, level)) }
        for (hour, level) in Self.course.prefix(200) { try first.store(payload(hour, level)) }
        let second = Workbench(restarting: first)
        // The last ones come again, as after a crash.
        for (hour, level) in Self.course.dropFirst(190) { try second.store(payload(hour, level)) }
        #expect(try second.state().current == (try whole.state()).current)
        #expect(try second.readings().count == Self.course.count)
    }

    @Test func anEmptyingReportedByStaffLowersTheLevelAndStaysInTheHistory() async throws {
        let bench = try await Workbench()
        bench.now = TestTown.morning.adding(days: 15)
        for (hour, level) in Self.course.prefix(100) { try bench.store(payload(hour, level)) }
        let report = Emptying(
            slot: "slot-1", at: TestTown.morning.adding(seconds: 99 * 3600 + 1800), levelBefore: 0.7, levelAfter: 0,
            confidence: 1,
            source: .reported)
        try await bench.store.store.reportEmptying(report, town: TestTown.id)
        try bench.pipeline.care()
        #expect(try bench.level()?.level == 0)
        #expect(try bench.store.reportedEmptyings().isEmpty)
        // A late reading makes the slot be derived again; the report is part of its history.
        try bench.store(reading(0.3, at: TestTown.morning.adding(seconds: 40 * 3600 + 60)))
        #expect(try bench.level()?.level == 0)
        #expect(try await bench.emptyings().map(\.source) == [.reported])
    }

    private func payload(_ hour: Int, _ level: Double) -> String {
        reading((level * 1000).rounded() / 1000, at: TestTown.morning.adding(seconds: hour * 3600), seq: hour)
    }
}

extension Workbench {
    fileprivate func state() throws -> StoredLevelState { try #require(try store.levelStates(town: TestTown.id)["slot-1"]) }

    fileprivate func emptyings() async throws -> [Emptying] {
        try await store.store.emptyings(
            town: TestTown.id, slot: "slot-1", from: Timestamp(milliseconds: 0), to: Timestamp(milliseconds: .max))
    }
}

/// Small seeded generator (Lehmer 1951, multiplier of MINSTD's 64-bit kin).
struct Lehmer: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2 &+ 1 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 33)
    }
}
