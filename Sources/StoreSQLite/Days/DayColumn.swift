import Model

/// The columns of a day after the times, in the order on disk: what charts and forecasts need comes first, so that the rest need not
/// be read for them. The order and the meaning of released columns never change; new ones are appended.
enum DayColumn: Int, CaseIterable {
    case level, quality
    case arrival, temperature, batteryPercent, frameCounter, distance, batteryMillivolts, tilt, device, origin, timeSource
    /// 1 where the device sent no time although the usual rule says it did.
    case noDeviceTime
    /// Only where the usual rule does not give it: the device's time is the time of measurement if that came from the device, else none.
    case deviceTime

    /// Whether a reading may be without it. The others are left out of a day in which all are zero.
    var isOptional: Bool {
        switch self {
        case .level, .temperature, .batteryPercent, .frameCounter, .distance, .batteryMillivolts, .deviceTime: true
        case .quality, .arrival, .tilt, .device, .origin, .timeSource, .noDeviceTime: false
        }
    }

    func value(of reading: PackedReading, usualDevice: Int32?) -> Int64? {
        switch self {
        case .level: reading.level.map(Int64.init)
        case .quality: Int64(reading.quality.rawValue)
        case .arrival: reading.receivedAt &- reading.time
        case .temperature: reading.temperature.map(Int64.init)
        case .batteryPercent: reading.batteryPercent.map(Int64.init)
        case .frameCounter: reading.frameCounter
        case .distance: reading.distanceMillimetres.map(Int64.init)
        case .batteryMillivolts: reading.batteryMillivolts.map(Int64.init)
        case .tilt: reading.isTilted.map { $0 ? 2 : 1 } ?? 0
        case .device: Self.code(device: reading.device, usual: usualDevice)
        case .origin: Int64(reading.origin.code)
        case .timeSource: Int64(reading.timeSource.code)
        case .noDeviceTime: reading.deviceTime == nil && reading.usualDeviceTime != nil ? 1 : 0
        case .deviceTime: reading.deviceTime == reading.usualDeviceTime ? nil : reading.deviceTime.map { $0 &- reading.time }
        }
    }

    func set(_ value: Int64, in reading: inout PackedReading, usualDevice: Int32?) {
        switch self {
        case .level: reading.level = Int32(truncatingIfNeeded: value)
        case .quality: reading.quality = ReadingQuality(rawValue: UInt16(truncatingIfNeeded: value))
        case .arrival: reading.receivedAt = reading.time &+ value
        case .temperature: reading.temperature = Int32(truncatingIfNeeded: value)
        case .batteryPercent: reading.batteryPercent = Int32(truncatingIfNeeded: value)
        case .frameCounter: reading.frameCounter = value
        case .distance: reading.distanceMillimetres = Int32(truncatingIfNeeded: value)
        case .batteryMillivolts: reading.batteryMillivolts = Int32(truncatingIfNeeded: value)
        case .tilt: reading.isTilted = value == 0 ? nil : value == 2
        case .device: reading.device = Self.device(code: value, usual: usualDevice)
        case .origin: reading.origin = ReadingOrigin(code: UInt64(bitPattern: value))
        case .timeSource:
            reading.timeSource = TimeSource(code: UInt64(bitPattern: value))
            reading.deviceTime = reading.usualDeviceTime
        case .noDeviceTime: if value == 1 { reading.deviceTime = nil }
        case .deviceTime: reading.deviceTime = reading.time &+ value
        }
    }

    /// 0 the slot's usual device, 1 none, otherwise its number and one (numbers begin at 1).
    private static func code(device: Int32?, usual: Int32?) -> Int64 {
        guard let device else { return 1 }
        return device == usual ? 0 : Int64(device) + 1
    }

    private static func device(code: Int64, usual: Int32?) -> Int32? {
        switch code {
        case 0: usual
        case 1: nil
        default: Int32(truncatingIfNeeded: code &- 1)
        }
    }
}

extension PackedReading {
    fileprivate var usualDeviceTime: Int64? { timeSource == .device ? time : nil }
}
