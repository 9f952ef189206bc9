/// Milesight WS201, the dispenser sensor: distance and what remains (maker's table). What remains in a dispenser is no fill level.
struct MilesightWS201: DeviceDecoder {
    let vendor = "milesight"
    let models = ["ws201"]

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
        case (0x04, 0xD6): report.note("remaining_pct", try reader.byte())
        default: return false
        }
        return true
    }
}
