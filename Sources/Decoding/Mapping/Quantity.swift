/// The quantities a mapping can name, each with the units it may be given in and how they become ours.
enum Quantity: String, CaseIterable {
    case level, distance, temperature
    case batteryPercent = "battery_percent"
    case batteryVolts = "battery_volts"

    /// The value in our unit is `number × factor ÷ divisor + offset`: dividing keeps 3,300 mV exactly 3.3 V.
    struct Unit: Hashable {
        var name: String
        var factor = 1.0
        var divisor = 1.0
        var offset = 0.0

        func value(of number: Double) -> Double { number * factor / divisor + offset }
    }

    /// The units it may be given in.
    var units: [Unit] {
        switch self {
        case .level:
            [
                Unit(name: "share"), Unit(name: "percent", divisor: 100), Unit(name: "permille", divisor: 1000),
                Unit(name: "free-share", factor: -1, offset: 1), Unit(name: "free-percent", factor: -1, divisor: 100, offset: 1),
            ]
        case .distance:
            [Unit(name: "mm"), Unit(name: "cm", factor: 10), Unit(name: "m", factor: 1000), Unit(name: "inch", factor: 25.4)]
        case .temperature:
            [
                Unit(name: "celsius"), Unit(name: "decicelsius", divisor: 10),
                Unit(name: "fahrenheit", factor: 5, divisor: 9, offset: -160.0 / 9), Unit(name: "kelvin", offset: -273.15),
            ]
        case .batteryPercent: [Unit(name: "percent"), Unit(name: "share", factor: 100)]
        case .batteryVolts: [Unit(name: "volt"), Unit(name: "millivolt", divisor: 1000)]
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
