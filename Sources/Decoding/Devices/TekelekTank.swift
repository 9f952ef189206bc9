/// Tekelek TEK766, ultrasonic for tanks (after a parser in public use). Readings are four bytes: ullage in centimetres, temperature,
/// and the strengths of source and echo; four zero bytes mean that none was taken.
struct TekelekTank: DeviceDecoder {
    let vendor = "tekelek"
    let models = ["tek766", "tek-766", "766-rf"]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes)
        switch try reader.bigWord() {
        case 0x1000: return try readings(&reader, message: "measurement")
        case 0x4500: return try readings(&reader, message: "alarm")
        case 0x3000: return try status(&reader)
        case let other: throw DeviceFault("unknown_message: \(Hex.text([UInt8(other >> 8), UInt8(other & 255)])) at byte 0")
        }
    }

    /// Newest first, the others one sending period older each. The period stands in the status message only, so they have no time of
    /// their own here.
    private func readings(_ reader: inout ByteReader, message: String) throws(DeviceFault) -> DeviceReport {
        var report = DeviceReport()
        report.note("message", message)
        let limits = try reader.byte()
        let passed = (1...8).filter { limit in (limits >> (limit - 1)) & 1 == 1 }
        report.note("limits", .numbers(passed.map(Double.init)))
        if message == "alarm" { report.measurement.flags.insert(.distanceAlarm) }
        try reader.skip(1)
        var strengths: [Int] = []
        var periodsAgo = 0
        while reader.remaining >= 4 {
            var taken = DeviceMeasurement()
            if let strength = try reading(&reader, &taken) { strengths.append(strength) }
            if periodsAgo == 0 {
                taken.flags = report.measurement.flags
                report.measurement = taken
            } else if taken.distanceStatus == .ok {
                report.history.append(StoredMeasurement(taken, periodsAgo: periodsAgo))
            }
            periodsAgo += 1
        }
        guard periodsAgo > 0 else { throw DeviceFault("too_short: a message of kind \(message) without a reading") }
        note(strengths, &report)
        report.undecoded = reader.rest
        return report
    }

    private func status(_ reader: inout ByteReader) throws(DeviceFault) -> DeviceReport {
        var report = DeviceReport()
        report.note("message", "status")
        try reader.skip(1)
        report.note("hardware", try reader.byte())
        report.note("software", try reader.bigWord())
        try reader.skip(2)
        report.note("rssi_dbm", -(try reader.byte()))
        try reader.skip(1)
        let battery = try reader.byte()
        if battery <= 100 { report.measurement.batteryPercent = Double(battery) }
        report.note("steps", try reader.bigWord())
        report.note("period_h", try reader.byte())
        note([try reading(&reader, &report.measurement)].compactMap { $0 }, &report)
        report.undecoded = reader.rest
        return report
    }

    /// The strengths of source and echo of each reading that was taken.
    private func note(_ strengths: [Int], _ report: inout DeviceReport) {
        guard !strengths.isEmpty else { return }
        report.note("src", .numbers(strengths.map { Double($0 >> 4) }))
        report.note("srssi", .numbers(strengths.map { Double($0 & 15) }))
    }

    /// - Returns: the strengths' byte; `nil` if none was taken.
    private func reading(_ reader: inout ByteReader, _ measurement: inout DeviceMeasurement) throws(DeviceFault) -> Int? {
        let centimetres = try reader.bigWord()
        let temperature = try reader.signedByte()
        let strengths = try reader.byte()
        guard centimetres != 0 || temperature != 0 || strengths != 0 else {
            measurement.setNoDistance(.noReading)
            return nil
        }
        switch centimetres {
        case 0: measurement.setDistance(0, .tooNear)
        case 2001...: measurement.setNoDistance(.outOfRange)
        default: measurement.setDistance(centimetres * 10)
        }
        if PlausibleValues.temperatureCelsius.contains(Double(temperature)) {
            measurement.temperatureCelsius = Double(temperature)
        }
        return strengths
    }
}
