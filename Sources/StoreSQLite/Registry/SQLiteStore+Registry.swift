import GRDB
public import Model
public import Store

extension SQLiteStore: TownRegistry {
    public func towns() async throws -> [Town] { try await read(TownTables.towns) }

    public func townData(_ town: TownID) async throws -> TownData? { try await read { try TownTables.data(town, $0) } }

    public func replaceTown(_ data: TownData, at now: Timestamp) async throws {
        try await write { db in
            try TownTables.replace(data, db)
            try SlotAssignments.note(data.slots, town: data.town.id, at: now, db)
        }
    }

    public func registryVersion() throws -> Int64 {
        try readVersion { try Int64.fetchOne($0.cachedStatement(sql: "SELECT version FROM registry_version")) ?? 0 }
    }

    public func allTownData() throws -> [TownData] {
        try readNow { db in try TownTables.towns(db).compactMap { try TownTables.data($0.id, db) } }
    }

    public func deviceAssignments() throws -> [DeviceAssignment] {
        try readNow { db in
            let sql =
                "SELECT town, slot, assigned, from_time, until_time FROM slot_assignment WHERE kind = 'device' ORDER BY from_time"
            return try Row.fetchAll(db, sql: sql).map { row in
                DeviceAssignment(
                    town: TownID(row[0]), slot: SlotID(row[1]), device: DeviceID(row[2]), from: Timestamp(milliseconds: row[3]),
                    until: (row[4] as Int64?).map(Timestamp.init(milliseconds:)))
            }
        }
    }

    /// Containers that stood in the slot and devices that reported for it, oldest first.
    public func assignments(town: TownID, slot: SlotID) async throws -> [SlotAssignment] {
        try await read { try SlotAssignments.all(town: town, slot: slot, $0) }
    }
}
