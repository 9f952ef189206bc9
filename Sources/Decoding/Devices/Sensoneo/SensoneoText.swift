/// Version 2's text: `(U3.76T+14D251P1)` is volts, degrees, centimetres, and 1 for upright.
struct SensoneoText {
    private(set) var report = DeviceReport()

    init(_ bytes: [UInt8]) throws(DeviceFault) {
        var fields = Fields(bytes)
        report.measurement.batteryVolts = try fields.number(after: "(U")
        report.measurement.temperatureCelsius = try fields.number(after: "T")
        let centimetres = try fields.number(after: "D")
        switch centimetres {
        case 0: report.measurement.setDistance(0, .tooNear)
        case 1...2000: report.measurement.setDistance(Int(centimetres * 10))
        default: report.measurement.setNoDistance(.outOfRange)
        }
        report.measurement.isTilted = try fields.number(after: "P") != 1
        try fields.end()
    }

    private struct Fields {
        private let bytes: [UInt8]
        private var position = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func number(after mark: StaticString) throws(DeviceFault) -> Double {
            for i in 0..<mark.utf8CodeUnitCount {
                guard position < bytes.count, bytes[position] == mark.utf8Start[i] else {
                    throw DeviceFault("unknown_form: '\(mark)' expected at byte \(position)")
                }
                position += 1
            }
            let digits = bytes[position...].prefix { (48...57).contains($0) || $0 == 43 || $0 == 45 || $0 == 46 }
            position += digits.count
            guard digits.count <= 12, let value = Double(String(decoding: digits, as: UTF8.self)) else {
                throw DeviceFault("not_a_number: after '\(mark)' at byte \(position - digits.count)")
            }
            return value
        }

        func end() throws(DeviceFault) {
            guard position < bytes.count, bytes[position] == UInt8(ascii: ")") else {
                throw DeviceFault("unknown_form: ')' expected at byte \(position)")
            }
        }
    }
}
