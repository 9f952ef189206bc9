import Model

/// Measurements in an object whose members have names in common use: ThingsBoard's values, and what a network server's payload
/// formatter made of a device's bytes.
///
/// Only names whose unit is known are read; each quantity is taken from the first of its names that is there. Anything else needs a
/// mapping.
enum NamedValues {
    private struct Name {
        var text: StaticString
        var factor = 1.0
        var divisor = 1.0

        init(_ text: StaticString, times factor: Double = 1, over divisor: Double = 1) {
            self.text = text
            self.factor = factor
            self.divisor = divisor
        }
    }

    private static let levels = [
        Name("level"), Name("fillingLevel"), Name("fill-percent"), Name("fill_pct", over: 100), Name("fullLevel", over: 100),
        Name("fill_level", over: 100), Name("fillLevel", over: 100), Name("percentCalculated", over: 100),
        Name("percentNow", over: 100),
    ]
    private static let distances = [
        Name("distance_mm"), Name("distance"), Name("Distance"), Name("distance_cm", times: 10),
        Name("Lidar_distance", times: 10),
        Name("distance_m", times: 1000), Name("ullage", times: 10),
    ]
    private static let temperatures = [
        Name("temperature_c"), Name("temperature"), Name("Temperature"), Name("temp"), Name("TempC_DS18B20"),
    ]
    private static let batteryPercents = [
        Name("battery_pct"), Name("battery"), Name("batteryLevel"), Name("battery_level"), Name("batteryPercent"),
    ]
    private static let batteryVolts = [
        Name("battery_v"), Name("batteryVoltage"), Name("battery_voltage"), Name("BatV"), Name("Bat"), Name("voltage"),
    ]

    /// What the object says; empty if none of its names is known.
    static func measurement(_ object: JSONValue) throws(Refusal) -> DeviceMeasurement {
        var measurement = DeviceMeasurement()
        func read(_ names: [Name], _ range: ClosedRange<Double>) throws(Refusal) -> Double? {
            for name in names {
                guard let member = try object.member(name.text), let number = try number(member) else { continue }
                let value = number * name.factor / name.divisor
                if range.contains(value) { return value }
                measurement.flags.insert(.valueLeftOut)
            }
            return nil
        }
        measurement.level = try read(levels, PlausibleValues.level)
        if let distance = try read(distances, PlausibleValues.distanceMillimetres) {
            measurement.distanceMillimetres = distance
            measurement.distanceStatus = distance == 0 ? .tooNear : .ok
        }
        measurement.temperatureCelsius = try read(temperatures, PlausibleValues.temperatureCelsius)
        measurement.batteryPercent = try read(batteryPercents, PlausibleValues.batteryPercent)
        measurement.batteryVolts = try read(batteryVolts, PlausibleValues.batteryVolts)
        measurement.isTilted = try tilt(object)
        return measurement
    }

    /// A number, or an object with the number in `value`.
    private static func number(_ member: JSONValue) throws(Refusal) -> Double? {
        member.kind == .object ? try member.member("value")?.number : member.number
    }

    private static func tilt(_ object: JSONValue) throws(Refusal) -> Bool? {
        if let flag = try object.member("tilt", or: "upturned")?.boolean { return flag }
        switch try object.member("position")?.text {
        case "tilt": return true
        case "normal": return false
        default: return nil
        }
    }
}
