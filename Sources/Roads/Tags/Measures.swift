/// Numbers with units as people write them into OpenStreetMap.
enum Measures {
    enum Reading: Equatable {
        case value(Double)
        /// Written down that there is no limit of its own.
        case noLimit
        case unknown
    }

    /// Tonnes: `3.5`, `3,5 t`, `7500 kg`, `12 st` (short tons), `6000 lbs`.
    static func tonnes(_ text: String) -> Reading {
        reading(
            text,
            units: ["": 1, "t": 1, "kg": 0.001, "st": 0.907_184_74, "lt": 1.016_046_9, "lbs": 0.000_453_592_37, "tonnes": 1])
    }

    /// Metres: `3.8`, `3,8 m`, `12'6"`, `380 cm`, `12 ft`.
    static func metres(_ text: String) -> Reading {
        if let feet = feetAndInches(text) { return .value(feet) }
        return reading(text, units: ["": 1, "m": 1, "cm": 0.01, "ft": 0.3048, "mm": 0.001, "km": 1000, "meter": 1, "metres": 1])
    }

    /// km/h: `50`, `30 mph`, `walk`, `none`, `DE:urban`. `noLimit` means by law there is none.
    static func kilometresPerHour(_ text: String) -> Reading {
        switch text {
        case "none": return .noLimit
        case "walk", "DE:living_street", "de:living_street", "DE:walk": return .value(7)
        case "signals", "variable": return .unknown
        default: break
        }
        if let colon = text.firstIndex(of: ":") {
            switch text[text.index(after: colon)...] {
            case "urban": return .value(50)
            case "rural": return .value(100)
            case "motorway": return .noLimit
            case "trunk": return .value(100)
            case "bicycle_road": return .value(30)
            case let zone:
                let digits = zone.drop { !$0.isNumber }
                return Double(digits).map { .value($0) } ?? .unknown
            }
        }
        let found = reading(text, units: ["": 1, "km/h": 1, "kmh": 1, "kph": 1, "mph": 1.609_344, "knots": 1.852])
        if case .value(let speed) = found, speed <= 0 || speed > 300 { return .unknown }
        return found
    }

    /// Seconds: `00:20`, `1:30:00`, `45` (minutes), `PT20M`.
    static func seconds(_ text: String) -> Double? {
        if text.hasPrefix("PT") {
            var total = 0.0
            var digits = ""
            for letter in text.dropFirst(2) {
                if letter.isNumber {
                    digits.append(letter)
                } else {
                    guard let number = Double(digits), let unit = ["H": 3600.0, "M": 60, "S": 1][String(letter)] else {
                        return nil
                    }
                    total += number * unit
                    digits = ""
                }
            }
            return digits.isEmpty && total > 0 ? total : nil
        }
        let parts = text.split(separator: ":").map { Double($0) }
        guard !parts.contains(nil) else { return nil }
        let numbers = parts.compactMap { $0 }
        switch numbers.count {
        case 1: return numbers[0] * 60
        case 2: return numbers[0] * 3600 + numbers[1] * 60
        case 3: return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
        default: return nil
        }
    }

    private static let noLimits: Set<String> = [
        "none", "default", "below_default", "no_sign", "no_indications", "unsigned", "yes", "no", "unlimited", "-",
    ]

    private static func reading(_ text: String, units: [String: Double]) -> Reading {
        if noLimits.contains(text) { return .noLimit }
        let trimmed = text.drop { $0 == " " || $0 == "~" }
        let digits = trimmed.prefix { $0.isNumber || $0 == "." || $0 == "," }
        let unit = trimmed.dropFirst(digits.count).filter { $0 != " " }.lowercased()
        let number = digits.map { $0 == "," ? "." : String($0) }.joined()
        guard let value = Double(number), value.isFinite, value >= 0, let factor = units[unit] else { return .unknown }
        return .value(value * factor)
    }

    /// `12'6"`.
    private static func feetAndInches(_ text: String) -> Double? {
        guard let mark = text.firstIndex(of: "'"), let feet = Double(text[..<mark]) else { return nil }
        let rest = text[text.index(after: mark)...].filter { $0 != "\"" && $0 != " " }
        guard let inches = rest.isEmpty ? 0 : Double(rest) else { return nil }
        return feet * 0.3048 + inches * 0.0254
    }
}
