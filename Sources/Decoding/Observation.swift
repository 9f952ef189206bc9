public import Model

/// One decoded measurement, before it is known to which slot it belongs.
///
/// A member that is `nil` means: the message says nothing about it. It never stands for zero.
public struct Observation: Hashable, Sendable {
    /// The name under which the device publishes; LoRaWAN EUIs in lower case.
    public var device: DeviceID
    /// The town named by the topic, or the one the device is registered in; `nil` when neither tells.
    public var town: TownID?
    /// What the device's own clock said, plausible or not.
    public var deviceTime: Timestamp?
    /// When the network server received it, as far as the envelope tells.
    public var serverTime: Timestamp?
    /// Share of the usable volume, 0…, may exceed 1.
    public var level: Double?
    /// From the sensor's face to the surface. Only a distance whose ``distanceStatus`` is `nil` or `.ok` says something about the
    /// level: take ``usableDistanceMillimetres`` for that.
    public var distanceMillimetres: Double?
    public var temperatureCelsius: Double?
    public var batteryPercent: Double?
    public var batteryVolts: Double?
    /// `true` when the container is not upright.
    public var isTilted: Bool?
    /// The uplink counter; with ``session`` a second key against repeats.
    public var frameCounter: Int64?
    /// The LoRaWAN session (session key id or device address) within which the frame counter counts.
    public var session: String?
    /// A stored reading sent later: it has its own time, and must not count as a sign of life or raise an alarm.
    public var isHistory: Bool
    /// What the sensor said about its distance; `nil` when the message is not about a distance.
    public var distanceStatus: DistanceStatus?
    public var flags: ObservationFlags

    public init(
        device: DeviceID, town: TownID? = nil, deviceTime: Timestamp? = nil, serverTime: Timestamp? = nil, level: Double? = nil,
        distanceMillimetres: Double? = nil, temperatureCelsius: Double? = nil, batteryPercent: Double? = nil,
        batteryVolts: Double? = nil, isTilted: Bool? = nil, frameCounter: Int64? = nil, session: String? = nil,
        isHistory: Bool = false, distanceStatus: DistanceStatus? = nil, flags: ObservationFlags = []
    ) {
        self.device = device
        self.town = town
        self.deviceTime = deviceTime
        self.serverTime = serverTime
        self.level = level
        self.distanceMillimetres = distanceMillimetres
        self.temperatureCelsius = temperatureCelsius
        self.batteryPercent = batteryPercent
        self.batteryVolts = batteryVolts
        self.isTilted = isTilted
        self.frameCounter = frameCounter
        self.session = session
        self.isHistory = isHistory
        self.distanceStatus = distanceStatus
        self.flags = flags
    }

    /// The distance from which a level may be computed; `nil` when the sensor itself says that it is none (too near, no echo, …).
    public var usableDistanceMillimetres: Double? {
        guard distanceStatus == nil || distanceStatus == .ok else { return nil }
        return distanceMillimetres
    }

    /// Whether the message says nothing but how the device is (battery, tilt, temperature): no level was meant.
    public var isEventOnly: Bool { level == nil && distanceMillimetres == nil && distanceStatus == nil }

    /// The verdict that follows from this message alone; the level tracker adds what needs neighbours in time.
    public var quality: ReadingQuality {
        var quality = distanceStatus?.quality ?? .good
        if isTilted == true { quality.insert(.tilted) }
        if flags.contains(.timeUnreadable) { quality.insert(.clockWrong) }
        if flags.contains(.batteryLow) { quality.insert(.batteryLow) }
        if !flags.isDisjoint(with: [.fire, .temperatureAlarm]) { quality.insert(.hot) }
        if isEventOnly, flags.contains(.valueLeftOut) { quality.insert(.noLevel) }
        if let level, level < 0 || level > 1.25 { quality.insert(.outOfRange) }
        return quality
    }
}

/// What a sensor says about the distance it measured, or failed to measure. Raw values are stable keys for documents and logs.
public enum DistanceStatus: String, CaseIterable, Hashable, Sendable, Codable {
    case ok
    /// The sensor's own mark "nearer than I can see", or a distance of zero: lid touching, something hangs before it.
    case tooNear = "invalid_too_near"
    /// A distance, but shorter than the model's blind zone.
    case blindZone = "blind_zone"
    /// No surface within reach.
    case noTarget = "no_target"
    /// Pulses were sent, none came back usable.
    case noEcho = "no_echo"
    /// The mark "beyond my range".
    case outOfRange = "out_of_range"
    /// The probe is not connected.
    case noSensor = "no_sensor"
    /// The message carries no measurement although the device has a sensor.
    case noSensorData = "no_sensor_data"
    /// The sensor reports itself broken or silent.
    case sensorFault = "sensor_fault"
    /// Installed or set up wrongly, says the device.
    case badConfiguration = "bad_configuration"
    /// Measuring is switched off.
    case switchedOff = "switched_off"
    /// None taken yet.
    case noReading = "no_reading"

    /// How far a reading with this status can be trusted for the level.
    public var quality: ReadingQuality {
        switch self {
        case .ok: .good
        case .tooNear, .blindZone, .noTarget, .noEcho: .blockedEcho
        case .outOfRange: [.outOfRange, .noLevel]
        case .noSensor, .noSensorData, .sensorFault, .badConfiguration, .switchedOff, .noReading: .noLevel
        }
    }
}

/// What else a message reports, as a set.
public struct ObservationFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The distance passed the threshold set in the device.
    public static let distanceAlarm = ObservationFlags(rawValue: 1 << 0)
    /// The distance changed suddenly, says the device.
    public static let suddenChange = ObservationFlags(rawValue: 1 << 1)
    public static let temperatureAlarm = ObservationFlags(rawValue: 1 << 2)
    /// The device itself calls it a fire.
    public static let fire = ObservationFlags(rawValue: 1 << 3)
    /// The device saw itself being lifted and emptied.
    public static let pickup = ObservationFlags(rawValue: 1 << 4)
    public static let tamper = ObservationFlags(rawValue: 1 << 5)
    /// An outside contact woke the device.
    public static let interrupt = ObservationFlags(rawValue: 1 << 6)
    public static let batteryLow = ObservationFlags(rawValue: 1 << 7)
    /// The envelope had a time that can not be read: the arrival time counts.
    public static let timeUnreadable = ObservationFlags(rawValue: 1 << 8)
    /// The end of the payload was not understood; what stood before it was kept.
    public static let partlyDecoded = ObservationFlags(rawValue: 1 << 9)
    /// Decoded by the network server, because there is no decoder for the model here.
    public static let decodedByServer = ObservationFlags(rawValue: 1 << 10)
    /// A value outside all reason (a temperature of 6,543 °C) was left out.
    public static let valueLeftOut = ObservationFlags(rawValue: 1 << 11)
    /// A report of the network server about the device, not of the device itself.
    public static let deviceStatus = ObservationFlags(rawValue: 1 << 12)
    /// The impact, shock or moving of the container was sensed.
    public static let impact = ObservationFlags(rawValue: 1 << 13)
}
