import GRDB
import Model
import Store

/// What staff checked off.
enum ReportedEmptyings {
    static func store(_ emptying: Emptying, town: TownID, _ db: Database) throws {
        var slots = SlotNumbers()
        let index = try slots.index(town: town, slot: emptying.slot, db)
        let slot = slots.entries[index].number
        let levels = try LevelWriter(db)
        try levels.store(emptying, slot: slot)
        try db.execute(
            sql: """
                INSERT INTO reported_emptying (slot, time, level_before, level_after, confidence, source) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                slot, emptying.at.milliseconds, emptying.levelBefore, emptying.levelAfter, emptying.confidence,
                emptying.source.code,
            ])
        var state = try state(of: slot, name: emptying.slot, db)
        if apply(emptying, to: &state.current) { try levels.store(state, slot: slot) }
    }

    /// Whether it changed anything: a report that comes after newer news does not take them back.
    private static func apply(_ emptying: Emptying, to current: inout CurrentLevel) -> Bool {
        var changed = false
        if current.lastEmptying.map({ $0.at <= emptying.at }) ?? true {
            current.lastEmptying = emptying
            changed = true
        }
        if current.measuredAt.map({ $0 <= emptying.at }) ?? true {
            current.level = emptying.levelAfter ?? 0
            current.measuredAt = emptying.at
            current.trust = emptying.confidence
            changed = true
        }
        return changed
    }

    /// The tracker's memory stays as it is: the report waits for it.
    private static func state(of slot: Int64, name: SlotID, _ db: Database) throws -> StoredLevelState {
        let row = try Row.fetchOne(
            db,
            sql: "\(LevelTable.selection), memory FROM level_state JOIN slot_key ON number = level_state.slot WHERE number = ?",
            arguments: [slot])
        guard let row else {
            let unknown = CurrentLevel(slot: name, level: nil, measuredAt: nil, lastHeardAt: nil, trust: 0)
            return StoredLevelState(current: unknown, memory: [])
        }
        let memory = try row.bytes(LevelTable.columns)
        return StoredLevelState(current: LevelTable.currentLevel(row), memory: memory)
    }
}
