/// Milesight EM310-UDL, ultrasonic, with tilt (maker's table).
struct MilesightEM310: DeviceDecoder {
    let vendor = "milesight"
    let models = ["em310-udl"]

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
        case (0x04, 0x00): try MilesightChannels.tilt(&reader, &report.measurement)
        default: return false
        }
        return true
    }
}
