/// Elsys ELT and its ultrasonic and radar forms (port 5): a list of types with values, big endian. The low six bits of the type byte
/// are the type, the upper two the number of offset bytes after the value (maker's payload description).
struct ElsysSensor: DeviceDecoder {
    let vendor = "elsys"
    /// A lithium cell of 3.6 V (assumption: as with other makers).
    let lowBatteryVolts: Double? = 2.8
    let models = [
        "elt", "elt-1", "elt-2", "elt-2i", "elt-lite", "elt-2-ultrasonic", "elt-2-ultrasonic-10m", "elt-2-radar",
        "elt-ultrasonic",
        "elt-1-ultrasonic",
    ]

    /// Lengths of the types that say nothing about a container.
    private static let otherLengths: [Int: Int] = [
        0x04: 2, 0x05: 1, 0x06: 2, 0x08: 2, 0x09: 6, 0x0A: 2, 0x0B: 4, 0x0D: 1, 0x11: 1, 0x13: 65, 0x15: 2, 0x16: 2, 0x17: 4,
        0x18: 2, 0x1A: 1, 0x1B: 4, 0x1C: 2, 0x3D: 4,
    ]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes)
        var report = DeviceReport()
        guard reader.remaining > 0 else { throw DeviceFault("too_short: no bytes") }
        while reader.remaining > 0 {
            let atType = reader
            do throws(DeviceFault) {
                let head = try reader.byte()
                guard try value(type: head & 0x3F, &reader, &report) else {
                    throw DeviceFault("unknown_type: 0x\(Hex.text([UInt8(head & 0x3F)])) at byte \(atType.position)")
                }
                try reader.skip(head >> 6)
            } catch {
                guard atType.position > 0 else { throw error }
                report.undecoded = atType.rest
                report.measurement.flags.insert(.partlyDecoded)
                return report
            }
        }
        return report
    }

    private func value(type: Int, _ reader: inout ByteReader, _ report: inout DeviceReport) throws(DeviceFault) -> Bool {
        switch type {
        case 0x01: setTemperature(try reader.signedBigWord(), &report.measurement)
        case 0x02: report.note("humidity_pct", try reader.byte())
        case 0x03:
            let axes = [try reader.signedByte(), try reader.signedByte(), try reader.signedByte()]
            report.note("acceleration_xyz", .numbers(axes.map(Double.init)))
        case 0x07: report.measurement.setBattery(millivolts: try reader.bigWord())
        case 0x0C: report.note("external_temperature_c", .number(Double(try reader.signedBigWord()) / 10))
        case 0x0E: setDistance(try reader.bigWord(), &report.measurement)
        case 0x0F: report.note("motion", try reader.byte())
        case 0x12: report.note("water_leak", try reader.byte())
        case 0x14: report.note("pressure_hpa", .number(Double(try reader.bigLong()) / 1000))
        case 0x19: report.note("external_temperature_2_c", .number(Double(try reader.signedBigWord()) / 10))
        default:
            guard let length = Self.otherLengths[type] else { return false }
            try reader.skip(length)
        }
        return true
    }

    private func setTemperature(_ tenths: Int, _ measurement: inout DeviceMeasurement) {
        guard PlausibleValues.temperatureCelsius.contains(Double(tenths) / 10) else {
            measurement.flags.insert(.valueLeftOut)
            return
        }
        measurement.setTemperature(tenths: tenths)
    }

    private func setDistance(_ raw: Int, _ measurement: inout DeviceMeasurement) {
        switch raw {
        case 0: measurement.setDistance(0, .tooNear)
        case 0xFFFF: measurement.setNoDistance(.outOfRange)
        default: measurement.setDistance(raw)
        }
    }
}
