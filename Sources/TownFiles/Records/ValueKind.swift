import Model
import Sentences

/// What a member may hold: how to read it, and how to say what was wanted.
struct ValueKind<Value> {
    /// For example `a number from 0 to 100`.
    var wanted: Sentence
    /// The names that are allowed, if the kind is a choice.
    var choices: [String] = []
    var convert: (DocumentValue) -> Value?
}

extension ValueKind {
    func map<Other>(_ transform: @escaping (Value) -> Other?) -> ValueKind<Other> {
        ValueKind<Other>(wanted: wanted, choices: choices) { convert($0).flatMap(transform) }
    }
}

extension ValueKind where Value == String {
    /// Any text without control characters (line breaks and tabs are allowed).
    static var note: ValueKind { ValueKind(wanted: "a text without control characters") { $0.readableText } }

    /// A text that is not empty.
    static var name: ValueKind {
        ValueKind(wanted: "a text that is not empty") { value in value.readableText.flatMap { $0.isEmpty ? nil : $0 } }
    }

    static var timeZone: ValueKind {
        ValueKind(wanted: "the IANA name of a time zone such as Europe/Berlin") { value in
            value.readableText.flatMap { TownClock(identifier: $0) == nil ? nil : $0 }
        }
    }
}

extension ValueKind where Value == Fraction {
    /// The spelling of a fraction; whether the town knows it is checked with the references.
    static var fraction: ValueKind {
        ValueKind(wanted: "a fraction such as glass-white (1 to 64 of a-z 0-9 -)") { value in
            guard let text = value.readableText, (1...64).contains(text.utf8.count),
                text.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
            else { return nil }
            return Fraction(rawValue: text)
        }
    }
}

extension ValueKind where Value == Double {
    static func number(in range: ClosedRange<Double>) -> ValueKind {
        ValueKind(wanted: "a number from \(NumberText.plain(range.lowerBound)) to \(NumberText.plain(range.upperBound))") {
            value in
            value.readableNumber.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// Greater than 0 and at most `limit`.
    static func positive(upTo limit: Double) -> ValueKind {
        ValueKind(wanted: "a number above 0, at most \(NumberText.plain(limit))") { value in
            value.readableNumber.flatMap { $0 > 0 && $0 <= limit ? $0 : nil }
        }
    }
}

extension ValueKind where Value == Int {
    static func integer(in range: ClosedRange<Int>) -> ValueKind {
        ValueKind(wanted: "a whole number from \(range.lowerBound) to \(range.upperBound)") { value in
            value.readableNumber.flatMap { Int(exactly: $0) }.flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension ValueKind where Value == Bool {
    static var flag: ValueKind {
        ValueKind(wanted: "true or false") { value in
            switch value.content {
            case .bool(let flag): return flag
            case .text(let text, .plain): return ["true": true, "false": false][text.lowercased()]
            case .text(let text, .cell):
                return [
                    "true": true, "yes": true, "ja": true, "1": true, "false": false, "no": false, "nein": false, "0": false,
                ][
                    text.lowercased()]
            default: return nil
            }
        }
    }
}

extension ValueKind where Value == CalendarDay {
    static var day: ValueKind {
        ValueKind(wanted: "a day such as 2026-03-02") { value in value.readableText.flatMap { CalendarDay(iso: $0) } }
    }
}

extension ValueKind where Value == TimeOfDay {
    static var timeOfDay: ValueKind {
        ValueKind(wanted: "a time of day such as \"06:30\"") { value in value.readableText.flatMap { TimeOfDay($0) } }
    }
}

extension ValueKind {
    static func identifier<Entity>() -> ValueKind where Value == ID<Entity> {
        ValueKind(wanted: "an identifier (1 to 64 of A-Z a-z 0-9 . _ -)") { value in
            value.readableText.flatMap { ID(validating: $0) }
        }
    }
}

extension ValueKind where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    static var choice: ValueKind {
        let names = Value.allCases.map(\.rawValue)
        return ValueKind(wanted: "one of \(names.joined(separator: ", "))", choices: names) { value in
            value.readableText.flatMap { Value(rawValue: $0) }
        }
    }
}

extension DocumentValue {
    /// The value as a text: YAML and cells as written; JSON numbers too, since some tools write numeric identifiers bare.
    var readableText: String? {
        let text: String
        switch content {
        case .text(let written, _): text = written
        case .number(let written): text = written
        default: return nil
        }
        let isReadable = text.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 32 && !(127...159).contains(scalar.value) || scalar == "\n" || scalar == "\t" || scalar == "\r"
        }
        return isReadable ? text : nil
    }

    /// The value as a finite number; a text in quotes is none.
    var readableNumber: Double? {
        let text: String
        switch content {
        case .number(let written): text = written
        case .text(let written, .plain): text = written
        case .text(let written, .cell(let decimalComma)):
            text = decimalComma && !written.contains(".") ? written.replacing(",", with: ".", maxReplacements: 1) : written
        default: return nil
        }
        guard JSONDocument.isNumber(text), let value = Double(text), value.isFinite else { return nil }
        return value
    }
}
