import GRDB
import Model

/// Rows of levels and emptyings as values.
enum LevelTable {
    /// Followed by `FROM level_state JOIN slot_key`.
    static let selection = """
        SELECT slot_key.slot, level, measured_at, last_heard_at, trust, quality, battery_percent, temperature,
            emptied_at, emptied_before, emptied_after, emptied_confidence, emptied_source
        """
    static let columns = 13

    static func currentLevel(_ row: Row) -> CurrentLevel {
        let slot = SlotID(row[0])
        let emptiedAt: Int64? = row[8]
        return CurrentLevel(
            slot: slot, level: row[1], measuredAt: timestamp(row[2]), lastHeardAt: timestamp(row[3]), trust: row[4],
            quality: ReadingQuality(rawValue: UInt16(truncatingIfNeeded: row[5] as Int64)), batteryPercent: row[6],
            temperatureCelsius: row[7],
            lastEmptying: emptiedAt.map { at in
                Emptying(
                    slot: slot, at: Timestamp(milliseconds: at), levelBefore: row[9], levelAfter: row[10], confidence: row[11],
                    source: EmptyingSource(code: row[12]))
            })
    }

    /// Five columns from `first` on: time, before, after, confidence, source.
    static func emptying(_ row: Row, slot: SlotID, from first: Int) -> Emptying {
        Emptying(
            slot: slot, at: Timestamp(milliseconds: row[first]), levelBefore: row[first + 1], levelAfter: row[first + 2],
            confidence: row[first + 3], source: EmptyingSource(code: row[first + 4]))
    }

    private static func timestamp(_ milliseconds: Int64?) -> Timestamp? { milliseconds.map(Timestamp.init(milliseconds:)) }
}
