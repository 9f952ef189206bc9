/// What the binary frames of Sensoneo's sensors have in common.
enum SensoneoFields {
    /// Names of the event bits, lowest first; the highest has no meaning in the tables.
    private static let eventNames = [
        "measurement_ended", "temperature_threshold", "tilt_threshold", "slave_device_tx", "battery_low", "gpsfix",
        "startup",
    ]

    /// Notes the events and what follows from them. The maker calls the temperature threshold a fire.
    static func setEvents(_ bits: Int, _ report: inout DeviceReport) {
        report.note(
            "events", .texts(eventNames.enumerated().compactMap { bits >> $0.offset & 1 == 1 ? $0.element : nil }))
        if bits & 0x02 != 0 { report.measurement.flags.insert(.fire) }
        if bits & 0x04 != 0 { report.measurement.isTilted = true }
        if bits & 0x10 != 0 { report.measurement.flags.insert(.batteryLow) }
    }

    /// Full scale of a probe that heard nothing.
    private static let noEcho = 0x7F

    /// Four probes in units of 2 cm. A probe at full scale heard no echo, one at 0 is covered; the median of the others counts. Without
    /// the event "measured" the numbers are old, and no distance is taken.
    static func setSonars(_ raw: [Int], wasMeasured: Bool, _ report: inout DeviceReport) {
        report.note("sonars_cm", .numbers(raw.map { Double($0) * 2 }))
        guard wasMeasured else { return report.measurement.setNoDistance(.noSensorData) }
        let seen = raw.filter { $0 > 0 && $0 != noEcho && $0 != 0xFF }.map { $0 * 20 }
        report.measurement.setDistance(medianOf: seen, none: raw.contains(0) ? .tooNear : .noEcho)
    }

    /// 2,500 mV and 10 mV a step.
    static func setBattery(_ raw: Int, _ report: inout DeviceReport) {
        report.measurement.setBattery(millivolts: 2500 + raw * 10)
    }
}
