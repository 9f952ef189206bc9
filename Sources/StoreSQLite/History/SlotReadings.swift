import GRDB
import Model

/// Everything stored about one slot.
struct SlotReadings {
    private let db: Database
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
        self.slot = slot
        number = row[0]
        usualDevice = row[1]
    }

    /// Readings with `from <= time < to`, oldest first; calls `visit` until it says false.
    func forEach(from: Int64, to: Int64, _ visit: (PackedReading) -> Bool) throws {
        let rows = try RawStatement(
            db, sql: "SELECT time, value FROM reading WHERE time >= ? AND time < ? AND slot = ? ORDER BY time")
        rows.bind(from, at: 1)
        rows.bind(to, at: 2)
        rows.bind(number, at: 3)
        defer { rows.reset() }
        while try rows.nextRow() {
            let packed = HotReadingCodec.decode(rows.bytes(1), time: rows.int64(0), usualDevice: usualDevice)
            guard let packed else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a damaged reading of slot '\(slot)'")
            }
            if !visit(packed) { return }
        }
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

/// Names of device numbers, looked up once each.
struct DeviceNames {
    private let db: Database
    private var names: [Int32: DeviceID] = [:]

    init(_ db: Database) { self.db = db }

    mutating func name(_ number: Int32?) throws -> DeviceID? {
        guard let number else { return nil }
        if let name = names[number] { return name }
        let statement = try db.cachedStatement(sql: "SELECT device FROM device_key WHERE number = ?")
        guard let text = try String.fetchOne(statement, arguments: [number]) else { return nil }
        names[number] = DeviceID(text)
        return names[number]
    }
}
