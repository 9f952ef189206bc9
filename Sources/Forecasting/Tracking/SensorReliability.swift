/// How often a sensor's level leaps up: real containers hardly ever rise by a sixth within three hours, a false echo switches on
/// and off all the time. Half of the falls such a sensor shows are no emptyings.
///
/// A decaying mean over about 400 steps (a good two weeks of hourly readings), started with the share of a clean sensor.
struct SensorReliability: Hashable, Sendable {
    /// Decayed count of steps and of leaps up.
    private(set) var steps: Float = Self.priorSteps
    private(set) var leaps: Float = Self.priorSteps * Self.priorShare

    static let horizonSteps: Float = 400
    static let priorSteps: Float = 150
    static let priorShare: Float = 0.004

    init() {}

    init(steps: Float, leaps: Float) {
        self.steps = steps.isFinite && steps > 0 ? steps : Self.priorSteps
        self.leaps = leaps.isFinite && leaps >= 0 ? leaps : Self.priorSteps * Self.priorShare
    }

    /// Share of steps that are leaps up.
    var leapShare: Float { leaps / steps }

    mutating func count(leap: Bool) {
        let keep = 1 - 1 / Self.horizonSteps
        steps = steps * keep + 1
        leaps = leaps * keep + (leap ? 1 : 0)
    }

    /// Quality class in the sense of the measured data: clean saw-tooth, mixed, mostly false echoes.
    var grade: SensorGrade {
        switch leapShare {
        case ..<0.012: .clean
        case ..<0.026: .doubtful
        default: .unreliable
        }
    }
}

/// How far the level a sensor reports can be believed.
public enum SensorGrade: String, CaseIterable, Hashable, Sendable, Codable {
    /// A saw-tooth with rare spikes: a fall is an emptying.
    case clean
    /// Now and then a false echo: only a deep fall is an emptying, and not for sure.
    case doubtful
    /// Mostly false echoes: no fall is an emptying.
    case unreliable
}
