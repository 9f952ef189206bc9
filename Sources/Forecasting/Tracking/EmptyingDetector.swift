/// Decides whether a fall in the last readings was an emptying: medians on both sides of the deepest step, quiet before and after,
/// near empty afterwards. Pure functions on the recent readings.
struct EmptyingDetector: Sendable {
    let settings: TrackerSettings

    /// A fall that has been confirmed from both sides.
    struct Fall: Hashable {
        /// Index of the first reading after the fall.
        var index: Int
        var before: Int
        var after: Int
        var confidence: Double
    }

    /// Readings on each side of a fall.
    static let side = 6
    /// Slow sensors are believed with fewer, if these span enough hours.
    static let slowSide = 3
    static let slowSpanSeconds: Int64 = 12 * 3600

    /// The fall that the newest reading confirms, if any. Each position in the series is looked at once, six readings later (three
    /// for sensors that report every few hours). O(1).
    ///
    /// - Parameter excursion: the last leap up. A fall that only returns to the level before it ends a false echo.
    func confirmedFall(
        in recent: RecentReadings, grade: SensorGrade, excursion: Excursion?, growth: GrowthHabit
    ) -> Fall? {
        guard grade != .unreliable else { return nil }
        if let fall = fall(in: recent, after: Self.side, grade: grade, excursion: excursion, growth: growth) { return fall }
        let first = recent.count - Self.slowSide
        guard first > 0, recent.time(recent.count - 1) - recent.time(first) >= Self.slowSpanSeconds else { return nil }
        return fall(in: recent, after: Self.slowSide, grade: grade, excursion: excursion, growth: growth)
    }

    private func fall(
        in recent: RecentReadings, after: Int, grade: SensorGrade, excursion: Excursion?, growth: GrowthHabit
    ) -> Fall? {
        let index = recent.count - after
        let first = max(0, index - Self.side)
        guard index - first >= Self.slowSide, isDeepestStep(index, recent, from: first) else { return nil }
        let steepest = growth.steepestPerHour(grade, settings: settings)
        let (grown, beforeDeviation) = recent.levelAndDeviation(first..<index, at: index - 1, steepestPerHour: steepest)
        // A single spike right before must not look like growth.
        let before = min(grown, recent.secondHighest(first..<index))
        let (afterwards, afterDeviation) = recent.levelAndDeviation(index..<recent.count, at: index, steepestPerHour: steepest)
        let quiet = Int(settings.quietDeviation * LevelUnits.perLevel)
        let depth = LevelUnits.level(before - afterwards)
        guard depth >= settings.jump - 0.001 else { return nil }
        let isQuiet = beforeDeviation <= quiet && afterDeviation <= quiet
        let isFilling = after == Self.slowSide && onlyRises(recent, first..<index) && onlyRises(recent, index..<recent.count)
        guard isQuiet || isFilling else { return nil }
        if let excursion, excursion.seconds < recent.time(index), excursion.isBase(afterwards) { return nil }
        let isPartial = LevelUnits.level(afterwards) > settings.emptyAtMost
        if isPartial, grade != .clean || depth < settings.partialFall { return nil }
        let confidence = Self.confidence(depth: depth, grade: grade, isPartial: isPartial)
        guard confidence >= settings.leastConfidence else { return nil }
        return Fall(index: index, before: before, after: afterwards, confidence: confidence)
    }

    /// A slow sensor sees much growth from one reading to the next: there, quiet means that nothing sinks.
    private func onlyRises(_ recent: RecentReadings, _ range: Range<Int>) -> Bool {
        let quiet = Int(settings.quietDeviation * LevelUnits.perLevel)
        return range.dropFirst().allSatisfy { recent.level($0) - recent.level($0 - 1) >= -quiet }
    }

    /// The step into `index` is the deepest of the window; of equal ones the first.
    private func isDeepestStep(_ index: Int, _ recent: RecentReadings, from first: Int) -> Bool {
        let step = recent.level(index) - recent.level(index - 1)
        guard step < -Int(settings.jump * 0.5 * LevelUnits.perLevel) else { return false }
        for i in (first + 1)..<recent.count where i != index {
            // The way back from a single spike is no fall.
            let other = max(recent.level(i) - recent.level(i - 1), i >= 2 ? recent.level(i) - recent.level(i - 2) : .min)
            if other < step || (other == step && i < index) { return false }
        }
        return true
    }

    /// Share of such falls that were real: how much more often they lie in working hours than chance would have it, measured on 77
    /// sensors by depth and quality class (docs/algorithms-forecasting.md). Rounded to hundredths, as it is stored.
    static func confidence(depth: Double, grade: SensorGrade, isPartial: Bool) -> Double {
        let whole: Double =
            switch (grade, depth) {
            case (.clean, ..<0.205): 0.55
            case (.clean, ..<0.33): 0.9
            case (.clean, _): 0.95
            case (.doubtful, ..<0.25): 0.2
            case (.doubtful, ..<0.33): 0.5
            case (.doubtful, _): 0.75
            case (.unreliable, _): 0.25
            }
        return isPartial ? 0.35 : whole
    }
}
