import Sentences

/// A strict JSON parser (RFC 8259) that keeps the place of every value. Refuses comments, trailing commas, lone surrogates and
/// nesting deeper than 64. O(bytes).
struct JSONDocument {
    private let bytes: ArraySlice<UInt8>
    private var index: Int
    private var line = 1
    private var lineStart: Int
    /// UTF-8 continuation bytes since the line began; they do not count as columns.
    private var continuations = 0

    static func parse(_ bytes: ArraySlice<UInt8>) throws(DocumentError) -> DocumentValue {
        var parser = JSONDocument(bytes)
        parser.skipBlanks()
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.current == nil else {
            throw parser.fault("something follows the end of the document", "Remove everything after the last closing bracket")
        }
        return value
    }

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
        lineStart = bytes.startIndex
    }

    private var current: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

    private var place: TextPlace { TextPlace(line: line, column: index - lineStart - continuations + 1) }

    private func fault(_ problem: Sentence, _ remedy: Sentence, at place: TextPlace? = nil) -> DocumentError {
        DocumentError(place: place ?? self.place, problem: problem, remedy: remedy)
    }

    private mutating func advance() {
        let byte = bytes[index]
        index += 1
        if byte == UInt8(ascii: "\n") {
            line += 1
            lineStart = index
            continuations = 0
        } else if byte & 0xC0 == 0x80 {
            continuations += 1
        }
    }

    private mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { advance() }
    }

    private mutating func value(depth: Int) throws(DocumentError) -> DocumentValue {
        guard depth <= 64 else {
            throw fault("values are nested deeper than 64", "No file of a town needs more than a few levels")
        }
        let start = place
        let content: DocumentValue.Content
        switch current {
        case UInt8(ascii: "{"): content = .object(try members(depth: depth))
        case UInt8(ascii: "["): content = .list(try elements(depth: depth))
        case UInt8(ascii: "\""): content = .text(try string(), .quoted)
        case let byte? where byte == UInt8(ascii: "-") || (48...57).contains(byte): content = .number(try number())
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): content = try word()
        case nil: throw fault("the file ends where a value is expected", "The file may have been cut off: export it again")
        default: throw fault("no JSON value begins with \(shownCurrent)", "Texts need double quotes, numbers none")
        }
        return DocumentValue(content: content, place: start)
    }

    private var shownCurrent: Sentence {
        guard let byte = current else { return "the end of the file" }
        return (33...126).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "a byte of value \(byte)"
    }

    private mutating func members(depth: Int) throws(DocumentError) -> [DocumentMember] {
        var members: [DocumentMember] = []
        advance()
        skipBlanks()
        if current == UInt8(ascii: "}") {
            advance()
            return members
        }
        while true {
            let namePlace = place
            guard current == UInt8(ascii: "\"") else {
                throw fault(
                    "expected a member's name in double quotes, found \(shownCurrent)", "Check quotes and trailing commas")
            }
            let name = try string()
            skipBlanks()
            guard current == UInt8(ascii: ":") else {
                throw fault("expected ':' after the name '\(name)', found \(shownCurrent)", "Write \"name\": value")
            }
            advance()
            skipBlanks()
            members.append(DocumentMember(name: name, namePlace: namePlace, value: try value(depth: depth + 1)))
            if try endsList(with: UInt8(ascii: "}")) { return members }
        }
    }

    private mutating func elements(depth: Int) throws(DocumentError) -> [DocumentValue] {
        var elements: [DocumentValue] = []
        advance()
        skipBlanks()
        if current == UInt8(ascii: "]") {
            advance()
            return elements
        }
        while true {
            elements.append(try value(depth: depth + 1))
            if try endsList(with: UInt8(ascii: "]")) { return elements }
        }
    }

    /// Reads the comma or the closing bracket after an element.
    private mutating func endsList(with bracket: UInt8) throws(DocumentError) -> Bool {
        skipBlanks()
        if current == bracket {
            advance()
            return true
        }
        guard current == UInt8(ascii: ",") else {
            let closing = Character(Unicode.Scalar(bracket))
            throw fault(
                "expected ',' or '\(closing)', found \(shownCurrent)", "A comma or a bracket is missing before this place")
        }
        advance()
        skipBlanks()
        return false
    }

    private mutating func word() throws(DocumentError) -> DocumentValue.Content {
        for (word, content) in [("true", DocumentValue.Content.bool(true)), ("false", .bool(false)), ("null", .null)]
        where bytes[index...].starts(with: word.utf8) {
            for _ in word.utf8 { advance() }
            return content
        }
        throw fault("no JSON value begins with \(shownCurrent)", "Texts need double quotes")
    }

    private mutating func number() throws(DocumentError) -> String {
        let start = index
        let startPlace = place
        while let byte = current, "+-.0123456789eE".utf8.contains(byte) { advance() }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        guard Self.isNumber(text) else {
            throw fault("'\(text.prefix(40))' is not a JSON number", "Write it like 3, 0.5 or 1e6", at: startPlace)
        }
        return text
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    static func isNumber(_ text: String) -> Bool {
        var rest = text.utf8[...]
        func digits() -> Int {
            let count = rest.prefix { (48...57).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let leading = rest.first
        let whole = digits()
        guard whole >= 1, whole == 1 || leading != UInt8(ascii: "0") else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private mutating func string() throws(DocumentError) -> String {
        let start = place
        advance()
        var text: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                advance()
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text.append(contentsOf: try escape())
            case ..<0x20:
                throw fault("a text contains an unescaped control character", "Write a line break as \\n, a tab as \\t")
            default:
                text.append(byte)
                advance()
            }
        }
        throw fault("the text that begins here has no closing quote", "Add the missing double quote", at: start)
    }

    private mutating func escape() throws(DocumentError) -> [UInt8] {
        let start = place
        advance()
        guard let byte = current else { throw fault("the file ends inside a text", "The file may have been cut off") }
        advance()
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"):
            guard let scalar = unicodeEscape() else {
                throw fault(
                    "'\\u' is not followed by a character's four hexadecimal digits", "Write the character itself", at: start)
            }
            return Array(String(Character(scalar)).utf8)
        default: throw fault("JSON knows no escape of this kind", "Write a backslash as \\\\", at: start)
        }
    }

    private mutating func unicodeEscape() -> Unicode.Scalar? {
        guard let first = hexadecimal() else { return nil }
        guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) }
        guard current == UInt8(ascii: "\\") else { return nil }
        advance()
        guard current == UInt8(ascii: "u") else { return nil }
        advance()
        guard let second = hexadecimal(), (0xDC00...0xDFFF).contains(second) else { return nil }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func hexadecimal() -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
            advance()
        }
        return value
    }
}
