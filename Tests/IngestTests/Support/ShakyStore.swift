import Ingest
import Model
import Store
import StoreSQLite
import Synchronization

/// A real store whose commits can be made to fail, for tests of what must not get lost then.
final class ShakyStore: ReadingIntake, LevelDerivation, TownRegistry, AlarmMemory, QuarantineStore {
    let store: SQLiteStore
    private let attempts = Mutex(0)
    private let fails: @Sendable (_ attempt: Int) -> Bool

    init(_ store: SQLiteStore, fails: @escaping @Sendable (_ attempt: Int) -> Bool = { _ in false }) {
        self.store = store
        self.fails = fails
    }

    func commit(_ batch: IntakeBatch) throws -> IntakeOutcome {
        let attempt = attempts.withLock { count -> Int in
            count += 1
            return count
        }
        if fails(attempt) { throw StoreError.diskFull(path: store.path) }
        return try store.commit(batch)
    }

    func levelStates(town: TownID) throws -> [SlotID: StoredLevelState] { try store.levelStates(town: town) }

    func readingsForDerivation(town: TownID, slot: SlotID, since: Timestamp) throws -> [Reading] {
        try store.readingsForDerivation(town: town, slot: slot, since: since)
    }

    func reportedEmptyings() throws -> [ReportedEmptying] { try store.reportedEmptyings() }

    func levelLag() throws -> Timestamp? { try store.levelLag() }

    func readings(arrivedSince moment: Timestamp) throws -> [TownReading] { try store.readings(arrivedSince: moment) }

    func readingsForDerivation(town: TownID, slots: [SlotID], since: Timestamp) throws -> [SlotID: [Reading]] {
        try store.readingsForDerivation(town: town, slots: slots, since: since)
    }

    func levelVersion() throws -> Int64 { try store.levelVersion() }

    func reportedEmptyings(town: TownID, slot: SlotID) throws -> [Emptying] {
        try store.reportedEmptyings(town: town, slot: slot)
    }

    func towns() async throws -> [Town] { try await store.towns() }

    func townData(_ town: TownID) async throws -> TownData? { try await store.townData(town) }

    func replaceTown(_ data: TownData, at now: Timestamp) async throws { try await store.replaceTown(data, at: now) }

    func registryVersion() throws -> Int64 { try store.registryVersion() }

    func openAlarms() throws -> [Alarm] { try store.openAlarms() }

    func deviceAssignments() throws -> [DeviceAssignment] { try store.deviceAssignments() }

    func allTownData() throws -> [TownData] { try store.allTownData() }

    func quarantined(reason: QuarantineReason?, after: Int64?, limit: Int) async throws -> [QuarantinedMessage] {
        try await store.quarantined(reason: reason, after: after, limit: limit)
    }

    func quarantineCounts() async throws -> [QuarantineReason: Int] { try await store.quarantineCounts() }

    func removeQuarantined(_ ids: [Int64], storing batch: IntakeBatch) async throws -> IntakeOutcome {
        try await store.removeQuarantined(ids, storing: batch)
    }
}
