/// Decentlab DL-MBX, ultrasonic (maker's protocol 2): a head, then the sensors whose flag is set, lowest flag first.
struct DecentlabMaxbotix: DeviceDecoder {
    let vendor = "decentlab"
    /// Two alkaline cells (assumption: they end at 1.1 V each).
    let lowBatteryVolts: Double? = 2.2
    let models = ["dl-mbx", "mbx"]

    private static let protocolVersion = 2

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes)
        var report = DeviceReport()
        let version = try reader.byte()
        guard version == Self.protocolVersion else {
            throw DeviceFault("unknown_version: protocol \(version); this decoder knows 2")
        }
        report.note("device_id", try reader.bigWord())
        let flags = try reader.bigWord()
        if flags & 1 != 0 {
            try distance(&reader, &report)
        } else {
            report.measurement.distanceStatus = .noSensorData
        }
        if flags & 2 != 0 { report.measurement.setBattery(millivolts: try reader.bigWord()) }
        if flags & ~3 != 0 { report.measurement.flags.insert(.partlyDecoded) }
        report.undecoded = reader.rest
        return report
    }

    /// The distance counts only if at least one of the pulses came back, whatever stands there.
    private func distance(_ reader: inout ByteReader, _ report: inout DeviceReport) throws(DeviceFault) {
        let millimetres = try reader.bigWord()
        let samples = try reader.bigWord()
        report.note("valid_samples", samples)
        switch (samples, millimetres) {
        case (0, _): report.measurement.setNoDistance(.noEcho)
        case (_, 0xFFFF): report.measurement.setNoDistance(.outOfRange)
        case (_, 0): report.measurement.setDistance(0, .tooNear)
        default: report.measurement.setDistance(millimetres)
        }
    }
}
