import Sentences
import Yams

/// A YAML document with the place of every value.
enum YAMLDocument {
    /// Aliases are followed; more values than this (an alias that repeats itself into millions) are refused.
    private static let largestCount = 200_000
    private static let deepest = 64

    static func parse(_ bytes: ArraySlice<UInt8>) throws(DocumentError) -> DocumentValue {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bracketDepth(bytes) <= deepest else {
            throw DocumentError(
                place: nil, problem: "values are nested deeper than \(deepest)",
                remedy: "No file of a town needs more than a few levels; check the brackets")
        }
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch { throw documentError(error) }
        guard let root else {
            throw DocumentError(
                place: TextPlace(line: 1, column: 1), problem: "the file is empty", remedy: "Leave the file away or fill it")
        }
        var count = 0
        return try value(root, depth: 0, count: &count)
    }

    private static func value(_ node: Node, depth: Int, count: inout Int) throws(DocumentError) -> DocumentValue {
        let place = place(node)
        count += 1
        guard count <= largestCount, depth <= deepest else {
            throw DocumentError(place: place, problem: "the file has too many or too deep values", remedy: "Check its aliases")
        }
        switch node {
        case .scalar(let scalar): return DocumentValue(content: content(scalar), place: place)
        case .sequence(let sequence):
            var list: [DocumentValue] = []
            for element in sequence { list.append(try value(element, depth: depth + 1, count: &count)) }
            return DocumentValue(content: .list(list), place: place)
        case .mapping(let mapping):
            var members: [DocumentMember] = []
            for (key, element) in mapping {
                members.append(
                    DocumentMember(
                        name: key.scalar?.string ?? "?", namePlace: self.place(key),
                        value: try value(element, depth: depth + 1, count: &count)))
            }
            return DocumentValue(content: .object(members), place: place)
        case .alias: throw DocumentError(place: place, problem: "an alias leads nowhere", remedy: "Write the value itself")
        }
    }

    private static func place(_ node: Node) -> TextPlace {
        TextPlace(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    private static func content(_ scalar: Node.Scalar) -> DocumentValue.Content {
        switch scalar.style {
        case .plain, .any:
            ["", "~", "null", "Null", "NULL"].contains(scalar.string) ? .null : .text(scalar.string, .plain)
        case .singleQuoted, .doubleQuoted, .literal, .folded: .text(scalar.string, .quoted)
        }
    }

    /// How deep flow brackets nest outside quotes and comments. Blocks by indentation are limited by libyaml itself, brackets are
    /// not, and Yams descends by recursion.
    private static func bracketDepth(_ bytes: ArraySlice<UInt8>) -> Int {
        var depth = 0
        var deepest = 0
        var quote: UInt8?
        var isComment = false
        var previous = UInt8(ascii: "\n")
        for byte in bytes {
            defer { previous = byte }
            if isComment {
                isComment = byte != UInt8(ascii: "\n")
            } else if let open = quote {
                if byte == open && previous != UInt8(ascii: "\\") { quote = nil }
            } else {
                switch byte {
                case UInt8(ascii: "#"): isComment = [0x20, 0x09, 0x0A].contains(previous)
                case UInt8(ascii: "\""), UInt8(ascii: "'"):
                    if [0x20, 0x09, 0x0A, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ",")].contains(previous) {
                        quote = byte
                    }
                case UInt8(ascii: "["), UInt8(ascii: "{"):
                    depth += 1
                    deepest = max(deepest, depth)
                case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
                default: break
                }
            }
        }
        return deepest
    }

    private static func documentError(_ error: any Error) -> DocumentError {
        let remedy: Sentence = "Check indentation (blanks, no tabs), colons and quotes around this place"
        func at(_ mark: Mark) -> TextPlace { TextPlace(line: mark.line, column: mark.column) }
        return switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            DocumentError(place: at(mark), problem: "not valid YAML: \(problem)", remedy: remedy)
        case .duplicatedKeysInMapping(let names, let context):
            DocumentError(
                place: at(context.mark), problem: "the member '\(names.first ?? "?")' is there twice", remedy: "Keep one of them")
        case .reader(let problem, _, _, _): DocumentError(place: nil, problem: "not valid YAML: \(problem)", remedy: remedy)
        default: DocumentError(place: nil, problem: "not valid YAML", remedy: remedy)
        }
    }
}
