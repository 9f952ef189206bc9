import Model

/// What Dragino's distance sensors have in common: big endian, battery in millivolts in the low bits, device information on port 5.
enum DraginoFields {
    static let measurementPort = 2
    static let storedPort = 3
    static let informationPort = 5
    static let listPort = 6

    /// A lithium cell of 3.6 V whose voltage hardly falls until its end; the maker names 2.5 V as the least to work with.
    static let lowBatteryVolts: Double? = 2.8

    /// Temperature of the outside probe, a DS18B20 with −55…125 °C; anything else (0x0CCC is 327.6 °C) is "no probe".
    static func setProbeTemperature(_ tenths: Int, _ measurement: inout DeviceMeasurement) {
        guard (-550...1250).contains(tenths) else { return }
        measurement.setTemperature(tenths: tenths)
    }

    /// The battery word: millivolts in the low 14 bits, flags above.
    static func setBattery(_ word: Int, _ measurement: inout DeviceMeasurement) {
        measurement.setBattery(millivolts: word & 0x3FFF)
    }

    // MARK: Port 5

    /// Model, firmware, radio band and battery.
    static func information(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes)
        var report = DeviceReport()
        let model = try reader.byte()
        let upper = try reader.byte()
        let lower = try reader.byte()
        report.note("info.model", models[model] ?? "unknown (0x\(Hex.text([UInt8(model)])))")
        report.note("info.firmware", "\(upper & 15).\(lower >> 4).\(lower & 15)")
        report.note("info.band_code", try reader.byte())
        let subBand = try reader.byte()
        if subBand != 0xFF { report.note("info.sub_band", subBand) }
        setBattery(try reader.bigWord(), &report.measurement)
        return report
    }

    private static let models: [Int: String] = [
        0x23: "DDS04-LB", 0x24: "LDS12-LB", 0x25: "LDS40-LB", 0x27: "DDS75-LB", 0x28: "DDS45-LB", 0x29: "DDS20-LB",
        0xF2: "DDS75-3-LB",
    ]

    // MARK: Port 3

    static let storedLength = 11

    /// Records of eleven bytes, each ending with its time; `read` reads what stands before. A record of zeros means "nothing stored".
    static func stored(
        _ frame: DeviceFrame, _ read: (inout ByteReader, inout DeviceMeasurement) throws(DeviceFault) -> Void
    ) throws(DeviceFault) -> DeviceReport {
        guard frame.bytes.count >= storedLength else {
            throw DeviceFault("too_short: \(frame.bytes.count) bytes; a stored reading has \(storedLength)")
        }
        var report = DeviceReport()
        for start in stride(from: 0, through: frame.bytes.count - storedLength, by: storedLength) {
            let record = Array(frame.bytes[start..<start + storedLength])
            guard record.contains(where: { $0 != 0 }) else { continue }
            var reader = ByteReader(record)
            var measurement = DeviceMeasurement()
            try read(&reader, &measurement)
            reader = ByteReader(record, at: storedLength - 4)
            measurement.time = Timestamp(seconds: Int64(try reader.bigLong()))
            report.history.append(StoredMeasurement(measurement))
        }
        report.undecoded = Array(frame.bytes.suffix(frame.bytes.count % storedLength))
        return report
    }

    static func unknownPort(_ frame: DeviceFrame, known: [Int]) -> DeviceFault {
        let ports = known.map(String.init).joined(separator: ", ")
        return DeviceFault("unknown_port: port \(frame.port.map(String.init) ?? "none"); this model speaks on \(ports)")
    }
}
