/// Base 16 (RFC 4648 §8), either case.
enum Hex {
    /// Value of one digit, or `nil`.
    @inline(__always)
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte &- UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte &- UInt8(ascii: "a") &+ 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte &- UInt8(ascii: "A") &+ 10
        default: nil
        }
    }

    /// The number written in up to eight digits.
    static func number(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt32? {
        var value: UInt32 = 0
        for index in range {
            guard let digit = digit(bytes[index]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// The bytes written, or `nil` for an odd number of digits or anything that is no digit. O(length).
    static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard text.count.isMultiple(of: 2) else { return nil }
        var isValid = true
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 2) { buffer, count in
            for index in 0..<(text.count / 2) {
                guard let high = digit(text[2 * index]), let low = digit(text[2 * index + 1]) else {
                    isValid = false
                    return
                }
                buffer[index] = high << 4 | low
                count = index + 1
            }
        }
        return isValid ? bytes : nil
    }

    /// Lower-case digits.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
