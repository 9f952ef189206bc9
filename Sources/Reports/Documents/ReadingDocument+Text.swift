import Model

extension ReadingDocument {
    /// The document as JSON without an encoder, for exports of millions of rows: same members, same values as ``DocumentEncoder``
    /// writes.
    public var jsonText: String {
        var json = "{"
        func member(_ key: CodingKeys, _ value: String?) {
            guard let value else { return }
            if json.utf8.count > 1 { json += "," }
            json += "\"\(key.rawValue)\":\(value)"
        }
        member(.batteryPercent, batteryPercent.map(String.init(describing:)))
        member(.batteryVolts, batteryVolts.map(String.init(describing:)))
        member(.countsForLevel, countsForLevel ? "true" : "false")
        member(.device, (device?.rawValue).map(jsonQuoted))
        member(.deviceTime, (deviceTime?.rfc3339).map(jsonQuoted))
        member(.distanceMillimetres, distanceMillimetres.map(String.init(describing:)))
        member(.frameCounter, frameCounter.map(String.init))
        member(.isTilted, isTilted.map { $0 ? "true" : "false" })
        member(.level, level.map(String.init(describing:)))
        member(.measuredAt, jsonQuoted(measuredAt.rfc3339))
        member(.origin, jsonQuoted(origin.rawValue))
        member(.qualityReasons, "[" + qualityReasons.map(jsonQuoted).joined(separator: ",") + "]")
        member(.receivedAt, jsonQuoted(receivedAt.rfc3339))
        member(.slot, jsonQuoted(slot.rawValue))
        member(.temperatureCelsius, temperatureCelsius.map(String.init(describing:)))
        member(.timeSource, jsonQuoted(timeSource.rawValue))
        return json + "}"
    }
}

/// A JSON string with its quotes (RFC 8259 §7).
func jsonQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case "\u{0}"..<"\u{20}":
            let hex = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
