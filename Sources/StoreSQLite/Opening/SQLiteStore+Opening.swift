import Foundation
import GRDB
import Store

extension SQLiteStore {
    /// Opens, and creates or brings up to date, the database at `path`.
    /// - Throws: ``StoreError``, for a file that is none of ours without touching it.
    public convenience init(path: String, options: SQLiteStoreOptions = SQLiteStoreOptions()) throws {
        do {
            try self.init(database: Self.open(path: path, options: options), path: path, options: options)
        } catch {
            throw StoreError.translated(error, path: path)
        }
    }

    /// A new, empty store that lives as long as the value.
    public static func inMemory(options: SQLiteStoreOptions = SQLiteStoreOptions()) throws -> SQLiteStore {
        let queue = try DatabaseQueue(configuration: configuration(options))
        try prepareForWriting(queue, path: ":memory:")
        return SQLiteStore(database: queue, path: ":memory:", options: options)
    }

    private static func open(path: String, options: SQLiteStoreOptions) throws -> any DatabaseWriter {
        switch options.access {
        case .readWrite:
            try refuseForeignFile(path, options: options)
            let pool = try DatabasePool(path: path, configuration: configuration(options))
            try prepareForWriting(pool, path: path)
            return pool
        case .readOnly:
            guard FileManager.default.fileExists(atPath: path) else {
                throw StoreError.cannotOpen(path: path, detail: "there is no such file")
            }
            var configuration = configuration(options)
            configuration.readonly = true
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.read { db in
                try Schema.refuseForeign(db, path: path)
                try Schema.refuseOtherVersion(db, path: path)
            }
            return pool
        }
    }

    /// Before WAL mode is switched on, which changes the file.
    private static func refuseForeignFile(_ path: String, options: SQLiteStoreOptions) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        var configuration = configuration(options)
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { db in
            try Schema.refuseForeign(db, path: path)
            try Schema.refuseNewer(db, path: path)
        }
        try queue.close()
    }

    private static func configuration(_ options: SQLiteStoreOptions) -> Configuration {
        var configuration = Configuration()
        configuration.label = "fuellort"
        configuration.busyMode = .timeout(options.busySeconds)
        configuration.maximumReaderCount = max(1, options.readers)
        configuration.prepareDatabase { db in
            if let pages = options.pageLimit { try db.execute(sql: "PRAGMA max_page_count = \(pages)") }
        }
        return configuration
    }

    private static func prepareForWriting(_ writer: some DatabaseWriter, path: String) throws {
        // The pool sets NORMAL when it switches WAL on. FULL, because the broker is told "stored" after the commit.
        // Room for the levels of ten thousand slots, which a drained backlog touches again and again, in memory and in the log.
        try writer.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -16384")
        }
        try Schema.migrate(writer)
    }
}
