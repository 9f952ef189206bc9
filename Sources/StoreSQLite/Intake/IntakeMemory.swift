import GRDB

/// Where the memory lies between transactions.
///
/// A transaction takes it away and gives it back only when it is committed: whatever it added is gone if it fails, also when it fails at
/// its very end. A frame remembered but not stored would be taken for a repeat when it comes again, and be lost. (SQLite rolls back by
/// itself when the disk is full at the commit, and tells nobody.)
struct IntakeShelf {
    private var memory: IntakeMemory?
    private var loans = 0

    struct Loan: Sendable {
        var memory: IntakeMemory
        fileprivate var number: Int
    }

    /// An empty memory, which is read back from the tables, if another transaction has not given it back.
    mutating func lend() -> Loan {
        loans += 1
        defer { memory = nil }
        return Loan(memory: memory ?? IntakeMemory(), number: loans)
    }

    /// What was lent before the latest loan does not know what that one has stored.
    mutating func take(back loan: Loan) { if loan.number == loans { memory = loan.memory } }
}

/// What the writing side remembers between batches. Everything here can be forgotten at any time and is read back from the tables;
/// it is, after a batch that failed, and the frames also after another process has written.
struct IntakeMemory {
    var slots = SlotNumbers()
    var frames: FrameMemory?
    var sessions: DeviceSessions?
    /// The last day of which readings stand in blobs (`Int64.min` without any); `nil` while not looked up.
    var lastCompactedDay: Int64?
    /// SQLite's counter of commits by other connections.
    private var dataVersion: Int64?

    mutating func refresh(_ db: Database) throws {
        let version = try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version"))
        if version != dataVersion {
            (frames, sessions, lastCompactedDay) = (nil, nil, nil)
            dataVersion = version
        }
        if lastCompactedDay == nil { lastCompactedDay = try DayTable(db).lastDay() ?? .min }
        let sessions = try sessions ?? DeviceSessions(db)
        self.sessions = sessions
        if frames == nil { frames = try FrameMemory.loaded(db, compactedUntil: compactedUntil, sessions: sessions) }
    }

    /// Readings before this moment may stand in blobs.
    var compactedUntil: Int64 {
        guard let day = lastCompactedDay, day != .min else { return .min }
        return DayCodec.range(of: day).upperBound
    }
}
