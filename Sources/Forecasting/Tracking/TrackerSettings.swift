/// What the tracker takes for normal. Levels are shares of the usable volume. The figures come from a year of hourly readings of
/// glass containers (docs/algorithms-forecasting.md); they hold for 2 cm steps as well as for quartiles.
public struct TrackerSettings: Hashable, Sendable {
    /// A step of this size within hours is not deposits: an emptying, or a false echo.
    public var jump = 1.0 / 6
    /// Growth per hour that is allowed on top of ``jump`` while nobody reported.
    public var plausibleRisePerHour = 0.015
    /// A slot that fills faster than this may rise more steeply: ``crowdedHours`` times its usual growth beyond it.
    public var ordinaryGrowthPerHour = 0.005
    public var crowdedHours = 5.0
    public var busyRisePerHour = 0.02
    /// After an emptying the level is at most this, unless the container was emptied in part only.
    public var emptyAtMost = 0.34
    /// A fall at least this large that does not reach ``emptyAtMost`` is an emptying in part.
    public var partialFall = 0.35
    /// Falls that are emptyings with less certainty are not reported at all.
    public var leastConfidence = 0.3
    /// Median distance from the median that still counts as quiet.
    public var quietDeviation = 0.067
    /// Above this the reading is out of range (1.25 itself is a real overfull container).
    public var highestLevel = 1.25
    /// So far below the floor that no echo came back.
    public var noEchoLevel = -0.25
    /// The same value for so long, and so often, is a sensor that stands still.
    public var stuckAfterHours = 336.0
    public var stuckAfterReadings = 60
    /// So many equal readings are enough where the slot usually grows by ``jump`` in that time.
    public var stuckAfterSteadyReadings = 36
    public var hotFromCelsius = 70.0
    /// Sensors answer with their highest numbers when the thermometer is broken.
    public var hotBelowCelsius = 150.0
    public var batteryLowPercent = 30.0
    /// What a person saw outweighs a sensor that differs by this much, for this long.
    public var contradiction = 0.3
    public var personCountsHours = 12.0
    /// A level is missed when none came for so long although the device talks.
    public var levelExpectedWithinHours = 24.0

    public init() {}

    public static let standard = TrackerSettings()
}
