import GRDB
import Model
import Store

/// Everything stored about one town's slots.
struct TownReadings {
    private let db: Database
    private let slots: [Int64: KeyedSlot]
    private let town: TownID

    private struct KeyedSlot {
        var id: SlotID
        var usualDevice: Int32?
    }

    init(_ db: Database, town: TownID) throws {
        self.db = db
        self.town = town
        let rows = try Row.fetchCursor(
            db, sql: "SELECT number, slot, usual_device FROM slot_key WHERE town = ?", arguments: [town.rawValue])
        slots = try Dictionary(
            uniqueKeysWithValues: Array(rows.map { ($0[0] as Int64, KeyedSlot(id: SlotID($0[1]), usualDevice: $0[2])) }))
    }

    /// A page in (time, slot name) order.
    func page(from: Int64, to: Int64, after: ReadingKey?, limit: Int) throws -> [Reading] {
        guard limit > 0 else { return [] }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT time, reading.slot, value FROM reading JOIN slot_key ON number = reading.slot
                WHERE time >= ? AND time < ? AND town = ? AND (time > ? OR (time = ? AND slot_key.slot > ?))
                ORDER BY time, slot_key.slot LIMIT ?
                """,
            arguments: [
                max(from, after?.measuredAt.milliseconds ?? .min), to, town.rawValue, after?.measuredAt.milliseconds ?? .min,
                after?.measuredAt.milliseconds, after?.slot.rawValue, limit,
            ])
        var devices = DeviceNames(db)
        var page: [Reading] = []
        while let row = try rows.next() {
            guard let slot = slots[row[1]] else { continue }
            let packed = try row.bytes(2).withUnsafeBytes { try decoded($0, time: row[0], slot: slot) }
            page.append(packed.reading(slot: slot.id, device: try devices.name(packed.device)))
        }
        return page
    }

    func levelSeries(since: Int64) throws -> [SlotID: [LevelPoint]] {
        var series: [Int64: [LevelPoint]] = [:]
        let rows = try RawStatement(db, sql: "SELECT time, slot, value FROM reading WHERE time >= ? ORDER BY time")
        rows.bind(since, at: 1)
        defer { rows.reset() }
        while try rows.nextRow() {
            guard let slot = slots[rows.int64(1)] else { continue }
            let packed = try decoded(rows.bytes(2), time: rows.int64(0), slot: slot)
            guard packed.countsForLevel else { continue }
            series[rows.int64(1), default: []].append(
                LevelPoint(at: Timestamp(milliseconds: packed.time), level: packed.levelShare))
        }
        return series.reduce(into: [:]) { named, entry in
            if let slot = slots[entry.key] { named[slot.id] = entry.value }
        }
    }

    func count() throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM reading WHERE slot IN (SELECT number FROM slot_key WHERE town = ?)",
            arguments: [town.rawValue]) ?? 0
    }

    private func decoded(_ bytes: UnsafeRawBufferPointer, time: Int64, slot: KeyedSlot) throws -> PackedReading {
        guard let packed = HotReadingCodec.decode(bytes, time: time, usualDevice: slot.usualDevice) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a damaged reading of slot '\(slot.id)'")
        }
        return packed
    }
}
