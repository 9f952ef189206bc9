import Model

/// Sensoneo Quatro Sensor version 2 (port 2, 33 bytes): four probes, position and a clock of its own, after a parser in public use.
struct SensoneoQuatro: DeviceDecoder {
    let vendor = "sensoneo"
    let models = ["quatro", "quatro-sensor"]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes)
        var report = DeviceReport()
        guard try reader.bigWord() == 0xFFFF else { throw DeviceFault("unknown_form: the first two bytes are not FFFF") }
        try reader.skip(2)
        report.note("device_id", try reader.littleLong())
        let events = try reader.byte()
        SensoneoFields.setEvents(events, &report)
        let sonars = [try reader.byte(), try reader.byte(), try reader.byte(), try reader.byte()]
        SensoneoFields.setSonars(sonars, wasMeasured: events & 1 == 1, &report)
        SensoneoFields.setBattery(try reader.byte(), &report)
        report.measurement.temperatureCelsius = Double(try reader.signedByte())
        report.note("tilt_deg", try reader.byte())
        let seconds = try reader.littleLong()
        if seconds > 0 {
            report.measurement.time = Timestamp(seconds: Int64(seconds))
            report.note("ts", seconds)
        }
        try position(&reader, &report)
        report.note("events_count", try reader.byte())
        try reader.skip(1)
        report.note("tx_events", try reader.byte())
        report.undecoded = reader.rest
        return report
    }

    /// Noted only when it can be a place; without a fix it is zeros or noise.
    private func position(_ reader: inout ByteReader, _ report: inout DeviceReport) throws(DeviceFault) {
        let latitude = try reader.littleFloat()
        let northOrSouth = try reader.byte()
        let longitude = try reader.littleFloat()
        let eastOrWest = try reader.byte()
        guard (-90...90).contains(latitude), (-180...180).contains(longitude), latitude != 0 || longitude != 0 else { return }
        func letter(_ byte: Int) -> String { (0x41...0x5A).contains(byte) ? String(UnicodeScalar(UInt8(byte))) : "?" }
        report.note("lat", .number(latitude))
        report.note("lat_hemi", letter(northOrSouth))
        report.note("lon", .number(longitude))
        report.note("lon_hemi", letter(eastOrWest))
    }
}
