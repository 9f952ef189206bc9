import GRDB
import Store

/// The tables' versions. Migrations are only ever appended; one that was released is never edited.
enum Schema {
    /// Marks the file as ours (`PRAGMA application_id`): "Füll" in Latin-1.
    static let applicationID: Int32 = 0x46FC_6C6C

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations { migrator.registerMigration(migration.name, migrate: migration.migrate) }
        return migrator
    }

    struct Migration: Sendable {
        var name: String
        var migrate: @Sendable (Database) throws -> Void
    }

    /// In the order they are applied.
    static let migrations: [Migration] = [.base, .days, .alarms, .settings, .planHistory, .demand]

    static func migrate(_ writer: any DatabaseWriter) throws { try migrator.migrate(writer) }

    /// Migrations applied to the file, as `1-base`.
    static func version(_ db: Database) throws -> String? { try migrator.appliedIdentifiers(db).sorted(by: inOrder).last }

    /// A database with tables that another program made.
    static func refuseForeign(_ db: Database, path: String) throws {
        let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        if tables > 0, application != applicationID {
            throw StoreError.corrupt(path: path, detail: "an SQLite file of another program")
        }
    }

    static func refuseNewer(_ db: Database, path: String) throws {
        guard try db.tableExists("grdb_migrations"), try migrator.hasBeenSuperseded(db) else { return }
        let known = Set(migrations.map(\.name))
        let newer = try migrator.appliedIdentifiers(db).filter { !known.contains($0) }.sorted(by: inOrder)
        throw StoreError.newerSchema(path: path, detail: "schema \(newer.joined(separator: ", "))")
    }

    static func refuseOtherVersion(_ db: Database, path: String) throws {
        try refuseNewer(db, path: path)
        guard try db.tableExists("grdb_migrations"), try migrator.hasCompletedMigrations(db) else {
            throw StoreError.cannotOpen(
                path: path, detail: "its schema is of an older version; `fuellort serve` brings it up to date")
        }
    }

    /// `2-…` before `10-…`.
    private static func inOrder(_ a: String, _ b: String) -> Bool {
        func number(_ name: String) -> Int { Int(name.prefix { $0 != "-" }) ?? .max }
        return (number(a), a) < (number(b), b)
    }
}
