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
    /// What the writing side remembers between batches.
    let intake = Mutex(IntakeShelf())

    init(database: any DatabaseWriter, path: String, options: SQLiteStoreOptions) {
        self.database = database
        self.path = path
        self.options = options
    }

    /// Ends all connections; later calls throw.
    public func close() throws { try translating { try database.close() } }
}

/// The only doors to the database: every error that leaves is a ``StoreError`` where SQLite raised it.
extension SQLiteStore {
    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do { return try await database.read(body) } catch { throw StoreError.translated(error, path: path) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do { return try await database.write(body) } catch { throw StoreError.translated(error, path: path) }
    }

    func readNow<T>(_ body: (Database) throws -> T) throws -> T { try translating { try database.read(body) } }

    func writeNow<T>(_ body: (Database) throws -> T) throws -> T { try translating { try database.write(body) } }

    func translating<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch { throw StoreError.translated(error, path: path) }
    }
}
