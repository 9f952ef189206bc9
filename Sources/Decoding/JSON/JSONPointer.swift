/// A place in a JSON text (RFC 6901), `/uplink/values/0`.
struct JSONPointer: Hashable, Sendable {
    private let tokens: [String]

    /// `nil` unless the text is empty (the whole value) or begins with a slash, and each `~` is followed by 0 or 1.
    init?(_ text: String) {
        guard text.isEmpty || text.hasPrefix("/") else { return nil }
        var tokens: [String] = []
        for part in text.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let token = Self.unescaped(part) else { return nil }
            tokens.append(token)
        }
        self.tokens = tokens
    }

    private static func unescaped(_ part: Substring) -> String? {
        guard part.contains("~") else { return String(part) }
        var text = ""
        var characters = part.makeIterator()
        while let character = characters.next() {
            guard character == "~" else {
                text.append(character)
                continue
            }
            switch characters.next() {
            case "0": text.append("~")
            case "1": text.append("/")
            default: return nil
            }
        }
        return text
    }

    /// The value there; `nil` if there is none, or `null`. O(members on the way).
    /// - Throws: a refusal if a member on the way stands there twice.
    func value(in root: JSONValue) throws(Refusal) -> JSONValue? {
        var value = root
        for token in tokens {
            guard let next = value.kind == .array ? element(token, of: value) : try member(token, of: value) else { return nil }
            value = next
        }
        return value.isNull ? nil : value
    }

    private func member(_ token: String, of object: JSONValue) throws(Refusal) -> JSONValue? {
        guard object.kind == .object else { return nil }
        var found: JSONValue?
        for child in object.children where isName(of: child, token) {
            if let found { throw found.isTwice(again: child) }
            found = child
        }
        return found
    }

    private func isName(of child: JSONValue, _ token: String) -> Bool {
        child.node.nameHasEscapes
            ? JSONText(child.nameBytes).elementsEqual(token.utf8) : child.nameBytes.elementsEqual(token.utf8)
    }

    private func element(_ token: String, of array: JSONValue) -> JSONValue? {
        guard token == "0" || !token.hasPrefix("0"), token.utf8.count <= 6, token.utf8.allSatisfy({ (48...57).contains($0) }),
            let index = Int(token)
        else { return nil }
        return array.children.dropFirst(index).first { _ in true }
    }
}
