/// The UTF-8 bytes behind a JSON text with escapes (RFC 8259 §7), one after the other and without a copy, so that comparing a name
/// costs no more than its common beginning. The scanner has checked the escapes.
struct JSONText: Sequence, IteratorProtocol {
    private let bytes: UnsafeRawBufferPointer
    private var index = 0
    private var pending: UTF8.EncodedScalar.Iterator?

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The whole text.
    static func unescaped(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: Array(JSONText(bytes)), as: UTF8.self) }

    mutating func next() -> UInt8? {
        if let byte = pending?.next() { return byte }
        pending = nil
        guard index < bytes.count else { return nil }
        guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
            defer { index += 1 }
            return bytes[index]
        }
        let letter = bytes[index + 1]
        index += 2
        guard letter == UInt8(ascii: "u") else { return Self.simple(letter) }
        pending = UTF8.encode(scalar())?.makeIterator()
        return pending?.next()
    }

    private static func simple(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }

    /// The scalar of `XXXX`, or of a surrogate pair; the index stands on the first digit and is moved behind.
    private mutating func scalar() -> Unicode.Scalar {
        let unit = codeUnit()
        guard (0xD800...0xDBFF).contains(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
        index = Swift.min(index + 2, bytes.count)
        let low = codeUnit()
        guard (0xDC00...0xDFFF).contains(low) else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func codeUnit() -> UInt32 {
        let end = Swift.min(index + 4, bytes.count)
        defer { index = end }
        return Hex.number(bytes, index..<end) ?? 0xFFFD
    }
}
