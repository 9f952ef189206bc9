import Model
import Store
import StoreSQLite
import Testing

@testable import Ingest

@Suite struct QuarantineTests {
    @Test(arguments: [
        (#"{"level":"#, QuarantineReason.malformed), ("", .malformed), (#"{"level":NaN}"#, .impossibleValue), ("[]", .malformed),
        (#"{"colour":"green"}"#, .malformed), (#"{"level":-0.6}"#, .impossibleValue), (#"{"level":1e400}"#, .impossibleValue),
        (#"{"battery_pct":300}"#, .impossibleValue), (#"{"level":0.5,"time":"1970-01-01T00:00:00Z"}"#, .impossibleTime),
        (#"{"level":0.5,"time":"2027-03-02T06:00:00Z"}"#, .impossibleTime),
    ])
    func whatCanNotBeUsedIsKeptWithItsReason(_ payload: String, _ reason: QuarantineReason) async throws {
        let bench = try await Workbench()
        let tally = try bench.store(payload)
        let kept = try #require(try await bench.quarantined().first)
        #expect(tally.stored == 0)
        #expect(kept.reason == reason)
        #expect(kept.payload == Array(payload.utf8) && kept.topic == TestTown.topic("bin-1") && kept.town == TestTown.id)
        #expect(kept.receivedAt == bench.now && !kept.detail.isEmpty)
    }

    @Test func unknownTownsDevicesAndTopicsAreToldApart() async throws {
        let bench = try await Workbench()
        try bench.receive(reading(0.1, at: bench.now), on: TestTown.topic("bin-1", town: "atlantis"))
        try bench.receive(reading(0.1, at: bench.now), on: TestTown.topic("bin-99"))
        try bench.receive(reading(0.1, at: bench.now), on: "weather/dortmund")
        let tally = try bench.pipeline.commit()
        #expect(tally.refused == [.unknownTown: 1, .unknownDevice: 1, .unknownTopic: 1])
        let kept = try await bench.quarantined()
        #expect(kept.map(\.town) == ["atlantis", TestTown.id, nil])
        #expect(kept[1].device == "bin-99" && kept[1].detail.contains("bin-99"))
    }

    @Test func tooLargePayloadsAreKeptCut() async throws {
        let bench = try await Workbench()
        let payload = [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20)
        try bench.receive(payload, on: TestTown.topic("bin-1"))
        #expect(try bench.pipeline.commit().refused == [.tooLarge: 1])
        let kept = try #require(try await bench.quarantined().first)
        #expect(kept.payload.count == 16 && kept.payloadSize == 10 << 20)
    }

    @Test func goodReadingsOfABatchAreStoredAndTheMessageIsKeptForTheBadOnes() async throws {
        let bench = try await Workbench()
        let tally = try bench.store(
            "[\(reading(0.1, at: bench.now.adding(seconds: -60))),{\"level\":9},\(reading(0.2, at: bench.now))]")
        #expect(tally.stored == 2 && tally.refused == [.impossibleValue: 1])
        #expect(try await bench.quarantined().first?.detail.contains("element 1") == true)
    }

    @Test func onceTheDeviceIsEnteredItsMessagesAreReleased() async throws {
        let bench = try await Workbench(slots: 1)
        for minute in 0..<10 {
            try bench.store(
                reading(0.1 + Double(minute) / 100, at: bench.now.adding(seconds: 60 * minute - 3600)),
                on: TestTown.topic("bin-2"))
        }
        try bench.store("garbage")
        let reprocessor = QuarantineReprocessor(store: bench.store)
        #expect(try await reprocessor.reprocess().stillRefused == [.unknownDevice: 10, .malformed: 1])

        try await bench.store.replaceTown(TestTown.data(slots: 2), at: bench.now)
        let outcome = try await reprocessor.reprocess(reason: .unknownDevice)
        #expect(outcome.released == 10 && outcome.storedReadings == 10 && outcome.messages == 10)
        #expect(try bench.level("slot-2")?.level == 0.19)
        #expect(try await bench.quarantined().map(\.reason) == [.malformed])
    }

    @Test func onlyTheNamedMessagesAreProcessedAgain() async throws {
        let bench = try await Workbench(slots: 1)
        for minute in 0..<3 { try bench.store(reading(0.1, at: bench.now.adding(seconds: minute)), on: TestTown.topic("bin-2")) }
        try await bench.store.replaceTown(TestTown.data(slots: 2), at: bench.now)
        let ids = try await bench.quarantined().map(\.id)
        let outcome = try await QuarantineReprocessor(store: bench.store).reprocess(ids: [ids[1]])
        #expect(outcome.messages == 1 && outcome.released == 1)
        #expect(try await bench.quarantined().map(\.id) == [ids[0], ids[2]])
    }

    @Test func ingestGoesOnFromTheLevelThatReprocessingMade() async throws {
        let bench = try await Workbench(slots: 1)
        try bench.store(reading(0.5, at: bench.now), on: TestTown.topic("bin-2"))
        try bench.store(reading(0.2, at: bench.now))
        try await bench.store.replaceTown(TestTown.data(slots: 2), at: bench.now)
        try bench.store(reading(0.21, at: bench.now.adding(seconds: 60)))
        _ = try await QuarantineReprocessor(store: bench.store).reprocess()
        bench.now = bench.now.adding(seconds: 120)
        try bench.store(#"{"battery_pct":80}"#, on: TestTown.topic("bin-2"))
        #expect(try bench.level("slot-2")?.level == 0.5)
        #expect(try bench.level("slot-2")?.batteryPercent == 80)
    }
}
