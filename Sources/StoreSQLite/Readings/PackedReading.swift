import Model
import Store

/// A reading in whole numbers, as the hot table and the day blobs keep it. Slot and device stand outside or as key numbers.
struct PackedReading: Equatable, Sendable {
    /// Milliseconds since 1970 of ``Reading/measuredAt``.
    var time: Int64
    /// Milliseconds since 1970.
    var receivedAt: Int64
    var deviceTime: Int64?
    var timeSource: TimeSource
    var origin: ReadingOrigin
    /// 1/10,000; −10,000…55,000.
    var level: Int32?
    var distanceMillimetres: Int32?
    /// 1/100 °C.
    var temperature: Int32?
    /// 1/10 %.
    var batteryPercent: Int32?
    var batteryMillivolts: Int32?
    var isTilted: Bool?
    var frameCounter: Int64?
    var quality: ReadingQuality
    /// Key number of the device; `nil` when a person said it.
    var device: Int32?

    /// What may move a level, and does say one.
    var countsForLevel: Bool { level != nil && quality.mayMoveLevel }
}

extension PackedReading {
    init(_ reading: Reading, device: Int32?) {
        func whole(_ value: Double?, _ steps: Double) -> Int32? {
            value.flatMap { Int32(exactly: ($0 * steps).rounded()) }
        }
        time = HotKey.clamped(reading.measuredAt.milliseconds)
        receivedAt = reading.receivedAt.milliseconds
        deviceTime = reading.deviceTime?.milliseconds
        timeSource = reading.timeSource
        origin = reading.origin
        level = whole(reading.level, StoredPrecision.levelSteps).map { min(max($0, Self.lowestLevel), Self.highestLevel) }
        distanceMillimetres = whole(reading.distanceMillimetres, StoredPrecision.distanceSteps)
        temperature = whole(reading.temperatureCelsius, StoredPrecision.temperatureSteps)
        batteryPercent = whole(reading.batteryPercent, StoredPrecision.batteryPercentSteps)
        batteryMillivolts = whole(reading.batteryVolts, StoredPrecision.batteryVoltSteps)
        isTilted = reading.isTilted
        frameCounter = reading.frameCounter
        quality = reading.quality
        self.device = device
    }

    static let lowestLevel = Int32(StoredPrecision.levelRange.lowerBound * StoredPrecision.levelSteps)
    static let highestLevel = Int32(StoredPrecision.levelRange.upperBound * StoredPrecision.levelSteps)

    func reading(slot: SlotID, device: DeviceID?) -> Reading {
        func value(_ whole: Int32?, _ steps: Double) -> Double? { whole.map { Double($0) / steps } }
        return Reading(
            slot: slot, device: device, measuredAt: Timestamp(milliseconds: time),
            deviceTime: deviceTime.map(Timestamp.init(milliseconds:)), receivedAt: Timestamp(milliseconds: receivedAt),
            timeSource: timeSource, origin: origin, level: value(level, StoredPrecision.levelSteps),
            distanceMillimetres: value(distanceMillimetres, StoredPrecision.distanceSteps),
            temperatureCelsius: value(temperature, StoredPrecision.temperatureSteps),
            batteryPercent: value(batteryPercent, StoredPrecision.batteryPercentSteps),
            batteryVolts: value(batteryMillivolts, StoredPrecision.batteryVoltSteps), isTilted: isTilted,
            frameCounter: frameCounter, quality: quality)
    }

    /// Level as a share; only for readings that have one.
    var levelShare: Double { Double(level ?? 0) / StoredPrecision.levelSteps }
}

/// Numbers on disk; never change one.
extension TimeSource {
    var code: UInt64 {
        switch self {
        case .device: 0
        case .networkServer: 1
        case .arrival: 2
        case .person: 3
        }
    }

    init(code: UInt64) {
        self =
            switch code & 3 {
            case 0: .device
            case 1: .networkServer
            case 2: .arrival
            default: .person
            }
    }
}

/// Numbers on disk; never change one.
extension ReadingOrigin {
    var code: UInt64 {
        switch self {
        case .live: 0
        case .backfill: 1
        case .person: 2
        case .imported: 3
        }
    }

    init(code: UInt64) {
        self =
            switch code & 3 {
            case 0: .live
            case 1: .backfill
            case 2: .person
            default: .imported
            }
    }
}
