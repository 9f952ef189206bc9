import Foundation
import Model

/// Checks JSON against a schema of an OpenAPI document: type, members, required, additional, enum, const, items, bounds, references.
/// Returns what is wrong, with the place.
struct SchemaCheck {
    let document: [String: Any]

    func faults(_ value: Any, _ schema: [String: Any], at place: String = "$") -> [String] {
        if let reference = schema["$ref"] as? String {
            guard let target = resolve(reference) else { return ["\(place): \(reference) is not in the document"] }
            return faults(value, target, at: place)
        }
        var found: [String] = []
        if let type = schema["type"] as? String, !isOf(type, value) { return ["\(place): \(value) is not of type \(type)"] }
        if let constant = schema["const"] as? String, value as? String != constant { found.append("\(place): not '\(constant)'") }
        if let allowed = schema["enum"] as? [String], !allowed.contains(value as? String ?? "") {
            found.append("\(place): '\(value)' is none of \(allowed)")
        }
        if let number = value as? NSNumber, let minimum = schema["minimum"] as? NSNumber, number.doubleValue < minimum.doubleValue
        {
            found.append("\(place): \(number) is below \(minimum)")
        }
        if let number = value as? NSNumber, let maximum = schema["maximum"] as? NSNumber, number.doubleValue > maximum.doubleValue
        {
            found.append("\(place): \(number) is above \(maximum)")
        }
        if let pattern = schema["pattern"] as? String, let text = value as? String,
            Self.isMatch(text, pattern) == false
        {
            found.append("\(place): '\(text)' does not match \(pattern)")
        }
        if let items = schema["items"] as? [String: Any], let array = value as? [Any] {
            for (index, item) in array.enumerated() { found += faults(item, items, at: "\(place)[\(index)]") }
        }
        if let object = value as? [String: Any] { found += memberFaults(object, schema, at: place) }
        return found
    }

    /// The two patterns that the document uses, without an engine for expressions; others are not checked.
    private static func isMatch(_ text: String, _ pattern: String) -> Bool {
        switch pattern {
        case "^[A-Za-z0-9._-]{1,64}$": ID<Town>(validating: text) != nil
        case "^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$": TimeOfDay(text) != nil
        default: true
        }
    }

    private func memberFaults(_ object: [String: Any], _ schema: [String: Any], at place: String) -> [String] {
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        var found: [String] = []
        for name in schema["required"] as? [String] ?? [] where object[name] == nil {
            found.append("\(place): '\(name)' is missing")
        }
        for (name, value) in object {
            if let member = properties[name] {
                found += faults(value, member, at: "\(place).\(name)")
            } else if schema["additionalProperties"] as? Bool == false {
                found.append("\(place): '\(name)' is not in the schema")
            }
        }
        return found
    }

    private func resolve(_ reference: String) -> [String: Any]? {
        reference.split(separator: "/").dropFirst().reduce(document) {
            ($0 as [String: Any]?)?[String($1)] as? [String: Any] ?? [:]
        }
    }

    private func isOf(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": (value as? NSNumber).map(isBoolean) ?? false
        case "number": (value as? NSNumber).map { !isBoolean($0) } ?? false
        case "integer": (value as? NSNumber).map { !isBoolean($0) && $0.doubleValue == $0.doubleValue.rounded() } ?? false
        default: false
        }
    }

    private func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
