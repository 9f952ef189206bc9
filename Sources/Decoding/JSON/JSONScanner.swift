/// Checks a text against RFC 8259 in one pass and notes where each value stands, without copying anything.
///
/// O(length); recursion is bounded by the depth limit. Invalid UTF-8, unpaired surrogates, leading zeros, trailing commas and
/// anything after the value are faults. A byte order mark is skipped, as the RFC allows.
struct JSONScanner {
    static let depthLimit = 48
    /// Members are looked up one after the other; with this limit no object, however it is made, takes long.
    static let memberLimit = 2000
    /// Bounds the notes to 1.4 MB; 2,000 readings with all their members have 20,000 values.
    static let valueLimit = 50_000

    private let bytes: UnsafeRawBufferPointer
    private let nodes: UnsafeMutableBufferPointer<JSONNode>
    private var position = 0
    private(set) var nodeCount = 0

    /// - Parameter nodes: room for ``nodeCapacity(for:)`` nodes.
    init(_ bytes: UnsafeRawBufferPointer, nodes: UnsafeMutableBufferPointer<JSONNode>) {
        self.bytes = bytes
        self.nodes = nodes
    }

    /// The most values a text of that length can hold: a container takes two bytes, any other value one, and all but the first of a
    /// container a comma.
    static func nodeCapacity(for byteCount: Int) -> Int { min(byteCount / 2 + 1, valueLimit) }

    mutating func scan() throws(JSONFault) {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        skipBlanks()
        guard position < bytes.count else { throw JSONFault(kind: .empty, offset: position) }
        try value(depth: 0, name: (-1, -1), nameHasEscapes: false)
        skipBlanks()
        guard position == bytes.count else { throw JSONFault(kind: .contentAfterEnd, offset: position) }
    }

    // MARK: Values

    private mutating func value(depth: Int, name: (Int32, Int32), nameHasEscapes: Bool) throws(JSONFault) {
        let byte = try current()
        let index = nodeCount
        guard index < nodes.count else { throw JSONFault(kind: .tooManyValues(limit: Self.valueLimit), offset: position) }
        var node = JSONNode(
            kind: .null, nameHasEscapes: nameHasEscapes, start: Int32(truncatingIfNeeded: position), end: 0, nameStart: name.0,
            nameEnd: name.1, next: 0)
        nodeCount = index &+ 1
        switch byte {
        case UInt8(ascii: "\""):
            let text = try string()
            node.kind = .text
            node.start = text.start
            node.hasEscapes = text.hasEscapes
            node.end = text.end
            node.next = Int32(truncatingIfNeeded: nodeCount)
            nodes[index] = node
            return
        case UInt8(ascii: "{"):
            node.kind = .object
            try object(depth: depth)
        case UInt8(ascii: "["):
            node.kind = .array
            try array(depth: depth)
        case UInt8(ascii: "-") where position &+ 1 < bytes.count && bytes[position &+ 1] == UInt8(ascii: "I"):
            position &+= 1
            node.kind = .notANumber
            try word("Infinity")
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            node.kind = .number
            try number()
        case UInt8(ascii: "t"):
            node.kind = .yes
            try word("true")
        case UInt8(ascii: "f"):
            node.kind = .no
            try word("false")
        case UInt8(ascii: "n"): try word("null")
        case UInt8(ascii: "N"):
            node.kind = .notANumber
            try word("NaN")
        case UInt8(ascii: "I"):
            node.kind = .notANumber
            try word("Infinity")
        default: throw unexpected()
        }
        node.end = Int32(truncatingIfNeeded: position)
        node.next = Int32(truncatingIfNeeded: nodeCount)
        nodes[index] = node
    }

    private mutating func object(depth: Int) throws(JSONFault) {
        try enter(depth)
        if try current() == UInt8(ascii: "}") {
            position &+= 1
            return
        }
        var count = 0
        while true {
            count &+= 1
            guard count <= Self.memberLimit else {
                throw JSONFault(kind: .tooManyMembers(limit: Self.memberLimit), offset: position)
            }
            guard try current() == UInt8(ascii: "\"") else { throw unexpected() }
            let name = try string()
            skipBlanks()
            guard try current() == UInt8(ascii: ":") else { throw unexpected() }
            position &+= 1
            skipBlanks()
            try value(depth: depth &+ 1, name: (name.start, name.end), nameHasEscapes: name.hasEscapes)
            guard try hasNext(closing: UInt8(ascii: "}")) else { return }
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) {
        try enter(depth)
        if try current() == UInt8(ascii: "]") {
            position &+= 1
            return
        }
        while true {
            try value(depth: depth &+ 1, name: (-1, -1), nameHasEscapes: false)
            guard try hasNext(closing: UInt8(ascii: "]")) else { return }
        }
    }

    private mutating func enter(_ depth: Int) throws(JSONFault) {
        guard depth < Self.depthLimit else { throw JSONFault(kind: .tooDeep(limit: Self.depthLimit), offset: position) }
        position &+= 1
        skipBlanks()
    }

    /// After a value: a comma and then something, or the closing bracket.
    private mutating func hasNext(closing: UInt8) throws(JSONFault) -> Bool {
        skipBlanks()
        let byte = try current()
        guard byte == closing || byte == UInt8(ascii: ",") else { throw unexpected() }
        position &+= 1
        guard byte != closing else { return false }
        skipBlanks()
        return true
    }

    private mutating func word(_ word: StaticString) throws(JSONFault) {
        for i in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count else { throw JSONFault(kind: .endsTooEarly, offset: position) }
            guard bytes[position] == word.utf8Start[i] else { throw unexpected() }
            position &+= 1
        }
    }

    private mutating func number() throws(JSONFault) {
        if bytes[position] == UInt8(ascii: "-") { position &+= 1 }
        let leading = digits()
        let isPadded = leading > 1 && bytes[position &- leading] == UInt8(ascii: "0")
        guard leading > 0, !isPadded else { throw JSONFault(kind: .invalidNumber, offset: position) }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position &+= 1
            guard digits() > 0 else { throw JSONFault(kind: .invalidNumber, offset: position) }
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position &+= 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position &+= 1
            }
            guard digits() > 0 else { throw JSONFault(kind: .invalidNumber, offset: position) }
        }
    }

    private mutating func digits() -> Int {
        let start = position
        while position < bytes.count, bytes[position] &- 48 < 10 { position &+= 1 }
        return position &- start
    }

    // MARK: Texts

    private mutating func string() throws(JSONFault) -> (start: Int32, end: Int32, hasEscapes: Bool) {
        position &+= 1
        let start = position
        var hasEscapes = false
        while true {
            skipPlainText()
            let byte = try current()
            switch byte {
            case UInt8(ascii: "\""):
                let end = position
                position &+= 1
                return (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: end), hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try escape()
            case 0..<0x20: throw JSONFault(kind: .controlCharacterInString(byte), offset: position)
            case 0x80...:
                let length = UTF8Sequence.length(in: bytes, at: position)
                guard length > 0 else { throw JSONFault(kind: .invalidUTF8, offset: position) }
                position &+= length
            default: position &+= 1
            }
        }
    }

    /// Jumps over bytes that are neither a quote, a backslash, a control character nor outside ASCII, eight at a time (the zero-byte
    /// trick of Mycroft, 1987; it may stop too early on a rare byte, never too late).
    @inline(__always)
    private mutating func skipPlainText() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while position &+ 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let found = (word &- ones &* 0x20) | (quote &- ones) | (backslash &- ones) | word
            if found & highs != 0 {
                position &+= (found & highs).littleEndian.trailingZeroBitCount >> 3
                return
            }
            position &+= 8
        }
        while position < bytes.count {
            let byte = bytes[position]
            guard byte >= 0x20, byte < 0x80, byte != 0x22, byte != 0x5C else { return }
            position &+= 1
        }
    }

    private mutating func escape() throws(JSONFault) {
        let start = position
        position &+= 1
        switch try current() {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            position &+= 1
        case UInt8(ascii: "u"):
            let unit = try codeUnit()
            switch unit {
            case 0xD800...0xDBFF:
                guard position &+ 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                    bytes[position &+ 1] == UInt8(ascii: "u")
                else { throw JSONFault(kind: .invalidEscape, offset: start) }
                position &+= 1
                guard case 0xDC00...0xDFFF = try codeUnit() else { throw JSONFault(kind: .invalidEscape, offset: start) }
            case 0xDC00...0xDFFF: throw JSONFault(kind: .invalidEscape, offset: start)
            default: break
            }
        default: throw JSONFault(kind: .invalidEscape, offset: start)
        }
    }

    /// The four digits after `u`, on which the position stands.
    private mutating func codeUnit() throws(JSONFault) -> UInt32 {
        position &+= 1
        guard position &+ 4 <= bytes.count else { throw JSONFault(kind: .endsTooEarly, offset: bytes.count) }
        guard let unit = Hex.number(bytes, position..<(position &+ 4)) else {
            throw JSONFault(kind: .invalidEscape, offset: position)
        }
        position &+= 4
        return unit
    }

    // MARK: Bytes

    @inline(__always)
    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position &+= 1
            default: return
            }
        }
    }

    @inline(__always)
    private func current() throws(JSONFault) -> UInt8 {
        guard position < bytes.count else { throw JSONFault(kind: .endsTooEarly, offset: position) }
        return bytes[position]
    }

    private func unexpected() -> JSONFault {
        let byte = bytes[position]
        return JSONFault(kind: byte >= 0x80 ? .invalidUTF8 : .unexpectedByte(byte), offset: position)
    }
}
