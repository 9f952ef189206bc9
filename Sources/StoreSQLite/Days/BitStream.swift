/// Writes numbers of any width, low bits first, without gaps between them.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var filled: UInt64 = 0

    /// The low `width` bits (0…64) of `value`.
    @inline(__always)
    mutating func write(_ value: UInt64, width: Int) {
        guard width <= 32 else {
            write(value & 0xffff_ffff, width: 32)
            write(value >> 32, width: width - 32)
            return
        }
        pending |= (value & ((1 << UInt64(width)) &- 1)) << filled
        filled &+= UInt64(width)
        while filled >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            filled &-= 8
        }
    }

    /// Seven bits at a time, the eighth says that more follow.
    mutating func writeVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            write((rest & 0x7f) | 0x80, width: 8)
            rest >>= 7
        }
        write(rest, width: 8)
    }

    /// Exponential Golomb code of order `order` (as in ITU-T H.264 §9.1, with `order` low bits sent as they are): few bits for small
    /// values, never many for a large one. Not for `UInt64.max` with order 0.
    @inline(__always)
    mutating func writeGolomb(_ value: UInt64, order: Int) {
        let high = (value >> UInt64(order)) &+ 1
        let length = 63 - high.leadingZeroBitCount
        write(0, width: length)
        write(1, width: 1)
        write(high, width: length)
        write(value, width: order)
    }

    static func golombBits(_ value: UInt64, order: Int) -> Int {
        2 * (63 - ((value >> UInt64(order)) &+ 1).leadingZeroBitCount) + 1 + order
    }

    /// Fills the last byte with zeros.
    mutating func finish() -> [UInt8] {
        if filled > 0 { write(0, width: Int(8 - filled)) }
        return bytes
    }
}

/// Reads what ``BitWriter`` wrote, never past the end: then ``isDamaged`` is set and zeros come.
struct BitReader {
    private let bytes: UnsafeRawBufferPointer
    private let end: Int
    private var position = 0
    private(set) var isDamaged = false

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        end = bytes.count &* 8
    }

    var bitsLeft: Int { end - position }

    @inline(__always)
    mutating func read(width: Int) -> UInt64 {
        guard width <= 32 else {
            let low = read(width: 32)
            return low | read(width: width - 32) << 32
        }
        guard position &+ width <= end else {
            isDamaged = true
            return 0
        }
        let value = window() & ((1 << UInt64(width)) &- 1)
        position &+= width
        return value
    }

    mutating func readVarint() -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let next = read(width: 8)
            value |= (next & 0x7f) << shift
            if next < 0x80 { return value }
        }
        isDamaged = true
        return 0
    }

    @inline(__always)
    mutating func readGolomb(order: Int) -> UInt64 {
        let zeros = min(window().trailingZeroBitCount, 56)
        // Longer runs than the window shows are rare: count on.
        guard zeros < 32 else { return readLongGolomb(order: order) }
        position &+= zeros &+ 1
        guard position <= end else {
            isDamaged = true
            return 0
        }
        let high = (1 << UInt64(zeros)) | read(width: zeros)
        return ((high &- 1) << UInt64(order)) | read(width: order)
    }

    private mutating func readLongGolomb(order: Int) -> UInt64 {
        var zeros = 0
        while !isDamaged, read(width: 1) == 0 { zeros += 1 }
        guard !isDamaged, zeros < 64 else {
            isDamaged = true
            return 0
        }
        let high = (1 << UInt64(zeros)) | read(width: zeros)
        return ((high &- 1) << UInt64(order)) | read(width: order)
    }

    /// At least 57 bits from the position on, zeros after the end.
    @inline(__always)
    private func window() -> UInt64 {
        let byte = position >> 3
        let shift = UInt64(position & 7)
        if byte &+ 8 <= bytes.count {
            return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: byte, as: UInt64.self)) >> shift
        }
        var value: UInt64 = 0
        var offset = 0
        while byte &+ offset < bytes.count, offset < 8 {
            value |= UInt64(bytes[byte &+ offset]) << UInt64(8 &* offset)
            offset &+= 1
        }
        return value >> shift
    }
}
