/// A condition of a `…:conditional` tag that is understood: a time of day on certain weekdays, a vehicle heavier than so much, or
/// none but the destination.
struct PlainCondition: Sendable, Hashable {
    enum Kind: UInt8, Sendable { case time, heavierThan, always }

    var kind: Kind
    /// Bit 0 is Monday.
    var weekdays: UInt8 = 0x7F
    /// Minutes of the day; an end before the start is on the next day.
    var startMinute: UInt16 = 0
    var endMinute: UInt16 = 1440
    /// Hundreds of kilograms.
    var hundredKilograms: UInt16 = 0

    /// `value @ (condition); value @ (condition)`. Parts that are not understood are handed back as they stand.
    static func parse(_ text: String) -> (rules: [(value: String, conditions: [PlainCondition])], unknown: [String]) {
        var rules: [(String, [PlainCondition])] = []
        var unknown: [String] = []
        for part in parts(text) {
            guard let at = part.firstIndex(of: "@") else {
                unknown.append(part)
                continue
            }
            let value = trim(part[..<at])
            var condition = trim(part[part.index(after: at)...])
            if condition.hasPrefix("("), condition.hasSuffix(")") { condition = trim(condition.dropFirst().dropLast()) }
            if let found = conditions(condition) { rules.append((value, found)) } else { unknown.append(part) }
        }
        return (rules, unknown)
    }

    /// Splits at `;` outside brackets.
    private static func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var current = ""
        var depth = 0
        for letter in text {
            if letter == "(" { depth += 1 }
            if letter == ")" { depth -= 1 }
            if letter == ";" && depth <= 0 {
                parts.append(trim(current[...]))
                current = ""
            } else {
                current.append(letter)
            }
        }
        parts.append(trim(current[...]))
        return parts.filter { !$0.isEmpty }
    }

    private static func trim(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }

    private static func conditions(_ text: String) -> [PlainCondition]? {
        let lower = text.lowercased()
        if lower.hasPrefix("weight") {
            let rest = lower.dropFirst(6).drop { $0 == " " }
            guard rest.first == ">" else { return nil }
            guard case .value(let tonnes) = Measures.tonnes(String(rest.dropFirst().drop { $0 == "=" || $0 == " " })),
                tonnes < 6000
            else { return nil }
            return [PlainCondition(kind: .heavierThan, hundredKilograms: UInt16((tonnes * 10).rounded()))]
        }
        if ["destination", "delivery"].contains(lower) { return [PlainCondition(kind: .always)] }
        return times(text)
    }

    /// `07:00-09:00`, `Mo-Fr 07:00-19:00`, `Mo-Sa 22:00-06:00, Su 00:00-24:00`, `Mo-Fr 06:00-10:00,15:00-18:00`; the form of the
    /// tag `opening_hours` without months, weeks, holidays and sun.
    private static func times(_ text: String) -> [PlainCondition]? {
        var found: [PlainCondition] = []
        var weekdays: UInt8 = 0x7F
        // Days whose times come in a later group: `Sa,Su 10:00-18:00`.
        var waiting: UInt8 = 0
        for group in text.split(whereSeparator: { $0 == ";" || $0 == "," }) {
            var hasTime = false
            for word in group.split(separator: " ") {
                if let days = self.weekdays(word) {
                    weekdays = days | waiting
                    waiting = 0
                } else if let span = span(word) {
                    hasTime = true
                    found.append(
                        PlainCondition(kind: .time, weekdays: weekdays, startMinute: span.start, endMinute: span.end))
                } else {
                    return nil
                }
            }
            if !hasTime { waiting = weekdays }
        }
        if waiting != 0 { found.append(PlainCondition(kind: .time, weekdays: waiting)) }
        return found.isEmpty ? nil : found
    }

    private static let days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]

    private static func weekdays(_ text: Substring) -> UInt8? {
        let ends = text.split(separator: "-").map { days.firstIndex(of: String($0)) }
        guard !ends.isEmpty, ends.count <= 2, !ends.contains(nil) else { return nil }
        let first = ends[0] ?? 0
        let last = ends[ends.count - 1] ?? 0
        var bits: UInt8 = 0
        var day = first
        while true {
            bits |= 1 << day
            if day == last { return bits }
            day = (day + 1) % 7
        }
    }

    private static func span(_ text: Substring) -> (start: UInt16, end: UInt16)? {
        let ends = text.split(separator: "-").map(minute)
        guard ends.count == 2, let start = ends[0], let end = ends[1] else { return nil }
        return (start, end)
    }

    private static func minute(_ text: Substring) -> UInt16? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let hour = UInt16(parts[0]), let minute = UInt16(parts[1]), hour <= 24, minute < 60 else {
            return nil
        }
        return hour * 60 + minute
    }
}
