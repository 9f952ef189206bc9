/// From the digits of a JSON number to a value.
enum JSONNumber {
    /// The nearest double; infinite if the number is beyond all doubles.
    ///
    /// Up to 19 digits with a decimal exponent within ±22 are exact in one multiplication or division (Clinger, "How to read floating
    /// point numbers accurately", 1990); anything longer goes to the C library.
    static func double(_ bytes: UnsafeRawBufferPointer) -> Double {
        var digits = Digits(bytes)
        guard digits.read() else { return slow(bytes) }
        guard digits.mantissa <= 1 << 53, (-22...22).contains(digits.exponent) else { return slow(bytes) }
        let magnitude = Double(digits.mantissa)
        let value =
            digits.exponent < 0 ? magnitude / powersOfTen[-digits.exponent] : magnitude * powersOfTen[digits.exponent]
        return digits.isNegative ? -value : value
    }

    /// The number if it is whole (`7`, `7.0`, `7e2`) and fits into 64 bits.
    static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        var digits = Digits(bytes)
        guard digits.read(), digits.mantissa <= UInt64(Int64.max) else { return Int64(exactly: double(bytes)) }
        guard digits.exponent == 0 else { return Int64(exactly: double(bytes)) }
        let value = Int64(digits.mantissa)
        return digits.isNegative ? -value : value
    }

    private static func slow(_ bytes: UnsafeRawBufferPointer) -> Double {
        // The C library is linear in the number of digits; a number that long is no measurement, its size decides.
        Double(String(decoding: bytes, as: UTF8.self)) ?? .infinity
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
        1e22,
    ]

    /// `mantissa × 10^exponent`.
    private struct Digits {
        private let bytes: UnsafeRawBufferPointer
        private(set) var mantissa: UInt64 = 0
        private(set) var exponent = 0
        private(set) var isNegative = false

        init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

        /// `false` if there are more digits than fit.
        mutating func read() -> Bool {
            guard bytes.count <= 24 else { return false }
            var isFraction = false
            var index = 0
            var count = 0
            while index < bytes.count {
                let byte = bytes[index]
                index &+= 1
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"):
                    count &+= 1
                    guard count <= 19 else { return false }
                    mantissa = mantissa &* 10 &+ UInt64(byte &- 48)
                    if isFraction { exponent &-= 1 }
                case UInt8(ascii: "-"): isNegative = true
                case UInt8(ascii: "."): isFraction = true
                default: return readExponent(from: index)
                }
            }
            return true
        }

        private mutating func readExponent(from start: Int) -> Bool {
            var index = start
            var isNegativeExponent = false
            var written = 0
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "-"): isNegativeExponent = true
                case UInt8(ascii: "+"): break
                default: written = min(written * 10 + Int(bytes[index] &- 48), 100_000)
                }
                index += 1
            }
            exponent += isNegativeExponent ? -written : written
            return true
        }
    }
}
