import GRDB
public import Model
public import Store

extension SQLiteStore: ClaimStore {
    public func unknownDevices(town: TownID?, limit: Int) async throws -> [UnknownDevice] {
        try await read { db in
            let sql = """
                SELECT device, town, count(*), min(received_at), max(received_at) AS newest FROM quarantine
                WHERE device IS NOT NULL AND reason = ? AND (?2 IS NULL OR town IS NULL OR town = ?2)
                GROUP BY device, town ORDER BY newest DESC, device LIMIT ?
                """
            let rows = try Row.fetchAll(
                db, sql: sql, arguments: [QuarantineReason.unknownDevice.rawValue, town?.rawValue, max(0, limit)])
            return rows.map { row in
                UnknownDevice(
                    device: DeviceID(row[0]), town: (row[1] as String?).map(TownID.init(_:)), messages: row[2],
                    firstHeardAt: Timestamp(milliseconds: row[3]), lastHeardAt: Timestamp(milliseconds: row[4]))
            }
        }
    }

    public func messages(ofUnknownDevice device: DeviceID, limit: Int) async throws -> [QuarantinedMessage] {
        try await read { db in
            let sql = "\(QuarantineTable.selection) WHERE device = ? AND reason = ? ORDER BY id DESC LIMIT ?"
            return try Row.fetchAll(
                db, sql: sql, arguments: [device.rawValue, QuarantineReason.unknownDevice.rawValue, max(0, limit)]
            ).map(QuarantineTable.message)
        }
    }

    public func waitingMessages(ofUnknownDevice device: DeviceID) async throws -> [Int64] {
        try await read { db in
            try Int64.fetchAll(
                db, sql: "SELECT id FROM quarantine WHERE device = ? AND reason = ? ORDER BY id",
                arguments: [device.rawValue, QuarantineReason.unknownDevice.rawValue])
        }
    }

    public func editTown(_ town: TownID, at now: Timestamp, _ edit: @escaping @Sendable (inout TownData) throws -> Void)
        async throws
    {
        try await write { db in
            guard var data = try TownTables.data(town, db) else { throw StoreError.unknownTown(town.rawValue) }
            try edit(&data)
            try TownTables.replace(data, db)
            try SlotAssignments.note(data.slots, town: town, at: now, db)
        }
    }
}
