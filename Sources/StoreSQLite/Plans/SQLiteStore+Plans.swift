import GRDB
public import Model
public import Store

extension SQLiteStore: PlanStore {
    public func savePlan(_ plan: Plan) async throws {
        try await write { db in
            try TownTables.require(plan.town, db)
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO plan (town, id, day, created_at, tours, left_out, document) VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    plan.town.rawValue, plan.id.rawValue, plan.day.description, plan.createdAt.milliseconds, plan.tours.count,
                    plan.leftOut.count, try Document.encode(plan),
                ])
        }
    }

    public func plan(town: TownID, id: PlanID) async throws -> Plan? {
        try await read { db in
            try String.fetchOne(
                db, sql: "SELECT document FROM plan WHERE town = ? AND id = ?", arguments: [town.rawValue, id.rawValue]
            ).map { try Document.decode(Plan.self, from: $0, what: "plan") }
        }
    }

    public func plans(town: TownID, day: CalendarDay?, before: PlanID?, limit: Int) async throws -> [Plan] {
        try await read { db in
            // A cursor that is not there (any more) gives the first page of nothing rather than the newest again.
            let sql = """
                SELECT document FROM plan
                WHERE town = :town AND (:day IS NULL OR day = :day)
                    AND (:before IS NULL
                        OR (created_at, id) < (SELECT created_at, id FROM plan WHERE town = :town AND id = :before))
                ORDER BY created_at DESC, id DESC LIMIT :limit
                """
            let texts = try String.fetchAll(
                db, sql: sql,
                arguments: [
                    "town": town.rawValue, "day": day?.description, "before": before?.rawValue, "limit": max(0, limit),
                ])
            return try texts.map { try Document.decode(Plan.self, from: $0, what: "plan") }
        }
    }

    /// A request with the same identifier is replaced.
    public func addRequest(_ request: EmptyingRequest, town: TownID) async throws {
        try await write { db in
            try TownTables.require(request.slot, of: town, db)
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO emptying_request (town, id, slot, due_on, note, created_at) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    town.rawValue, request.id.rawValue, request.slot.rawValue, request.dueOn.description, request.note,
                    request.createdAt.milliseconds,
                ])
        }
    }

    /// An emptying that was only inferred from the rhythm does not answer a request.
    public func openRequests(town: TownID, on day: CalendarDay) async throws -> [EmptyingRequest] {
        try await read { db in
            let sql = """
                SELECT request.id, request.slot, due_on, note, created_at FROM emptying_request AS request
                WHERE request.town = ? AND due_on <= ? AND NOT EXISTS (
                    SELECT 1 FROM emptying JOIN slot_key ON number = emptying.slot
                    WHERE slot_key.town = request.town AND slot_key.slot = request.slot
                        AND emptying.time >= created_at AND source <> ?)
                ORDER BY created_at, request.id
                """
            return try Row.fetchAll(db, sql: sql, arguments: [town.rawValue, day.description, EmptyingSource.inferred.code])
                .compactMap { row in
                    CalendarDay(iso: row[2] as String).map {
                        EmptyingRequest(
                            id: RequestID(row[0]), slot: SlotID(row[1]), dueOn: $0, note: row[3],
                            createdAt: Timestamp(milliseconds: row[4]))
                    }
                }
        }
    }

    /// The report is stored, shown at once as the slot's level if nothing newer is known, and waits for the tracker of levels
    /// (``ReadingIntake/reportedEmptyings()``), all in one transaction.
    public func reportEmptying(_ emptying: Emptying, town: TownID) async throws {
        try await write { db in
            try TownTables.require(emptying.slot, of: town, db)
            try ReportedEmptyings.store(emptying, town: town, db)
        }
    }
}
