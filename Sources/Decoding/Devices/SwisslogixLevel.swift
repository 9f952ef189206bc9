/// Swisslogix (YMATRON) SLX-1307 (port 3): one text a message, a key, a colon and a value.
struct SwisslogixLevel: DeviceDecoder {
    let vendor = "swisslogix"
    /// A lithium cell of 3.6 V (assumption: as with other makers).
    let lowBatteryVolts: Double? = 2.8
    let models = ["slx-1307", "slx1307"]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        guard frame.bytes.count >= 3, frame.bytes[2] == UInt8(ascii: ":"), frame.bytes.allSatisfy({ (0x20...0x7E).contains($0) })
        else { throw DeviceFault("unknown_form: no printable text with a colon at byte 2") }
        let key = String(decoding: frame.bytes[..<2], as: UTF8.self)
        let value = String(decoding: frame.bytes[3...], as: UTF8.self)
        var report = DeviceReport()
        switch key {
        case "C0":
            let millimetres = try number(value)
            switch millimetres {
            case 0: report.measurement.setDistance(0, .tooNear)
            case 20_001...: report.measurement.setNoDistance(.outOfRange)
            default: report.measurement.setDistance(millimetres)
            }
        case "?B": report.measurement.setBattery(millivolts: try number(value))
        case "?I": report.note("interval_minutes", try number(value))
        case "?S": report.note("serial", value)
        case "?D": report.note("device_type", value)
        case "?T": report.note("firmware_type", value)
        case "?V": report.note("firmware_version", value)
        default: throw DeviceFault("unknown_key: '\(key)' at byte 0")
        }
        return report
    }

    private func number(_ text: String) throws(DeviceFault) -> Int {
        guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(text) else {
            throw DeviceFault("not_a_number: '\(text.prefix(20))' at byte 3")
        }
        return value
    }
}
