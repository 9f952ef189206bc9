/// A span of minutes on some weekdays, against which conditions with times are judged.
struct DayPart: Hashable, Sendable {
    /// Bit 0 is Monday.
    var weekdays: UInt8
    var startMinute: Int
    /// Above 1440 when it ends on the next day.
    var endMinute: Int

    init(weekdays: UInt8, startMinute: Int, endMinute: Int) {
        self.weekdays = weekdays
        self.startMinute = startMinute
        self.endMinute = endMinute <= startMinute ? endMinute + 1440 : endMinute
    }

    /// The whole working day where the texts are not understood (they are checked when a profile is read).
    init(_ period: VehicleProfile.Period) {
        self.init(
            weekdays: Self.bits(period.weekdays) ?? 0x7F, startMinute: Self.minute(period.from) ?? 0,
            endMinute: Self.minute(period.to) ?? 1440)
    }

    static let dayNames = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]

    static func bits(_ names: [String]) -> UInt8? {
        guard !names.isEmpty else { return 0x7F }
        var bits: UInt8 = 0
        for name in names {
            guard let day = dayNames.firstIndex(of: name) else { return nil }
            bits |= 1 << day
        }
        return bits
    }

    static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, (0...24).contains(parts[0]), (0..<60).contains(parts[1]) else { return nil }
        return parts[0] * 60 + parts[1]
    }

    /// Whether the condition holds at some moment of this part.
    func touches(_ record: ConditionRecord) -> Bool {
        spans(record).contains { $0.weekdays & weekdays != 0 && $0.start < endMinute && startMinute < $0.end }
    }

    /// Whether it holds all the time.
    func isCovered(by record: ConditionRecord) -> Bool {
        spans(record).contains { weekdays & ~$0.weekdays == 0 && $0.start <= startMinute && endMinute <= $0.end }
    }

    /// The record's span, once more as seen from the day after where it runs over midnight.
    private func spans(_ record: ConditionRecord) -> [(weekdays: UInt8, start: Int, end: Int)] {
        let start = Int(record.startMinute)
        var end = Int(record.endMinute)
        if end <= start { end += 1440 }
        let later = (record.weekdays << 1 | record.weekdays >> 6) & 0x7F
        return [(record.weekdays, start, end), (later, start - 1440, end - 1440)]
    }
}
