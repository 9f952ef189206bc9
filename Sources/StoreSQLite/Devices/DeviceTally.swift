import Model
import Store

/// Counts one device's readings at one slot.
struct DeviceTally {
    private(set) var readings = 0
    private var levels = 0
    private var verdicts = [Int](repeating: 0, count: 16)
    private var firstAt = Int64.max
    private var lastAt = Int64.min
    private var percent = Course()
    private var volts = Course()
    /// Clock offsets, thinned out once there are many.
    private var offsets: [Double] = []
    private var offsetStep = 1
    private var offsetCount = 0

    private static let mostOffsets = 256

    mutating func add(_ reading: PackedReading) {
        readings += 1
        if reading.level != nil { levels += 1 }
        var flags = reading.quality.rawValue
        while flags != 0 {
            verdicts[flags.trailingZeroBitCount] += 1
            flags &= flags - 1
        }
        firstAt = min(firstAt, reading.time)
        lastAt = max(lastAt, reading.time)
        if let value = reading.batteryPercent {
            percent.add(Double(value) / StoredPrecision.batteryPercentSteps, at: reading.time)
        }
        if let value = reading.batteryMillivolts { volts.add(Double(value) / StoredPrecision.batteryVoltSteps, at: reading.time) }
        if reading.origin == .live, let own = reading.deviceTime { note(offset: Double(own &- reading.receivedAt) / 1000) }
    }

    private mutating func note(offset: Double) {
        offsetCount += 1
        guard offsetCount % offsetStep == 0 else { return }
        offsets.append(offset)
        guard offsets.count == Self.mostOffsets else { return }
        offsets = offsets.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        offsetStep *= 2
    }

    func figures(slot: SlotID, device: DeviceID) -> DeviceFigures {
        let counts = verdicts.enumerated().filter { $0.element > 0 }.map {
            DeviceFigures.VerdictCount(verdict: ReadingQuality(rawValue: 1 << UInt16($0.offset)), count: $0.element)
        }
        return DeviceFigures(
            slot: slot, device: device, readings: readings, levels: levels, verdicts: counts,
            firstAt: Timestamp(milliseconds: firstAt), lastAt: Timestamp(milliseconds: lastAt), batteryPercent: percent.course,
            batteryVolts: volts.course, clockOffsetSeconds: offsets.isEmpty ? nil : offsets.sorted()[offsets.count / 2])
    }

    /// Sums for a straight line by least squares; days count from the first reading.
    private struct Course {
        private var start: Int64?
        private var last = (value: 0.0, at: Int64.min)
        private var first = Int64.max
        private var n = 0.0
        private var x = 0.0
        private var y = 0.0
        private var xx = 0.0
        private var xy = 0.0

        mutating func add(_ value: Double, at time: Int64) {
            let origin = start ?? time
            start = origin
            if time > last.at { last = (value, time) }
            first = min(first, time)
            let days = Double(time &- origin) / 86_400_000
            n += 1
            x += days
            y += value
            xx += days * days
            xy += days * value
        }

        var course: DeviceFigures.BatteryCourse? {
            guard let start, n > 0 else { return nil }
            let spread = n * xx - x * x
            let days = Double(last.at &- first) / 86_400_000
            guard days >= DeviceFigures.BatteryCourse.leastDays, spread > 1e-9 else {
                return .init(last: last.value, lastAt: Timestamp(milliseconds: last.at), perDay: nil)
            }
            let slope = (n * xy - x * y) / spread
            let end = (y - slope * x) / n + slope * Double(last.at &- start) / 86_400_000
            return .init(last: end, lastAt: Timestamp(milliseconds: last.at), perDay: slope)
        }
    }
}
