import Model

/// Dragino's NB-IoT ultrasonic sensors NDDS75, NDDS20, DDS75-NB, DDS45-NB, DDS20-NB (maker's scripts): device id, versions, battery,
/// distance with its time, then stored readings. Newer firmware also sends the SIM's number and an interrupt level.
struct DraginoNarrowband: DeviceDecoder {
    let vendor = "dragino"
    let lowBatteryVolts = DraginoFields.lowBatteryVolts
    let models = ["ndds75", "ndds20", "dds75-nb", "dds45-nb", "dds20-nb"]

    /// From the device id to the time of the current reading, in the oldest firmware.
    private static let shortestHead = 21
    private static let imsiLength = 8
    private static let levelLength = 1
    private static let recordLength = 6

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        let (hasIMSI, hasLevel) = try Self.optionalParts(frame.bytes)
        var reader = ByteReader(frame.bytes)
        var report = DeviceReport()
        report.note("device_id", Hex.text(try reader.take(8)))
        if hasIMSI { report.note("imsi", Hex.text(try reader.take(8))) }
        report.note("version", Hex.text(try reader.take(2)))
        report.measurement.setBattery(millivolts: try reader.bigWord())
        report.note("signal_strength", try reader.byte())
        report.note("mode", try reader.byte())
        let interrupt = try reader.byte()
        report.note("interrupt", interrupt & 1 == 1)
        if hasLevel { report.note("interrupt_level", try reader.byte()) }
        try reading(&reader, &report.measurement)
        while reader.remaining >= Self.recordLength {
            var stored = DeviceMeasurement()
            try reading(&reader, &stored)
            // Empty places of the memory are sent as zeros.
            if stored.time != Timestamp(seconds: 0) { report.history.append(StoredMeasurement(stored)) }
        }
        report.undecoded = reader.rest
        return report
    }

    /// Which of the two optional parts are there. Whole records of six bytes follow the head, and the four possible heads (21, 22, 29
    /// and 30 bytes) leave different remainders: the length tells.
    private static func optionalParts(_ bytes: [UInt8]) throws(DeviceFault) -> (imsi: Bool, level: Bool) {
        for (imsi, level) in [(false, false), (false, true), (true, false), (true, true)] {
            let head = shortestHead + (imsi ? imsiLength : 0) + (level ? levelLength : 0)
            if bytes.count >= head, (bytes.count - head).isMultiple(of: recordLength) { return (imsi, level) }
        }
        throw DeviceFault("wrong_length: \(bytes.count) bytes are none of the heads of 21, 22, 29 or 30 bytes with records of 6")
    }

    private func reading(_ reader: inout ByteReader, _ measurement: inout DeviceMeasurement) throws(DeviceFault) {
        switch try reader.bigWord() {
        case 0: measurement.setNoDistance(.noSensor)
        case 1...20: measurement.setNoDistance(.tooNear)
        case 0xFFFF: measurement.setNoDistance(.outOfRange)
        case let distance: measurement.setDistance(distance)
        }
        measurement.time = Timestamp(seconds: Int64(try reader.bigLong()))
    }
}
