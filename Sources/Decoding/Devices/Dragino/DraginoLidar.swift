/// Dragino's lidar sensors LLDS12, LDS12-LB, LDS40-LB (maker's scripts, which divide the distance to centimetres).
struct DraginoLidar: DeviceDecoder {
    let vendor = "dragino"
    let lowBatteryVolts = DraginoFields.lowBatteryVolts
    let models = ["llds12", "llds40", "lds12-lb", "lds12-ls", "lds40-lb", "lds40-ls", "lds12", "lds40"]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        switch frame.port {
        case DraginoFields.measurementPort, nil: return try measurement(frame)
        case DraginoFields.storedPort: return try DraginoFields.stored(frame, Self.storedReading)
        case DraginoFields.informationPort: return try DraginoFields.information(frame)
        default: throw DraginoFields.unknownPort(frame, known: [2, 3, 5])
        }
    }

    private func measurement(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes)
        var report = DeviceReport()
        DraginoFields.setBattery(try reader.bigWord(), &report.measurement)
        DraginoFields.setProbeTemperature(try reader.signedBigWord(), &report.measurement)
        Self.setDistance(try reader.bigWord(), &report.measurement)
        let strength = try reader.bigWord()
        report.note("signal_strength", strength)
        let interrupt = try reader.byte()
        report.note("interrupt", interrupt & 1 == 1)
        if interrupt & 1 == 1 { report.measurement.flags.insert(.interrupt) }
        report.note("lidar_temperature_c", try reader.signedByte())
        if reader.remaining > 0 { report.note("message_type", try reader.byte()) }
        report.undecoded = reader.rest
        return report
    }

    private static func setDistance(_ raw: Int, _ measurement: inout DeviceMeasurement) {
        switch raw {
        case 0: measurement.setDistance(0, .tooNear)
        case 0xFFFF: measurement.setNoDistance(.outOfRange)
        default: measurement.setDistance(raw)
        }
    }

    /// Port 3: flags, one byte unused, probe temperature, distance, lidar temperature, time.
    private static func storedReading(_ reader: inout ByteReader, _ measurement: inout DeviceMeasurement) throws(DeviceFault) {
        try reader.skip(2)
        DraginoFields.setProbeTemperature(try reader.signedBigWord(), &measurement)
        setDistance(try reader.bigWord(), &measurement)
    }
}
