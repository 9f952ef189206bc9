import Foundation

/// A condition of a `…:conditional` tag that is understood: a time of day on certain weekdays (and perhaps a vehicle heavier than so
/// much), a heavier vehicle alone, or none but the destination.
struct PlainCondition: Sendable, Hashable {
    enum Kind: UInt8, Sendable {
        case time, heavierThan, always
        /// As `time`, on some days of the year; which day it is the network does not know.
        case timeOnDates
    }

    var kind: Kind
    /// Bit 0 is Monday.
    var weekdays: UInt8 = 0x7F
    /// Minutes of the day; an end before the start is on the next day.
    var startMinute: UInt16 = 0
    var endMinute: UInt16 = 1440
    /// Hundreds of kilograms; with a time 0 means any vehicle.
    var hundredKilograms: UInt16 = 0

    /// `value @ (condition); value @ (condition)`. Parts that are not understood are handed back as they stand; a rule without
    /// conditions holds on public holidays alone.
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

    /// Parts that all have to hold: `weight>7.5 AND Mo-Fr 07:00-19:00`. `nil` where one of them is not understood.
    private static func conditions(_ text: String) -> [PlainCondition]? {
        var weight: PlainCondition?
        var times: [PlainCondition]?
        for part in text.replacingOccurrences(of: " and ", with: " AND ").components(separatedBy: " AND ") {
            let part = trim(part[...])
            if ["destination", "delivery"].contains(part.lowercased()) {
                guard part.count == trim(text[...]).count else { return nil }
                return [PlainCondition(kind: .always)]
            }
            if let found = heavier(part) {
                // Of two weights the larger one decides.
                if found.hundredKilograms >= weight?.hundredKilograms ?? 0 { weight = found }
            } else if times == nil, let found = OpeningTimes.conditions(part) {
                times = found
            } else {
                return nil
            }
        }
        guard var times else { return weight.map { [$0] } }
        for index in times.indices { times[index].hundredKilograms = weight?.hundredKilograms ?? 0 }
        return times
    }

    private static func heavier(_ text: String) -> PlainCondition? {
        let lower = text.lowercased()
        guard let key = ["weightrating", "weight"].first(where: lower.hasPrefix) else { return nil }
        let rest = lower.dropFirst(key.count).drop { $0 == " " }
        guard rest.first == ">" else { return nil }
        guard case .value(let tonnes) = Measures.tonnes(String(rest.dropFirst().drop { $0 == "=" || $0 == " " })), tonnes < 6000
        else { return nil }
        return PlainCondition(kind: .heavierThan, hundredKilograms: UInt16((tonnes * 10).rounded()))
    }
}

/// The form of the tag `opening_hours` as far as it is plain: `07:00-09:00`, `Mo-Fr 07:00-19:00`, `Mo-Sa 22:00-06:00, Su 00:00-24:00`,
/// `Mo-Fr 06:00-10:00,15:00-18:00`, with months or days of the year in front (`Apr-Oct Mo-Fr 07:00-19:00`, `Nov 15-Mar 15`) and with
/// public holidays (`PH`). Without years, weeks, school holidays and the sun.
private enum OpeningTimes {
    /// Empty for times on public holidays alone; `nil` for what is not understood.
    static func conditions(_ text: String) -> [PlainCondition]? {
        var found: [PlainCondition] = []
        var weekdays: UInt8 = 0x7F
        // Days whose times come in a later group: `Sa,Su 10:00-18:00`.
        var waiting: UInt8 = 0
        var kind = PlainCondition.Kind.time
        var speaksOfHolidays = false
        var hasDates = false
        for group in text.replacingOccurrences(of: " - ", with: "-").split(whereSeparator: { $0 == ";" || $0 == "," }) {
            var words = group.split(separator: " ")
            if let dates = leadingDates(words) {
                words.removeFirst(dates)
                kind = .timeOnDates
                hasDates = true
                weekdays = 0x7F
            }
            let isHoliday = words.first == "PH"
            if isHoliday {
                // Which day is one the network does not know: only what is said of other days counts.
                speaksOfHolidays = true
                words.removeFirst()
                if words.isEmpty || words == ["off"] { continue }
                guard waiting != 0 else {
                    guard words.allSatisfy({ span($0) != nil }) else { return nil }
                    continue
                }
                weekdays = waiting
                waiting = 0
            }
            var hasTime = false
            for word in words {
                if let days = self.weekdays(word) {
                    weekdays = days | waiting
                    waiting = 0
                } else if let span = span(word) {
                    hasTime = true
                    found.append(
                        PlainCondition(kind: kind, weekdays: weekdays, startMinute: span.start, endMinute: span.end))
                } else {
                    return nil
                }
            }
            if !hasTime, !words.isEmpty { waiting = weekdays }
        }
        if waiting != 0 { found.append(PlainCondition(kind: kind, weekdays: waiting)) }
        if found.isEmpty, hasDates { found.append(PlainCondition(kind: kind)) }
        return found.isEmpty && !speaksOfHolidays ? nil : found
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// How many words in front name months and days of them (`Apr-Oct`, `Nov 15-Mar 15:`); `nil` if none do.
    private static func leadingDates(_ words: [Substring]) -> Int? {
        var count = 0
        var hasMonth = false
        for word in words {
            let parts = (word.last == ":" ? word.dropLast() : word).split(separator: "-", omittingEmptySubsequences: false)
            let isDate = parts.allSatisfy { part in
                months.contains(String(part)) || part.count <= 2 && (Int(part).map { (1...31).contains($0) } ?? false)
            }
            guard isDate else { break }
            hasMonth = hasMonth || parts.contains { months.contains(String($0)) }
            count += 1
        }
        return hasMonth ? count : nil
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
