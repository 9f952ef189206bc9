import GRDBSQLite

/// Holds the write lock of a database, as another program would.
public final class DatabaseLock {
    private var connection: OpaquePointer?

    /// - Throws: when the lock can not be had within five seconds.
    public init(_ path: String) throws {
        guard sqlite3_open(path, &connection) == SQLITE_OK, sqlite3_busy_timeout(connection, 5000) == SQLITE_OK,
            sqlite3_exec(connection, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_OK
        else { throw DatabaseLockError(path: path) }
    }

    deinit { release() }

    public func release() {
        sqlite3_close(connection)
        connection = nil
    }
}

public struct DatabaseLockError: Error { public var path: String }
