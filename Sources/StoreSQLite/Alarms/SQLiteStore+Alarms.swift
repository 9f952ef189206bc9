import GRDB
public import Model
public import Store

extension SQLiteStore: AlarmStore {
    public func openAlarms() throws -> [Alarm] {
        try readNow { db in
            try Row.fetchAll(db, sql: "\(AlarmTable.selection) WHERE cleared_at IS NULL ORDER BY id").compactMap(AlarmTable.alarm)
        }
    }

    public func alarms(town: TownID, filter: AlarmFilter, before: Int64?, limit: Int) async throws -> [Alarm] {
        try await read { db in
            var sql = "\(AlarmTable.selection) WHERE town = ? AND id < ?"
            var arguments: [(any DatabaseValueConvertible)?] = [town.rawValue, before ?? .max]
            switch filter.state {
            case .open: sql += " AND cleared_at IS NULL"
            case .cleared: sql += " AND cleared_at IS NOT NULL"
            case .all: break
            }
            if let kind = filter.kind {
                sql += " AND kind = ?"
                arguments.append(kind.rawValue)
            }
            if let slot = filter.slot {
                sql += " AND slot = ?"
                arguments.append(slot.rawValue)
            }
            if let seen = filter.isAcknowledged { sql += " AND acknowledged_at IS \(seen ? "NOT " : "")NULL" }
            arguments.append(max(0, limit))
            let rows = try Row.fetchAll(db, sql: sql + " ORDER BY id DESC LIMIT ?", arguments: StatementArguments(arguments))
            return rows.compactMap(AlarmTable.alarm)
        }
    }

    public func alarm(town: TownID, id: Int64) async throws -> Alarm? {
        try await read { db in try AlarmTable.alarm(id: id, db).flatMap { $0.town == town ? $0 : nil } }
    }

    public func acknowledgeAlarm(town: TownID, id: Int64, _ acknowledgement: AlarmAcknowledgement) async throws -> Alarm? {
        try await write { db in
            guard let known = try AlarmTable.alarm(id: id, db), known.town == town else { return nil }
            guard known.acknowledgement == nil else { return known }
            try db.execute(
                sql: "UPDATE alarm SET acknowledged_at = ?, acknowledged_by = ?, note = ? WHERE id = ?",
                arguments: [acknowledgement.at.milliseconds, acknowledgement.by, acknowledgement.note, id])
            guard let alarm = try AlarmTable.alarm(id: id, db) else { return nil }
            try AlarmTable.note(.acknowledged, alarm, at: acknowledgement.at, db)
            return alarm
        }
    }

    public func undeliveredAlarmEvents(feed: String, limit: Int) async throws -> [AlarmEvent] {
        if try await deliveredPosition(feed) == nil { try await openFeed(feed) }
        return try await read { db in
            let sql = """
                SELECT id, at, happening, alarm FROM alarm_event
                WHERE id > (SELECT delivered FROM alarm_feed WHERE name = ?) ORDER BY id LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [feed, max(0, limit)]).map(AlarmTable.event)
        }
    }

    private func deliveredPosition(_ feed: String) async throws -> Int64? {
        try await read { try Int64.fetchOne($0, sql: "SELECT delivered FROM alarm_feed WHERE name = ?", arguments: [feed]) }
    }

    private func openFeed(_ feed: String) async throws {
        try await write { db in
            try db.execute(
                sql:
                    "INSERT OR IGNORE INTO alarm_feed (name, delivered) VALUES (?, (SELECT coalesce(max(id), 0) FROM alarm_event))",
                arguments: [feed])
        }
    }

    public func alarmEventsDelivered(feed: String, upTo id: Int64, feeds: [String]) async throws {
        try await write { db in
            try db.execute(
                sql: "UPDATE alarm_feed SET delivered = max(delivered, ?) WHERE name = ?", arguments: [id, feed])
            // A feed that was switched off would keep events for ever.
            let marks = feeds.map { _ in "?" }.joined(separator: ", ")
            try db.execute(
                sql: "DELETE FROM alarm_feed WHERE name NOT IN (\(marks))", arguments: StatementArguments(feeds))
            // The last one stays, so that identifiers are never given twice even without SQLite's own count.
            try db.execute(
                sql: """
                    DELETE FROM alarm_event WHERE id <= (SELECT min(delivered) FROM alarm_feed)
                        AND id < (SELECT max(id) FROM alarm_event)
                    """)
        }
    }

    public func waitingAlarmEvents(feed: String) async throws -> Int {
        try await read { db in
            let sql = "SELECT count(*) FROM alarm_event WHERE id > (SELECT delivered FROM alarm_feed WHERE name = ?)"
            return try Int.fetchOne(db, sql: sql, arguments: [feed]) ?? 0
        }
    }
}
