import Model
import Reports
import Sentences

/// Something a caller may give in path or query: how it is read, and how it is described. One declaration serves both.
struct Parameter<Value: Sendable>: Sendable {
    let description: ParameterDescription
    /// `nil` for a text that is not a value.
    let read: @Sendable (String) -> Value?

    init(
        _ name: String, in place: ParameterDescription.Place = .query, _ summary: String, schema: Schema, remedy: Sentence,
        read: @escaping @Sendable (String) -> Value?
    ) {
        description = ParameterDescription(
            name: name, place: place, summary: summary, schema: schema, remedy: remedy, accepts: { read($0) != nil })
        self.read = read
    }
}

struct ParameterDescription: Sendable {
    var name: String
    var place: Place
    var summary: String
    var schema: Schema
    /// What a right value looks like, as an imperative sentence.
    var remedy: Sentence
    /// Whether the text is a value.
    var accepts: @Sendable (String) -> Bool

    enum Place: String, Sendable { case path, query, header }
}

extension Parameter {
    /// An identifier in the path.
    static func path<Entity>(_ name: String, _ summary: String) -> Parameter where Value == ID<Entity> {
        Parameter(
            name, in: .path, summary, schema: .identifier, remedy: "Use 1 to 64 of A-Z a-z 0-9 . _ -",
            read: { ID<Entity>(validating: $0) })
    }

    static func identifier<Entity>(_ name: String, _ summary: String) -> Parameter where Value == ID<Entity> {
        Parameter(
            name, summary, schema: .identifier, remedy: "Use 1 to 64 of A-Z a-z 0-9 . _ -", read: { ID<Entity>(validating: $0) })
    }
}

extension Parameter where Value == Int {
    static func count(_ name: String, _ range: ClosedRange<Int>, preset: Int, _ summary: String) -> Parameter {
        Parameter(
            name, summary, schema: .bounded(range).with("default", .integer(preset)),
            remedy: "Use a whole number from \(range.lowerBound) to \(range.upperBound).",
            read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } })
    }

    static func limit(_ range: ClosedRange<Int>, preset: Int) -> Parameter {
        Parameter(
            "limit", "How many at most; \(preset) if not given.", schema: .bounded(range).with("default", .integer(preset)),
            remedy: "Use a whole number from \(range.lowerBound) to \(range.upperBound).",
            read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } })
    }
}

extension Parameter where Value == Bool {
    static func flag(_ name: String, _ summary: String) -> Parameter {
        Parameter(
            name, summary, schema: .flag, remedy: "Use true or false.",
            read: { $0 == "true" ? true : $0 == "false" ? false : nil })
    }
}

extension Parameter where Value == Timestamp {
    static func moment(_ name: String, _ summary: String) -> Parameter {
        Parameter(
            name, summary, schema: .moment, remedy: "Use RFC 3339, for example 2026-03-02T06:00:00Z.",
            read: { Timestamp(rfc3339: $0) })
    }
}

extension Parameter where Value == CalendarDay {
    static func day(_ name: String, in place: ParameterDescription.Place = .query, _ summary: String) -> Parameter {
        Parameter(name, in: place, summary, schema: .day, remedy: "Use a day such as 2026-03-02.", read: { CalendarDay(iso: $0) })
    }
}

extension Parameter where Value == String {
    static let cursor = Parameter(
        "cursor", "Where the page begins: `next_cursor` of the page before.",
        schema: .text.with("pattern", "^[A-Za-z0-9_-]{1,200}$"),
        remedy: "Use next_cursor of the page before, unchanged.", read: { Cursor.decode($0) })
}

extension Parameter {
    /// One of several words.
    static func choice(_ name: String, _ summary: String) -> Parameter
    where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
        let words = Value.allCases.map(\.rawValue)
        return Parameter(
            name, summary, schema: .oneOf(words), remedy: "Use \(words.joined(separator: ", ")).", read: { Value(rawValue: $0) })
    }

    /// Several words, separated by commas.
    static func words(_ name: String, _ summary: String, allowed: [String]? = nil) -> Parameter where Value == Set<String> {
        let item = allowed.map { Schema.oneOf($0) } ?? Schema.text.with("pattern", "^[^,]+$")
        return Parameter(
            name, summary + " Several are separated by commas.", schema: .list(of: item).with("minItems", 1),
            remedy: allowed.map { "Use \($0.joined(separator: ", "))." } ?? "Separate several by commas.",
            read: { text in
                let words = Set(text.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
                guard !words.contains(""), allowed.map({ words.isSubset(of: $0) }) ?? true else { return nil }
                return words
            })
    }
}

/// Parameters that many endpoints share.
enum Shared {
    static let town = Parameter<TownID>.path("town", "The town.")
    static let language = Parameter<Language>.choice("lang", "Language of sentences; else Accept-Language, else the town's own.")
    static let limit = Parameter<Int>.limit(1...1000, preset: 100)
    static let cursor = Parameter<String>.cursor
    static let dialect = Parameter<CSVDialect>.choice(
        "dialect", "How CSV is written; `excel-de` opens in German Excel by a double click.")
}
