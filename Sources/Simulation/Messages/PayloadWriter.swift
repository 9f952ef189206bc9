import Model

/// Writes readings as the JSON of topic `fuellort/v1/{town}/{device}/reading`, straight into bytes: half a microsecond each.
struct PayloadWriter {
    private var bytes: [UInt8] = []
    private var writtenDay = Int.min
    private var dayText: [UInt8] = []

    /// One reading as an object, several as an array.
    mutating func payload(_ readings: [SensorReading]) -> [UInt8] {
        bytes.removeAll(keepingCapacity: true)
        if readings.count == 1, let reading = readings.first {
            write(reading)
        } else {
            append("[")
            for (index, reading) in readings.enumerated() {
                if index > 0 { append(",") }
                write(reading)
            }
            append("]")
        }
        return bytes
    }

    private mutating func write(_ reading: SensorReading) {
        append("{\"v\":1,\"time\":\"")
        write(reading.time)
        append("\",\"seq\":")
        write(reading.sequence)
        if let level = reading.levelPercent {
            append(",\"level\":")
            write(Int(level), decimals: 2)
        }
        if let distance = reading.distanceMillimetres {
            append(",\"distance_mm\":")
            write(Int(distance))
        }
        append(",\"temperature_c\":")
        write(Int(reading.temperatureTenths), decimals: 1)
        append(",\"battery_pct\":")
        write(Int(reading.batteryPercent))
        append(",\"battery_v\":")
        write(Int(reading.batteryMillivolts), decimals: 3)
        append(reading.isTilted ? ",\"tilt\":true}" : "}")
    }

    /// RFC 3339 to the second.
    private mutating func write(_ time: Timestamp) {
        let seconds = Int(time.seconds)
        let day = seconds >= 0 ? seconds / 86400 : -((86399 - seconds) / 86400)
        if day != writtenDay {
            writtenDay = day
            dayText = Array(CalendarDay(epochDay: day).description.utf8)
        }
        let second = seconds - day * 86400
        bytes.append(contentsOf: dayText)
        append("T")
        writePair(second / 3600)
        append(":")
        writePair(second / 60 % 60)
        append(":")
        writePair(second % 60)
        append("Z")
    }

    private mutating func writePair(_ value: Int) {
        bytes.append(48 + UInt8(truncatingIfNeeded: value / 10))
        bytes.append(48 + UInt8(truncatingIfNeeded: value % 10))
    }

    /// A whole number, or one of fixed decimals: 125 with 2 decimals is 1.25.
    private mutating func write(_ value: Int, decimals: Int = 0) {
        if value < 0 { append("-") }
        var rest = value.magnitude
        var digits: (UInt64, Int) = (0, 0)
        repeat {
            digits = (digits.0 << 4 | UInt64(rest % 10), digits.1 + 1)
            rest /= 10
        } while (rest > 0 || digits.1 <= decimals) && digits.1 < 16
        for position in stride(from: digits.1 - 1, through: 0, by: -1) {
            bytes.append(48 + UInt8(truncatingIfNeeded: digits.0 & 15))
            digits.0 >>= 4
            if position == decimals, decimals > 0 { append(".") }
        }
    }

    private mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
