import GRDB
import Model
import Store

/// Everything stored about one town's slots: the hot table and the blobs of past days as one.
struct TownReadings {
    let db: Database
    let town: TownID
    let slots: [Int64: KeyedSlot]

    struct KeyedSlot {
        var id: SlotID
        var usualDevice: Int32?
    }

    /// A reading with the number of its slot.
    struct Entry {
        var slot: Int64
        var reading: PackedReading
    }

    init(_ db: Database, town: TownID) throws {
        self.db = db
        self.town = town
        let rows = try Row.fetchCursor(
            db, sql: "SELECT number, slot, usual_device FROM slot_key WHERE town = ?", arguments: [town.rawValue])
        slots = try Dictionary(
            uniqueKeysWithValues: Array(rows.map { ($0[0] as Int64, KeyedSlot(id: SlotID($0[1]), usualDevice: $0[2])) }))
    }

    func count() throws -> Int {
        let hot = try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM reading WHERE key & \(HotKey.largestSlot) IN (SELECT number FROM slot_key WHERE town = ?)",
            arguments: [town.rawValue])
        let past = try Int.fetchOne(
            db, sql: "SELECT sum(readings) FROM reading_day_total WHERE town = ?", arguments: [town.rawValue])
        return (hot ?? 0) + (past ?? 0)
    }

    /// Trustworthy levels from `since` to before `until`, by slot and in the order of time.
    func levelSeries(since: Int64, until: Int64) throws -> [SlotID: [LevelPoint]] {
        var series: [Int64: [LevelPoint]] = [:]
        func note(_ reading: PackedReading, _ slot: Int64) {
            guard reading.time >= since, reading.time < until, reading.countsForLevel else { return }
            series[slot, default: []].append(LevelPoint(at: Timestamp(milliseconds: reading.time), level: reading.levelShare))
        }
        for (day, _) in try DayTable(db).days(town: town, from: since, to: until) {
            try forEachBlob(day: day, part: .levels) { slot, readings in
                for reading in readings { note(reading, slot) }
            }
        }
        let hot = try RawStatement(db, sql: "SELECT key, value FROM reading WHERE key >= ? ORDER BY key")
        hot.bind(HotKey.first(since), at: 1)
        defer { hot.reset() }
        while try hot.nextRow() {
            let key = hot.int64(0)
            guard HotKey.time(key) < until else { break }
            guard let slot = slots[HotKey.slot(key)] else { continue }
            note(try decoded(hot.bytes(1), time: HotKey.time(key), slot: slot), HotKey.slot(key))
        }
        return series.reduce(into: [:]) { named, entry in
            guard let slot = slots[entry.key] else { return }
            named[slot.id] = Self.inOrder(entry.value)
        }
    }

    /// Late readings come after the blobs of their day; mostly there are none.
    private static func inOrder(_ points: [LevelPoint]) -> [LevelPoint] {
        let isOrdered = zip(points, points.dropFirst()).allSatisfy { $0.at < $1.at }
        return isOrdered ? points : points.sorted { $0.at < $1.at }
    }

    /// The town's blobs of one day.
    func forEachBlob(day: Int64, part: DayCodec.Part, _ visit: (Int64, [PackedReading]) throws -> Void) throws {
        var readings: [PackedReading] = []
        try DayTable(db).forEachBlob(day: day) { number, blob in
            guard let slot = slots[number] else { return }
            try DayTable.decode(blob, day: day, slot: number, usualDevice: slot.usualDevice, part: part, into: &readings)
            try visit(number, readings)
        }
    }

    func decoded(_ bytes: UnsafeRawBufferPointer, time: Int64, slot: KeyedSlot) throws -> PackedReading {
        guard let packed = HotReadingCodec.decode(bytes, time: time, usualDevice: slot.usualDevice) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a damaged reading of slot '\(slot.id)'")
        }
        return packed
    }
}
