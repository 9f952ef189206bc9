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
            db, sql: "INSERT INTO reading (time, slot, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        neighbours = try RawStatement(db, sql: "SELECT time, value FROM reading WHERE time BETWEEN ? AND ? AND slot = ?")
        buffer.reserveCapacity(64)
    }

    /// How many of the readings were new.
    mutating func store(_ readings: [TownReading], _ memory: inout IntakeMemory) throws -> Int {
        var stored = 0
        for position in Self.inTimeOrder(readings) where try store(readings[position], &memory) { stored += 1 }
        return stored
    }

    /// False for a repeat.
    private mutating func store(_ reading: TownReading, _ memory: inout IntakeMemory) throws -> Bool {
        let index = try memory.slots.index(town: reading.town, slot: reading.reading.slot, db)
        let device = try memory.slots.device(reading.reading.device, at: index, db)
        let slot = memory.slots.entries[index].number
        let usualDevice = memory.slots.entries[index].usualDeviceNumber
        let packed = PackedReading(reading.reading, device: device)
        let frame = Frame(packed)
        let place = Place(slot: slot, usualDevice: usualDevice)
        if let frame, try isRepeat(frame, place, memory) { return false }
        if packed.time < memory.compactedUntil, try isInBlob(packed.time, place) { return false }
        HotReadingCodec.encode(packed, usualDevice: usualDevice, into: &buffer)
        guard try insert(time: packed.time, slot: slot) else { return false }
        if let frame { memory.frames?.add(frame, slot: slot) }
        return true
    }

    private func insert(time: Int64, slot: Int64) throws -> Bool {
        try buffer.withUnsafeBytes { value in
            insertion.bind(time, at: 1)
            insertion.bind(slot, at: 2)
            insertion.bind(value, at: 3)
            return try insertion.run()
        }
    }

    private struct Place {
        var slot: Int64
        var usualDevice: Int32?
    }

    private func isRepeat(_ frame: Frame, _ place: Place, _ memory: IntakeMemory) throws -> Bool {
        guard let frames = memory.frames else { return false }
        if frames.holdsRepeat(of: frame, slot: place.slot) { return true }
        if frames.decides(frame, slot: place.slot) { return false }
        let range = frame.earliestRepeat...frame.latestRepeat
        if try isHot(frame, in: range, place) { return true }
        guard range.lowerBound < memory.compactedUntil else { return false }
        return try Set([DayCodec.day(of: range.lowerBound), DayCodec.day(of: range.upperBound)]).contains { day in
            try blob(day, place).contains { Frame($0)?.isRepeated(by: frame) ?? false }
        }
    }

    private func isHot(_ frame: Frame, in range: ClosedRange<Int64>, _ place: Place) throws -> Bool {
        neighbours.bind(range.lowerBound, at: 1)
        neighbours.bind(range.upperBound, at: 2)
        neighbours.bind(place.slot, at: 3)
        defer { neighbours.reset() }
        while try neighbours.nextRow() {
            let packed = HotReadingCodec.decode(neighbours.bytes(1), time: neighbours.int64(0), usualDevice: place.usualDevice)
            if let stored = packed.flatMap(Frame.init), stored.isRepeated(by: frame) { return true }
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

    /// Positions in the order of the key, so that pages fill one after the other; of equal keys the first given comes first.
    private static func inTimeOrder(_ readings: [TownReading]) -> [Int] {
        func time(_ position: Int) -> Int64 { readings[position].reading.measuredAt.milliseconds }
        let positions = Array(readings.indices)
        if positions.dropFirst().allSatisfy({ time($0 - 1) <= time($0) }) { return positions }
        return positions.sorted { (time($0), $0) < (time($1), $1) }
    }
}
