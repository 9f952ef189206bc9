import GRDB

/// The second key against repeats, device and frame counter within ten minutes. A late gateway brings the same frame again with a time
/// that differs by fractions of a second, which the key (time, slot) does not catch.
///
/// An index over all readings would cost as much as the readings. Instead the newest frames of each slot are remembered (filled from
/// the hot table after a start, so a restart forgets nothing), and only for a reading older than those the tables are searched.
struct FrameMemory {
    /// How much is read back after a start, at most.
    private static let loadedMilliseconds: Int64 = 3 * 3_600_000
    private static let loadedRows = 100_000

    /// By slot number; these are given one after the other.
    private var bySlot: ContiguousArray<RecentFrames> = []
    /// From when on everything stored has been read back.
    private let completeFrom: Int64

    private init(completeFrom: Int64) { self.completeFrom = completeFrom }

    enum Verdict { case isRepeat, isNew, askTables }

    mutating func verdict(on frame: Frame, slot: Int64) -> Verdict {
        let index = Int(slot)
        while bySlot.count <= index { bySlot.append(RecentFrames(completeFrom: completeFrom)) }
        if bySlot[index].holdsRepeat(of: frame) { return .isRepeat }
        return bySlot[index].decides(frame) ? .isNew : .askTables
    }

    mutating func add(_ frame: Frame, slot: Int64) {
        let index = Int(slot)
        while bySlot.count <= index { bySlot.append(RecentFrames(completeFrom: completeFrom)) }
        bySlot[index].add(frame)
    }

    /// What the hot table holds of the newest hours; earlier readings are in blobs, or not worth reading back.
    static func loaded(_ db: Database, compactedUntil: Int64, sessions: DeviceSessions) throws -> FrameMemory {
        guard let newest = try Int64.fetchOne(db, sql: "SELECT max(key) FROM reading").map(HotKey.time) else {
            return FrameMemory(completeFrom: compactedUntil)
        }
        let row = try Int64.fetchOne(
            db, sql: "SELECT key FROM reading ORDER BY key DESC LIMIT 1 OFFSET ?", arguments: [loadedRows])
        var memory = FrameMemory(
            completeFrom: max(newest &- loadedMilliseconds, row.map { HotKey.time($0) &+ 1 } ?? .min, compactedUntil))
        let usual = try usualDevices(db)
        let rows = try RawStatement(db, sql: "SELECT key, value FROM reading WHERE key >= ?")
        rows.bind(HotKey.first(memory.completeFrom), at: 1)
        while try rows.nextRow() {
            let key = rows.int64(0)
            let slot = HotKey.slot(key)
            let packed = HotReadingCodec.decode(rows.bytes(1), time: HotKey.time(key), usualDevice: usual[slot])
            if let packed, let frame = Frame(packed, session: sessions.number(of: packed.device, at: packed.time)) {
                memory.add(frame, slot: slot)
            }
        }
        return memory
    }

    private static func usualDevices(_ db: Database) throws -> [Int64: Int32] {
        let rows = try Row.fetchCursor(db, sql: "SELECT number, usual_device FROM slot_key WHERE usual_device IS NOT NULL")
        return try Dictionary(uniqueKeysWithValues: Array(rows.map { ($0[0] as Int64, $0[1] as Int32) }))
    }
}
