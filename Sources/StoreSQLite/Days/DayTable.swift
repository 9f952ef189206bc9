import GRDB
import Model

/// Look-ups in the blobs of past days.
struct DayTable {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// The last day of which blobs are there, for any town.
    func lastDay() throws -> Int64? { try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(day) FROM reading_day")) }

    func firstDay() throws -> Int64? { try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(day) FROM reading_day")) }

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
        let row = try RawStatement(db, sql: "SELECT value FROM reading_day WHERE day = ? AND slot = ?")
        row.bind(day, at: 1)
        row.bind(slot, at: 2)
        defer { row.reset() }
        guard try row.nextRow() else { return }
        try Self.decode(row.bytes(0), day: day, slot: slot, usualDevice: usualDevice, part: part, into: &readings)
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
