/// SmartEnds BrighterBins: packed in bits, the most significant first; the kind of message stands in its LAST two bits, of kind 3 the
/// sub-kind in the three bits before (layout after a decoder in public use, MIT).
struct BrighterBins: DeviceDecoder {
    let vendor = "smartends"
    let models = ["brighterbins", "brighter-bins"]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        let bits = BitReader(frame.bytes)
        guard bits.count >= 24 else { throw DeviceFault("too_short: \(frame.bytes.count) bytes; the shortest message has 3") }
        var message = BrighterBinsMessage(bits)
        switch bits.number(bits.count - 2, 2) {
        case 0: try message.fillLevel()
        case 1: try message.distance()
        case 2: try message.system()
        default: try message.extended(kind: bits.number(bits.count - 5, 3))
        }
        return message.report
    }
}

/// One message, read field by field.
private struct BrighterBinsMessage {
    private let bits: BitReader
    private(set) var report = DeviceReport()

    init(_ bits: BitReader) { self.bits = bits }

    private func need(bytes: Int) throws(DeviceFault) {
        guard bits.count >= bytes * 8 else {
            throw DeviceFault("too_short: \(bits.count / 8) bytes; this kind of message has \(bytes)")
        }
    }

    mutating func fillLevel() throws(DeviceFault) {
        report.note("reset_reason", bits.number(0, 2))
        setBattery(at: 2)
        setTemperature(at: 8)
        setFill(at: 15)
    }

    mutating func distance() throws(DeviceFault) {
        setBattery(at: 0)
        setTemperature(at: 6)
        setDistance(at: 13)
    }

    mutating func system() throws(DeviceFault) {
        try need(bytes: 12)
        report.note("info.hardware", bits.number(30, 6))
        report.note("info.resets", bits.number(54, 7))
        report.note("info.runtime", bits.number(61, 12))
        report.note("info.communication_test", bits.flag(74))
        report.note("info.distance_test", bits.flag(76))
        report.note("info.temperature_test", bits.flag(77))
        setBattery(at: 81)
        report.measurement.setBattery(millivolts: bits.number(87, 4) * 100 + 2200)
    }

    mutating func extended(kind: Int) throws(DeviceFault) {
        switch kind {
        case 0: try standard { $0.setDistance(at: 57) }
        case 1: try pickup()
        case 3: try information()
        case 4, 6: try depthMap()
        case 5: try standard { $0.setFill(at: 59) }
        default: throw DeviceFault("unknown_kind: sub-kind \(kind) of kind 3 has no known layout")
        }
    }

    /// Orientation, battery, temperature, then a distance or a level.
    private mutating func standard(_ last: (inout BrighterBinsMessage) -> Void) throws(DeviceFault) {
        try need(bytes: 9)
        setOrientation(at: 27)
        report.note("downlink_result", bits.number(42, 2))
        setBattery(at: 44)
        setTemperature(at: 50)
        last(&self)
    }

    /// Sent when the container was lifted, opened by force or burns.
    private mutating func pickup() throws(DeviceFault) {
        try need(bytes: 12)
        if bits.flag(48) { report.measurement.flags.insert(.tamper) }
        setOrientation(at: 49)
        if bits.flag(64) { report.measurement.flags.insert(.fire) }
        let alerts = ["none", "motion", "fill_level", "motion_and_fill_level"]
        report.note("pickup_alert", alerts[bits.number(65, 2)])
        if bits.flag(67) { report.measurement.flags.insert(.pickup) }
        setBattery(at: 68)
        setTemperature(at: 74)
        setDistance(at: 81)
    }

    private mutating func information() throws(DeviceFault) {
        try need(bytes: 9)
        report.note("info.hardware", bits.number(16, 8))
        report.note("info.software", bits.number(24, 16))
        report.note("info.runtime", bits.number(40, 11))
        report.note("info.resets", bits.number(51, 6))
    }

    /// Eight points of unknown scale: kept as they are.
    private mutating func depthMap() throws(DeviceFault) {
        try need(bytes: 11)
        report.note("depth_points", .numbers((0..<8).reversed().map { Double(bits.number($0 * 8, 8)) }))
        setBattery(at: 64)
        setTemperature(at: 70)
    }

    // MARK: Fields

    /// Steps of 2 %; 63 is "not known".
    private mutating func setBattery(at position: Int) {
        let raw = bits.number(position, 6)
        if raw != 63 { report.measurement.batteryPercent = Double(raw * 2) }
    }

    private mutating func setTemperature(at position: Int) {
        report.measurement.temperatureCelsius = Double(bits.number(position, 7) - 40)
    }

    /// Percent; 127 is "none".
    private mutating func setFill(at position: Int) {
        let percent = bits.number(position, 7)
        guard percent != 127 else { return report.measurement.setNoDistance(.noReading) }
        report.measurement.level = Double(percent) / 100
    }

    /// Centimetres; 511 is a silent sensor module, 510 a wrong setting.
    private mutating func setDistance(at position: Int) {
        switch bits.number(position, 9) {
        case 511: report.measurement.setNoDistance(.sensorFault)
        case 510: report.measurement.setNoDistance(.badConfiguration)
        case 0: report.measurement.setDistance(0, .tooNear)
        case let centimetres: report.measurement.setDistance(centimetres * 10)
        }
    }

    /// Three angles in steps of 6°.
    private mutating func setOrientation(at position: Int) {
        let angles = (0..<3).map { Double(bits.number(position + 5 * $0, 5) * 6 - 90) }
        report.note("orientation_zyx_deg", .numbers(angles))
    }
}
