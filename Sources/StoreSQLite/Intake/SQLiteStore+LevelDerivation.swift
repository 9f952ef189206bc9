import GRDB
public import Model
public import Store

extension SQLiteStore: LevelDerivation {
    public func levelVersion() throws -> Int64 {
        try readVersion { try Int64.fetchOne($0.cachedStatement(sql: "SELECT version FROM level_version")) ?? 0 }
    }

    /// Called inside the transaction that writes levels, once.
    static func countLevelWrite(_ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE level_version SET version = version + 1").execute()
    }

    public func levelLag() throws -> Timestamp? {
        try readNow { db in
            try Int64.fetchOne(db.cachedStatement(sql: "SELECT arrived_since FROM level_lag")).map(Timestamp.init(milliseconds:))
        }
    }

    static func apply(_ lag: IntakeBatch.LevelLag?, _ db: Database) throws {
        switch lag {
        case .begins(let since):
            let sql = """
                INSERT INTO level_lag (only, arrived_since) VALUES (1, ?)
                ON CONFLICT DO UPDATE SET arrived_since = min(arrived_since, excluded.arrived_since)
                """
            try db.cachedStatement(sql: sql).execute(arguments: [since.milliseconds])
        case .ends: try db.cachedStatement(sql: "DELETE FROM level_lag").execute()
        case nil: break
        }
    }

    public func readings(arrivedSince moment: Timestamp) throws -> [TownReading] {
        try readNow { db in
            var found: [TownReading] = []
            var names = DeviceNames(db)
            for name in try String.fetchAll(db, sql: "SELECT DISTINCT town FROM slot_key ORDER BY town") {
                let town = TownID(name)
                let readings = try TownReadings(db, town: town)
                try readings.forEachHot(from: .min, to: .max) { slot, reading in
                    guard reading.receivedAt >= moment.milliseconds, let id = readings.slots[slot]?.id else { return }
                    found.append(
                        TownReading(town: town, reading: reading.reading(slot: id, device: try names.name(reading.device))))
                }
            }
            return found.sorted { $0.reading.measuredAt < $1.reading.measuredAt }
        }
    }

    public func readingsForDerivation(town: TownID, slots: [SlotID], since: Timestamp) throws -> [SlotID: [Reading]] {
        try readNow { db in
            // Few slots are quicker one by one; the pass over the hot table is what many share.
            var found: [SlotID: [Reading]] = [:]
            if slots.count < 4 {
                for slot in slots {
                    found[slot] =
                        try SlotReadings(db, town: town, slot: slot)?
                        .readings(from: since.milliseconds, to: .max, limit: .max) ?? []
                }
                return found
            }
            let all = try TownReadings(db, town: town)
            let wanted = Set(slots)
            let numbers = all.slots.filter { wanted.contains($0.value.id) }.mapValues(\.id)
            var names = DeviceNames(db)
            for slot in slots {
                found[slot] = try SlotReadings(db, town: town, slot: slot)?.pastReadings(from: since.milliseconds) ?? []
            }
            try all.forEachHot(from: since.milliseconds, to: .max, of: numbers) { slot, reading in
                guard let id = numbers[slot] else { return }
                found[id]?.append(reading.reading(slot: id, device: try names.name(reading.device)))
            }
            return found.mapValues { $0.sorted { $0.measuredAt < $1.measuredAt } }
        }
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
