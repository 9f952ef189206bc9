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

    private var bySlot: [Int64: RecentFrames] = [:]
    /// From when on everything stored has been read back.
    private var completeFrom: Int64 = .max

    func holdsRepeat(of frame: Frame, slot: Int64) -> Bool { bySlot[slot]?.holdsRepeat(of: frame) ?? false }

    func decides(_ frame: Frame, slot: Int64) -> Bool {
        (bySlot[slot] ?? RecentFrames(completeFrom: completeFrom)).decides(frame)
    }

    mutating func add(_ frame: Frame, slot: Int64) {
        bySlot[slot, default: RecentFrames(completeFrom: completeFrom)].add(frame)
    }

    /// What the hot table holds of the newest hours; earlier readings are in blobs, or not worth reading back.
    static func loaded(_ db: Database, compactedUntil: Int64) throws -> FrameMemory {
        var memory = FrameMemory()
        guard let newest = try Int64.fetchOne(db, sql: "SELECT max(time) FROM reading") else {
            memory.completeFrom = compactedUntil
            return memory
        }
        let row = try Int64.fetchOne(
            db, sql: "SELECT time FROM reading ORDER BY time DESC LIMIT 1 OFFSET ?", arguments: [loadedRows])
        let start = newest.subtractingReportingOverflow(loadedMilliseconds)
        memory.completeFrom = max(start.overflow ? .min : start.partialValue, row.map { $0 &+ 1 } ?? .min, compactedUntil)
        let usual = try usualDevices(db)
        let rows = try RawStatement(db, sql: "SELECT time, slot, value FROM reading WHERE time >= ?")
        rows.bind(memory.completeFrom, at: 1)
        while try rows.nextRow() {
            let slot = rows.int64(1)
            let packed = HotReadingCodec.decode(rows.bytes(2), time: rows.int64(0), usualDevice: usual[slot])
            if let frame = packed.flatMap(Frame.init) { memory.add(frame, slot: slot) }
        }
        return memory
    }

    private static func usualDevices(_ db: Database) throws -> [Int64: Int32] {
        let rows = try Row.fetchCursor(db, sql: "SELECT number, usual_device FROM slot_key WHERE usual_device IS NOT NULL")
        return try Dictionary(uniqueKeysWithValues: Array(rows.map { ($0[0] as Int64, $0[1] as Int32) }))
    }
}
