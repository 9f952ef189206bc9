import GRDB

/// What the writing side remembers between batches. Everything here can be forgotten at any time and is read back from the tables;
/// it is, after a batch that failed, and the frames also after another process has written.
struct IntakeMemory {
    var slots = SlotNumbers()
    var frames: FrameMemory?
    /// SQLite's counter of commits by other connections.
    private var dataVersion: Int64?

    mutating func refresh(_ db: Database) throws {
        let version = try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version"))
        if version != dataVersion || frames == nil {
            frames = try FrameMemory.loaded(db)
            dataVersion = version
        }
    }
}
