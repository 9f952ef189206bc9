public import Model

/// How finely every store keeps measured values: far finer than any sensor measures, and small on disk.
public enum StoredPrecision {
    /// Steps of level per 1.
    public static let levelSteps = 10_000.0
    /// Steps per °C.
    public static let temperatureSteps = 100.0
    /// Steps per percent of battery.
    public static let batteryPercentSteps = 10.0
    /// Steps per volt.
    public static let batteryVoltSteps = 1000.0
    /// Steps per millimetre.
    public static let distanceSteps = 1.0
    /// Levels outside are kept as the nearest bound; ingest refuses them long before.
    public static let levelRange = -1.0...5.5

    /// `value` rounded to the given steps; `nil` for values that are not finite or too large to keep.
    public static func rounded(_ value: Double?, steps: Double) -> Double? {
        guard let value, let whole = Int32(exactly: (value * steps).rounded()) else { return nil }
        return Double(whole) / steps
    }
}

extension Reading {
    /// The reading as it will be read back. What is derived from it (levels, emptyings) is the same whether it is derived before
    /// storing or again from the stored readings, so track this one.
    public var atStoredPrecision: Reading {
        var copy = self
        copy.level = StoredPrecision.rounded(level, steps: StoredPrecision.levelSteps).map {
            min(max($0, StoredPrecision.levelRange.lowerBound), StoredPrecision.levelRange.upperBound)
        }
        copy.distanceMillimetres = StoredPrecision.rounded(distanceMillimetres, steps: StoredPrecision.distanceSteps)
        copy.temperatureCelsius = StoredPrecision.rounded(temperatureCelsius, steps: StoredPrecision.temperatureSteps)
        copy.batteryPercent = StoredPrecision.rounded(batteryPercent, steps: StoredPrecision.batteryPercentSteps)
        copy.batteryVolts = StoredPrecision.rounded(batteryVolts, steps: StoredPrecision.batteryVoltSteps)
        return copy
    }
}
