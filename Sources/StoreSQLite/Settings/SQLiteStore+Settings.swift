import GRDB
public import Model
public import Store

extension SQLiteStore: SettingsStore {
    public func changeTown(_ data: TownData, expecting version: Int64, change: SettingsChange) async throws -> SettingsChange? {
        try await write { db in
            let current = try Int64.fetchOne(db, sql: "SELECT version FROM registry_version") ?? 0
            guard current == version else { return nil }
            try TownTables.write(change.entries, of: data, db)
            if change.action == .create || change.entries.contains(where: { $0.kind == .slots }) {
                try SlotAssignments.note(data.slots, town: data.town.id, at: change.at, db)
            }
            return try SettingsHistory.append(change, town: data.town.id, db)
        }
    }

    public func settingsChanges(
        town: TownID, kind: TownEntityKind?, id: String?, before: Int64?, limit: Int
    ) async throws -> [SettingsChange] {
        try await read { try SettingsHistory.list(town: town, kind: kind, id: id, before: before, limit: limit, $0) }
    }

    public func settingsChange(town: TownID, number: Int64) async throws -> SettingsChange? {
        try await read { try SettingsHistory.change(town: town, number: number, $0) }
    }

    public func addNote(_ note: SlotNote, town: TownID) async throws -> SlotNote {
        try await write { db in
            try TownTables.require(note.slot, of: town, db)
            try db.execute(
                sql: "INSERT INTO slot_note (town, slot, time, author, text) VALUES (?, ?, ?, ?, ?)",
                arguments: [town.rawValue, note.slot.rawValue, note.at.milliseconds, note.author, note.text])
            var stored = note
            stored.number = db.lastInsertedRowID
            return stored
        }
    }

    public func notes(town: TownID, slot: SlotID) async throws -> [SlotNote] {
        try await read { db in
            let sql = "SELECT number, time, author, text FROM slot_note WHERE town = ? AND slot = ? ORDER BY number DESC"
            return try Row.fetchAll(db, sql: sql, arguments: [town.rawValue, slot.rawValue]).map { row in
                SlotNote(number: row[0], slot: slot, at: Timestamp(milliseconds: row[1]), author: row[2], text: row[3])
            }
        }
    }
}
