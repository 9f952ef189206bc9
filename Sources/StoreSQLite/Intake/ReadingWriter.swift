import GRDB
import Model
import Store

/// Puts the readings of one batch into the hot table.
struct ReadingWriter {
    private let db: Database
    private let insertion: RawStatement
    private let neighbours: RawStatement
    private var buffer: [UInt8] = []

    init(_ db: Database) throws {
        self.db = db
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
        if let frame, try isRepeat(frame, slot: slot, usualDevice: usualDevice, memory.frames) { return false }
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

    private func isRepeat(_ frame: Frame, slot: Int64, usualDevice: Int32?, _ frames: FrameMemory?) throws -> Bool {
        guard let frames else { return false }
        if frames.holdsRepeat(of: frame, slot: slot) { return true }
        return try !frames.decides(frame, slot: slot) && isStored(frame, slot: slot, usualDevice: usualDevice)
    }

    private func isStored(_ frame: Frame, slot: Int64, usualDevice: Int32?) throws -> Bool {
        neighbours.bind(frame.time.subtractingReportingOverflow(Frame.repeatMilliseconds).partialValue, at: 1)
        neighbours.bind(frame.time.addingReportingOverflow(Frame.repeatMilliseconds).partialValue, at: 2)
        neighbours.bind(slot, at: 3)
        defer { neighbours.reset() }
        while try neighbours.nextRow() {
            let packed = HotReadingCodec.decode(neighbours.bytes(1), time: neighbours.int64(0), usualDevice: usualDevice)
            if let stored = packed.flatMap(Frame.init), stored.isRepeated(by: frame) { return true }
        }
        return false
    }

    /// Positions in the order of the key, so that pages fill one after the other; of equal keys the first given comes first.
    private static func inTimeOrder(_ readings: [TownReading]) -> [Int] {
        func time(_ position: Int) -> Int64 { readings[position].reading.measuredAt.milliseconds }
        let positions = Array(readings.indices)
        if positions.dropFirst().allSatisfy({ time($0 - 1) <= time($0) }) { return positions }
        return positions.sorted { (time($0), $0) < (time($1), $1) }
    }
}
