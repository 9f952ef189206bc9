import Decoding
import Foundation
import Model

/// A device's report in the one vocabulary of the fixtures, for comparing.
func vocabulary(_ report: DeviceReport) -> [String: Any] {
    var words = vocabulary(report.measurement)
    for detail in report.details { put(detail, into: &words) }
    let stored = report.history.map { vocabulary($0.measurement) }
    if report.history.contains(where: { $0.measurement.time != nil }) { words["history"] = stored }
    if words["message"] != nil {
        let readings = zip([vocabulary(report.measurement)] + stored, 0...).map { withStrengths($0, at: $1, of: report) }
        words["readings"] = readings
        words["reading"] = report.measurement.distanceMillimetres == nil ? nil : readings[0]
    }
    return words
}

func vocabulary(_ measurement: DeviceMeasurement) -> [String: Any] {
    var words: [String: Any] = [:]
    words["distance_mm"] = measurement.distanceMillimetres
    words["status"] = measurement.distanceStatus?.rawValue
    words["distance_status"] = measurement.distanceStatus?.rawValue
    words["fill_pct"] = measurement.level.map { ($0 * 100).rounded() }
    words["temperature_c"] = measurement.temperatureCelsius
    words["battery_pct"] = measurement.batteryPercent
    words["battery_v"] = measurement.batteryVolts
    words["tilt"] = measurement.isTilted
    words["ts"] = measurement.time.map { Double($0.seconds) }
    return words
}

/// Tekelek's strengths of source and echo stand beside each reading there, in lists here.
private func withStrengths(_ reading: [String: Any], at index: Int, of report: DeviceReport) -> [String: Any] {
    var reading = reading
    for name in ["src", "srssi"] {
        if case .numbers(let list)? = report[detail: name], index < list.count { reading[name] = list[index] }
    }
    return reading
}

/// `info.model` becomes the member `model` of the object `info`.
private func put(_ detail: DeviceDetail, into words: inout [String: Any]) {
    let parts = detail.name.split(separator: ".").map(String.init)
    guard parts.count == 2 else {
        words[detail.name] = value(detail.value)
        return
    }
    var inner = words[parts[0]] as? [String: Any] ?? [:]
    inner[parts[1]] = value(detail.value)
    words[parts[0]] = inner
}

private func value(_ value: DeviceDetail.Value) -> Any {
    switch value {
    case .number(let number): number
    case .flag(let flag): flag
    case .text(let text): text
    case .numbers(let numbers): numbers
    case .texts(let texts): texts
    }
}

/// What of `expected` is missing in or differs from `actual`, as readable lines; numbers may differ by a hundred-thousandth.
func differences(expected: Any, actual: Any?, at path: String = "") -> [String] {
    switch (expected, actual) {
    case (is NSNull, .none), (is NSNull, .some(is NSNull)): return []
    case (let expected as [String: Any], let actual as [String: Any]):
        return expected.flatMap { differences(expected: $0.value, actual: actual[$0.key], at: "\(path)/\($0.key)") }
    case (let expected as [Any], let actual as [Any]):
        guard expected.count <= actual.count else { return ["\(path): \(expected.count) expected, \(actual.count) there"] }
        return zip(expected, actual).enumerated().flatMap {
            differences(expected: $0.element.0, actual: $0.element.1, at: "\(path)/\($0.offset)")
        }
    case (let expected as String, let actual as String): return expected == actual ? [] : ["\(path): \(expected) ≠ \(actual)"]
    case (let expected as NSNumber, .some(let actual)):
        guard let actual = number(actual) else { break }
        return abs(expected.doubleValue - actual) < 1e-5 ? [] : ["\(path): \(expected) ≠ \(actual)"]
    default: break
    }
    return ["\(path): expected \(expected), is \(actual.map { "\($0)" } ?? "absent")"]
}

private func number(_ value: Any) -> Double? {
    switch value {
    case let flag as Bool: flag ? 1 : 0
    case let number as Double: number
    case let number as NSNumber: number.doubleValue
    default: nil
    }
}
