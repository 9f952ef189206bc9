import Model

/// Everything a tracker remembers; small and of fixed size, so that it can be stored with each slot.
struct TrackerState: Hashable, Sendable {
    var recent = RecentReadings()
    var reliability = SensorReliability()
    var growth = GrowthHabit()
    /// The level that counts, in ten-thousandths, and the moment (milliseconds) it was measured.
    var accepted: Int16?
    var acceptedAt: Int64?
    var isPersonsWord = false
    /// A fall was followed but is not confirmed yet; counts down with each reading.
    var provisionalReadings: UInt8 = 0
    /// A level far from the accepted one, and how many readings in a row agreed with it.
    var pendingLevel: Int16 = 0
    var pendingCount: UInt8 = 0
    var excursion: Excursion?
    /// Since when, and how often, the sensor says the same.
    var sameSince: UInt32 = 0
    var sameCount: UInt16 = 0
    var person: PersonsWord?
    /// Decaying share of doubtful ones among the last readings.
    var doubts: Float = 0
    /// Newest reading with a level, newest live message, verdict on the newest reading.
    var newest: Int64?
    var lastHeard: Int64?
    var quality: ReadingQuality = .good
    var batteryPercent: Double?
    var batteryVolts: Float?
    var temperatureCelsius: Double?
    var lastEmptying: Emptying?

    var isProvisional: Bool { provisionalReadings > 0 }

    mutating func noteDoubt(_ isDoubtful: Bool) { doubts = doubts * 0.75 + (isDoubtful ? 0.25 : 0) }

    mutating func accept(_ level: Int16, at milliseconds: Int64) {
        accepted = level
        acceptedAt = milliseconds
        isPersonsWord = false
        pendingCount = 0
    }

    /// A person knows better than the readings so far.
    mutating func restart(level: Int16, at moment: Timestamp) {
        accept(level, at: moment.milliseconds)
        isPersonsWord = true
        provisionalReadings = 0
        excursion = nil
        recent = RecentReadings()
    }
}

/// A level that a person saw.
struct PersonsWord: Hashable, Sendable {
    var level: Int16
    var seconds: UInt32
}

/// A leap up that may be a false echo: the level before it, and when it was.
struct Excursion: Hashable, Sendable {
    var base: Int16
    var since: UInt32

    var seconds: Int64 { Int64(since) }

    /// Whether a level is (about) the one before the leap, or above it.
    func isBase(_ level: Int) -> Bool { level >= Int(base) - Int(0.08 * LevelUnits.perLevel) }

    /// Whether a level is about the one before the leap.
    func isNearBase(_ level: Int) -> Bool { abs(level - Int(base)) <= Int(0.08 * LevelUnits.perLevel) }

    /// A false echo lasts for hours on a clean sensor, for days on a doubtful one; what stays longer was thrown in.
    static func forgottenAfterSeconds(_ grade: SensorGrade) -> Int64 { grade == .clean ? 86400 : 7 * 86400 }
}
