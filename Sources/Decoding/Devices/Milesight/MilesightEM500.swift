import Model

/// Milesight EM500-UDL, ultrasonic, keeps readings while the network is away and sends them later (maker's table).
struct MilesightEM500: DeviceDecoder {
    let vendor = "milesight"
    let models = ["em500-udl"]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var report = DeviceReport()
        try MilesightChannels.read(frame, into: &report, model: Self.channel)
        return report
    }

    private static func channel(
        _ pair: MilesightChannels.Pair, _ reader: inout ByteReader, _ report: inout DeviceReport
    ) throws(DeviceFault) -> Bool {
        switch (pair.channel, pair.type) {
        case (0x03, 0x82): try MilesightChannels.distance(&reader, &report.measurement)
        case (0x83, 0xE9):
            // The maker's script divides both numbers by ten and its table does not: only the alarm is safe to take.
            try reader.skip(4)
            try MilesightChannels.distanceAlarm(&reader, &report)
        case (0x20, 0xCE): report.history.append(StoredMeasurement(try stored(&reader)))
        default: return false
        }
        return true
    }

    private static func stored(_ reader: inout ByteReader) throws(DeviceFault) -> DeviceMeasurement {
        var measurement = DeviceMeasurement()
        measurement.time = Timestamp(seconds: Int64(try reader.littleLong()))
        try MilesightChannels.distance(&reader, &measurement)
        return measurement
    }
}
