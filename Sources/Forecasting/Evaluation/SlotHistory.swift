public import Model

/// One slot's past as the tracker judges it, ready for a backtest.
public struct SlotHistory: Sendable {
    public let slot: SlotID
    public let readingCount: Int
    /// Levels within what a sensor can hear, not clamped: what reference emptyings are derived from.
    public let raw: [LevelPoint]
    /// Levels that the tracker trusts, between 0 and 1.
    public let trusted: [LevelPoint]
    /// Emptyings the tracker found, with the moment it was sure.
    public let emptyings: [KnownEmptying]
    /// Emptyings that the rule for clean sensors finds in hindsight.
    public var reference: [Timestamp]
    public let grade: SensorGrade
    /// Share of steps within 1.5 h of a sixth or more, up or down.
    public let leapShare: Double

    /// Feeds a slot's readings through the tracker, as ingest does.
    ///
    /// - Parameter readings: in time order. O(readings).
    public init(slot: SlotID, readings: [Reading]) {
        var tracker = LevelTracker(slot: slot)
        var (raw, trusted, emptyings) = ([LevelPoint](), [LevelPoint](), [KnownEmptying]())
        var newest = Timestamp(milliseconds: .min)
        for reading in readings {
            var reading = reading
            reading.quality.subtract(LevelTracker.judgedByNeighbours)
            newest = max(newest, reading.receivedAt)
            for found in tracker.observe(&reading) { emptyings.append(KnownEmptying(emptying: found, knownAt: newest)) }
            guard let level = reading.level, level.isFinite, !reading.quality.contains(.blockedEcho) else { continue }
            raw.append(LevelPoint(at: reading.measuredAt, level: level))
            // Where the floor lies a little deeper than thought, a level just below 0 means empty.
            let verdict = level < 0 ? reading.quality.subtracting(.outOfRange) : reading.quality
            if verdict.mayMoveLevel { trusted.append(LevelPoint(at: reading.measuredAt, level: max(0, min(1, level)))) }
        }
        self.slot = slot
        readingCount = readings.count
        (self.raw, self.trusted, self.emptyings) = (raw, trusted, emptyings)
        reference = ReferenceEmptyings.derive(raw)
        grade = tracker.grade
        leapShare = Self.leapShare(readings)
    }

    private static func leapShare(_ readings: [Reading]) -> Double {
        var (steps, leaps) = (0, 0)
        for (a, b) in zip(readings, readings.dropFirst()) where b.measuredAt.hours(since: a.measuredAt) <= 1.5 {
            guard let from = a.level, let to = b.level else { continue }
            steps += 1
            if abs(to - from) >= 1.0 / 6 - 1e-9 { leaps += 1 }
        }
        return Double(leaps) / Double(max(1, steps))
    }

    /// For ``Backtest``, with the reference rule's emptyings as breaks: the protocol of the published figures.
    public func backtestSlot(_ fraction: Fraction) -> BacktestSlot { backtestSlot(fraction, breaks: reference) }

    /// For ``Backtest``, with all emptyings that the rule or the tracker found: also right for slots that fill within a day.
    public func backtestSlotWithAllBreaks(_ fraction: Fraction, site: SiteID = "site") -> BacktestSlot {
        backtestSlot(fraction, site: site, breaks: (reference + emptyings.map(\.emptying.at)).sorted())
    }

    private func backtestSlot(_ fraction: Fraction, site: SiteID = "site", breaks: [Timestamp]) -> BacktestSlot {
        BacktestSlot(
            slot: Slot(id: slot, site: site, fraction: fraction, container: nil), points: trusted, emptyings: emptyings,
            breaks: breaks)
    }
}
