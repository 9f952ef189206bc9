public import Model

/// The state as a few bytes for the store: version 2, little-endian, fixed order, at most 200 bytes.
extension LevelTracker {
    static let memoryVersion: UInt8 = 2

    /// All that the tracker remembers; `init?(slot:memory:)` goes on from exactly there.
    public var memory: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.memoryCapacity) { room, count in
            var out = ByteWriter(UnsafeMutableRawBufferPointer(room))
            write(to: &out)
            count = out.count
        }
    }

    private static let memoryCapacity = 200

    private func write(to out: inout ByteWriter) {
        out.put(Self.memoryVersion)
        out.put(presence)
        out.put(state.quality.rawValue)
        out.put(state.reliability.steps.bitPattern)
        out.put(state.reliability.leaps.bitPattern)
        out.put(state.growth.growth.bitPattern)
        out.put(state.growth.hours.bitPattern)
        out.put(state.doubts.bitPattern)
        out.put(state.provisionalReadings)
        out.put(state.pendingLevel)
        out.put(state.pendingCount)
        out.put(state.sameSince)
        out.put(state.sameCount)
        if let accepted = state.accepted { out.put(accepted) }
        if let at = state.acceptedAt { out.put(at) }
        if let excursion = state.excursion {
            out.put(excursion.base)
            out.put(excursion.since)
        }
        if let person = state.person {
            out.put(person.level)
            out.put(person.seconds)
        }
        if let newest = state.newest { out.put(newest) }
        if let heard = state.lastHeard { out.put(heard) }
        if let battery = state.batteryPercent { out.put(battery.bitPattern) }
        if let temperature = state.temperatureCelsius { out.put(temperature.bitPattern) }
        if let emptying = state.lastEmptying { Self.put(emptying, &out) }
        if let volts = state.batteryVolts { out.put(volts.bitPattern) }
        out.put(UInt8(state.recent.count))
        for i in 0..<state.recent.count {
            out.put(UInt32(clamping: state.recent.time(i)))
            out.put(Int16(clamping: state.recent.level(i)))
        }
    }

    /// Goes on from stored bytes.
    ///
    /// - Returns: `nil` when the bytes are damaged or of a version not known here; then the slot is to be derived from its readings.
    public init?(slot: SlotID, memory: [UInt8], settings: TrackerSettings = .standard) {
        var from = ByteReader(memory)
        guard from.take(UInt8.self) == Self.memoryVersion, let flags = from.take(UInt16.self) else { return nil }
        let has = { (bit: Int) in flags & (1 << UInt16(bit)) != 0 }
        var state = TrackerState()
        state.quality = ReadingQuality(rawValue: from.take(UInt16.self) ?? 0)
        state.reliability = SensorReliability(
            steps: Float(bitPattern: from.take(UInt32.self) ?? 0), leaps: Float(bitPattern: from.take(UInt32.self) ?? 0))
        state.growth = GrowthHabit(
            growth: Float(bitPattern: from.take(UInt32.self) ?? 0), hours: Float(bitPattern: from.take(UInt32.self) ?? 0))
        state.doubts = Float(bitPattern: from.take(UInt32.self) ?? 0)
        state.provisionalReadings = from.take(UInt8.self) ?? 0
        state.pendingLevel = from.take(Int16.self) ?? 0
        state.pendingCount = from.take(UInt8.self) ?? 0
        state.sameSince = from.take(UInt32.self) ?? 0
        state.sameCount = from.take(UInt16.self) ?? 0
        state.accepted = has(0) ? from.take(Int16.self) : nil
        state.acceptedAt = has(1) ? from.take(Int64.self) : nil
        if has(2), let base = from.take(Int16.self), let since = from.take(UInt32.self) {
            state.excursion = Excursion(base: base, since: since)
        }
        if has(3), let level = from.take(Int16.self), let seconds = from.take(UInt32.self) {
            state.person = PersonsWord(level: level, seconds: seconds)
        }
        state.newest = has(4) ? from.take(Int64.self) : nil
        state.lastHeard = has(5) ? from.take(Int64.self) : nil
        state.batteryPercent = has(6) ? from.take(UInt64.self).map { Double(bitPattern: $0) } : nil
        state.temperatureCelsius = has(7) ? from.take(UInt64.self).map { Double(bitPattern: $0) } : nil
        state.lastEmptying = has(8) ? Self.takeEmptying(slot, &from) : nil
        state.isPersonsWord = has(9)
        state.batteryVolts = has(10) ? from.take(UInt32.self).map { Float(bitPattern: $0) } : nil
        guard let count = from.take(UInt8.self), Int(count) <= RecentReadings.capacity else { return nil }
        for _ in 0..<count {
            guard let seconds = from.take(UInt32.self), let level = from.take(Int16.self) else { return nil }
            state.recent.append(level: level, seconds: seconds)
        }
        guard from.isAtEnd, state.doubts.isFinite else { return nil }
        self.init(slot: slot, settings: settings)
        self.state = state
    }

    /// The flag word: which of the optional parts follow.
    private var presence: UInt16 {
        func bit(_ number: UInt16, _ isSet: Bool) -> UInt16 { isSet ? 1 << number : 0 }
        let following = bit(0, state.accepted != nil) | bit(1, state.acceptedAt != nil) | bit(2, state.excursion != nil)
        let hearing = bit(3, state.person != nil) | bit(4, state.newest != nil) | bit(5, state.lastHeard != nil)
        let device = bit(6, state.batteryPercent != nil) | bit(7, state.temperatureCelsius != nil)
        let rest = bit(8, state.lastEmptying != nil) | bit(9, state.isPersonsWord) | bit(10, state.batteryVolts != nil)
        return following | hearing | device | rest
    }

    private static func put(_ emptying: Emptying, _ out: inout ByteWriter) {
        out.put(emptying.at.milliseconds)
        out.put(UInt8(EmptyingSource.allCases.firstIndex(of: emptying.source) ?? 0))
        out.put(emptying.confidence.bitPattern)
        out.put((emptying.levelBefore ?? .nan).bitPattern)
        out.put((emptying.levelAfter ?? .nan).bitPattern)
    }

    private static func takeEmptying(_ slot: SlotID, _ from: inout ByteReader) -> Emptying? {
        guard let at = from.take(Int64.self), let source = from.take(UInt8.self), let confidence = from.take(UInt64.self),
            let before = from.take(UInt64.self), let after = from.take(UInt64.self),
            EmptyingSource.allCases.indices.contains(Int(source))
        else { return nil }
        let level = { (bits: UInt64) -> Double? in Double(bitPattern: bits).isNaN ? nil : Double(bitPattern: bits) }
        return Emptying(
            slot: slot, at: Timestamp(milliseconds: at), levelBefore: level(before), levelAfter: level(after),
            confidence: Double(bitPattern: confidence), source: EmptyingSource.allCases[Int(source)])
    }
}

/// Appends integers, little-endian, to room that is there already: a memory is written for every slot that a batch touches.
struct ByteWriter {
    private let room: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(_ room: UnsafeMutableRawBufferPointer) { self.room = room }

    /// What does not fit is left out: the memory then counts as damaged, and the slot is derived again.
    @inline(__always)
    mutating func put<Value: FixedWidthInteger>(_ value: Value) {
        let size = MemoryLayout<Value>.size
        guard room.count - count >= size else { return }
        room.storeBytes(of: value.littleEndian, toByteOffset: count, as: Value.self)
        count &+= size
    }
}

/// Reads them back; `nil` once the bytes have run out.
struct ByteReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take<Value: FixedWidthInteger>(_ type: Value.Type) -> Value? {
        let size = MemoryLayout<Value>.size
        guard position + size <= bytes.count else { return nil }
        var value: Value = 0
        withUnsafeMutableBytes(of: &value) { target in target.copyBytes(from: bytes[position..<(position + size)]) }
        position += size
        return Value(littleEndian: value)
    }
}
