import GRDB
public import Model
public import Store

extension SQLiteStore: LevelDerivation {
    public func levelVersion() throws -> Int64 {
        try readNow { try Int64.fetchOne($0.cachedStatement(sql: "SELECT version FROM level_version")) ?? 0 }
    }

    /// Called inside the transaction that writes levels, once.
    static func countLevelWrite(_ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE level_version SET version = version + 1").execute()
    }

    public func reportedEmptyings(town: TownID, slot: SlotID) throws -> [Emptying] {
        try readNow { db in
            let sql = """
                SELECT time, level_before, level_after, confidence, source FROM emptying JOIN slot_key ON number = emptying.slot
                WHERE town = ? AND slot_key.slot = ? AND source = ? ORDER BY time
                """
            return try Row.fetchAll(
                db.cachedStatement(sql: sql), arguments: [town.rawValue, slot.rawValue, EmptyingSource.reported.code]
            ).map { LevelTable.emptying($0, slot: slot, from: 0) }
        }
    }
}
