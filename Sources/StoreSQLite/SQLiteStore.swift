import GRDB
import Store
import Synchronization

/// Towns, readings, levels, plans and refused messages in one SQLite file (or in memory, for tests).
///
/// One connection writes; others read beside it without waiting (WAL). A transaction is on the disk when its call returns
/// (`synchronous=FULL`). Safe to use from any number of tasks and threads at once.
public final class SQLiteStore: Sendable {
    /// Where the file is; `:memory:` in memory.
    public let path: String
    public let options: SQLiteStoreOptions

    let database: any DatabaseWriter
    /// Connections for reads that do not suspend. Never the pool's: a task that blocks until a reader is free holds one of the few
    /// threads on which the tasks that hold readers have to go on to give them back, and then nobody ever goes on.
    private let direct: DirectReaders
    /// What the writing side remembers between batches.
    let intake = Mutex(IntakeShelf())

    init(database: any DatabaseWriter, path: String, options: SQLiteStoreOptions) {
        self.database = database
        self.path = path
        self.options = options
        direct = DirectReaders(database: database, path: path)
    }

    /// Ends all connections; later calls throw.
    public func close() throws {
        try translating {
            try direct.close()
            try database.close()
        }
    }
}

/// Connections that read on the caller's own thread, opened when they are first asked.
private final class DirectReaders: Sendable {
    private struct Opened {
        var reading: DatabaseQueue?
        var versions: DatabaseQueue?
        var isClosed = false
    }

    private let database: any DatabaseWriter
    private let path: String
    private let opened = Mutex(Opened())

    init(database: any DatabaseWriter, path: String) {
        self.database = database
        self.path = path
    }

    /// For reads that may take a while.
    func reading() throws -> any DatabaseReader { try reader(\.reading) }

    /// For single values that nearly every question asks: never behind a longer read.
    func versions() throws -> any DatabaseReader { try reader(\.versions) }

    private func reader(_ which: WritableKeyPath<Opened, DatabaseQueue?>) throws -> any DatabaseReader {
        // In memory there is one connection only, which is a queue already.
        guard database is DatabasePool else { return database }
        return try opened.withLock { opened in
            if opened.isClosed { return database }
            if let known = opened[keyPath: which] { return known }
            var configuration = database.configuration
            configuration.readonly = true
            configuration.label = "fuellort.direct"
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            opened[keyPath: which] = queue
            return queue
        }
    }

    func close() throws {
        try opened.withLock { opened in
            try opened.reading?.close()
            try opened.versions?.close()
            opened = Opened(isClosed: true)
        }
    }
}

/// The only doors to the database: every error that leaves is a ``StoreError`` where SQLite raised it.
extension SQLiteStore {
    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do { return try await database.read(body) } catch { throw StoreError.translated(error, path: path) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do { return try await database.write(body) } catch { throw StoreError.translated(error, path: path) }
    }

    func readNow<T>(_ body: (Database) throws -> T) throws -> T { try translating { try direct.reading().read(body) } }

    /// A single value, at once.
    func readVersion<T>(_ body: (Database) throws -> T) throws -> T { try translating { try direct.versions().read(body) } }

    func writeNow<T>(_ body: (Database) throws -> T) throws -> T { try translating { try database.write(body) } }

    func translating<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch { throw StoreError.translated(error, path: path) }
    }
}
