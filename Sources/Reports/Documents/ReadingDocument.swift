public import Model

/// One reading as exports show it.
public struct ReadingDocument: Codable, Hashable, Sendable {
    public var slot: SlotID
    /// Absent when a person said it.
    public var device: DeviceID?
    public var measuredAt: Timestamp
    public var receivedAt: Timestamp
    /// What the device's own clock said.
    public var deviceTime: Timestamp?
    /// Whose clock gave `measured_at`: `device`, `networkServer`, `arrival`, `person`.
    public var timeSource: TimeSource
    /// `live`, `backfill`, `person`, `imported`.
    public var origin: ReadingOrigin
    public var level: Double?
    public var distanceMillimetres: Double?
    public var temperatureCelsius: Double?
    public var batteryPercent: Double?
    public var batteryVolts: Double?
    public var isTilted: Bool?
    public var frameCounter: Int64?
    public var qualityReasons: [String]
    /// Whether it may move the slot's level.
    public var countsForLevel: Bool

    public init(_ reading: Reading) {
        slot = reading.slot
        device = reading.device
        measuredAt = reading.measuredAt
        receivedAt = reading.receivedAt
        deviceTime = reading.deviceTime
        timeSource = reading.timeSource
        origin = reading.origin
        level = roundedIfAny(reading.level, 4)
        distanceMillimetres = roundedIfAny(reading.distanceMillimetres, 1)
        temperatureCelsius = roundedIfAny(reading.temperatureCelsius, 2)
        batteryPercent = roundedIfAny(reading.batteryPercent, 1)
        batteryVolts = roundedIfAny(reading.batteryVolts, 3)
        isTilted = reading.isTilted
        frameCounter = reading.frameCounter
        qualityReasons = reading.quality.reasons
        countsForLevel = reading.level != nil && reading.quality.mayMoveLevel
    }

    enum CodingKeys: String, CodingKey {
        case slot, device, origin, level
        case measuredAt = "measured_at"
        case receivedAt = "received_at"
        case deviceTime = "device_time"
        case timeSource = "time_source"
        case distanceMillimetres = "distance_millimetres"
        case temperatureCelsius = "temperature_celsius"
        case batteryPercent = "battery_percent"
        case batteryVolts = "battery_volts"
        case isTilted = "is_tilted"
        case frameCounter = "frame_counter"
        case qualityReasons = "quality_reasons"
        case countsForLevel = "counts_for_level"
    }
}
