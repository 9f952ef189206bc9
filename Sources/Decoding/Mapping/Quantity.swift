/// The quantities a mapping can name, each with the units it may be given in and how they become ours.
enum Quantity: String, CaseIterable {
    case level, distance, temperature
    case batteryPercent = "battery_percent"
    case batteryVolts = "battery_volts"

    /// Unit → value in our unit is `number × factor + offset`.
    var units: [(name: String, factor: Double, offset: Double)] {
        switch self {
        case .level:
            [("share", 1, 0), ("percent", 0.01, 0), ("permille", 0.001, 0), ("free-percent", -0.01, 1), ("free-share", -1, 1)]
        case .distance: [("mm", 1, 0), ("cm", 10, 0), ("m", 1000, 0), ("inch", 25.4, 0)]
        case .temperature:
            [("celsius", 1, 0), ("decicelsius", 0.1, 0), ("fahrenheit", 5.0 / 9, -160.0 / 9), ("kelvin", 1, -273.15)]
        case .batteryPercent: [("percent", 1, 0), ("share", 100, 0)]
        case .batteryVolts: [("volt", 1, 0), ("millivolt", 0.001, 0)]
        }
    }

    /// Outside of it a value is a fault.
    var range: ClosedRange<Double> {
        switch self {
        case .level: PlausibleValues.level
        case .distance: PlausibleValues.distanceMillimetres
        case .temperature: PlausibleValues.temperatureCelsius
        case .batteryPercent: PlausibleValues.batteryPercent
        case .batteryVolts: PlausibleValues.batteryVolts
        }
    }
}
