/// A JSON Schema (2020-12) as OpenAPI 3.1 uses it.
struct Schema: Hashable, Sendable {
    var members: [String: JSONValue]

    var json: JSONValue { .object(members) }

    /// The same with a description.
    func described(_ text: String) -> Schema { with("description", .string(text)) }

    /// The same, or null, which means: not given.
    var orNull: Schema {
        guard let type = members["type"] else { return self }
        var copy = with("type", .array([type, "null"]))
        if case .array(let words) = copy.members["enum"] { copy.members["enum"] = .array(words + [.null]) }
        return copy
    }

    func with(_ key: String, _ value: JSONValue) -> Schema {
        var copy = self
        copy.members[key] = value
        return copy
    }
}

extension Schema {
    static let text = Schema(members: ["type": "string"])
    static let flag = Schema(members: ["type": "boolean"])
    static let integer = Schema(members: ["type": "integer"])
    static let number = Schema(members: ["type": "number"])

    /// An identifier of a town's thing.
    static let identifier = text.with("pattern", "^[A-Za-z0-9._-]{1,64}$")
    /// RFC 3339 in UTC.
    static let moment = text.with("format", "date-time").with("examples", ["2026-03-02T05:00:00Z"])
    /// RFC 3339 with the town's offset.
    static let localMoment = text.with("format", "date-time").with("examples", ["2026-03-02T06:00:00+01:00"])
    static let day = text.with("format", "date").with("examples", ["2026-03-02"])
    /// `06:30`.
    static let timeOfDay = text.with("pattern", "^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$")
    static let count = integer.with("minimum", 0)
    static let nonNegative = number.with("minimum", 0)
    static let share = number.with("minimum", 0).with("maximum", 1)
    static let level = number.described("Share of the usable volume; above 1 when overfull.")
    static let latitude = number.with("minimum", -90).with("maximum", 90)
    static let longitude = number.with("minimum", -180).with("maximum", 180)

    static func reference(_ name: String) -> Schema { Schema(members: ["$ref": .string("#/components/schemas/" + name)]) }

    static func list(of item: Schema) -> Schema { Schema(members: ["type": "array", "items": item.json]) }

    static func oneOf(_ values: [String]) -> Schema { text.with("enum", .array(values.map(JSONValue.string))) }

    static func constant(_ value: String) -> Schema { Schema(members: ["const": .string(value)]) }

    static func bounded(_ range: ClosedRange<Int>) -> Schema {
        integer.with("minimum", .integer(range.lowerBound)).with("maximum", .integer(range.upperBound))
    }

    /// An object that has these members and no others.
    static func object(_ description: String, _ required: [String: Schema], optional: [String: Schema] = [:]) -> Schema {
        let all = required.merging(optional, uniquingKeysWith: { first, _ in first })
        return Schema(members: [
            "type": "object", "description": .string(description), "additionalProperties": false,
            "properties": .object(all.mapValues(\.json)), "required": .array(required.keys.sorted().map(JSONValue.string)),
        ])
    }

    /// A page of a list.
    static func page(of item: String) -> Schema {
        object(
            "A page of a list.", ["items": .list(of: .reference(item))],
            optional: ["next_cursor": .text.described("Ask with `cursor` this for the next page; absent on the last one.")])
    }
}
