public import Model

/// Follows the level of one slot reading by reading: judges each reading, decides whether it moves the level, finds emptyings.
///
/// Feed it in time order (readings and reported emptyings by the moment they count for). It reads no clock and draws no random
/// numbers: the same input gives the same state, so a state can be thrown away and derived again from the stored readings
/// (``derive(slot:readings:reports:settings:)``), which is what has to be done when a reading arrives late.
///
/// An emptying is confirmed by readings on both sides, hence some readings later; the level itself follows at once or with the
/// second reading, with less ``CurrentLevel/trust`` until then. O(1) per reading, nothing is allocated unless an emptying is found.
public struct LevelTracker: Hashable, Sendable {
    public let slot: SlotID
    let settings: TrackerSettings
    var state = TrackerState()

    public init(slot: SlotID, settings: TrackerSettings = .standard) {
        self.slot = slot
        self.settings = settings
    }

    /// How far this sensor is to be believed; planning shows it beside the level.
    public var grade: SensorGrade { state.reliability.grade }

    /// Measuring time of the newest reading with a level that was taken into account; an older one is late.
    public var newestReadingAt: Timestamp? { state.newest.map(Timestamp.init(milliseconds:)) }

    /// The level that counts and when it was measured; part of ``current`` at less cost.
    public var acceptedLevel: LevelPoint? {
        guard let accepted = state.accepted, let at = state.acceptedAt else { return nil }
        return LevelPoint(at: Timestamp(milliseconds: at), level: LevelUnits.level(Int(accepted)))
    }

    /// The last battery charge that the device told, in percent.
    public var batteryPercent: Double? { state.batteryPercent }

    /// The last voltage of its battery that the device told.
    public var batteryVolts: Double? { state.batteryVolts.map(Double.init) }

    /// Verdict on the newest reading.
    public var newestQuality: ReadingQuality { state.quality }

    /// Arrival of the newest live message of any kind.
    public var lastHeardAt: Timestamp? { state.lastHeard.map(Timestamp.init(milliseconds:)) }

    /// Judges the reading (its ``Reading/quality`` keeps what was set before and gains flags) and takes it into account.
    ///
    /// - Returns: the emptyings confirmed by this reading, mostly none. Their time lies some readings back.
    public mutating func observe(_ reading: inout Reading) -> [Emptying] {
        noteDevice(reading)
        if reading.origin == .person { return observePerson(reading) }
        judgeDevice(&reading)
        guard let time = UInt32(exactly: max(0, reading.measuredAt.seconds)), !isLate(reading) else {
            state.quality = reading.quality
            return []
        }
        guard let level = reading.level, level.isFinite, let units = LevelUnits.units(level) else {
            judgeMissingLevel(&reading)
            state.quality = reading.quality
            return []
        }
        judgeRange(&reading, level)
        judgeStuck(&reading, units, time)
        let found = isUsableShape(reading.quality, level) ? follow(&reading, units, time) : []
        state.noteDoubt(!reading.quality.mayMoveLevel && !isSlightlyBelowFloor(reading.quality, level))
        state.quality = reading.quality
        state.newest = reading.measuredAt.milliseconds
        return found
    }

    /// An emptying that staff reported: the level goes down at once. A fall that the sensor shows within half a day of it is the same
    /// emptying and is not returned again.
    public mutating func observe(emptying: Emptying) {
        let at = emptying.at
        var merged = emptying
        if let known = state.lastEmptying, abs(known.at.hours(since: at)) <= Self.sameEmptyingHours {
            merged.levelBefore = emptying.levelBefore ?? known.levelBefore
            merged.levelAfter = emptying.levelAfter ?? known.levelAfter
        } else if let known = state.lastEmptying, known.at > at {
            return
        }
        let isAlreadySeen = state.lastEmptying.map { abs($0.at.hours(since: at)) <= Self.sameEmptyingHours } ?? false
        state.lastEmptying = merged
        guard !isAlreadySeen, at.milliseconds >= state.acceptedAt ?? .min else { return }
        let after = LevelUnits.units(emptying.levelAfter ?? Self.levelAfterUnseenEmptying) ?? 0
        state.restart(level: after, at: at)
        state.person = PersonsWord(level: after, seconds: UInt32(clamping: at.seconds))
    }

    /// What is known about the slot now.
    public var current: CurrentLevel {
        CurrentLevel(
            slot: slot, level: state.accepted.map { LevelUnits.level(Int($0)) },
            measuredAt: state.acceptedAt.map { Timestamp(milliseconds: $0) },
            lastHeardAt: state.lastHeard.map { Timestamp(milliseconds: $0) }, trust: trust, quality: state.quality,
            batteryPercent: state.batteryPercent, temperatureCelsius: state.temperatureCelsius, lastEmptying: state.lastEmptying)
    }

    /// Falls with the share of leaps of this sensor, with doubtful readings among the last ones, and while a fall is unconfirmed.
    private var trust: Double {
        guard state.accepted != nil else { return 0 }
        if state.isPersonsWord { return 0.8 }
        let share = Double(state.reliability.leapShare)
        let sensor = max(0.15, 1 - 30 * max(0, share - 0.004))
        let doubt = 1 - 0.6 * Double(state.doubts)
        return ((sensor * doubt * (state.isProvisional ? 0.7 : 1)) * 1000).rounded() / 1000
    }

    /// A report and a sensed fall within so many hours are one emptying.
    static let sameEmptyingHours = 12.0
    /// From this confidence on a fall counts as the slot's last emptying; below it is a hint (a fall to half, unconfirmed).
    public static let certainEnough = 0.5
    /// Where the level is put when staff report an emptying and nobody has measured since (median after 1,406 emptyings: 5 %).
    static let levelAfterUnseenEmptying = 0.05
}

extension LevelTracker {
    /// Verdicts that depend on the neighbours in time: of stored readings they are earlier judgements, and made anew.
    public static let judgedByNeighbours: ReadingQuality = [.jump, .stuck, .contradictsPerson]

    /// Derives a slot's state from nothing: all its readings and reported emptyings, in any order.
    ///
    /// - Returns: the tracker, the readings in time order with their verdicts, and the emptyings found. O(n log n), about a
    ///   hundredth of a second for a year of hourly readings.
    public static func derive(
        slot: SlotID, readings: [Reading], reports: [Emptying] = [], settings: TrackerSettings = .standard
    ) -> (tracker: LevelTracker, readings: [Reading], emptyings: [Emptying]) {
        var tracker = LevelTracker(slot: slot, settings: settings)
        var ordered = readings.sorted { ($0.measuredAt, $0.receivedAt) < ($1.measuredAt, $1.receivedAt) }
        for i in ordered.indices { ordered[i].quality.subtract(judgedByNeighbours) }
        let reports = reports.sorted { $0.at < $1.at }
        var nextReport = 0
        var emptyings: [Emptying] = []
        for i in ordered.indices {
            while nextReport < reports.count, reports[nextReport].at <= ordered[i].measuredAt {
                tracker.observe(emptying: reports[nextReport])
                nextReport += 1
            }
            emptyings += tracker.observe(&ordered[i])
        }
        for report in reports[nextReport...] { tracker.observe(emptying: report) }
        return (tracker, ordered, emptyings)
    }
}
