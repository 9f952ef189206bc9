import Model
public import Simulation

/// How well the town knows its containers when the day is planned: what the forecast says at midnight against the truth, by what is
/// wrong with the sensors. A town is played under its fixed rhythm, so that all levels occur.
public enum KnowledgeCheck {
    /// - Parameters:
    ///   - weeks: that are compared, after six that nobody measures and four of learning.
    ///   - sites: nearest to the first depot; `nil` takes the whole town.
    /// - Complexity: O(readings); some seconds for 100 sites and eight weeks.
    public static func play(seed: UInt64, weeks: Int, sites: Int?) -> [KnowledgeFigures] {
        let settings = SeasonSettings(weeks: weeks, sites: sites)
        let town = SeasonTown.make(settings, seed: seed)
        let before = SeasonSettings.unmeasuredWeeks + SeasonSettings.measuredWeeks
        var simulation = TownSimulation(
            town: town, seed: seed, firstDay: settings.firstDay.adding(days: -7 * before),
            schedule: RhythmEmptyings(town: town, seed: seed))
        let words = DriversWords(town, settings: settings, seed: seed)
        var book = SensorBook(town)
        var sums: [KnowledgeFigures.Group: KnowledgeFigures] = [:]
        simulation.run(days: 7 * SeasonSettings.unmeasuredWeeks)
        for day in 0..<(7 * (SeasonSettings.measuredWeeks + settings.weeks)) {
            if day >= 7 * SeasonSettings.measuredWeeks {
                let forecasts = book.forecasts(asOf: simulation.clock.moment(simulation.day))
                let coming = simulation.comingDeposits(days: KnowledgeFigures.daysAhead).shares
                for slot in town.slots {
                    guard let forecast = forecasts[slot.id], let truth = simulation.level(of: slot.id),
                        let sensor = simulation.sensorClass(of: slot.id)
                    else { continue }
                    let group = KnowledgeFigures.Group(sensor: sensor, isLitter: slot.fraction == .litter)
                    sums[group, default: KnowledgeFigures(group: group)].add(
                        forecast, truth: truth, later: truth + (coming[slot.id]?.last ?? 0))
                }
            }
            var readings: [Reading] = []
            simulation.playDay(into: &readings)
            book.take(readings, reports: words.reports(simulation.emptyingsOfDay))
        }
        return sums.values.sorted { $0.group < $1.group }
    }
}

/// Figures of one class of sensors; levels are shares of the usable volume.
public struct KnowledgeFigures: Sendable, Hashable {
    public struct Group: Sendable, Hashable, Comparable {
        public var sensor: SensorClass
        public var isLitter: Bool

        public static func < (a: Group, b: Group) -> Bool {
            let order = { (group: Group) in SensorClass.allCases.firstIndex(of: group.sensor) ?? 0 }
            return (order(a), a.isLitter ? 1 : 0) < (order(b), b.isLitter ? 1 : 0)
        }
    }

    public let group: Group
    public private(set) var count = 0
    private var errors = 0.0
    private var absoluteErrors = 0.0
    private var squares = 0.0
    private var claimed = 0.0
    private var inside = 0
    private var falseFull = 0
    private var missedFull = 0
    private var saidOverfull = 0.0
    private var overfull = 0

    /// Days ahead at which chances of being overfull are compared with the truth.
    static let daysAhead = 5

    init(group: Group) { self.group = group }

    mutating func add(_ forecast: LevelForecast, truth: Double, later: Double) {
        saidOverfull += forecast.course?.overfullChance(afterDays: Double(Self.daysAhead)) ?? 0
        if later > 1 { overfull += 1 }
        // Above the brim sensors see nothing.
        let (level, truth) = (min(1, forecast.level), min(1, truth))
        count += 1
        errors += level - truth
        absoluteErrors += abs(level - truth)
        squares += (level - truth) * (level - truth)
        claimed += forecast.levelDeviation
        if abs(level - truth) <= 1.2816 * forecast.levelDeviation { inside += 1 }
        if level >= 0.8, truth < 0.6 { falseFull += 1 }
        if level < 0.6, truth >= 0.8 { missedFull += 1 }
    }

    private func mean(_ sum: Double) -> Double { count > 0 ? sum / Double(count) : 0 }

    /// Forecast minus truth.
    public var bias: Double { mean(errors) }
    public var meanAbsoluteError: Double { mean(absoluteErrors) }
    public var rootMeanSquare: Double { mean(squares).squareRoot() }
    /// What the forecast says its error is.
    public var claimedDeviation: Double { mean(claimed) }
    /// Share of truths within the band that should hold 80 %.
    public var cover80: Double { mean(Double(inside)) }
    /// Called full at less than 60 %; called less than 60 % when full.
    public var falseFullShare: Double { mean(Double(falseFull)) }
    public var missedFullShare: Double { mean(Double(missedFull)) }
    /// Mean chance of being overfull in five days if nobody comes, and how often it was so.
    public var saidOverfullShare: Double { mean(saidOverfull) }
    public var overfullShare: Double { mean(Double(overfull)) }
}
