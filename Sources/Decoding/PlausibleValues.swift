/// Bounds outside of which a value is a fault of the sender and not a measurement.
enum PlausibleValues {
    static let level = -0.5...3.0
    static let distanceMillimetres = 0.0...20_000
    static let temperatureCelsius = -60.0...200
    static let batteryPercent = 0.0...126
    static let batteryVolts = 0.0...60
}
