import Alarms
import Model
import Store
import StoreSQLite
import Testing

@testable import Ingest

/// A pipeline over a store in memory, fed by hand.
final class Workbench {
    let store: ShakyStore
    let pipeline: IngestPipeline
    var now = TestTown.morning

    init(
        slots: Int = 3, towns: [TownID] = [TestTown.id], alarmRules: AlarmRules? = nil,
        coalescesLevels: Bool = false,
        fails: @escaping @Sendable (Int) -> Bool = { _ in false }
    ) async throws {
        let database = try SQLiteStore.inMemory()
        for town in towns { try await database.replaceTown(TestTown.data(town, slots: slots), at: TestTown.morning) }
        store = ShakyStore(database, fails: fails)
        pipeline = IngestPipeline(
            store: store, limits: PayloadLimits(maximumBytes: 4096, keptBytesOfTooLarge: 16), alarmRules: alarmRules,
            coalescesLevels: coalescesLevels)
    }

    /// A second pipeline on the same store, as after a restart.
    init(restarting other: Workbench) {
        store = other.store
        pipeline = IngestPipeline(
            store: store, limits: other.pipeline.limits, alarmRules: other.pipeline.alarmRules,
            coalescesLevels: other.pipeline.coalescesLevels)
        now = other.now
    }

    func receive(_ payload: String, on topic: String = TestTown.topic("bin-1"), qos: Int = 1, retained: Bool = false) throws {
        try receive(Array(payload.utf8), on: topic, qos: qos, retained: retained)
    }

    func receive(_ payload: [UInt8], on topic: String, qos: Int = 1, retained: Bool = false) throws {
        if pipeline.batch.isEmpty { try pipeline.refresh() }
        var topic = topic
        topic.withUTF8 { topic in
            payload.withUnsafeBytes { payload in
                pipeline.receive(
                    ArrivedMessage(topic: topic, payload: payload, qos: qos, isRetained: retained, receivedAt: now))
            }
        }
    }

    /// One message, one commit.
    @discardableResult
    func store(_ payload: String, on topic: String = TestTown.topic("bin-1"), retained: Bool = false) throws -> BatchTally {
        try receive(payload, on: topic, retained: retained)
        return try pipeline.commit()
    }

    func readings(_ slot: SlotID = "slot-1") throws -> [Reading] {
        try store.readingsForDerivation(town: TestTown.id, slot: slot, since: Timestamp(milliseconds: .min))
    }

    func level(_ slot: SlotID = "slot-1") throws -> CurrentLevel? { try store.levelStates(town: TestTown.id)[slot]?.current }

    func quarantined() async throws -> [QuarantinedMessage] { try await store.quarantined(reason: nil, after: nil, limit: 100) }
}

/// A native payload with its time.
func reading(_ level: Double, at time: Timestamp, seq: Int? = nil) -> String {
    "{\"time\":\"\(time.rfc3339)\",\"level\":\(level)" + (seq.map { ",\"seq\":\($0)" } ?? "") + "}"
}
