import Model

/// A scanned JSON text; valid only inside ``withValue(of:_:)``.
struct JSONDocument {
    let bytes: UnsafeRawBufferPointer
    let nodes: UnsafeBufferPointer<JSONNode>

    /// Scans the text and hands its root to `body`. The notes take 24 bytes a value and are gone afterwards.
    static func withValue<Result>(
        of bytes: UnsafeRawBufferPointer, _ body: (Swift.Result<JSONValue, JSONFault>) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: JSONNode.self, capacity: JSONScanner.nodeCapacity(for: bytes.count)) { buffer in
            var scanner = JSONScanner(bytes, nodes: buffer)
            do throws(JSONFault) {
                try scanner.scan()
            } catch {
                return body(.failure(error))
            }
            let document = JSONDocument(bytes: bytes, nodes: UnsafeBufferPointer(rebasing: buffer[..<scanner.nodeCount]))
            return body(.success(JSONValue(document: document, index: 0)))
        }
    }
}

/// One value of a ``JSONDocument``.
struct JSONValue {
    let document: JSONDocument
    let index: Int

    var node: JSONNode { document.nodes[index] }

    var kind: JSONNode.Kind { node.kind }

    var isNull: Bool { kind == .null }

    /// Offset in the text, for messages.
    var offset: Int { Int(node.start) }

    /// The bytes of the value as they stand in the text (between the quotes, escapes not resolved, for a text).
    var rawBytes: UnsafeRawBufferPointer { slice(node.start, node.end) }

    var nameBytes: UnsafeRawBufferPointer { node.nameStart < 0 ? slice(0, 0) : slice(node.nameStart, node.nameEnd) }

    var name: String {
        node.nameHasEscapes ? JSONText.unescaped(nameBytes) : String(decoding: nameBytes, as: UTF8.self)
    }

    private func slice(_ start: Int32, _ end: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: document.bytes[Int(start)..<Int(end)])
    }

    /// Whether the member has this name; O(1) unless the lengths agree or the name is written with escapes.
    @inline(__always)
    func isNamed(_ wanted: StaticString) -> Bool {
        let node = node
        if node.nameHasEscapes {
            // An escape is longer than what it stands for, at most six times.
            let written = nameBytes.count
            guard written > wanted.utf8CodeUnitCount, written <= 6 * wanted.utf8CodeUnitCount else { return false }
            return JSONText(nameBytes).elementsEqual(
                UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount))
        }
        let length = wanted.utf8CodeUnitCount
        guard Int(node.nameEnd &- node.nameStart) == length, node.nameStart >= 0 else { return false }
        let start = Int(node.nameStart)
        for i in 0..<length where document.bytes[start &+ i] != wanted.utf8Start[i] { return false }
        return true
    }

    // MARK: Content

    /// The text with its escapes resolved; `nil` if it is none.
    var text: String? {
        guard kind == .text else { return nil }
        return node.hasEscapes ? JSONText.unescaped(rawBytes) : String(decoding: rawBytes, as: UTF8.self)
    }

    /// Calls `body` with the text's bytes, escapes resolved; `nil` if it is none.
    func withTextBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
        guard kind == .text else { return nil }
        guard node.hasEscapes else { return body(rawBytes) }
        return Array(JSONText.unescaped(rawBytes).utf8).withUnsafeBytes(body)
    }

    var boolean: Bool? {
        switch kind {
        case .yes: true
        case .no: false
        default: nil
        }
    }

    /// The number; infinite beyond the range of a double, NaN for the word. `nil` if it is none.
    var number: Double? {
        switch kind {
        case .number: JSONNumber.double(rawBytes)
        case .notANumber: .nan
        default: nil
        }
    }

    /// The number if it is whole and fits; `nil` else.
    var integer: Int64? { kind == .number ? JSONNumber.integer(rawBytes) : nil }

    /// An RFC 3339 time; `nil` if the value is no text or no such time.
    var time: Timestamp? {
        withTextBytes { Timestamp(rfc3339Bytes: $0.bindMemory(to: UInt8.self)) } ?? nil
    }

    /// What the value is, cut to a readable length, for messages.
    var shown: String {
        switch kind {
        case .object: return "an object"
        case .array: return "an array"
        case .text: return "\"" + (text ?? "").prefix(40) + "\""
        default: return String(decoding: rawBytes.prefix(40), as: UTF8.self)
        }
    }
}
