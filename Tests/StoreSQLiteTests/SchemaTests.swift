import Foundation
import GRDB
import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("The schema's versions")
struct SchemaTests {
    private let folder = TestFolder()

    @Test("every earlier version is brought up to date and its readings stay", arguments: Schema.migrations.map(\.name))
    func migratesFrom(_ version: String) async throws {
        let old = try DatabaseQueue(path: folder.file)
        try Schema.migrator.migrate(old, upTo: version)
        try await old.write { db in
            try db.execute(sql: "INSERT INTO slot_key (number, town, slot) VALUES (1, 'dortmund', 's1')")
            // Level 0.42, arrival one second later, no device: as version 1 wrote it.
            try db.execute(
                sql: "INSERT INTO reading (key, value) VALUES (?, x'a0087837d00f')",
                arguments: [(monday.milliseconds - 1_577_836_800_000) << 22 | 1])
        }
        try old.close()
        let store = try folder.store()
        let reading = try #require(try await store.allReadings().first)
        #expect(reading.level == 0.42)
        #expect(reading.receivedAt == monday.adding(seconds: 1))
        #expect(try store.commit(batch([sample(at: monday.adding(hours: 1))])).stored == 1)
        #expect(try await store.statistics().schemaVersion == Schema.migrations.last?.name)
    }

    @Test("a newer one is refused with its name and left as it is", arguments: [SQLiteStoreOptions.Access.readWrite, .readOnly])
    func refusesNewer(_ access: SQLiteStoreOptions.Access) throws {
        let store = try folder.store()
        try store.writeNow { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-telepathy')") }
        try store.close()
        #expect(throws: StoreError.newerSchema(path: folder.file, detail: "schema 99-telepathy")) {
            try folder.store(.file, SQLiteStoreOptions(access: access))
        }
    }

    @Test("an older one is not changed by those who only read")
    func readersDoNotMigrate() throws {
        let store = try folder.store()
        try store.writeNow { try $0.execute(sql: "DELETE FROM grdb_migrations") }
        try store.close()
        let error = #expect(throws: StoreError.self) {
            try folder.store(.file, SQLiteStoreOptions(access: .readOnly))
        }
        #expect(error?.description.contains("older version") == true)
    }

    @Test("commits reach the disk before they return: full synchronisation, write-ahead log")
    func durability() throws {
        let store = try folder.store()
        let (synchronous, journal) = try store.writeNow { db in
            (try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"))
        }
        #expect(synchronous == 2)
        #expect(journal == "wal")
    }

    @Test("statistics tell rows, sizes and times")
    func statistics() async throws {
        let store = try folder.store()
        _ = try store.commit(batch([sample(), sample(at: monday.adding(hours: 2))]))
        let figures = try await store.statistics()
        #expect(figures.rows["reading"] == 2)
        #expect(figures.bytes > 4096)
        #expect(figures.diskFreeBytes.map { $0 > 0 } == true)
        #expect(figures.oldestReading == monday)
        #expect(figures.newestReading == monday.adding(hours: 2))
        #expect(try await store.integrityCheck() == [])
        #expect(try store.integrityFault() == nil)
    }
}
