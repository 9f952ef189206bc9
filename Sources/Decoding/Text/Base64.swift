/// Base 64 (RFC 4648 §4), the alphabet with `+` and `/`. Padding may be missing, but not be wrong.
enum Base64 {
    /// The bytes written, or `nil` for any other character, a length that can not be, or bits that are not zero after the end.
    /// O(length).
    static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        var length = text.count
        if length.isMultiple(of: 4) {
            var padding = 0
            while padding < 2, length > 0, text[length - 1] == UInt8(ascii: "=") {
                length -= 1
                padding += 1
            }
        }
        guard length % 4 != 1 else { return nil }
        var isValid = true
        let bytes = [UInt8](unsafeUninitializedCapacity: length * 3 / 4) { buffer, count in
            var bits: UInt32 = 0
            var bitCount: UInt32 = 0
            var marks: UInt8 = 0
            for index in 0..<length {
                let value = table[Int(text[index])]
                marks |= value
                bits = bits << 6 | UInt32(value & 63)
                bitCount &+= 6
                if bitCount >= 8 {
                    bitCount &-= 8
                    buffer[count] = UInt8(truncatingIfNeeded: bits >> bitCount)
                    count &+= 1
                }
            }
            isValid = marks < 64 && bits & ((1 << bitCount) - 1) == 0
        }
        return isValid ? bytes : nil
    }

    /// Value of each character; 255 for those outside the alphabet.
    private static let table: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, character) in alphabet.utf8.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }()
}
