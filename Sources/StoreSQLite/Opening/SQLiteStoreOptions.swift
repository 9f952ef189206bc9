/// How a database is opened.
public struct SQLiteStoreOptions: Sendable, Hashable {
    public enum Access: Sendable, Hashable {
        /// Creates the file if it is missing and brings its schema up to date.
        case readWrite
        /// Looks at an existing database, also while another process writes to it; never changes anything.
        case readOnly
    }

    public var access: Access
    /// How long to wait for another process's write lock before ``StoreError/busy(path:)``.
    public var busySeconds: Double
    /// Connections for reading beside the one that writes.
    public var readers: Int
    /// Most bytes kept of a refused message; its true size is kept besides. At least what ingest accepts as a message (256 KiB), or a
    /// refused one can not be processed again.
    public var quarantinePayloadLimit: Int
    /// Most pages (of 4,096 bytes) the file may grow to; `nil` leaves it to the disk.
    public var pageLimit: Int?

    public init(
        access: Access = .readWrite, busySeconds: Double = 5, readers: Int = 4, quarantinePayloadLimit: Int = 262_144,
        pageLimit: Int? = nil
    ) {
        self.access = access
        self.busySeconds = busySeconds
        self.readers = readers
        self.quarantinePayloadLimit = quarantinePayloadLimit
        self.pageLimit = pageLimit
    }
}
