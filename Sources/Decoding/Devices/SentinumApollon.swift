/// Sentinum Apollon-Q (port 1), after the maker's payload description: a head with one distance, then blocks by the low bits of the
/// product version.
struct SentinumApollon: DeviceDecoder {
    let vendor = "sentinum"
    let models = ["apollon-q", "apollonq"]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var reader = ByteReader(frame.bytes)
        var report = DeviceReport()
        let version = try reader.bigWord()
        report.note("product_version", version)
        report.note("up_counter", try reader.byte())
        report.measurement.setBattery(millivolts: try reader.bigWord())
        report.measurement.temperatureCelsius = Double(try reader.byte() - 128)
        let isAlarm = try reader.byte() != 0
        report.note("alarm", isAlarm)
        if isAlarm { report.measurement.flags.insert(.distanceAlarm) }
        switch try reader.bigWord() {
        case 0: report.measurement.setDistance(0, .tooNear)
        case 0xFFFF: report.measurement.setNoDistance(.outOfRange)
        case let distance: report.measurement.setDistance(distance)
        }
        try blocks(version, &reader, &report)
        report.undecoded = reader.rest
        return report
    }

    private func blocks(_ bits: Int, _ reader: inout ByteReader, _ report: inout DeviceReport) throws(DeviceFault) {
        if bits & 1 != 0 {
            report.note("tof.status", try reader.byte())
            report.note("tof.distance_mm", try reader.bigWord())
            report.note("tof.index", try reader.byte())
        }
        if bits & 2 != 0 {
            report.note("radar.status", try reader.byte())
            report.note("radar.peaks", try reader.byte())
            var distances: [Double] = []
            var strengths: [Double] = []
            for _ in 0..<3 {
                distances.append(Double(try reader.bigWord()))
                strengths.append(Double(try reader.bigWord()))
            }
            report.note("radar.distances_mm", .numbers(distances))
            report.note("radar.strengths", .numbers(strengths))
        }
        if bits & 4 != 0 {
            report.note("acc.error", try reader.byte() != 0)
            report.note("acc.orientation", try reader.byte())
            report.note("acc.open", try reader.byte() != 0)
            report.note("acc.open_count", try reader.bigWord())
            let hasImpact = try reader.byte() != 0
            report.note("acc.impact", hasImpact)
            if hasImpact { report.measurement.flags.insert(.impact) }
        }
        if bits & 8 != 0 {
            report.note("hall.open", try reader.byte() != 0)
            report.note("hall.open_count", try reader.bigWord())
        }
    }
}
