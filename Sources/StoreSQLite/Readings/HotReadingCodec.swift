import Model

/// A reading's value in the hot table: about ten bytes for a level with temperature, battery and frame counter.
///
/// Layout: one head byte, a varint of further marks if the head says so, then the values that are present, in this order:
/// level (2 bytes, low first, 1/10,000 + 10,000), arrival less time of measurement (ms), temperature, battery percent, frame counter,
/// distance, battery millivolts, device, quality, device time less time of measurement (ms).
/// The commonest combinations cost no further marks. What stands in a table of a released version must stay readable: new marks only
/// take unused bits.
enum HotReadingCodec {
    private enum Head {
        static let temperature: UInt8 = 1 << 0
        static let batteryPercent: UInt8 = 1 << 1
        static let frameCounter: UInt8 = 1 << 2
        static let distance: UInt8 = 1 << 3
        static let upright: UInt8 = 1 << 4
        /// Two bits: see ``Clock``.
        static let clockShift: UInt8 = 5
        static let more: UInt8 = 1 << 7
    }

    /// The usual relations of the three times.
    private enum Clock {
        /// The marks and values tell.
        static let told: UInt8 = 0
        /// The device's clock gave the time of measurement.
        static let device: UInt8 = 1
        /// The network server's did, and the device sent none.
        static let networkServer: UInt8 = 2
        /// The time of arrival is the time of measurement, and the device sent none.
        static let arrival: UInt8 = 3
    }

    private enum Mark {
        static let noLevel: UInt64 = 1 << 0
        static let batteryVolts: UInt64 = 1 << 1
        static let tilted: UInt64 = 1 << 2
        static let noDevice: UInt64 = 1 << 3
        static let otherDevice: UInt64 = 1 << 4
        static let quality: UInt64 = 1 << 5
        static let deviceTime: UInt64 = 1 << 6
        static let originShift: UInt64 = 7
        static let timeSourceShift: UInt64 = 9
    }

    /// Replaces `bytes` by the encoded value.
    /// - Parameter usualDevice: the slot's usual device, which costs nothing.
    static func encode(_ reading: PackedReading, usualDevice: Int32?, into bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        let clock = clock(of: reading)
        let marks = marks(of: reading, clock: clock, usualDevice: usualDevice)
        bytes.append(head(of: reading, clock: clock) | (marks == 0 ? 0 : Head.more))
        if marks != 0 { Varint.append(marks, to: &bytes) }
        if let level = reading.level {
            let raised = UInt16(truncatingIfNeeded: level &- PackedReading.lowestLevel)
            bytes.append(UInt8(truncatingIfNeeded: raised))
            bytes.append(UInt8(truncatingIfNeeded: raised >> 8))
        }
        if clock != Clock.arrival { Varint.append(signed: reading.receivedAt &- reading.time, to: &bytes) }
        if let temperature = reading.temperature { Varint.append(signed: Int64(temperature), to: &bytes) }
        if let battery = reading.batteryPercent { Varint.append(shortened(battery), to: &bytes) }
        if let counter = reading.frameCounter { Varint.append(UInt64(bitPattern: counter), to: &bytes) }
        if let distance = reading.distanceMillimetres { Varint.append(signed: Int64(distance), to: &bytes) }
        if let volts = reading.batteryMillivolts { Varint.append(signed: Int64(volts), to: &bytes) }
        if marks & Mark.otherDevice != 0 { Varint.append(UInt64(reading.device ?? 0), to: &bytes) }
        if marks & Mark.quality != 0 { Varint.append(UInt64(reading.quality.rawValue), to: &bytes) }
        if marks & Mark.deviceTime != 0, let deviceTime = reading.deviceTime {
            Varint.append(signed: deviceTime &- reading.time, to: &bytes)
        }
    }

    /// `nil` if the bytes are damaged.
    static func decode(_ bytes: UnsafeRawBufferPointer, time: Int64, usualDevice: Int32?) -> PackedReading? {
        var reader = ByteReader(bytes)
        let head = reader.byte()
        let marks = head & Head.more == 0 ? 0 : reader.unsigned()
        let clock = (head >> Head.clockShift) & 3
        var reading = PackedReading(
            time: time, receivedAt: time, deviceTime: nil, timeSource: .device,
            origin: ReadingOrigin(code: marks >> Mark.originShift), level: nil, quality: .good, device: usualDevice)
        if marks & Mark.noLevel == 0 {
            let low = Int32(reader.byte())
            reading.level = (low | Int32(reader.byte()) << 8) &+ PackedReading.lowestLevel
        }
        if clock != Clock.arrival { reading.receivedAt = time &+ reader.signed() }
        if head & Head.temperature != 0 { reading.temperature = reader.int32() }
        if head & Head.batteryPercent != 0 { reading.batteryPercent = lengthened(reader.unsigned()) }
        if head & Head.frameCounter != 0 { reading.frameCounter = Int64(bitPattern: reader.unsigned()) }
        if head & Head.distance != 0 { reading.distanceMillimetres = reader.int32() }
        if head & Head.upright != 0 { reading.isTilted = false }
        if marks & Mark.tilted != 0 { reading.isTilted = true }
        if marks & Mark.batteryVolts != 0 { reading.batteryMillivolts = reader.int32() }
        if marks & Mark.noDevice != 0 { reading.device = nil }
        if marks & Mark.otherDevice != 0 { reading.device = Int32(truncatingIfNeeded: reader.unsigned()) }
        if marks & Mark.quality != 0 { reading.quality = ReadingQuality(rawValue: UInt16(truncatingIfNeeded: reader.unsigned())) }
        let told = marks & Mark.deviceTime != 0 ? time &+ reader.signed() : nil
        setClock(clock, told: told, marks: marks, in: &reading)
        return reader.isDamaged ? nil : reading
    }

    private static func setClock(_ clock: UInt8, told: Int64?, marks: UInt64, in reading: inout PackedReading) {
        switch clock {
        case Clock.device:
            reading.timeSource = .device
            reading.deviceTime = reading.time
        case Clock.networkServer: reading.timeSource = .networkServer
        case Clock.arrival: reading.timeSource = .arrival
        default:
            reading.timeSource = TimeSource(code: marks >> Mark.timeSourceShift)
            reading.deviceTime = told
        }
    }

    private static func head(of reading: PackedReading, clock: UInt8) -> UInt8 {
        var head = clock << Head.clockShift
        if reading.temperature != nil { head |= Head.temperature }
        if reading.batteryPercent != nil { head |= Head.batteryPercent }
        if reading.frameCounter != nil { head |= Head.frameCounter }
        if reading.distanceMillimetres != nil { head |= Head.distance }
        if reading.isTilted == false { head |= Head.upright }
        return head
    }

    private static func marks(of reading: PackedReading, clock: UInt8, usualDevice: Int32?) -> UInt64 {
        var marks = reading.origin.code << Mark.originShift
        if reading.level == nil { marks |= Mark.noLevel }
        if reading.batteryMillivolts != nil { marks |= Mark.batteryVolts }
        if reading.isTilted == true { marks |= Mark.tilted }
        if reading.device == nil { marks |= Mark.noDevice }
        if reading.device != nil, reading.device != usualDevice { marks |= Mark.otherDevice }
        if reading.quality != .good { marks |= Mark.quality }
        if clock == Clock.told {
            marks |= reading.timeSource.code << Mark.timeSourceShift
            if reading.deviceTime != nil { marks |= Mark.deviceTime }
        }
        return marks
    }

    private static func clock(of reading: PackedReading) -> UInt8 {
        switch (reading.timeSource, reading.deviceTime) {
        case (.device, reading.time?): Clock.device
        case (.networkServer, nil): Clock.networkServer
        case (.arrival, nil) where reading.receivedAt == reading.time: Clock.arrival
        default: Clock.told
        }
    }

    /// Whole percents 0…126 in one byte, other tenths after them.
    private static func shortened(_ tenths: Int32) -> UInt64 {
        if tenths >= 0, tenths <= 1260, tenths % 10 == 0 { return UInt64(tenths / 10) }
        return 127 &+ Varint.folded(Int64(tenths))
    }

    private static func lengthened(_ value: UInt64) -> Int32 {
        value < 127 ? Int32(value) * 10 : Int32(truncatingIfNeeded: Varint.unfolded(value &- 127))
    }
}
