/// Dragino's single-probe ultrasonic sensors: LDDS75, LDDS45, LDDS20 and DDS75, DDS45, DDS20 in their LB and LS cases (maker's scripts
/// and manuals).
struct DraginoUltrasonic: DeviceDecoder {
    let vendor = "dragino"
    let lowBatteryVolts = DraginoFields.lowBatteryVolts
    let models: [String]
    /// Nearer surfaces can not be measured; what the sensor says about them is no level.
    private let blindZoneMillimetres: Int

    static let seventyFive = DraginoUltrasonic(models: ["ldds75", "dds75-lb", "dds75-ls", "dds75"], blindZoneMillimetres: 280)
    static let fortyFive = DraginoUltrasonic(models: ["ldds45", "dds45-lb", "dds45-ls", "dds45"], blindZoneMillimetres: 300)
    static let twenty = DraginoUltrasonic(models: ["ldds20", "dds20-lb", "dds20-ls", "dds20"], blindZoneMillimetres: 20)

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        switch frame.port {
        case DraginoFields.measurementPort, nil:
            if let first = frame.bytes.first, first & 0x10 != 0, frame.bytes.count >= Self.shortestBatch {
                return try batch(frame)
            }
            return try single(frame)
        case DraginoFields.storedPort: return try DraginoFields.stored(frame, storedReading)
        case DraginoFields.informationPort: return try DraginoFields.information(frame)
        case DraginoFields.listPort: return try list(frame)
        default: throw DraginoFields.unknownPort(frame, known: [2, 3, 5, 6])
        }
    }

    // MARK: One reading

    /// The 5-byte form of old firmware ends after the interrupt flag; 4 bytes mean that no ultrasonic probe was found.
    private func single(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes)
        var report = DeviceReport()
        DraginoFields.setBattery(try reader.bigWord(), &report.measurement)
        if frame.bytes.count == 4 {
            report.measurement.setNoDistance(.noSensor)
            return report
        }
        setDistance(try reader.bigWord(), &report.measurement)
        Self.setInterrupt(try reader.byte(), &report)
        guard reader.remaining > 0 else { return report }
        DraginoFields.setProbeTemperature(try reader.signedBigWord(), &report.measurement)
        guard reader.remaining > 0 else { return report }
        report.note("sensor_flag", try reader.byte())
        report.undecoded = reader.rest
        return report
    }

    /// What the 75 and 45 models send for "nearer than the blind zone".
    private static let tooNearMark = 20

    /// 0 = no probe; below the blind zone the distance is kept, but says nothing about the level.
    private func setDistance(_ raw: Int, _ measurement: inout DeviceMeasurement) {
        switch raw {
        case 0: measurement.setNoDistance(.noSensor)
        case 0xFFFF: measurement.setNoDistance(.outOfRange)
        case blindZoneMillimetres...: measurement.setDistance(raw)
        case ...Self.tooNearMark: measurement.setNoDistance(.tooNear)
        default: measurement.setDistance(raw, .blindZone)
        }
    }

    private static func setInterrupt(_ flag: Int, _ report: inout DeviceReport) {
        report.note("interrupt", flag & 1 == 1)
        if flag & 1 == 1 { report.measurement.flags.insert(.interrupt) }
    }

    // MARK: Several readings

    /// Newest firmware of the DDS75-LB (2025): up to 20 distances in one frame, without times.
    private static let shortestBatch = 14

    private func batch(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes)
        var report = DeviceReport()
        report.measurement.setBattery(millivolts: try reader.bigWord() & 0x0FFF)
        try reader.skip(6)
        try readList(&reader, count: min(20, (reader.remaining - 4) / 2), &report)
        reader = ByteReader(frame.bytes, at: frame.bytes.count - 4)
        Self.setInterrupt(try reader.byte(), &report)
        DraginoFields.setProbeTemperature(try reader.signedBigWord(), &report.measurement)
        report.note("sensor_flag", try reader.byte())
        return report
    }

    /// Port 6: nothing but distances.
    private func list(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes)
        var report = DeviceReport()
        guard reader.remaining >= 2 else { throw DeviceFault("too_short: \(frame.bytes.count) bytes; a distance has 2") }
        try readList(&reader, count: reader.remaining / 2, &report)
        report.undecoded = reader.rest
        return report
    }

    private func readList(_ reader: inout ByteReader, count: Int, _ report: inout DeviceReport) throws(DeviceFault) {
        var distances: [Int] = []
        for _ in 0..<max(0, count) { distances.append(try reader.bigWord()) }
        report.note("distances_mm", .numbers(distances.map(Double.init)))
        let seen = distances.filter { (blindZoneMillimetres..<0xFFFF).contains($0) }
        report.measurement.setDistance(medianOf: seen, none: distances.contains { $0 > 0 && $0 < 0xFFFF } ? .tooNear : .noSensor)
    }

    /// Port 3: battery, distance, temperature, flags, time.
    private func storedReading(_ reader: inout ByteReader, _ measurement: inout DeviceMeasurement) throws(DeviceFault) {
        DraginoFields.setBattery(try reader.bigWord(), &measurement)
        setDistance(try reader.bigWord(), &measurement)
        DraginoFields.setProbeTemperature(try reader.signedBigWord(), &measurement)
    }
}
