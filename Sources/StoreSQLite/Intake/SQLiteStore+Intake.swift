import GRDB
public import Model
public import Store
import Synchronization

extension SQLiteStore: ReadingIntake {
    public func commit(_ batch: IntakeBatch) throws -> IntakeOutcome {
        let (outcome, loan) = try writeNow { try self.store(batch, $0) }
        give(back: loan)
        return outcome
    }

    /// The whole batch inside the caller's transaction; the loan is to be given back once that is committed.
    func store(_ batch: IntakeBatch, _ db: Database) throws -> (IntakeOutcome, IntakeShelf.Loan) {
        var loan = intake.withLock { $0.lend() }
        return (try store(batch, &loan.memory, db), loan)
    }

    /// After the commit, never before: see ``IntakeShelf``.
    func give(back loan: IntakeShelf.Loan) { intake.withLock { $0.take(back: loan) } }

    private func store(_ batch: IntakeBatch, _ memory: inout IntakeMemory, _ db: Database) throws -> IntakeOutcome {
        var stored = 0
        if !batch.readings.isEmpty {
            try memory.refresh(db)
            var writer = try ReadingWriter(db)
            stored = try writer.store(batch.readings, &memory)
        }
        for message in batch.quarantined {
            try QuarantineTable.insert(message, payloadLimit: options.quarantinePayloadLimit, db)
        }
        if !batch.levels.isEmpty {
            let writer = try LevelWriter(db)
            for change in batch.levels { try writer.store(change, &memory.slots) }
        }
        if !batch.levels.isEmpty || !batch.appliedReports.isEmpty { try Self.countLevelWrite(db) }
        for report in batch.appliedReports {
            try db.execute(sql: "DELETE FROM reported_emptying WHERE id = ?", arguments: [report])
        }
        try Self.apply(batch.levelLag, db)
        try AlarmTable.apply(batch.alarms, at: batch.alarmsFoundAt, db)
        return IntakeOutcome(
            stored: stored, repeats: batch.readings.count - stored, quarantined: batch.quarantined.count)
    }

    public func levelStates(town: TownID) throws -> [SlotID: StoredLevelState] {
        try readNow { db in
            let rows = try Row.fetchCursor(
                db,
                sql: "\(LevelTable.selection), memory FROM level_state JOIN slot_key ON number = level_state.slot WHERE town = ?",
                arguments: [town.rawValue])
            var states: [SlotID: StoredLevelState] = [:]
            while let row = try rows.next() {
                let current = LevelTable.currentLevel(row)
                let memory = try row.bytes(LevelTable.columns)
                states[current.slot] = StoredLevelState(current: current, memory: memory)
            }
            return states
        }
    }

    public func readingsForDerivation(town: TownID, slot: SlotID, since: Timestamp) throws -> [Reading] {
        try readNow { db in
            try SlotReadings(db, town: town, slot: slot)?.readings(from: since.milliseconds, to: .max, limit: .max) ?? []
        }
    }

    public func reportedEmptyings() throws -> [ReportedEmptying] {
        try readNow { db in
            let sql = """
                SELECT id, town, slot_key.slot, time, level_before, level_after, confidence, source
                FROM reported_emptying JOIN slot_key ON number = reported_emptying.slot ORDER BY id
                """
            return try Row.fetchAll(db.cachedStatement(sql: sql)).map { row in
                ReportedEmptying(
                    id: row[0], town: TownID(row[1]), emptying: LevelTable.emptying(row, slot: SlotID(row[2]), from: 3))
            }
        }
    }
}
