import Model

/// Milesight EM410-RDL, radar, temperature, tilt, history (maker's table). Distances are signed; the marks FFFD, FFFE and FFFF are
/// not.
struct MilesightEM410: DeviceDecoder {
    let vendor = "milesight"
    let models = ["em410-rdl"]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var report = DeviceReport()
        try MilesightChannels.read(frame, into: &report, model: Self.channel)
        return report
    }

    private static func channel(
        _ pair: MilesightChannels.Pair, _ reader: inout ByteReader, _ report: inout DeviceReport
    ) throws(DeviceFault) -> Bool {
        switch (pair.channel, pair.type) {
        case (0x03, 0x67): try MilesightChannels.temperature(&reader, &report.measurement)
        case (0x04, 0x82): setDistance(try reader.littleWord(), &report.measurement)
        case (0x05, 0x00): try MilesightChannels.tilt(&reader, &report.measurement)
        case (0x84, 0x82):
            setDistance(try reader.littleWord(), &report.measurement)
            try MilesightChannels.distanceAlarm(&reader, &report)
        case (0x94, 0x82):
            setDistance(try reader.littleWord(), &report.measurement)
            report.note("distance_change_mm", try reader.signedLittleWord())
            try MilesightChannels.distanceAlarm(&reader, &report)
        case (0xB4, 0x82): try exception(&reader, &report)
        case (0x01, 0xB9): report.note("voltage_raw", try reader.littleWord())
        case (0x06, 0xC7): report.note("radar_signal", .number(Double(try reader.signedLittleWord()) / 100))
        case (0x20, 0xCE): try history(&reader, &report)
        default: return false
        }
        return true
    }

    private static func setDistance(_ raw: Int, _ measurement: inout DeviceMeasurement) {
        switch raw {
        case 0xFFFD: measurement.setNoDistance(.noTarget)
        case 0xFFFE: measurement.setNoDistance(.switchedOff)
        case 0xFFFF: measurement.setNoDistance(.sensorFault)
        case 0: measurement.setDistance(0, .tooNear)
        case 0x8000...: measurement.setDistance(raw - 0x10000, .tooNear)  // Nearer than the radar's zero.
        default: measurement.setDistance(raw)
        }
    }

    /// A distance, or a mark, and why it is none.
    private static func exception(_ reader: inout ByteReader, _ report: inout DeviceReport) throws(DeviceFault) {
        setDistance(try reader.littleWord(), &report.measurement)
        switch try reader.byte() {
        case 0: break
        case 1: report.measurement.distanceStatus = .blindZone
        case 2: report.measurement.setNoDistance(.noTarget)
        case 3: report.measurement.setNoDistance(.sensorFault)
        case let other: report.note("distance_exception", "unknown (\(other))")
        }
        report.note("distance_status", report.measurement.distanceStatus?.rawValue ?? "ok")
    }

    // MARK: History

    private static let longRecord = 11
    private static let shortRecord = 6

    /// The maker's table has records of 11 bytes, its newest script reads 6: the length after which the bytes go on sensibly is the
    /// right one, and the table's if both do.
    private static func history(_ reader: inout ByteReader, _ report: inout DeviceReport) throws(DeviceFault) {
        let isShort = !goesOn(reader, after: longRecord) && goesOn(reader, after: shortRecord)
        var measurement = DeviceMeasurement()
        measurement.time = Timestamp(seconds: Int64(try reader.littleLong()))
        setDistance(try reader.littleWord(), &measurement)
        if !isShort {
            let temperature = try reader.littleWord()
            if temperature < 0xFFFE {
                MilesightChannels.setTemperature(tenths: Int(Int16(truncatingIfNeeded: temperature)), &measurement)
            }
            try reader.skip(2)
            setEvents(try reader.byte(), &measurement)
        }
        report.history.append(StoredMeasurement(measurement))
    }

    private static func goesOn(_ reader: ByteReader, after length: Int) -> Bool {
        if reader.remaining == length { return true }
        guard let channel = reader.peek(length), let type = reader.peek(length + 1) else { return false }
        return [(0x20, 0xCE), (0x01, 0x75), (0x03, 0x67), (0x04, 0x82), (0x05, 0x00)].contains { $0 == (channel, type) }
    }

    private static func setEvents(_ bits: Int, _ measurement: inout DeviceMeasurement) {
        if bits & 0x01 != 0 { measurement.flags.insert(.distanceAlarm) }
        if bits & 0x04 != 0, measurement.distanceMillimetres != nil { measurement.distanceStatus = .blindZone }
        if bits & 0x10 != 0 { measurement.flags.insert(.suddenChange) }
        if bits & 0x20 != 0 { measurement.isTilted = true }
    }
}
