/// Why bytes are not a JSON text (RFC 8259), and where.
struct JSONFault: Error, Hashable, Sendable {
    var kind: Kind
    /// Offset of the byte at which it went wrong.
    var offset: Int

    enum Kind: Hashable, Sendable {
        case empty
        case endsTooEarly
        case unexpectedByte(UInt8)
        case invalidUTF8
        case controlCharacterInString(UInt8)
        case invalidEscape
        case invalidNumber
        case tooDeep(limit: Int)
        case tooManyMembers(limit: Int)
        case tooManyValues(limit: Int)
        case contentAfterEnd
    }

    /// As a refusal, with the place and the remedy.
    var refusal: Refusal {
        switch kind {
        case .empty: Refusal(.notJSON, "the payload is empty; expected a JSON object")
        case .endsTooEarly:
            Refusal(.notJSON, "not JSON: the payload ends at byte \(offset) in the middle of a value; it was cut on its way")
        case .unexpectedByte(let byte):
            Refusal(.notJSON, "not JSON: unexpected \(Self.show(byte)) at byte \(offset)")
        case .invalidUTF8: Refusal(.notJSON, "not JSON: byte \(offset) is not UTF-8; send JSON in UTF-8")
        case .controlCharacterInString(let byte):
            Refusal(.notJSON, "not JSON: \(Self.show(byte)) inside a text at byte \(offset); write it as an escape such as \\n")
        case .invalidEscape: Refusal(.notJSON, "not JSON: invalid escape in a text at byte \(offset)")
        case .invalidNumber: Refusal(.notJSON, "not JSON: invalid number at byte \(offset); write 0.5, not .5 or 0,5 or 00.5")
        case .tooDeep(let limit): Refusal(.tooDeep, "more than \(limit) levels of nesting at byte \(offset)")
        case .tooManyMembers(let limit): Refusal(.tooLarge, "an object with more than \(limit) members at byte \(offset)")
        case .tooManyValues(let limit): Refusal(.tooLarge, "more than \(limit) values at byte \(offset); send them in parts")
        case .contentAfterEnd:
            Refusal(.notJSON, "not JSON: more bytes follow after the value at byte \(offset); send one value a message")
        }
    }

    private static func show(_ byte: UInt8) -> String {
        (0x21...0x7E).contains(byte) ? "'\(Character(UnicodeScalar(byte)))'" : "byte 0x" + Hex.text([byte])
    }
}
