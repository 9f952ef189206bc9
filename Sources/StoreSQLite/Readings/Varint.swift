/// Whole numbers in as few bytes as they need: seven bits a byte, low ones first, the high bit says that more follow (LEB128).
/// Signed ones are folded first, so that small negatives stay small (zigzag, as in Protocol Buffers).
enum Varint {
    @inline(__always)
    static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    @inline(__always)
    static func folded(_ value: Int64) -> UInt64 { UInt64(bitPattern: (value << 1) ^ (value >> 63)) }

    @inline(__always)
    static func unfolded(_ value: UInt64) -> Int64 { Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }

    @inline(__always)
    static func append(signed value: Int64, to bytes: inout [UInt8]) { append(folded(value), to: &bytes) }
}

/// Reads what ``Varint`` wrote, never past the end: a damaged record sets ``isDamaged`` and gives zeros from there on.
struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var position = 0
    private(set) var isDamaged = false

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }

    @inline(__always)
    mutating func byte() -> UInt8 {
        guard position < bytes.count else {
            isDamaged = true
            return 0
        }
        defer { position += 1 }
        return bytes[position]
    }

    @inline(__always)
    mutating func unsigned() -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            let next = byte()
            value |= UInt64(next & 0x7f) << shift
            if next < 0x80 { return value }
            shift += 7
        }
        isDamaged = true
        return 0
    }

    @inline(__always)
    mutating func signed() -> Int64 { Varint.unfolded(unsigned()) }

    @inline(__always)
    mutating func int32() -> Int32 {
        guard let value = Int32(exactly: signed()) else {
            isDamaged = true
            return 0
        }
        return value
    }
}
