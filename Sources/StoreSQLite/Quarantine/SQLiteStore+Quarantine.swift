import GRDB
public import Model
public import Store

extension SQLiteStore: QuarantineStore {
    public func quarantined(reason: QuarantineReason?, after: Int64?, limit: Int) async throws -> [QuarantinedMessage] {
        try await read { db in
            let rows = try Row.fetchAll(
                db, sql: "\(QuarantineTable.selection) WHERE id > ? AND (? IS NULL OR reason = ?) ORDER BY id LIMIT ?",
                arguments: [after ?? .min, reason?.rawValue, reason?.rawValue, max(0, limit)])
            return try rows.map(QuarantineTable.message)
        }
    }

    public func quarantineCounts() async throws -> [QuarantineReason: Int] {
        try await read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT reason, count(*) FROM quarantine GROUP BY reason")
            return rows.reduce(into: [:]) { counts, row in
                counts[QuarantineReason(rawValue: row[0]) ?? .undecodable, default: 0] += row[1] as Int
            }
        }
    }

    public func removeQuarantined(_ ids: [Int64], storing batch: IntakeBatch) async throws -> IntakeOutcome {
        let (outcome, loan) = try await write { db in
            let removal = try db.cachedStatement(sql: "DELETE FROM quarantine WHERE id = ?")
            for id in ids { try removal.execute(arguments: [id]) }
            return try self.store(batch, db)
        }
        give(back: loan)
        return outcome
    }

    /// Deletes refused messages that arrived before a moment: nothing else ever does, so what is kept for how long is the operator's
    /// decision.
    /// - Returns: how many there were.
    @discardableResult
    public func deleteQuarantined(before moment: Timestamp) async throws -> Int {
        try await write { db in
            try db.execute(sql: "DELETE FROM quarantine WHERE received_at < ?", arguments: [moment.milliseconds])
            return db.changesCount
        }
    }
}
