/// A place in a JSON text (RFC 6901), `/uplink/values/0`.
struct JSONPointer: Hashable, Sendable {
    /// The names on the way, in UTF-8 as in the text.
    private let tokens: [[UInt8]]

    /// `nil` unless the text is empty (the whole value) or begins with a slash, and each `~` is followed by 0 or 1.
    init?(_ text: String) {
        guard text.isEmpty || text.hasPrefix("/") else { return nil }
        var tokens: [[UInt8]] = []
        for part in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
            guard let token = Self.unescaped(part) else { return nil }
            tokens.append(token)
        }
        self.tokens = tokens
    }

    /// `~1` stands for a slash, `~0` for a tilde.
    private static func unescaped(_ part: some Sequence<UInt8>) -> [UInt8]? {
        var token: [UInt8] = []
        var bytes = part.makeIterator()
        while let byte = bytes.next() {
            guard byte == UInt8(ascii: "~") else {
                token.append(byte)
                continue
            }
            switch bytes.next() {
            case UInt8(ascii: "0"): token.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): token.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return token
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

    private func member(_ token: [UInt8], of object: JSONValue) throws(Refusal) -> JSONValue? {
        guard object.kind == .object else { return nil }
        var found: JSONValue?
        for child in object.children where isName(of: child, token) {
            if let found { throw found.isTwice(again: child) }
            found = child
        }
        return found
    }

    private func isName(of child: JSONValue, _ token: [UInt8]) -> Bool {
        let name = child.nameBytes
        guard !child.node.nameHasEscapes else { return JSONText(name).elementsEqual(token) }
        return name.count == token.count && name.elementsEqual(token)
    }

    /// The index is written in digits, without leading zeros.
    private func element(_ token: [UInt8], of array: JSONValue) -> JSONValue? {
        guard token.count == 1 || token.first != UInt8(ascii: "0"), token.count <= 6,
            token.allSatisfy({ (48...57).contains($0) }),
            let index = Int(String(decoding: token, as: UTF8.self))
        else { return nil }
        return array.children.dropFirst(index).first { _ in true }
    }
}
