/// How a sensor did over some days, counted from its readings: the figures behind "can it be trusted".
public struct DeviceFigures: Hashable, Sendable {
    public var slot: SlotID
    public var device: DeviceID
    /// Readings of any kind, and those that said something about the level.
    public var readings: Int
    public var levels: Int
    /// How often each verdict was given.
    public var verdicts: [VerdictCount]
    /// Measuring times of the first and the last reading counted.
    public var firstAt: Timestamp
    public var lastAt: Timestamp
    /// Battery at the first and last reading that told it, and how it went between.
    public var batteryPercent: BatteryCourse?
    public var batteryVolts: BatteryCourse?
    /// Median of device clock − arrival over live readings, in seconds; `nil` for devices that send no time of their own.
    public var clockOffsetSeconds: Double?

    public init(
        slot: SlotID, device: DeviceID, readings: Int, levels: Int, verdicts: [VerdictCount], firstAt: Timestamp,
        lastAt: Timestamp, batteryPercent: BatteryCourse? = nil, batteryVolts: BatteryCourse? = nil,
        clockOffsetSeconds: Double? = nil
    ) {
        self.slot = slot
        self.device = device
        self.readings = readings
        self.levels = levels
        self.verdicts = verdicts
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.batteryPercent = batteryPercent
        self.batteryVolts = batteryVolts
        self.clockOffsetSeconds = clockOffsetSeconds
    }

    /// How many readings got one verdict, which may be several flags at once.
    public struct VerdictCount: Hashable, Sendable {
        public var verdict: ReadingQuality
        public var count: Int

        public init(verdict: ReadingQuality, count: Int) {
            self.verdict = verdict
            self.count = count
        }
    }

    /// A battery over time: a straight line through its readings.
    public struct BatteryCourse: Hashable, Sendable {
        /// On the line at its end, in percent or volts.
        public var last: Double
        public var lastAt: Timestamp
        /// Change per day; negative while it empties. `nil` with less than ``leastDays`` of readings.
        public var perDay: Double?

        /// A slope over fewer days says more about temperature than about age.
        public static let leastDays = 7.0

        public init(last: Double, lastAt: Timestamp, perDay: Double?) {
            self.last = last
            self.lastAt = lastAt
            self.perDay = perDay
        }

        /// Days from the last reading until the line reaches `level`; `nil` while it does not fall.
        public func days(until level: Double) -> Double? {
            guard let perDay, perDay < 0 else { return nil }
            return max(0, (last - level) / -perDay)
        }
    }
}
