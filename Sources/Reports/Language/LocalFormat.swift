public import Model

/// Numbers, days and times as people of a language write them, in a town's time zone. Free of Foundation's formatters, so that the
/// same value gives the same text on every machine.
public struct LocalFormat: Hashable, Sendable {
    public var language: Language
    public var clock: TownClock

    public init(language: Language, clock: TownClock) {
        self.language = language
        self.clock = clock
    }

    /// `1.234,5` or `1,234.5`. Values that are no number or beyond 10¹² become a dash.
    public func number(_ value: Double, digits: Int = 0) -> String {
        guard let text = fixedPoint(value, digits: digits) else { return "–" }
        let (point, group): (Character, Character) = language == .german ? (",", ".") : (".", ",")
        return grouped(text, group: group, point: point)
    }

    public func number(_ value: Int) -> String { number(Double(value)) }

    /// `87 %` or `87%`.
    public func percent(_ share: Double) -> String { number(share * 100) + (language == .german ? " %" : "%") }

    /// `02.03.2026` or `2 March 2026`.
    public func day(_ day: CalendarDay) -> String {
        switch language {
        case .german: "\(twoDigits(day.day)).\(twoDigits(day.month)).\(day.year)"
        case .english: "\(day.day) \(Phrase.months[day.month - 1].english) \(day.year)"
        }
    }

    /// `Montag, 02.03.2026` or `Monday, 2 March 2026`.
    public func dayWithWeekday(_ day: CalendarDay) -> String {
        "\(Phrase.weekdays[day.weekday.mondayIndex].text(in: language)), \(self.day(day))"
    }

    /// `06:05` by the town's clocks.
    public func time(_ moment: Timestamp) -> String {
        let second = clock.local(moment).secondOfDay
        return "\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60))"
    }

    /// `02.03.2026 06:05` or `2 March 2026 06:05`.
    public func dayAndTime(_ moment: Timestamp) -> String { "\(day(clock.day(of: moment))) \(time(moment))" }

    /// `7 h 05 min`, or `35 min` below an hour; rounded to minutes.
    public func duration(seconds: Int) -> String {
        let minutes = max(0, seconds.addingReportingOverflow(30).partialValue) / 60
        return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(twoDigits(minutes % 60)) min"
    }

    /// `12 min`, `3 h`, `5 T` (days): how old a value is.
    public func age(seconds: Int) -> String {
        let (phrase, count): (Phrase, Int) =
            switch seconds {
            case ..<5400: (.ageMinutes, max(0, seconds) / 60)
            case ..<172_800: (.ageHours, (seconds + 1800) / 3600)
            default: (.ageDays, seconds / 86400)
            }
        return phrase.text(in: language).replacing("{count}", with: number(count))
    }

    private func grouped(_ text: String, group: Character, point: Character) -> String {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split(separator: ".")
        let whole = parts.first.map(Array.init) ?? []
        var result = isNegative ? "-" : ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { result.append(group) }
            result.append(digit)
        }
        return parts.count > 1 ? result + String(point) + parts[1] : result
    }
}

extension Phrase {
    public static let weekdays: [Phrase] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]
    public static let months: [Phrase] = [
        .january, .february, .march, .april, .may, .june, .july, .august, .september, .october, .november, .december,
    ]

    /// The text as it stands in the catalogue, with its placeholders.
    public func text(in language: Language) -> String {
        switch language {
        case .german: german
        case .english: english
        }
    }
}

/// The value with exactly `digits` decimals and a point, half away from zero; `nil` if it is no number or beyond 10¹². Never `-0`.
func fixedPoint(_ value: Double, digits: Int) -> String? {
    guard value.isFinite, abs(value) < 1e12, (0...6).contains(digits) else { return nil }
    let scale = (0..<digits).reduce(1) { power, _ in power * 10 }
    let scaled = Int64((value * Double(scale)).rounded(.toNearestOrAwayFromZero))
    let sign = scaled < 0 ? "-" : ""
    let whole = String(scaled.magnitude / UInt64(scale))
    guard digits > 0 else { return sign + whole }
    let fraction = String(scaled.magnitude % UInt64(scale))
    return sign + whole + "." + String(repeating: "0", count: digits - fraction.count) + fraction
}

func twoDigits(_ value: Int) -> String { value < 10 && value >= 0 ? "0\(value)" : "\(value)" }
