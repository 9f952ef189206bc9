import GRDB
import Model

/// Moves hot readings into the blobs of their days.
struct DayCompaction {
    private let db: Database
    private let table: DayTable

    init(_ db: Database) {
        self.db = db
        table = DayTable(db)
    }

    struct Step {
        var readings = 0
        var blobs = 0
    }

    /// One transaction's work: the oldest day that ended before `end` and has hot readings, and of it as many slots as have about
    /// `limit` readings together. `nil` when there is nothing to do.
    func step(before end: Int64, limit: Int, _ memory: inout IntakeMemory) throws -> Step? {
        guard let oldest = try Int64.fetchOne(db, sql: "SELECT min(key) FROM reading").map(HotKey.time) else { return nil }
        let day = DayCodec.day(of: oldest)
        let range = DayCodec.range(of: day)
        guard range.upperBound <= end, range.contains(oldest) else { return nil }
        let group = try slots(in: range, limit: limit)
        guard let first = group.first, let last = group.last else { return nil }
        var step = Step()
        for (slot, readings) in try hotReadings(in: range, slots: first.number...last.number, group) {
            step.readings += readings.count
            step.blobs += 1
            try put(readings, day: day, slot)
        }
        try db.execute(
            sql: "DELETE FROM reading WHERE key >= ? AND key < ? AND key & \(HotKey.largestSlot) BETWEEN ? AND ?",
            arguments: [HotKey.first(range.lowerBound), HotKey.first(range.upperBound), first.number, last.number])
        memory.lastCompactedDay = nil
        return step
    }

    private struct KeyedSlot {
        var number: Int64
        var town: String
        var usualDevice: Int32?
    }

    /// The first slots with hot readings in the range, in the order of the blobs' key.
    private func slots(in range: Range<Int64>, limit: Int) throws -> [KeyedSlot] {
        let sql = """
            SELECT hot.slot, readings, town, usual_device
            FROM (
                SELECT key & \(HotKey.largestSlot) AS slot, count(*) AS readings FROM reading WHERE key >= ? AND key < ? GROUP BY 1
            ) AS hot
            JOIN slot_key ON number = hot.slot ORDER BY hot.slot
            """
        let rows = try Row.fetchCursor(db, sql: sql, arguments: [HotKey.first(range.lowerBound), HotKey.first(range.upperBound)])
        var group: [KeyedSlot] = []
        var count = 0
        while count < limit, let row = try rows.next() {
            group.append(KeyedSlot(number: row[0], town: row[2], usualDevice: row[3]))
            count += row[1] as Int
        }
        return group
    }

    private func hotReadings(in range: Range<Int64>, slots: ClosedRange<Int64>, _ group: [KeyedSlot]) throws
        -> [(KeyedSlot, [PackedReading])]
    {
        let places = Dictionary(uniqueKeysWithValues: group.enumerated().map { ($1.number, $0) })
        var readings = Array(repeating: [PackedReading](), count: group.count)
        let rows = try RawStatement(
            db,
            sql:
                "SELECT key, value FROM reading WHERE key >= ? AND key < ? AND key & \(HotKey.largestSlot) BETWEEN ? AND ? ORDER BY key"
        )
        rows.bind(HotKey.first(range.lowerBound), at: 1)
        rows.bind(HotKey.first(range.upperBound), at: 2)
        rows.bind(slots.lowerBound, at: 3)
        rows.bind(slots.upperBound, at: 4)
        defer { rows.reset() }
        while try rows.nextRow() {
            let key = rows.int64(0)
            guard let place = places[HotKey.slot(key)],
                let packed = HotReadingCodec.decode(rows.bytes(1), time: HotKey.time(key), usualDevice: group[place].usualDevice)
            else {
                // Never delete what can not be moved.
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a damaged reading of slot number \(HotKey.slot(key))")
            }
            readings[place].append(packed)
        }
        return Array(zip(group, readings))
    }

    /// Writes the blob, together with what it held before.
    private func put(_ readings: [PackedReading], day: Int64, _ slot: KeyedSlot) throws {
        var stored: [PackedReading] = []
        try table.load(day: day, slot: slot.number, usualDevice: slot.usualDevice, into: &stored)
        let all = stored.isEmpty ? readings : Self.merged(stored, readings)
        try table.store(
            DayCodec.encode(all, day: day, usualDevice: slot.usualDevice), day: day, slot: slot.number)
        let total = try db.cachedStatement(
            sql: """
                INSERT INTO reading_day_total (town, day, readings) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET readings = readings + excluded.readings
                """)
        try total.execute(arguments: [slot.town, day, all.count - stored.count])
    }

    /// In the order of time; of two readings of one moment the stored one stays.
    private static func merged(_ stored: [PackedReading], _ late: [PackedReading]) -> [PackedReading] {
        let times = Set(stored.map(\.time))
        return (stored + late.filter { !times.contains($0.time) }).sorted { $0.time < $1.time }
    }
}
