/// One value of the plain vocabulary in which decoded bytes are shown and vectors are written: what a JSON value can be.
public enum Word: Hashable, Sendable {
    case none
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([Word])
    case members([String: Word])

    /// What of `self`, the expectation, is missing in or differs from `actual`, as readable lines; empty when nothing does. Members and
    /// elements that are not expected may be there; numbers may differ by a hundred-thousandth.
    public func differences(from actual: Word?, at path: String = "") -> [String] {
        switch (self, actual ?? .none) {
        case (.none, .none): return []
        case (.members(let expected), .members(let actual)):
            return expected.sorted { $0.key < $1.key }.flatMap {
                $0.value.differences(from: actual[$0.key], at: "\(path)/\($0.key)")
            }
        case (.list(let expected), .list(let actual)) where expected.count <= actual.count:
            return zip(expected, actual).enumerated().flatMap { $1.0.differences(from: $1.1, at: "\(path)/\($0)") }
        case (.text(let expected), .text(let actual)) where expected == actual: return []
        case (_, let actual):
            guard let expected = asNumber, let number = actual.asNumber, (expected - number).magnitude < 1e-5 else { break }
            return []
        }
        return ["\(path): expected \(shown), is \(actual?.shown ?? "absent")"]
    }

    /// 1 for true: some makers write flags as numbers.
    private var asNumber: Double? {
        switch self {
        case .number(let number): number
        case .flag(let flag): flag ? 1 : 0
        default: nil
        }
    }

    /// For people, in one line.
    public var shown: String {
        switch self {
        case .none: return "null"
        case .flag(let flag): return flag ? "true" : "false"
        case .number(let number):
            return Int64(exactly: number).map { String($0) } ?? String(number)
        case .text(let text): return text
        case .list(let words): return words.map(\.shown).joined(separator: ", ")
        case .members(let members):
            return members.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.shown)" }.joined(separator: "; ")
        }
    }
}

extension Word: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .none
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([Word].self) {
            self = .list(list)
        } else {
            self = .members(try container.decode([String: Word].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .none: try container.encodeNil()
        case .flag(let flag): try container.encode(flag)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .members(let members): try container.encode(members)
        }
    }
}
