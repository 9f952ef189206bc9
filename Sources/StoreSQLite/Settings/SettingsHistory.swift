import GRDB
import Model

/// The rows of the history of what towns have.
enum SettingsHistory {
    /// Entries of a change that a list shows.
    private static let listedEntries = 20

    static func append(_ change: SettingsChange, town: TownID, _ db: Database) throws -> SettingsChange {
        var change = change
        let last = try Int64.fetchOne(
            db, sql: "SELECT max(number) FROM settings_change WHERE town = ?", arguments: [town.rawValue])
        change.number = (last ?? 0) + 1
        change.entryCount = change.entries.count
        try db.execute(
            sql: """
                INSERT INTO settings_change (town, number, time, author, origin, action, undoes) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                town.rawValue, change.number, change.at.milliseconds, change.author, change.origin.rawValue,
                change.action.rawValue, change.undoes,
            ])
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO settings_change_entry (town, number, position, kind, id, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for (position, entry) in change.entries.enumerated() {
            try statement.execute(arguments: [
                town.rawValue, change.number, position, entry.kind.rawValue, entry.id, entry.before, entry.after,
            ])
        }
        return change
    }

    private static let selection = """
        SELECT number, time, author, origin, action, undoes,
            (SELECT max(later.number) FROM settings_change AS later WHERE later.town = change.town
                AND later.undoes = change.number),
            (SELECT count(*) FROM settings_change_entry AS entry WHERE entry.town = change.town AND entry.number = change.number)
        FROM settings_change AS change
        """

    static func list(
        town: TownID, kind: TownEntityKind?, id: String?, before: Int64?, limit: Int, _ db: Database
    ) throws -> [SettingsChange] {
        let sql = """
            \(selection) WHERE town = :town AND number < :before
                AND (:kind IS NULL OR EXISTS (
                    SELECT 1 FROM settings_change_entry AS entry WHERE entry.town = change.town AND entry.kind = :kind
                        AND (:id IS NULL OR entry.id = :id) AND entry.number = change.number))
            ORDER BY number DESC LIMIT :limit
            """
        let rows = try Row.fetchAll(
            db, sql: sql,
            arguments: [
                "town": town.rawValue, "before": before ?? .max, "kind": kind?.rawValue, "id": id, "limit": max(0, limit),
            ])
        return try rows.compactMap { row in
            guard var change = change(row) else { return nil }
            let entries = try Row.fetchAll(
                db,
                sql: """
                    SELECT kind, id, before IS NULL, after IS NULL FROM settings_change_entry
                    WHERE town = ? AND number = ? ORDER BY position LIMIT \(listedEntries)
                    """, arguments: [town.rawValue, change.number])
            change.entries = entries.compactMap { row in
                TownEntityKind(rawValue: row[0]).map { kind in
                    // The texts are left out; that they are there says whether the thing was added or removed.
                    SettingsChange.Entry(
                        kind: kind, id: row[1], before: row[2] as Bool ? nil : "", after: row[3] as Bool ? nil : "")
                }
            }
            return change
        }
    }

    static func change(town: TownID, number: Int64, _ db: Database) throws -> SettingsChange? {
        let row = try Row.fetchOne(
            db, sql: "\(selection) WHERE town = ? AND number = ?", arguments: [town.rawValue, number])
        guard let row, var change = change(row) else { return nil }
        let entries = try Row.fetchAll(
            db,
            sql: "SELECT kind, id, before, after FROM settings_change_entry WHERE town = ? AND number = ? ORDER BY position",
            arguments: [town.rawValue, number])
        change.entries = entries.compactMap { row in
            TownEntityKind(rawValue: row[0]).map {
                SettingsChange.Entry(kind: $0, id: row[1], before: row[2], after: row[3])
            }
        }
        return change
    }

    private static func change(_ row: Row) -> SettingsChange? {
        guard let origin = SettingsChange.Origin(rawValue: row[3]), let action = SettingsChange.Action(rawValue: row[4]) else {
            return nil
        }
        return SettingsChange(
            number: row[0], at: Timestamp(milliseconds: row[1]), author: row[2], origin: origin, action: action, undoes: row[5],
            undoneBy: row[6], entryCount: row[7], entries: [])
    }
}
