import GRDB
import Model
import Store

/// Writes what was derived: the level of a slot now, the tracker's memory, emptyings.
struct LevelWriter {
    private let db: Database
    private let upsert: RawStatement

    init(_ db: Database) throws {
        self.db = db
        upsert = try RawStatement(
            db,
            sql: """
                INSERT INTO level_state (
                    slot, level, measured_at, last_heard_at, trust, quality, battery_percent, temperature,
                    emptied_at, emptied_before, emptied_after, emptied_confidence, emptied_source, memory)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                    level = excluded.level, measured_at = excluded.measured_at, last_heard_at = excluded.last_heard_at,
                    trust = excluded.trust, quality = excluded.quality, battery_percent = excluded.battery_percent,
                    temperature = excluded.temperature, emptied_at = excluded.emptied_at,
                    emptied_before = excluded.emptied_before, emptied_after = excluded.emptied_after,
                    emptied_confidence = excluded.emptied_confidence, emptied_source = excluded.emptied_source,
                    memory = excluded.memory
                """)
    }

    func store(_ change: LevelChange, _ slots: inout SlotNumbers) throws {
        let index = try slots.index(town: change.town, slot: change.slot, db)
        let slot = slots.entries[index].number
        try store(change.state, slot: slot)
        if let since = change.replacesEmptyingsSince {
            try db.execute(
                sql: "DELETE FROM emptying WHERE slot = ? AND time >= ? AND source = ?",
                arguments: [slot, since.milliseconds, EmptyingSource.sensed.code])
        }
        for emptying in change.emptyings { try store(emptying, slot: slot) }
    }

    func store(_ state: StoredLevelState, slot: Int64) throws {
        let current = state.current
        let emptied = current.lastEmptying
        try state.memory.withUnsafeBytes { memory in
            upsert.bind(slot, at: 1)
            upsert.bind(current.level, at: 2)
            upsert.bind(current.measuredAt?.milliseconds, at: 3)
            upsert.bind(current.lastHeardAt?.milliseconds, at: 4)
            upsert.bind(current.trust as Double?, at: 5)
            upsert.bind(Int64(current.quality.rawValue), at: 6)
            upsert.bind(current.batteryPercent, at: 7)
            upsert.bind(current.temperatureCelsius, at: 8)
            upsert.bind(emptied?.at.milliseconds, at: 9)
            upsert.bind(emptied?.levelBefore, at: 10)
            upsert.bind(emptied?.levelAfter, at: 11)
            upsert.bind(emptied?.confidence, at: 12)
            upsert.bind(emptied?.source.code, at: 13)
            upsert.bind(memory, at: 14)
            _ = try upsert.run()
        }
    }

    /// What staff reported is never overwritten by what a sensor seems to have seen in the same millisecond.
    func store(_ emptying: Emptying, slot: Int64) throws {
        try db.execute(
            sql: """
                INSERT INTO emptying (slot, time, level_before, level_after, confidence, source) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                    level_before = excluded.level_before, level_after = excluded.level_after,
                    confidence = excluded.confidence, source = excluded.source
                WHERE source <> ? OR excluded.source = ?
                """,
            arguments: [
                slot, emptying.at.milliseconds, emptying.levelBefore, emptying.levelAfter, emptying.confidence,
                emptying.source.code,
                EmptyingSource.reported.code, EmptyingSource.reported.code,
            ])
    }
}

/// Numbers on disk; never change one.
extension EmptyingSource {
    var code: Int64 {
        switch self {
        case .sensed: 0
        case .reported: 1
        case .inferred: 2
        }
    }

    init(code: Int64) {
        self =
            switch code {
            case 0: .sensed
            case 1: .reported
            default: .inferred
            }
    }
}
