import Model

/// The list of channels that all Milesight sensors send on port 85: channel id, type, value, the next; little endian, any order.
///
/// The length of a value follows from its pair alone. At an unknown pair the reader stops, since it can not know where the next one
/// begins; what stood before is kept.
enum MilesightChannels {
    /// One channel's head.
    struct Pair: Equatable {
        var channel: Int
        var type: Int

        init(_ channel: Int, _ type: Int) {
            self.channel = channel
            self.type = type
        }
    }

    /// Reads all channels. `model` reads the value of a pair of its own and returns `true`, or returns `false` for a pair it does not
    /// know.
    static func read(
        _ frame: DeviceFrame, into report: inout DeviceReport,
        model: (Pair, inout ByteReader, inout DeviceReport) throws(DeviceFault) -> Bool
    ) throws(DeviceFault) {
        var reader = ByteReader(frame.bytes)
        guard reader.remaining > 0 else { throw DeviceFault("too_short: no bytes") }
        while reader.remaining > 0 {
            let atPair = reader
            do throws(DeviceFault) {
                let pair = Pair(try reader.byte(), try reader.byte())
                if try model(pair, &reader, &report) { continue }
                if try common(pair, &reader, &report) { continue }
                guard atPair.position > 0 || isDownlinkAnswer(pair) else {
                    throw DeviceFault(
                        "unknown_channel: the first channel is \(Hex.text([UInt8(pair.channel), UInt8(pair.type)])), which this model "
                            + "does not have")
                }
            } catch {
                guard atPair.position > 0 else { throw error }
            }
            report.undecoded = atPair.rest
            report.measurement.flags.insert(.partlyDecoded)
            return
        }
    }

    /// Battery and device information, the same for every model.
    private static func common(
        _ pair: Pair, _ reader: inout ByteReader, _ report: inout DeviceReport
    ) throws(DeviceFault) -> Bool {
        switch (pair.channel, pair.type) {
        case (0x01, 0x75): report.measurement.batteryPercent = batteryPercent(try reader.byte())
        case (0xFF, 0x01):
            let version = try reader.byte()
            report.note("protocol_version", "v\(version >> 4).\(version & 15)")
        case (0xFF, 0x09): report.note("hardware_version", "v" + (try version(&reader, minorShift: 4)))
        case (0xFF, 0x0A): report.note("firmware_version", "v" + (try version(&reader, minorShift: 0)))
        case (0xFF, 0xFF): report.note("tsl_version", "v" + (try version(&reader, minorShift: 0)))
        case (0xFF, 0x0B):
            try reader.skip(1)
            report.note("event", "power_on")
        case (0xFF, 0xFE):
            try reader.skip(1)
            report.note("event", "reset")
        case (0xFF, 0x0F):
            let names = ["A", "B", "C", "C to B"]
            let value = try reader.byte()
            report.note("lorawan_class", value < names.count ? names[value] : "unknown (\(value))")
        case (0xFF, 0x16): report.note("serial", Hex.text(try reader.take(8)))
        default: return false
        }
        return true
    }

    /// A percentage above 100 is no charge but "not known".
    private static func batteryPercent(_ value: Int) -> Double? { value <= 100 ? Double(value) : nil }

    /// Two bytes: the major number in hexadecimal digits, the minor one in the upper four bits or in the whole byte.
    private static func version(_ reader: inout ByteReader, minorShift: Int) throws(DeviceFault) -> String {
        let major = try reader.byte()
        let minor = try reader.byte() >> minorShift
        return String(major, radix: 16) + "." + String(minor)
    }

    private static func isDownlinkAnswer(_ pair: Pair) -> Bool { [0xFE, 0xFF, 0xF8, 0xF9].contains(pair.channel) }

    // MARK: Values that several models share

    /// An unsigned distance; FFFF is "beyond my range", 0 is a lid that touches or something inside the blind zone.
    static func distance(_ reader: inout ByteReader, _ measurement: inout DeviceMeasurement) throws(DeviceFault) {
        setDistance(try reader.littleWord(), &measurement)
    }

    static func setDistance(_ raw: Int, _ measurement: inout DeviceMeasurement) {
        switch raw {
        case 0xFFFD...: measurement.setNoDistance(.outOfRange)
        case 0: measurement.setDistance(0, .tooNear)
        default: measurement.setDistance(raw)
        }
    }

    /// Temperature in tenths; values no place on earth has are left out.
    static func temperature(_ reader: inout ByteReader, _ measurement: inout DeviceMeasurement) throws(DeviceFault) {
        setTemperature(tenths: try reader.signedLittleWord(), &measurement)
    }

    static func setTemperature(tenths: Int, _ measurement: inout DeviceMeasurement) {
        guard PlausibleValues.temperatureCelsius.contains(Double(tenths) / 10) else {
            measurement.flags.insert(.valueLeftOut)
            return
        }
        measurement.setTemperature(tenths: tenths)
    }

    static func tilt(_ reader: inout ByteReader, _ measurement: inout DeviceMeasurement) throws(DeviceFault) {
        measurement.isTilted = try reader.byte() != 0
    }

    /// The byte after a distance: released, threshold, sudden change.
    static func distanceAlarm(_ reader: inout ByteReader, _ report: inout DeviceReport) throws(DeviceFault) {
        switch try reader.byte() {
        case 0: report.note("distance_alarm", "released")
        case 1:
            report.measurement.flags.insert(.distanceAlarm)
            report.note("distance_alarm", "threshold")
        case 2:
            report.measurement.flags.insert(.suddenChange)
            report.note("distance_alarm", "sudden_change")
        case let other: report.note("distance_alarm", "unknown (\(other))")
        }
    }

    static func temperatureAlarm(_ reader: inout ByteReader, _ report: inout DeviceReport) throws(DeviceFault) {
        let isAlarm = try reader.byte() == 1
        if isAlarm { report.measurement.flags.insert(.temperatureAlarm) }
        report.note("temperature_alarm", isAlarm)
    }
}
