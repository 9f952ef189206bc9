import GRDB
import Model

/// Look-ups in the blobs of past days.
struct DayTable {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// The last day of which blobs are there, for any town.
    func lastDay() throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(key) FROM reading_day")).map(DayKey.day)
    }

    func firstDay() throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(key) FROM reading_day")).map(DayKey.day)
    }

    /// Days with blobs of the town that share a moment with `from ..< to`.
    func days(town: TownID, from: Int64, to: Int64) throws -> [(day: Int64, readings: Int)] {
        guard from < to else { return [] }
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: "SELECT day, readings FROM reading_day_total WHERE town = ? AND day BETWEEN ? AND ? ORDER BY day"),
            arguments: [town.rawValue, DayCodec.day(of: from), DayCodec.day(of: to - 1)])
        return try Array(rows.map { ($0[0], $0[1]) })
    }

    /// Fills `readings` with those of one slot and day; leaves it empty if there are none.
    func load(day: Int64, slot: Int64, usualDevice: Int32?, part: DayCodec.Part = .all, into readings: inout [PackedReading])
        throws
    {
        readings.removeAll(keepingCapacity: true)
        let row = try RawStatement(db, sql: "SELECT value FROM reading_day WHERE key = ?")
        row.bind(DayKey.key(day: day, slot: slot), at: 1)
        defer { row.reset() }
        guard try row.nextRow() else { return }
        try Self.decode(row.bytes(0), day: day, slot: slot, usualDevice: usualDevice, part: part, into: &readings)
    }

    /// Calls `visit` with the slot number and blob of each slot that has one on that day, in the order of the numbers.
    func forEachBlob(day: Int64, _ visit: (Int64, UnsafeRawBufferPointer) throws -> Void) throws {
        let rows = try RawStatement(db, sql: "SELECT key, value FROM reading_day WHERE key BETWEEN ? AND ? ORDER BY key")
        rows.bind(DayKey.key(day: day, slot: 0), at: 1)
        rows.bind(DayKey.key(day: day, slot: HotKey.largestSlot), at: 2)
        defer { rows.reset() }
        while try rows.nextRow() { try visit(DayKey.slot(rows.int64(0)), rows.bytes(1)) }
    }

    func store(_ blob: [UInt8], day: Int64, slot: Int64) throws {
        let upsert = try RawStatement(db, sql: "INSERT OR REPLACE INTO reading_day (key, value) VALUES (?, ?)")
        try blob.withUnsafeBytes { bytes in
            upsert.bind(DayKey.key(day: day, slot: slot), at: 1)
            upsert.bind(bytes, at: 2)
            _ = try upsert.run()
        }
    }

    static func decode(
        _ bytes: UnsafeRawBufferPointer, day: Int64, slot: Int64, usualDevice: Int32?, part: DayCodec.Part,
        into readings: inout [PackedReading]
    ) throws {
        guard DayCodec.decode(bytes, day: day, usualDevice: usualDevice, part: part, into: &readings) else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT,
                message: "the readings of slot number \(slot) on \(CalendarDay(epochDay: Int(day))) are damaged")
        }
    }
}

/// Day and slot in one integer, as in ``HotKey``: the number of the UTC day since 1970, then 22 bits of slot number.
enum DayKey {
    static func key(day: Int64, slot: Int64) -> Int64 { day << HotKey.slotBits | slot }

    static func day(_ key: Int64) -> Int64 { key >> HotKey.slotBits }

    static func slot(_ key: Int64) -> Int64 { key & HotKey.largestSlot }
}
