import Foundation
import GRDB
import Model

/// Rows of alarms and their events.
enum AlarmTable {
    static let selection = """
        SELECT id, town, slot, device, kind, raised_at, cleared_at, value, threshold, acknowledged_at, acknowledged_by, note FROM alarm
        """

    /// `nil` for a kind that only a newer version knows.
    static func alarm(_ row: Row) -> Alarm? {
        guard let kind = AlarmKind(rawValue: row[4]) else { return nil }
        let acknowledgedAt: Int64? = row[9]
        return Alarm(
            id: row[0], town: TownID(row[1]), slot: SlotID(row[2]), device: (row[3] as String?).map(DeviceID.init(_:)),
            kind: kind,
            raisedAt: Timestamp(milliseconds: row[5]), clearedAt: (row[6] as Int64?).map(Timestamp.init(milliseconds:)),
            value: row[7], limit: row[8],
            acknowledgement: acknowledgedAt.map {
                AlarmAcknowledgement(by: row[10] ?? "", at: Timestamp(milliseconds: $0), note: row[11])
            })
    }

    static func alarm(id: Int64, _ db: Database) throws -> Alarm? {
        try Row.fetchOne(db.cachedStatement(sql: "\(selection) WHERE id = ?"), arguments: [id]).flatMap(alarm)
    }

    /// Applies what a batch found, each change with its event. A kind that is open already, or not open, is left alone.
    static func apply(_ changes: [AlarmChange], at moment: Timestamp, _ db: Database) throws {
        for change in changes {
            switch change {
            case .raise(let new): try raise(new, at: moment, db)
            case .clear(let town, let slot, let kind, let at): try clear(town, slot, kind, at: at, foundAt: moment, db)
            }
        }
    }

    private static func raise(_ new: NewAlarm, at moment: Timestamp, _ db: Database) throws {
        let insertion = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO alarm (town, slot, device, kind, raised_at, value, threshold) VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        try insertion.execute(arguments: [
            new.town.rawValue, new.slot.rawValue, new.device?.rawValue, new.kind.rawValue, new.raisedAt.milliseconds, new.value,
            new.limit,
        ])
        guard db.changesCount > 0, let alarm = try alarm(id: db.lastInsertedRowID, db) else { return }
        try note(.raised, alarm, at: moment, db)
    }

    private static func clear(
        _ town: TownID, _ slot: SlotID, _ kind: AlarmKind, at: Timestamp, foundAt moment: Timestamp, _ db: Database
    ) throws {
        let sql = "SELECT id FROM alarm WHERE town = ? AND slot = ? AND kind = ? AND cleared_at IS NULL"
        let open = try Int64.fetchOne(
            db.cachedStatement(sql: sql), arguments: [town.rawValue, slot.rawValue, kind.rawValue])
        guard let open else { return }
        try db.cachedStatement(sql: "UPDATE alarm SET cleared_at = max(?, raised_at) WHERE id = ?").execute(
            arguments: [at.milliseconds, open])
        if let alarm = try alarm(id: open, db) { try note(.cleared, alarm, at: moment, db) }
    }

    static func note(_ happening: AlarmEvent.Happening, _ alarm: Alarm, at moment: Timestamp, _ db: Database) throws {
        try db.cachedStatement(sql: "INSERT INTO alarm_event (at, happening, alarm) VALUES (?, ?, ?)").execute(
            arguments: [moment.milliseconds, happening.rawValue, try Document.encode(alarm)])
    }

    static func event(_ row: Row) throws -> AlarmEvent {
        AlarmEvent(
            id: row[0], happening: AlarmEvent.Happening(rawValue: row[2]) ?? .raised, at: Timestamp(milliseconds: row[1]),
            alarm: try Document.decode(Alarm.self, from: row[3], what: "event of an alarm"))
    }
}
