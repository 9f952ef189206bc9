import GRDB
import Model

/// Everything stored about one slot: the hot table and the blobs of past days as one.
struct SlotReadings {
    private let db: Database
    private let town: TownID
    private let slot: SlotID
    private let number: Int64
    private let usualDevice: Int32?

    /// `nil` for a slot that never had a reading or a level.
    init?(_ db: Database, town: TownID, slot: SlotID) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT number, usual_device FROM slot_key WHERE town = ? AND slot = ?"),
            arguments: [town.rawValue, slot.rawValue])
        guard let row else { return nil }
        self.db = db
        self.town = town
        self.slot = slot
        number = row[0]
        usualDevice = row[1]
    }

    /// Readings with `from <= time < to`, oldest first; calls `visit` until it says false.
    func forEach(from: Int64, to: Int64, part: DayCodec.Part = .all, _ visit: (PackedReading) -> Bool) throws {
        let hot = try hotReadings(from: from, to: to)
        var nextHot = 0
        let table = DayTable(db)
        var readings: [PackedReading] = []
        for (day, _) in try table.days(town: town, from: from, to: to) {
            try table.load(day: day, slot: number, usualDevice: usualDevice, part: part, into: &readings)
            for reading in readings where reading.time >= from && reading.time < to {
                // Late ones, that have not been put into their day yet.
                while nextHot < hot.count, hot[nextHot].time < reading.time {
                    guard visit(hot[nextHot]) else { return }
                    nextHot += 1
                }
                guard visit(reading) else { return }
            }
        }
        for reading in hot[nextHot...] { guard visit(reading) else { return } }
    }

    private func hotReadings(from: Int64, to: Int64) throws -> [PackedReading] {
        let rows = try RawStatement(
            db, sql: "SELECT key, value FROM reading WHERE key >= ? AND key < ? AND key & \(HotKey.largestSlot) = ? ORDER BY key")
        rows.bind(HotKey.first(from), at: 1)
        rows.bind(HotKey.first(to), at: 2)
        rows.bind(number, at: 3)
        defer { rows.reset() }
        var readings: [PackedReading] = []
        while try rows.nextRow() {
            guard let packed = HotReadingCodec.decode(rows.bytes(1), time: HotKey.time(rows.int64(0)), usualDevice: usualDevice)
            else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a damaged reading of slot '\(slot)'")
            }
            readings.append(packed)
        }
        return readings
    }

    /// What stands in the blobs of past days, oldest first.
    func pastReadings(from: Int64) throws -> [Reading] {
        let table = DayTable(db)
        var packed: [PackedReading] = []
        var ofDay: [PackedReading] = []
        for (day, _) in try table.days(town: town, from: from, to: .max) {
            try table.load(day: day, slot: number, usualDevice: usualDevice, into: &ofDay)
            packed += ofDay.filter { $0.time >= from }
        }
        var devices = DeviceNames(db)
        return try packed.map { $0.reading(slot: slot, device: try devices.name($0.device)) }
    }

    func readings(from: Int64, to: Int64, limit: Int) throws -> [Reading] {
        var packed: [PackedReading] = []
        if limit > 0 {
            try forEach(from: from, to: to) {
                packed.append($0)
                return packed.count < limit
            }
        }
        var devices = DeviceNames(db)
        return try packed.map { $0.reading(slot: slot, device: try devices.name($0.device)) }
    }
}
