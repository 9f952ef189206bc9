/// One value from a sensor or a person about one slot.
public struct Reading: Hashable, Sendable {
    /// The slot at which the device was when it measured.
    public var slot: SlotID
    /// `nil` when a person said it.
    public var device: DeviceID?
    /// The time the reading counts for: the device's where it is plausible, else the server's; `timeSource` says which.
    public var measuredAt: Timestamp
    /// What the device's own clock said, plausible or not; `nil` if it sent none.
    public var deviceTime: Timestamp?
    /// When it reached us.
    public var receivedAt: Timestamp
    public var timeSource: TimeSource
    public var origin: ReadingOrigin
    /// Share of the usable volume, 0…, may exceed 1 (overfull); `nil` when the reading says nothing about the level.
    public var level: Double?
    /// As measured, from the sensor to what is below; kept so that levels can be derived again.
    public var distanceMillimetres: Double?
    /// Inside the container, or of the device, as the maker has it.
    public var temperatureCelsius: Double?
    /// As the device says, 0 to 100; many tell volts only.
    public var batteryPercent: Double?
    public var batteryVolts: Double?
    /// `true` when the container is not upright.
    public var isTilted: Bool?
    /// The device's uplink counter; a second key against repeats.
    public var frameCounter: Int64?
    /// The LoRaWAN session in which the counter counts, on the way to the store; `nil` for readings from it.
    public var session: String?
    public var quality: ReadingQuality

    public init(
        slot: SlotID, device: DeviceID?, measuredAt: Timestamp, deviceTime: Timestamp? = nil, receivedAt: Timestamp,
        timeSource: TimeSource, origin: ReadingOrigin, level: Double?, distanceMillimetres: Double? = nil,
        temperatureCelsius: Double? = nil, batteryPercent: Double? = nil, batteryVolts: Double? = nil, isTilted: Bool? = nil,
        frameCounter: Int64? = nil, session: String? = nil, quality: ReadingQuality = .good
    ) {
        self.slot = slot
        self.device = device
        self.measuredAt = measuredAt
        self.deviceTime = deviceTime
        self.receivedAt = receivedAt
        self.timeSource = timeSource
        self.origin = origin
        self.level = level
        self.distanceMillimetres = distanceMillimetres
        self.temperatureCelsius = temperatureCelsius
        self.batteryPercent = batteryPercent
        self.batteryVolts = batteryVolts
        self.isTilted = isTilted
        self.frameCounter = frameCounter
        self.session = session
        self.quality = quality
    }
}

/// Whose clock gave ``Reading/measuredAt``.
public enum TimeSource: String, CaseIterable, Hashable, Sendable, Codable {
    case device, networkServer, arrival, person
}

/// How a reading came.
public enum ReadingOrigin: String, CaseIterable, Hashable, Sendable, Codable {
    case live, backfill, person, imported
}

/// Why a reading is not to be trusted, as a set; empty means nothing speaks against it. A doubtful reading is stored with its
/// verdict, never dropped.
public struct ReadingQuality: OptionSet, Hashable, Sendable, Codable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Nothing speaks against it.
    public static let good: ReadingQuality = []
    /// Below 0 or far above 1.
    public static let outOfRange = ReadingQuality(rawValue: 1 << 0)
    /// Something stands right before the sensor, or it heard no echo.
    public static let blockedEcho = ReadingQuality(rawValue: 1 << 1)
    /// The same value for longer than the container can stand still.
    public static let stuck = ReadingQuality(rawValue: 1 << 2)
    /// Far from its neighbours in time, and no emptying explains it.
    public static let jump = ReadingQuality(rawValue: 1 << 3)
    /// The container was not upright.
    public static let tilted = ReadingQuality(rawValue: 1 << 4)
    /// Fire is possible; the level may still be right.
    public static let hot = ReadingQuality(rawValue: 1 << 5)
    /// A warning alone; the level counts.
    public static let batteryLow = ReadingQuality(rawValue: 1 << 6)
    /// The device's clock was wrong; another time was taken.
    public static let clockWrong = ReadingQuality(rawValue: 1 << 7)
    /// Contradicts what a person saw.
    public static let contradictsPerson = ReadingQuality(rawValue: 1 << 8)
    /// The device reported no level although it should.
    public static let noLevel = ReadingQuality(rawValue: 1 << 9)

    /// Flags with which a reading must not move the level.
    public static let excludedFromLevel: ReadingQuality = [.outOfRange, .blockedEcho, .stuck, .jump, .tilted, .noLevel]

    /// Whether the reading may move the slot's level.
    public var mayMoveLevel: Bool { isDisjoint(with: .excludedFromLevel) }

    /// Names of the set flags, for documents and lists.
    public var reasons: [String] { Self.names.compactMap { contains($0.0) ? $0.1 : nil } }

    /// The set with these names; unknown names are ignored.
    public init(reasons: some Sequence<String>) {
        let wanted = Set(reasons)
        self = Self.names.reduce(into: .good) { set, entry in if wanted.contains(entry.1) { set.insert(entry.0) } }
    }

    private static let names: [(ReadingQuality, String)] = [
        (.outOfRange, "out-of-range"), (.blockedEcho, "blocked-echo"), (.stuck, "stuck"), (.jump, "jump"), (.tilted, "tilted"),
        (.hot, "hot"), (.batteryLow, "battery-low"), (.clockWrong, "clock-wrong"), (.contradictsPerson, "contradicts-person"),
        (.noLevel, "no-level"),
    ]
}
