/// Reading and writing of RFC 3339 times, without Foundation's formatter (83 µs each, five times a whole JSON decode).
extension Timestamp {
    /// Parses `2026-03-02T06:00:01.250Z`, any number of fraction digits (cut to milliseconds), `Z` or `±hh:mm`, `T` or a blank, a
    /// leap second counted as the next second. `nil` for anything else, also for days that do not exist.
    public init?(rfc3339 text: some StringProtocol) {
        var copy = String(text)
        guard let value = copy.withUTF8({ Timestamp.parse($0) }) else { return nil }
        self = value
    }

    /// The same from bytes; O(length), allocates nothing.
    public init?(rfc3339Bytes bytes: UnsafeBufferPointer<UInt8>) {
        guard let value = Timestamp.parse(bytes) else { return nil }
        self = value
    }

    /// `2026-03-02T06:00:01.250Z`; milliseconds are left out when they are zero.
    public var rfc3339: String {
        let fraction = Int(((milliseconds % 1000) + 1000) % 1000)
        let (day, secondOfDay) = CalendarDay.split(epochSeconds: seconds)
        let time =
            "\(padded(secondOfDay / 3600, 2)):\(padded(secondOfDay / 60 % 60, 2)):\(padded(secondOfDay % 60, 2))"
        return fraction == 0 ? "\(day)T\(time)Z" : "\(day)T\(time).\(padded(fraction, 3))Z"
    }

    private static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        guard (20...48).contains(text.count) else { return nil }
        func number(_ start: Int, _ count: Int) -> Int? {
            var value = 0
            for i in start..<(start + count) {
                guard i < text.count, (48...57).contains(text[i]) else { return nil }
                value = value * 10 + Int(text[i] - 48)
            }
            return value
        }
        func isByte(_ index: Int, _ byte: UInt8) -> Bool { index < text.count && text[index] == byte }
        guard let year = number(0, 4), isByte(4, 45), let month = number(5, 2), isByte(7, 45), let dayOfMonth = number(8, 2),
            text[10] == 84 || text[10] == 116 || text[10] == 32,
            let hour = number(11, 2), isByte(13, 58), let minute = number(14, 2), isByte(16, 58), let second = number(17, 2),
            let day = CalendarDay(year: year, month: month, day: dayOfMonth), hour < 24, minute < 60, second <= 60
        else { return nil }
        var index = 19
        var millis = 0
        if isByte(index, 46) {
            index += 1
            let start = index
            while index < text.count, (48...57).contains(text[index]) {
                if index - start < 3 { millis = millis * 10 + Int(text[index] - 48) }
                index += 1
            }
            guard index > start else { return nil }
            for _ in 0..<max(0, 3 - (index - start)) { millis *= 10 }
        }
        guard let offsetSeconds = offset(text, index, number) else { return nil }
        let epoch = day.epochDay * 86400 + hour * 3600 + minute * 60 + second - offsetSeconds
        return Timestamp(milliseconds: Int64(epoch) * 1000 + Int64(millis))
    }

    private static func offset(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ number: (Int, Int) -> Int?) -> Int? {
        guard index < text.count else { return nil }
        switch text[index] {
        case 90, 122: return text.count == index + 1 ? 0 : nil
        case 43, 45:
            guard text.count == index + 6, text[index + 3] == 58, let hours = number(index + 1, 2),
                let minutes = number(index + 4, 2),
                hours < 24, minutes < 60
            else { return nil }
            return (hours * 3600 + minutes * 60) * (text[index] == 45 ? -1 : 1)
        default: return nil
        }
    }
}

extension Timestamp: Codable {
    /// RFC 3339 text in every document of ours.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Timestamp(rfc3339: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text.prefix(60))' is not an RFC 3339 time such as 2026-03-02T06:00:00Z")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rfc3339)
    }
}

/// Decimal digits with leading zeros; negative numbers keep their sign.
func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value.magnitude)
    return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
}
