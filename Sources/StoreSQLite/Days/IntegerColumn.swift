/// A list of whole numbers in few bits.
///
/// What lies near together costs little: the numbers themselves or their steps from one to the next (whichever is smaller) are taken
/// relative to their median, divided by their greatest common divisor (times in whole seconds, temperatures in tenths), and written
/// in one fixed width or in an exponential Golomb code, whichever is smaller. Equal numbers, or equal steps, cost nothing each.
///
/// Layout: 6 bits code (0…32 fixed width, 33 width 64, 34…63 Golomb order 0…29), 1 bit "divided", 1 bit "steps"; varints: reference,
/// divisor if divided, first number if steps; then the numbers.
enum IntegerColumn {
    private static let wideCode = 33
    private static let golombCode = 34
    private static let orders = 0...29

    /// `values` must not be empty.
    static func write(_ values: [Int64], to writer: inout BitWriter) {
        let plain = Plan(values, first: nil)
        guard values.count > 1 else { return plain.write(to: &writer) }
        let steps = Plan(zip(values.dropFirst(), values).map { $0 &- $1 }, first: values[0])
        (steps.bits < plain.bits ? steps : plain).write(to: &writer)
    }

    /// Calls `visit` with the place and value of each of `count` numbers in order, until it says false or the bits end.
    @inline(__always)
    static func read(count: Int, from reader: inout BitReader, _ visit: (Int, Int64) -> Bool) {
        guard count > 0 else { return }
        let code = Int(reader.read(width: 6))
        let isDivided = reader.read(width: 1) == 1
        let isSteps = reader.read(width: 1) == 1
        let reference = Varint.unfolded(reader.readVarint())
        let divisor = isDivided ? Int64(bitPattern: reader.readVarint()) : 1
        var last: Int64 = 0
        var start = 0
        if isSteps {
            last = Varint.unfolded(reader.readVarint())
            guard visit(0, last) else { return }
            start = 1
        }
        let width = code == wideCode ? 64 : code
        for index in start..<max(start, count) {
            let folded = code < golombCode ? reader.read(width: width) : reader.readGolomb(order: code &- golombCode)
            let value = reference &+ Varint.unfolded(folded) &* divisor
            last = isSteps ? last &+ value : value
            guard !reader.isDamaged, visit(index, last) else { return }
        }
    }

    /// One way to write a list, with its price.
    private struct Plan {
        private let first: Int64?
        private let reference: Int64
        private let divisor: Int64
        private let folded: [UInt64]
        private let code: Int
        let bits: Int

        init(_ values: [Int64], first: Int64?) {
            self.first = first
            let reference = values.sorted()[values.count / 2]
            self.reference = reference
            let differences = values.map { $0 &- reference }
            // 2⁶³ has no positive counterpart; it is not divided.
            let common = differences.reduce(UInt64(0)) { Self.divisor($0, $1.magnitude) }
            divisor = common > 1 && common <= UInt64(Int64.max) ? Int64(common) : 1
            let step = divisor
            folded = differences.map { Varint.folded(step == 1 ? $0 : $0 / step) }
            let best = Self.best(folded)
            code = best.code
            bits = best.bits + (first == nil ? 0 : 8 * Self.varintBytes(first ?? 0)) + 8 * Self.varintBytes(reference)
        }

        func write(to writer: inout BitWriter) {
            writer.write(UInt64(code), width: 6)
            writer.write(divisor > 1 ? 1 : 0, width: 1)
            writer.write(first == nil ? 0 : 1, width: 1)
            writer.writeVarint(Varint.folded(reference))
            if divisor > 1 { writer.writeVarint(UInt64(divisor)) }
            if let first { writer.writeVarint(Varint.folded(first)) }
            for value in folded {
                if code < golombCode {
                    writer.write(value, width: code == wideCode ? 64 : code)
                } else {
                    writer.writeGolomb(value, order: code - golombCode)
                }
            }
        }

        private static func best(_ folded: [UInt64]) -> (code: Int, bits: Int) {
            let largest = folded.max() ?? 0
            let width = 64 - largest.leadingZeroBitCount
            var best = (code: width <= 32 ? width : wideCode, bits: folded.count * (width <= 32 ? width : 64))
            guard largest < .max, width > 0 else { return best }
            for order in 0...min(orders.upperBound, width) {
                let bits = folded.reduce(0) { $0 + BitWriter.golombBits($1, order: order) }
                if bits < best.bits { best = (golombCode + order, bits) }
            }
            return best
        }

        private static func divisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
            var (a, b) = (a, b)
            while b != 0 { (a, b) = (b, a % b) }
            return a
        }

        private static func varintBytes(_ value: Int64) -> Int { max(1, (70 - Varint.folded(value).leadingZeroBitCount) / 7) }
    }
}
