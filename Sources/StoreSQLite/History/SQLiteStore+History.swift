import GRDB
public import Model
public import Store

extension SQLiteStore: ReadingHistory {
    public func currentLevels(town: TownID) async throws -> [CurrentLevel] {
        try await read { db in
            let sql = """
                \(LevelTable.selection) FROM slot_key JOIN level_state ON level_state.slot = number WHERE town = ? ORDER BY slot_key.slot
                """
            return try Array(Row.fetchCursor(db, sql: sql, arguments: [town.rawValue]).map(LevelTable.currentLevel))
        }
    }

    public func currentLevel(town: TownID, slot: SlotID) async throws -> CurrentLevel? {
        try await read { db in
            let sql = """
                \(LevelTable.selection) FROM slot_key JOIN level_state ON level_state.slot = number WHERE town = ? AND slot_key.slot = ?
                """
            return try Row.fetchOne(db, sql: sql, arguments: [town.rawValue, slot.rawValue]).map(LevelTable.currentLevel)
        }
    }

    public func readings(town: TownID, slot: SlotID, from: Timestamp, to: Timestamp, limit: Int) async throws -> [Reading] {
        try await read { db in
            try SlotReadings(db, town: town, slot: slot)?
                .readings(from: from.milliseconds, to: to.milliseconds, limit: limit) ?? []
        }
    }

    public func readings(town: TownID, from: Timestamp, to: Timestamp, after: ReadingKey?, limit: Int) async throws -> [Reading] {
        try await read { db in
            try TownReadings(db, town: town).page(from: from.milliseconds, to: to.milliseconds, after: after, limit: limit)
        }
    }

    public func levelBuckets(town: TownID, slot: SlotID, from: Timestamp, to: Timestamp, bucketSeconds: Int) async throws
        -> [LevelBucket]
    {
        try await read { db in
            var buckets = LevelBuckets(from: from.milliseconds, seconds: bucketSeconds)
            try SlotReadings(db, town: town, slot: slot)?.forEach(
                from: from.milliseconds, to: to.milliseconds, part: .levels
            ) {
                buckets.add($0)
                return true
            }
            return buckets.finished()
        }
    }

    public func emptyings(town: TownID, slot: SlotID?, from: Timestamp, to: Timestamp) async throws -> [Emptying] {
        try await read { db in
            let sql = """
                SELECT slot_key.slot, time, level_before, level_after, confidence, source
                FROM emptying JOIN slot_key ON number = emptying.slot
                WHERE town = ? AND (? IS NULL OR slot_key.slot = ?) AND time >= ? AND time < ?
                ORDER BY time, slot_key.slot
                """
            let rows = try Row.fetchAll(
                db, sql: sql, arguments: [town.rawValue, slot?.rawValue, slot?.rawValue, from.milliseconds, to.milliseconds])
            return rows.map { LevelTable.emptying($0, slot: SlotID($0[0]), from: 1) }
        }
    }

    public func levelSeries(town: TownID, since: Timestamp, until: Timestamp?) async throws -> [SlotID: [LevelPoint]] {
        try await read { db in
            try TownReadings(db, town: town).levelSeries(since: since.milliseconds, until: until?.milliseconds ?? .max)
        }
    }

    public func readingCount(town: TownID) async throws -> Int {
        try await read { db in try TownReadings(db, town: town).count() }
    }
}
