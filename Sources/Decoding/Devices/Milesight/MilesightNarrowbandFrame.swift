/// The frame in which an NB-IoT EM400 wraps its channels (UDP, TCP or binary MQTT): a head with big-endian lengths, then channels as
/// over LoRaWAN. Several readings follow one another; a channel number that does not rise begins the next one.
struct MilesightNarrowbandFrame {
    static let start: UInt8 = 0x02

    private var head = DeviceReport()
    private let channels: [UInt8]

    /// `nil` if the bytes are no such frame; LoRaWAN payloads never begin with channel 2.
    init?(_ frame: DeviceFrame) throws(DeviceFault) {
        guard frame.bytes.first == Self.start else { return nil }
        var reader = ByteReader(frame.bytes, at: 1)
        head.note("frame_id", try reader.bigWord())
        try reader.skip(2)  // Length of the frame; the length of the channels below is the one that counts.
        try reader.skip(1)
        head.note("frame_count", try reader.bigWord())
        let protocolVersion = try reader.byte()
        head.note("protocol_version", "v\(protocolVersion >> 4).\(protocolVersion & 15)")
        for (name, length) in [
            ("firmware_version", 4), ("hardware_version", 4), ("serial", 16), ("imei", 15), ("imsi", 15), ("iccid", 20),
        ] {
            head.note(name, Self.ascii(try reader.take(length)))
        }
        head.note("signal_strength", try reader.byte())
        channels = try reader.take(try reader.bigWord())
    }

    /// The newest reading; the device's clock is not in the frame, so the earlier ones can only be counted.
    func report(
        channel: (MilesightChannels.Pair, inout ByteReader, inout DeviceReport) throws(DeviceFault) -> Bool
    ) throws(DeviceFault) -> DeviceReport {
        guard !channels.isEmpty else { return head }
        var report = head
        var earlier = 0
        var lastChannel = -1
        try MilesightChannels.read(DeviceFrame(channels), into: &report) {
            (pair, reader, report) throws(DeviceFault) in
            let number = pair.channel
            if number <= lastChannel {
                // The charge is told once a frame; it is not older than the readings.
                let battery = report.measurement.batteryPercent
                report.measurement = DeviceMeasurement()
                report.measurement.batteryPercent = battery
                earlier += 1
            }
            lastChannel = number
            return try channel(pair, &reader, &report)
        }
        if earlier > 0 { report.note("earlier_readings", earlier) }
        return report
    }

    /// Printable characters; padding and anything else is left out.
    private static func ascii(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.filter { (0x20...0x7E).contains($0) }, as: UTF8.self)
    }
}
