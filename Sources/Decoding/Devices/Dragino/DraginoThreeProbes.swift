/// Dragino DDS75-3: three ultrasonic probes at one transmitter (maker's scripts).
struct DraginoThreeProbes: DeviceDecoder {
    let vendor = "dragino"
    let lowBatteryVolts = DraginoFields.lowBatteryVolts
    let models = ["dds75-3", "dds75-3-lb", "dds75-3-ls"]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        switch frame.port {
        case DraginoFields.measurementPort, nil: return try measurement(frame)
        case DraginoFields.storedPort:
            return try DraginoFields.stored(frame) { (reader, measurement) throws(DeviceFault) in
                Self.set(try Self.distances(&reader), &measurement)
            }
        case DraginoFields.informationPort: return try DraginoFields.information(frame)
        default: throw DraginoFields.unknownPort(frame, known: [2, 3, 5])
        }
    }

    private func measurement(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes)
        var report = DeviceReport()
        DraginoFields.setBattery(try reader.bigWord(), &report.measurement)
        DraginoFields.setProbeTemperature(try reader.signedBigWord(), &report.measurement)
        let distances = try Self.distances(&reader)
        report.note("distances_mm", .numbers(distances.map(Double.init)))
        Self.set(distances, &report.measurement)
        let flags = try reader.byte()
        report.note("sensor_flag", flags >> 4 & 1)
        report.note("interrupt", flags & 0x0F != 0)
        if flags & 0x0F != 0 { report.measurement.flags.insert(.interrupt) }
        report.undecoded = reader.rest
        return report
    }

    private static func distances(_ reader: inout ByteReader) throws(DeviceFault) -> [Int] {
        [try reader.bigWord(), try reader.bigWord(), try reader.bigWord()]
    }

    private static func set(_ distances: [Int], _ measurement: inout DeviceMeasurement) {
        let tooNear = distances.contains { (1...20).contains($0) }
        measurement.setDistance(medianOf: distances.filter { (21..<0xFFFF).contains($0) }, none: tooNear ? .tooNear : .noSensor)
    }
}
