import Model

/// A message and when it came. Its bytes are borrowed: valid while it is being received.
struct ArrivedMessage {
    var topic: UnsafeBufferPointer<UInt8>
    var payload: UnsafeRawBufferPointer
    var qos: Int
    var isRetained: Bool
    var receivedAt: Timestamp
    /// Fetched from what a network server has kept.
    var isBackfilled = false
}

/// How large a message may be.
public struct PayloadLimits: Sendable, Hashable {
    /// Larger payloads are refused unread.
    public var maximumBytes: Int
    /// How much of a payload that was too large is kept for inspection.
    public var keptBytesOfTooLarge: Int

    public init(maximumBytes: Int = 256 * 1024, keptBytesOfTooLarge: Int = 1024) {
        self.maximumBytes = max(1, maximumBytes)
        self.keptBytesOfTooLarge = max(0, keptBytesOfTooLarge)
    }
}
