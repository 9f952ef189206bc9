import GRDB
import Model
import Store

/// Puts the readings of one batch into the hot table.
struct ReadingWriter {
    private let db: Database
    private let insertion: RawStatement
    private let neighbours: RawStatement
    private let days: DayTable
    private var buffer: [UInt8] = []

    init(_ db: Database) throws {
        self.db = db
        days = DayTable(db)
        insertion = try RawStatement(
            db, sql: "INSERT OR IGNORE INTO reading (key, value) VALUES (?, ?)")
        neighbours = try RawStatement(
            db, sql: "SELECT key, value FROM reading WHERE key BETWEEN ? AND ? AND key & \(HotKey.largestSlot) = ?")
        buffer.reserveCapacity(64)
    }

    /// How many of the readings were new.
    mutating func store(_ readings: [TownReading], _ memory: inout IntakeMemory) throws -> Int {
        // Read in place: copying a reading with its identifiers costs as much as packing it.
        try readings.withUnsafeBufferPointer { readings in
            guard let first = readings.baseAddress else { return 0 }
            var entries: [Int] = []
            var keys: [Int64] = []
            entries.reserveCapacity(readings.count)
            keys.reserveCapacity(readings.count)
            for position in readings.indices {
                let entry = try memory.slots.index(town: first[position].town, slot: first[position].reading.slot, db)
                entries.append(entry)
                let time = first[position].reading.measuredAt.milliseconds
                keys.append(HotKey.key(time: time, slot: memory.slots.entries[entry].number))
            }
            let order = Self.order(of: keys)
            var stored = 0
            for place in keys.indices {
                let position = order?[place] ?? place
                if try store(first + position, key: keys[position], entry: entries[position], &memory) { stored += 1 }
            }
            return stored
        }
    }

    /// Positions in the order of the keys, so that pages fill one after the other; of equal keys the first given comes first. `nil`
    /// when they already are in order.
    private static func order(of keys: [Int64]) -> [Int]? {
        if keys.indices.dropFirst().allSatisfy({ keys[$0 - 1] <= keys[$0] }) { return nil }
        return keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    }

    /// False for a repeat.
    private mutating func store(
        _ reading: UnsafePointer<TownReading>, key: Int64, entry: Int, _ memory: inout IntakeMemory
    ) throws -> Bool {
        let device = try memory.slots.device(reading.pointee.reading.device, at: entry, db)
        let place = Place(slot: HotKey.slot(key), usualDevice: memory.slots.entries[entry].usualDeviceNumber)
        let packed = PackedReading(reading.pointee.reading, device: device)
        var session: Int32 = 0
        if let name = reading.pointee.reading.session, let device {
            session = try memory.sessions?.number(of: device, name, at: packed.time, db) ?? 0
        }
        let frame = Frame(packed, session: session)
        if let frame, try isRepeat(frame, place, &memory) { return false }
        if packed.time < memory.compactedUntil, try isInBlob(packed.time, place) { return false }
        HotReadingCodec.encode(packed, usualDevice: place.usualDevice, into: &buffer)
        guard try insert(key) else { return false }
        if let frame { memory.frames?.add(frame, slot: place.slot) }
        return true
    }

    private func insert(_ key: Int64) throws -> Bool {
        try buffer.withUnsafeBytes { value in
            insertion.bind(key, at: 1)
            insertion.bind(value, at: 2)
            return try insertion.run()
        }
    }

    private struct Place {
        var slot: Int64
        var usualDevice: Int32?
    }

    @inline(__always)
    private func isRepeat(_ frame: Frame, _ place: Place, _ memory: inout IntakeMemory) throws -> Bool {
        switch memory.frames?.verdict(on: frame, slot: place.slot) {
        case .isRepeat: true
        case .askTables: try isStored(frame, place, memory)
        case .isNew, nil: false
        }
    }

    private func isStored(_ frame: Frame, _ place: Place, _ memory: IntakeMemory) throws -> Bool {
        let sessions = memory.sessions
        let range = frame.earliestRepeat...frame.latestRepeat
        if try isHot(frame, in: range, place, sessions) { return true }
        guard range.lowerBound < memory.compactedUntil else { return false }
        return try Set([DayCodec.day(of: range.lowerBound), DayCodec.day(of: range.upperBound)]).contains { day in
            try blob(day, place).contains { Self.frame($0, sessions)?.isRepeated(by: frame) ?? false }
        }
    }

    private static func frame(_ reading: PackedReading, _ sessions: DeviceSessions?) -> Frame? {
        Frame(reading, session: sessions?.number(of: reading.device, at: reading.time) ?? 0)
    }

    private func isHot(
        _ frame: Frame, in range: ClosedRange<Int64>, _ place: Place, _ sessions: DeviceSessions?
    ) throws -> Bool {
        neighbours.bind(HotKey.key(time: range.lowerBound, slot: 0), at: 1)
        neighbours.bind(HotKey.key(time: range.upperBound, slot: HotKey.largestSlot), at: 2)
        neighbours.bind(place.slot, at: 3)
        defer { neighbours.reset() }
        while try neighbours.nextRow() {
            let packed = HotReadingCodec.decode(
                neighbours.bytes(1), time: HotKey.time(neighbours.int64(0)), usualDevice: place.usualDevice)
            if let stored = packed.flatMap({ Self.frame($0, sessions) }), stored.isRepeated(by: frame) { return true }
        }
        return false
    }

    private func isInBlob(_ time: Int64, _ place: Place) throws -> Bool {
        try blob(DayCodec.day(of: time), place, .times).contains { $0.time == time }
    }

    private func blob(_ day: Int64, _ place: Place, _ part: DayCodec.Part = .all) throws -> [PackedReading] {
        var readings: [PackedReading] = []
        try days.load(day: day, slot: place.slot, usualDevice: place.usualDevice, part: part, into: &readings)
        return readings
    }
}
