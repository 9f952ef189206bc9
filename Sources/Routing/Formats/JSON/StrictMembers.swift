// In JSON members are written in lower case with underscores and their unit. A member that is not known is refused: a misspelt
// one must not be ignored.

/// Any member name.
struct MemberName: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}

extension Decoder {
    /// The members of an object, all of which `Keys` has to know.
    ///
    /// - Throws: `DecodingError` that names the stranger and what is known.
    func members<Keys: CodingKey & CaseIterable>(_ keys: Keys.Type) throws -> KeyedDecodingContainer<Keys> {
        let known = Set(Keys.allCases.map(\.stringValue))
        let given = try container(keyedBy: MemberName.self).allKeys.map(\.stringValue)
        if let stranger = given.sorted().first(where: { !known.contains($0) }) {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: codingPath + [MemberName(stringValue: String(stranger.prefix(100)))],
                    debugDescription: "no such member; known are \(known.sorted().joined(separator: ", "))"))
        }
        return try container(keyedBy: Keys.self)
    }
}

extension KeyedDecodingContainer {
    /// A member that may be left out.
    func value<Value: Decodable>(_ key: Key, or preset: Value) throws -> Value {
        try decodeIfPresent(Value.self, forKey: key) ?? preset
    }
}

extension ProblemError {
    /// The same fault in the words of this module, with the path of the member as `vehicles[2].shift`.
    public init(_ error: DecodingError) {
        func path(_ keys: [any CodingKey]) -> String {
            let text = keys.reduce(into: "") { text, key in
                text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? "" : ".") + key.stringValue
            }
            return text.isEmpty ? "the text" : text
        }
        switch error {
        case .keyNotFound(let key, let context):
            self.init(member: path(context.codingPath + [key]), value: "nothing", reason: "missing")
        case .typeMismatch(let type, let context):
            self.init(member: path(context.codingPath), value: "another type", reason: "\(Self.word(type)) expected")
        case .valueNotFound(let type, let context):
            self.init(member: path(context.codingPath), value: "null", reason: "\(Self.word(type)) expected")
        case .dataCorrupted(let context):
            self.init(
                member: path(context.codingPath), value: context.codingPath.isEmpty ? "no JSON" : "refused",
                reason: context.debugDescription)
        @unknown default: self.init(member: "the text", value: "unreadable", reason: "\(error)")
        }
    }

    private static func word(_ type: any Any.Type) -> String {
        switch "\(type)" {
        case "String": "a text"
        case "Int", "Int32", "UInt64": "a whole number"
        case "Double": "a number"
        case "Bool": "true or false"
        case let name where name.hasPrefix("Array"): "a list"
        default: "an object"
        }
    }
}
