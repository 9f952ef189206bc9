import Foundation
import GRDB
public import Model

/// Figures about the database for `fuellort doctor`.
public struct StoreStatistics: Sendable, Hashable {
    public var schemaVersion: String
    /// The file and its write-ahead log; what the database needs in memory without a file.
    public var bytes: Int
    /// Bytes inside the file that new rows will use first.
    public var freeBytes: Int
    /// Left on the disk; `nil` in memory or where the system does not tell.
    public var diskFreeBytes: Int?
    /// Rows of each table by its name.
    public var rows: [String: Int]
    /// Readings in the hot table.
    public var hotReadings: Int
    /// Readings in the blobs of past days.
    public var compactedReadings: Int
    public var oldestReading: Timestamp?
    public var newestReading: Timestamp?
}

extension SQLiteStore {
    /// Counts all rows: takes about a tenth of a second for each million of hot readings.
    public func statistics() async throws -> StoreStatistics {
        let path = path
        return try await read { db in
            func pragma(_ name: String) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA \(name)") ?? 0 }
            let pageSize = try pragma("page_size")
            let inside = try pragma("page_count") * pageSize
            let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
            let tables = try String.fetchAll(
                db,
                sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'"
            )
            return StoreStatistics(
                schemaVersion: try Schema.version(db) ?? "none", bytes: inside + (log ?? 0),
                freeBytes: try pragma("freelist_count") * pageSize, diskFreeBytes: Self.diskFreeBytes(path),
                rows: try tables.reduce(into: [:]) { $0[$1] = try Int.fetchOne(db, sql: "SELECT count(*) FROM \($1)") },
                hotReadings: try Int.fetchOne(db, sql: "SELECT count(*) FROM reading") ?? 0,
                compactedReadings: try Int.fetchOne(db, sql: "SELECT sum(readings) FROM reading_day_total") ?? 0,
                oldestReading: try Self.extremeTime(db, "min", DayTable(db).firstDay()),
                newestReading: try Self.extremeTime(db, "max", DayTable(db).lastDay()))
        }
    }

    /// Bytes of the pages that a table or index fills.
    public func tableBytes(_ name: String) async throws -> Int {
        try await read { try Int.fetchOne($0, sql: "SELECT sum(pgsize) FROM dbstat WHERE name = ?", arguments: [name]) ?? 0 }
    }

    /// The first or last time in the hot table and the blobs of that day.
    private static func extremeTime(_ db: Database, _ function: String, _ day: Int64?) throws -> Timestamp? {
        var times = [try Int64.fetchOne(db, sql: "SELECT \(function)(key) FROM reading")].compactMap { $0.map(HotKey.time) }
        if let day {
            var readings: [PackedReading] = []
            try DayTable(db).forEachBlob(day: day) { slot, blob in
                try DayTable.decode(blob, day: day, slot: slot, usualDevice: nil, part: .times, into: &readings)
                times += [readings.first, readings.last].compactMap { $0?.time }
            }
        }
        return (function == "min" ? times.min() : times.max()).map(Timestamp.init(milliseconds:))
    }

    /// Faults that SQLite finds in the file, in its words; empty for a sound one. Reads the whole file.
    public func integrityCheck() async throws -> [String] {
        try await read { db in
            let found = try String.fetchAll(db, sql: "PRAGMA integrity_check(100)")
            let keys = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
                "a row of \(row[0] as String) belongs to a missing row of \(row[2] as String)"
            }
            return found.filter { $0 != "ok" } + keys
        }
    }

    /// The first fault, for a quick look; `nil` for a sound file. Reads the whole file, but does not compare indexes with their tables.
    public func integrityFault() throws -> String? {
        try translating { try database.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") } }.flatMap {
            $0 == "ok" ? nil : $0
        }
    }

    private static func diskFreeBytes(_ path: String) -> Int? {
        guard path != ":memory:" else { return nil }
        return try? FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize] as? Int
    }
}
