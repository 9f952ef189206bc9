/// Milesight EM400-MUD, EM400-TLD, EM400-UDL: ultrasonic or time of flight, temperature, tilt; over LoRaWAN and over NB-IoT (maker's
/// table).
struct MilesightEM400: DeviceDecoder {
    let vendor = "milesight"
    let models = ["em400-mud", "em400-tld", "em400-udl", "em400-mud-nb", "em400-tld-nb", "em400-udl-nb"]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        if let narrowband = try MilesightNarrowbandFrame(frame) { return try narrowband.report(channel: Self.channel) }
        var report = DeviceReport()
        try MilesightChannels.read(frame, into: &report, model: Self.channel)
        return report
    }

    private static func channel(
        _ pair: MilesightChannels.Pair, _ reader: inout ByteReader, _ report: inout DeviceReport
    ) throws(DeviceFault) -> Bool {
        switch (pair.channel, pair.type) {
        case (0x03, 0x67): try MilesightChannels.temperature(&reader, &report.measurement)
        case (0x04, 0x82): try MilesightChannels.distance(&reader, &report.measurement)
        case (0x05, 0x00): try MilesightChannels.tilt(&reader, &report.measurement)
        case (0x83, 0x67):
            try MilesightChannels.temperature(&reader, &report.measurement)
            try MilesightChannels.temperatureAlarm(&reader, &report)
        case (0x84, 0x82):
            try MilesightChannels.distance(&reader, &report.measurement)
            try MilesightChannels.distanceAlarm(&reader, &report)
        case (0x06, 0x88):
            // Which of the two numbers is the longitude differs between the maker's table and script: kept as they come.
            report.note("position_first", .number(Double(Int32(truncatingIfNeeded: try reader.littleLong())) / 1e6))
            report.note("position_second", .number(Double(Int32(truncatingIfNeeded: try reader.littleLong())) / 1e6))
            report.note("position_status", try reader.byte())
        default: return false
        }
        return true
    }
}
