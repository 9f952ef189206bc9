import Decoding
import Foundation
import Model

/// A device's report in the one vocabulary of the fixtures, for comparing.
func vocabulary(_ report: DeviceReport) -> [String: Any] { report.words.mapValues(\.plain) }

func vocabulary(_ measurement: DeviceMeasurement) -> [String: Any] { measurement.words.mapValues(\.plain) }

extension Word {
    /// As Foundation reads JSON.
    var plain: Any {
        switch self {
        case .none: NSNull()
        case .flag(let flag): flag
        case .number(let number): number
        case .text(let text): text
        case .list(let words): words.map(\.plain)
        case .members(let members): members.mapValues(\.plain)
        }
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
