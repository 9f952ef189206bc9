/// What the next packet in some bytes is.
enum PublishPacket {
    /// An ordinary message; it points into the bytes.
    case publish(IncomingMessage, identifier: UInt16, length: Int)
    /// More bytes are needed before anything can be said, or before it is whole.
    case incomplete(needed: Int, isMessage: Bool)
    /// Not ours; its length, as far as it can be trusted to end there.
    case other(length: Int?)

    init(_ bytes: UnsafeRawBufferPointer, isVersion5: Bool) {
        guard bytes.count >= 2 else {
            self = .incomplete(needed: 2, isMessage: false)
            return
        }
        let head = bytes[0]
        guard let (remaining, sizeLength) = Self.variableInteger(bytes, at: 1) else {
            // Four bytes that all announce another are no packet.
            self = bytes.count >= 5 ? .other(length: nil) : .incomplete(needed: bytes.count + 1, isMessage: false)
            return
        }
        let length = 1 + sizeLength + remaining
        let qos = Int(head >> 1 & 3)
        guard head >> 4 == 3 else {
            self = .other(length: length)
            return
        }
        // QoS 2 is a conversation, QoS 3 a fault.
        guard qos < 2 else {
            self = .other(length: nil)
            return
        }
        guard length <= bytes.count else {
            self = .incomplete(needed: length, isMessage: true)
            return
        }
        let body = UnsafeRawBufferPointer(rebasing: bytes[(1 + sizeLength)..<length])
        guard let (message, identifier) = Self.content(body, qos: qos, isRetained: head & 1 == 1, isVersion5: isVersion5) else {
            self = .other(length: length)
            return
        }
        self = .publish(message, identifier: identifier, length: length)
    }

    /// `nil` for what libmosquitto has to judge: no topic, a topic beyond printable ASCII or with wildcards, lengths that do not fit.
    @inline(__always)
    private static func content(
        _ body: UnsafeRawBufferPointer, qos: Int, isRetained: Bool, isVersion5: Bool
    ) -> (IncomingMessage, UInt16)? {
        guard body.count >= 2 else { return nil }
        let topicEnd = 2 + (Int(body[0]) << 8 | Int(body[1]))
        guard topicEnd > 2, topicEnd + (qos > 0 ? 2 : 0) <= body.count else { return nil }
        let topic = UnsafeRawBufferPointer(rebasing: body[2..<topicEnd])
        guard isPlain(topic) else { return nil }
        var position = topicEnd
        var identifier: UInt16 = 0
        if qos > 0 {
            identifier = UInt16(body[position]) << 8 | UInt16(body[position + 1])
            guard identifier != 0 else { return nil }
            position += 2
        }
        if isVersion5 {
            guard let (size, sizeLength) = variableInteger(body, at: position), position + sizeLength + size <= body.count
            else { return nil }
            position += sizeLength + size
        }
        let message = IncomingMessage(
            topic: topic.bindMemory(to: UInt8.self), payload: UnsafeRawBufferPointer(rebasing: body[position...]), qos: qos,
            isRetained: isRetained)
        return (message, identifier)
    }

    @inline(__always)
    private static func isPlain(_ topic: UnsafeRawBufferPointer) -> Bool {
        var isPlain = true
        for byte in topic {
            isPlain = isPlain && byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "#") && byte != UInt8(ascii: "+")
        }
        return isPlain
    }

    /// Seven bits a byte, low ones first, at most four bytes; `nil` if it does not end there.
    @inline(__always)
    private static func variableInteger(_ bytes: UnsafeRawBufferPointer, at start: Int) -> (value: Int, length: Int)? {
        var value = 0
        for index in 0..<4 where start + index < bytes.count {
            value |= Int(bytes[start + index] & 0x7F) << (7 * index)
            if bytes[start + index] < 0x80 { return (value, index + 1) }
        }
        return nil
    }
}
