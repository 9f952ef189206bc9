/// An MQTT topic, looked at level by level without copying it.
struct Topic {
    /// Longer topics are refused unread; the longest built-in one has about 120 bytes.
    static let longest = 1024

    let bytes: UnsafeRawBufferPointer

    /// The levels from `start` on, at most `limit` of them; `nil` if there are more. O(length of what is looked at).
    func levels(limit: Int) -> [UnsafeRawBufferPointer]? {
        var levels: [UnsafeRawBufferPointer] = []
        levels.reserveCapacity(limit)
        var rest = self
        while let level = rest.first {
            guard levels.count < limit else { return nil }
            levels.append(level)
            guard let next = rest.afterFirst else { break }
            rest = next
        }
        return levels
    }

    /// The bytes before the first slash.
    var first: UnsafeRawBufferPointer? {
        UnsafeRawBufferPointer(rebasing: bytes[..<(slash ?? bytes.count)])
    }

    /// What follows the first slash; `nil` if there is none.
    var afterFirst: Topic? {
        slash.map { Topic(bytes: UnsafeRawBufferPointer(rebasing: bytes[($0 + 1)...])) }
    }

    private var slash: Int? { bytes.firstIndex(of: UInt8(ascii: "/")) }

    func hasPrefix(_ prefix: StaticString) -> Bool {
        let count = prefix.utf8CodeUnitCount
        guard bytes.count >= count else { return false }
        for i in 0..<count where bytes[i] != prefix.utf8Start[i] { return false }
        return true
    }

    /// For messages: readable and of bounded length.
    var shown: String {
        let text = String(decoding: bytes.prefix(80), as: UTF8.self)
        return bytes.count > 80 ? text + "…" : text
    }
}

extension UnsafeRawBufferPointer {
    /// Whether the bytes are exactly that text.
    func spells(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for i in 0..<count where self[i] != text.utf8Start[i] { return false }
        return true
    }
}
