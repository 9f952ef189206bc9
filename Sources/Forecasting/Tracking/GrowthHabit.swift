/// How fast a slot usually fills: what is a leap for a bottle bank is an ordinary noon for a litter bin.
///
/// Growth per hour as a decaying mean over about two weeks. Each step counts for at most ``TrackerSettings/jump`` up or down: a
/// false echo that switches on and off adds up to nothing, an emptying takes only a little away.
struct GrowthHabit: Hashable, Sendable {
    /// Decayed sums of growth (levels) and of the hours in which it grew.
    private(set) var growth: Float = Self.priorHours * Self.priorPerHour
    private(set) var hours: Float = Self.priorHours

    static let horizonHours: Float = 336
    static let priorHours: Float = 24
    /// Ten points a day.
    static let priorPerHour: Float = 0.1 / 24
    /// Longer gaps say little: an emptying may lie in them.
    static let longestStepHours = 12.0

    static let full = 0.95

    init() {}

    init(growth: Float, hours: Float) {
        guard growth.isFinite, hours.isFinite, hours > 0, abs(growth) <= hours else { return }
        self.growth = growth
        self.hours = hours
    }

    var perHour: Double { Double(max(0, growth / hours)) }

    /// A full container tells nothing: more is brought, but it lies beside it.
    mutating func note(from level: Double, step: Double, hours stepHours: Double, settings: TrackerSettings) {
        guard stepHours > 0, stepHours <= Self.longestStepHours, level < Self.full else { return }
        let keep = 1 - Float(stepHours) / Self.horizonHours
        growth = growth * keep + Float(max(-settings.jump, min(settings.jump, step)))
        hours = hours * keep + Float(stepHours)
    }

    /// The steepest rise per hour that is taken for deposits, not for a fault: several times the usual growth, and on a clean sensor
    /// at least what a busy day brings anywhere.
    func steepestPerHour(_ grade: SensorGrade, settings: TrackerSettings) -> Double {
        let own = settings.crowdedHours * perHour
        return grade == .clean ? max(own, settings.busyRisePerHour) : own
    }

    /// How much a slot that fills faster than most may rise in some hours beyond what is allowed to all of them; 0 for most slots.
    /// Deposits crowd into some hours of the day, hence the factor.
    func allowance(hours: Double, settings: TrackerSettings) -> Double {
        settings.crowdedHours * max(0, perHour - settings.ordinaryGrowthPerHour) * max(0, hours)
    }
}
