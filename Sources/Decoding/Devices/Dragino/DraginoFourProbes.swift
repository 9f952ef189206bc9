/// Dragino LDDS04 and DDS04-LB: four ultrasonic probes at one transmitter (maker's scripts).
struct DraginoFourProbes: DeviceDecoder {
    let vendor = "dragino"
    let lowBatteryVolts = DraginoFields.lowBatteryVolts
    let models = ["ldds04", "dds04-lb", "dds04-ls", "dds04"]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        switch frame.port {
        case DraginoFields.measurementPort, nil: return try measurement(frame)
        case DraginoFields.informationPort: return try DraginoFields.information(frame)
        default: throw DraginoFields.unknownPort(frame, known: [2, 5])
        }
    }

    private func measurement(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes)
        var report = DeviceReport()
        let battery = try reader.bigWord()
        DraginoFields.setBattery(battery, &report.measurement)
        var distances: [Int] = []
        for _ in 0..<4 { distances.append(try reader.bigWord()) }
        report.note("distances_mm", .numbers(distances.map(Double.init)))
        let tooNear = distances.contains { (1...20).contains($0) }
        report.measurement.setDistance(
            medianOf: distances.filter { (21..<0xFFFF).contains($0) }, none: tooNear ? .tooNear : .noSensor)
        report.note("exti_trigger", battery & 0x4000 != 0)
        report.note("exti_level", battery & 0x8000 != 0)
        if battery & 0x4000 != 0 { report.measurement.flags.insert(.interrupt) }
        if reader.remaining > 0 { report.note("message_type", try reader.byte()) }
        report.undecoded = reader.rest
        return report
    }
}
