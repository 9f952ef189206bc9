import Model

/// All readings of one slot and one UTC day as one small blob, four to six bytes a reading, without loss.
///
/// Layout, a stream of bits (``BitWriter``): version (8 bits), count (varint), times since the day's beginning (``IntegerColumn``),
/// one bit per ``DayColumn`` "is there", one bit "some are incomplete" and if so one bit per column "is incomplete"; then each column
/// that is there, an incomplete one after one bit per reading "has it".
enum DayCodec {
    static let millisecondsPerDay: Int64 = 86_400_000
    private static let version: UInt64 = 1

    /// How much of a blob is wanted.
    enum Part: Sendable { case times, levels, all }

    /// The UTC day since 1970 in which the moment lies.
    static func day(of milliseconds: Int64) -> Int64 {
        let day = milliseconds / millisecondsPerDay
        return milliseconds < 0 && day * millisecondsPerDay != milliseconds ? day - 1 : day
    }

    /// The moments of a day with readings (``HotKey/times`` bounds those).
    static func range(of day: Int64) -> Range<Int64> { day * millisecondsPerDay..<(day + 1) * millisecondsPerDay }

    /// - Parameter readings: of one day, in the order of time; at least one.
    static func encode(_ readings: [PackedReading], day: Int64, usualDevice: Int32?) -> [UInt8] {
        var writer = BitWriter()
        writer.write(version, width: 8)
        writer.writeVarint(UInt64(readings.count))
        IntegerColumn.write(readings.map { $0.time &- day &* millisecondsPerDay }, to: &writer)
        let columns = DayColumn.allCases.map { column in
            Column(kind: column, values: readings.map { column.value(of: $0, usualDevice: usualDevice) })
        }
        for column in columns { writer.write(column.isThere ? 1 : 0, width: 1) }
        let someIncomplete = columns.contains(where: \.isIncomplete)
        writer.write(someIncomplete ? 1 : 0, width: 1)
        if someIncomplete { for column in columns { writer.write(column.isIncomplete ? 1 : 0, width: 1) } }
        for column in columns where column.isThere { column.write(to: &writer) }
        return writer.finish()
    }

    private struct Column {
        let isThere: Bool
        let isIncomplete: Bool
        private let values: [Int64?]
        private let present: [Int64]

        init(kind: DayColumn, values: [Int64?]) {
            self.values = values
            present = values.compactMap { $0 }
            isThere = kind.isOptional ? !present.isEmpty : present.contains { $0 != 0 }
            isIncomplete = isThere && present.count < values.count
        }

        func write(to writer: inout BitWriter) {
            if isIncomplete { for value in values { writer.write(value == nil ? 0 : 1, width: 1) } }
            IntegerColumn.write(present, to: &writer)
        }
    }

    /// Replaces `readings` by the blob's, in the order of time; false if the blob is damaged.
    static func decode(
        _ bytes: UnsafeRawBufferPointer, day: Int64, usualDevice: Int32?, part: Part = .all, into readings: inout [PackedReading]
    ) -> Bool {
        readings.removeAll(keepingCapacity: true)
        var reader = BitReader(bytes)
        guard reader.read(width: 8) == version, let count = count(&reader) else { return false }
        readTimes(count, day: day, usualDevice: usualDevice, &reader, into: &readings)
        guard readings.count == count, !reader.isDamaged else { return false }
        if part == .times { return true }
        let there = DayColumn.allCases.map { _ in reader.read(width: 1) == 1 }
        let someIncomplete = reader.read(width: 1) == 1
        let incomplete = there.map { _ in someIncomplete ? reader.read(width: 1) == 1 : false }
        for column in DayColumn.allCases {
            if part == .levels, column.rawValue > DayColumn.quality.rawValue { break }
            guard there[column.rawValue] else { continue }
            read(column, isIncomplete: incomplete[column.rawValue], usualDevice, &reader, into: &readings)
            if reader.isDamaged { return false }
        }
        return !reader.isDamaged
    }

    /// How many readings a blob holds; `nil` if it is damaged.
    static func count(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var reader = BitReader(bytes)
        return reader.read(width: 8) == version ? count(&reader) : nil
    }

    private static func count(_ reader: inout BitReader) -> Int? {
        let count = reader.readVarint()
        return !reader.isDamaged && (1...UInt64(millisecondsPerDay)).contains(count) ? Int(count) : nil
    }

    /// Stops at the first time that is not after the one before or not of the day, so that a damaged count can not fill the memory.
    private static func readTimes(
        _ count: Int, day: Int64, usualDevice: Int32?, _ reader: inout BitReader, into readings: inout [PackedReading]
    ) {
        let start = day &* millisecondsPerDay
        readings.reserveCapacity(min(count, 2000))
        var last: Int64 = -1
        IntegerColumn.read(count: count, from: &reader) { _, offset in
            guard offset > last, offset < millisecondsPerDay else { return false }
            last = offset
            let time = start &+ offset
            readings.append(
                PackedReading(
                    time: time, receivedAt: time, deviceTime: time, timeSource: .device, origin: .live, quality: .good,
                    device: usualDevice))
            return true
        }
    }

    private static func read(
        _ column: DayColumn, isIncomplete: Bool, _ usualDevice: Int32?, _ reader: inout BitReader,
        into readings: inout [PackedReading]
    ) {
        if isIncomplete {
            let places = readings.indices.filter { _ in reader.read(width: 1) == 1 }
            IntegerColumn.read(count: places.count, from: &reader) { index, value in
                column.set(value, in: &readings[places[index]], usualDevice: usualDevice)
                return true
            }
        } else {
            IntegerColumn.read(count: readings.count, from: &reader) { index, value in
                column.set(value, in: &readings[index], usualDevice: usualDevice)
                return true
            }
        }
    }
}
