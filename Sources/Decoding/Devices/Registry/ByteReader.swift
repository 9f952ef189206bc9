/// Reads numbers from a device's bytes, one after the other; reading beyond the end is a fault, never a crash.
struct ByteReader {
    private let bytes: [UInt8]
    private(set) var position: Int

    init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    var remaining: Int { bytes.count - position }

    /// What has not been read yet.
    var rest: [UInt8] { Array(bytes[min(position, bytes.count)...]) }

    func peek(_ offset: Int = 0) -> UInt8? { position + offset < bytes.count ? bytes[position + offset] : nil }

    mutating func skip(_ count: Int) throws(DeviceFault) {
        try need(count)
        position += count
    }

    mutating func take(_ count: Int) throws(DeviceFault) -> [UInt8] {
        try need(count)
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    mutating func byte() throws(DeviceFault) -> Int {
        try need(1)
        defer { position += 1 }
        return Int(bytes[position])
    }

    mutating func signedByte() throws(DeviceFault) -> Int { Int(Int8(truncatingIfNeeded: try byte())) }

    /// Two bytes, the more significant first.
    mutating func bigWord() throws(DeviceFault) -> Int { try byte() << 8 | byte() }

    mutating func signedBigWord() throws(DeviceFault) -> Int { Int(Int16(truncatingIfNeeded: try bigWord())) }

    mutating func bigLong() throws(DeviceFault) -> Int { try bigWord() << 16 | bigWord() }

    /// Two bytes, the less significant first.
    mutating func littleWord() throws(DeviceFault) -> Int { try byte() | byte() << 8 }

    mutating func signedLittleWord() throws(DeviceFault) -> Int { Int(Int16(truncatingIfNeeded: try littleWord())) }

    mutating func littleLong() throws(DeviceFault) -> Int { try littleWord() | littleWord() << 16 }

    mutating func littleFloat() throws(DeviceFault) -> Double {
        Double(Float(bitPattern: UInt32(truncatingIfNeeded: try littleLong())))
    }

    private func need(_ count: Int) throws(DeviceFault) {
        guard remaining >= count else {
            throw DeviceFault("too_short: \(bytes.count) bytes; \(count) more are needed at byte \(position)")
        }
    }
}

/// Reads numbers of any width, the most significant bit first.
struct BitReader {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count * 8 }

    /// The number in `width` bits from `start`; bits beyond the end count as 0 (callers check the length of the message first).
    func number(_ start: Int, _ width: Int) -> Int {
        var value = 0
        for bit in start..<(start + width) {
            let isSet = bit >= 0 && bit < count && bytes[bit / 8] >> (7 - UInt8(bit % 8)) & 1 == 1
            value = value << 1 | (isSet ? 1 : 0)
        }
        return value
    }

    func flag(_ position: Int) -> Bool { number(position, 1) == 1 }
}
