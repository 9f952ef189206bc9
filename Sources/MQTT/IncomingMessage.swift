/// A message as it lies in libmosquitto's memory: valid only while ``MessageBatchHandler/receive(_:)`` runs. What is to be kept must
/// be copied there; nothing has been copied before, so a payload that is too large costs nothing more.
public struct IncomingMessage {
    /// UTF-8, checked by libmosquitto, without a NUL.
    public let topic: UnsafeBufferPointer<UInt8>
    public let payload: UnsafeRawBufferPointer
    /// 0 for messages whose publisher chose QoS 0: those have no promise behind them.
    public let qos: Int
    /// The broker's stored copy of an earlier message, sent because we subscribed.
    public let isRetained: Bool

    public init(topic: UnsafeBufferPointer<UInt8>, payload: UnsafeRawBufferPointer, qos: Int, isRetained: Bool) {
        self.topic = topic
        self.payload = payload
        self.qos = qos
        self.isRetained = isRetained
    }

    public var topicText: String { String(decoding: topic, as: UTF8.self) }
}

/// Where a subscriber's messages go. All calls come on the thread that runs the subscriber, never two at once.
public protocol MessageBatchHandler: AnyObject {
    /// One message of the current batch. Must neither block nor call the subscriber.
    func receive(_ message: IncomingMessage)

    /// Makes the messages since the last call durable. Only when it returns are they acknowledged.
    ///
    /// When it throws, the handler forgets the batch: the connection is dropped without acknowledging, and the broker sends all of it
    /// again.
    func commitBatch() throws

    func connectionChanged(_ state: ConnectionState)

    /// Called between batches, at least about once a second: for work that must happen on this thread.
    func tick()
}

/// How much is read before a commit. Reading stops at whichever comes first.
public struct BatchLimits: Sendable, Hashable {
    public var messages: Int
    public var bytes: Int
    public var milliseconds: Int

    public init(messages: Int = 1000, bytes: Int = 1 << 20, milliseconds: Int = 50) {
        self.messages = messages
        self.bytes = bytes
        self.milliseconds = milliseconds
    }
}
