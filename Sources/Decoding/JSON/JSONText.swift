/// Resolving of escapes in JSON texts (RFC 8259 §7).
enum JSONText {
    /// The text behind bytes that the scanner has checked.
    static func unescaped(_ bytes: UnsafeRawBufferPointer) -> String {
        var units: [UInt8] = []
        units.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
                units.append(bytes[index])
                index += 1
                continue
            }
            let letter = bytes[index + 1]
            index += 2
            guard letter == UInt8(ascii: "u") else {
                units.append(simple(letter))
                continue
            }
            units.append(contentsOf: Array(String(scalar(bytes, &index)).utf8))
        }
        return String(decoding: units, as: UTF8.self)
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

    /// The scalar of one `uXXXX` or of a surrogate pair; `index` stands on the first digit and is moved behind it.
    private static func scalar(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Unicode.Scalar {
        let unit = codeUnit(bytes, &index)
        guard (0xD800...0xDBFF).contains(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
        index = min(index + 2, bytes.count)
        let low = codeUnit(bytes, &index)
        guard (0xDC00...0xDFFF).contains(low) else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private static func codeUnit(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> UInt32 {
        let end = min(index + 4, bytes.count)
        defer { index = end }
        return Hex.number(bytes, index..<end) ?? 0xFFFD
    }
}
