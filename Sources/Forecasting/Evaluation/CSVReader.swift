import Model

/// Rows of a comma-separated text (RFC 4180), one at a time: quoted members, CR LF or LF, a byte order mark, empty lines left out.
///
/// Members are slices of the text; only quoted ones are copied. Anything is read without a fault: a quote that never ends takes the
/// rest of the text.
public struct CSVReader: Sequence, IteratorProtocol, Sendable {
    private let bytes: [UInt8]
    private var position: Int

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Members of the next row; `nil` at the end.
    public mutating func next() -> [ArraySlice<UInt8>]? {
        while position < bytes.count, bytes[position] == Self.lineFeed || bytes[position] == Self.carriageReturn { position += 1 }
        guard position < bytes.count else { return nil }
        var members: [ArraySlice<UInt8>] = []
        repeat { members.append(bytes[position] == Self.quote ? quotedMember() : plainMember()) } while stepOverComma(&members)
        return members
    }

    /// Whether another member follows; one that is empty at the very end of the text is added here.
    private mutating func stepOverComma(_ members: inout [ArraySlice<UInt8>]) -> Bool {
        guard position < bytes.count, bytes[position] == Self.comma else { return false }
        position += 1
        if position == bytes.count { members.append([]) }
        return position < bytes.count
    }

    private mutating func plainMember() -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count, !Self.endsMember(bytes[position]) { position += 1 }
        return bytes[start..<position]
    }

    private mutating func quotedMember() -> ArraySlice<UInt8> {
        var text: [UInt8] = []
        position += 1
        while position < bytes.count {
            if bytes[position] == Self.quote {
                position += 1
                guard position < bytes.count, bytes[position] == Self.quote else { break }
            }
            text.append(bytes[position])
            position += 1
        }
        while position < bytes.count, !Self.endsMember(bytes[position]) { position += 1 }
        return text[...]
    }

    private static func endsMember(_ byte: UInt8) -> Bool { byte == comma || byte == lineFeed || byte == carriageReturn }

    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
}

extension ArraySlice<UInt8> {
    var text: String { String(decoding: self, as: UTF8.self) }

    /// As RFC 3339.
    var moment: Timestamp? { withUnsafeBufferPointer { Timestamp(rfc3339Bytes: $0) } }

    /// A finite number.
    var number: Double? { isEmpty ? nil : Double(text).flatMap { $0.isFinite ? $0 : nil } }
}
