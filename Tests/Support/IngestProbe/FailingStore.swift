import Model
import Store
import StoreSQLite

/// The real store, with one commit in so many failing by chance, as on a full disk.
struct FailingStore: ReadingIntake, LevelDerivation, TownRegistry, AlarmMemory {
    let store: SQLiteStore
    let failEvery: Int

    init(_ store: SQLiteStore, failEvery: Int) {
        self.store = store
        self.failEvery = failEvery
    }

    func commit(_ batch: IntakeBatch) throws -> IntakeOutcome {
        if failEvery > 0, Int.random(in: 0..<failEvery) == 0 { throw StoreError.diskFull(path: store.path) }
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
}
