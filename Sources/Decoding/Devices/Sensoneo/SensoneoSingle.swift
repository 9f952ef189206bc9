/// Sensoneo Single Sensor: the text of version 2 (port 1) and the binary frame of version 3.0 (port 2), after parsers in public use.
struct SensoneoSingle: DeviceDecoder {
    let vendor = "sensoneo"
    let models = ["single", "single-sensor", "single-3.0", "single-sensor-3.0"]

    private static let binaryLength = 17

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        guard frame.bytes.first != UInt8(ascii: "(") else { return try SensoneoText(frame.bytes).report }
        guard frame.bytes.count >= Self.binaryLength, frame.bytes.starts(with: [0xFF, 0xFF]) else {
            throw DeviceFault("unknown_form: neither a text in brackets nor 17 bytes that begin with FFFF")
        }
        return try binary(frame)
    }

    private func binary(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes, at: 2)
        var report = DeviceReport()
        let roles = ["master", "slave", "standalone"]
        let role = try reader.byte() & 15
        report.note("type", role < roles.count ? roles[role] : "unknown (\(role))")
        report.note("firmware", try reader.byte())
        report.note("device_id", try reader.littleLong())
        let events = try reader.byte()
        SensoneoFields.setEvents(events, &report)
        let sonars = [try reader.byte(), try reader.byte(), try reader.byte(), try reader.byte()]
        SensoneoFields.setSonars(sonars, wasMeasured: events & 1 == 1, &report)
        SensoneoFields.setBattery(try reader.byte(), &report)
        // The maker's table says unsigned; winters say signed.
        report.measurement.temperatureCelsius = Double(try reader.signedByte())
        report.note("tilt_deg", try reader.byte())
        report.note("tx_events", try reader.byte())
        report.undecoded = reader.rest
        return report
    }
}
