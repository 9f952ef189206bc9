import Foundation
import Synchronization

/// Publishes at QoS 1 and keeps each message until the broker has acknowledged it: over reconnects too, when it is sent again.
///
/// ``publish(topic:payload:qos:retain:)`` returns as soon as the message has a place among the at most `window` that are on their way;
/// ``flush(timeoutSeconds:)`` waits for all acknowledgements. Has a thread of its own from ``start()`` to ``close(timeoutSeconds:)``.
public final class MQTTPublisher: Sendable {
    public struct Counts: Sendable, Hashable {
        public var acknowledged = 0
        /// Refused by the broker's access list (only MQTT 5 tells).
        public var refused = 0
        public var connections = 0
        public var unacknowledged = 0
    }

    public let options: BrokerOptions
    public let window: Int
    public let maximumPayloadBytes: Int
    let wakeUp: WakeUp
    let outbox = Mutex(Outbox())

    public init(options: BrokerOptions, window: Int = 1000, maximumPayloadBytes: Int = 16 << 20) throws(MQTTError) {
        try options.validate()
        guard (1...65535).contains(window) else {
            throw .invalidOption(name: "window", value: String(window), remedy: "Use 1 to 65535.")
        }
        self.options = options
        self.window = window
        self.maximumPayloadBytes = maximumPayloadBytes
        self.wakeUp = try WakeUp()
    }

    /// Starts the publisher's thread; it connects, and reconnects until ``close(timeoutSeconds:)``.
    public func start() {
        guard outbox.withLock({ $0.begin() }) else { return }
        let thread = Thread { [self] in PublisherLoop(publisher: self).run() }
        thread.name = "mqtt-publisher"
        thread.start()
    }

    /// Takes a message on its way. Waits while `window` messages are unacknowledged, for however long the broker is away.
    public func publish(topic: String, payload: [UInt8], qos: Int = 1, retain: Bool = false) async throws(MQTTError) {
        try TopicText.validateName(topic)
        guard payload.count <= maximumPayloadBytes else {
            throw .payloadTooLarge(bytes: payload.count, limit: maximumPayloadBytes)
        }
        let message = OutgoingMessage(topic: topic, payload: payload, qos: qos == 0 ? 0 : 1, retain: retain)
        while true {
            switch outbox.withLock({ $0.add(message, window: window) }) {
            case .first:
                wakeUp.signal()
                return
            case .queued: return
            case .closed: throw .closed(unacknowledged: counts.unacknowledged)
            case .full: await waitForSpace()
            }
        }
    }

    /// Waits until everything published so far is acknowledged.
    /// - Throws: `timedOut` with the last problem of the connection; `notAccepted` when the broker refused a message since the last
    ///   flush; `closed`.
    public func flush(timeoutSeconds: Double = 30) async throws(MQTTError) {
        let end = MonotonicClock.seconds + timeoutSeconds
        while true {
            let (left, refusal, closed, problem) = outbox.withLock {
                ($0.unacknowledged, $0.takeRefusal(), $0.isClosed, $0.problem)
            }
            if let refusal { throw refusal }
            if left == 0 { return }
            if closed { throw .closed(unacknowledged: left) }
            guard MonotonicClock.seconds < end else {
                throw .timedOut(waitingFor: "\(left) acknowledgements", problem: problem?.description)
            }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Flushes for at most `timeoutSeconds`, disconnects and ends the thread.
    public func close(timeoutSeconds: Double = 5) async {
        try? await flush(timeoutSeconds: timeoutSeconds)
        wakeUp.requestStop()
        let end = MonotonicClock.seconds + 2
        while outbox.withLock({ $0.isRunning }), MonotonicClock.seconds < end { try? await Task.sleep(for: .milliseconds(5)) }
        for waiter in outbox.withLock({ $0.close() }) { waiter.resume() }
    }

    public var counts: Counts {
        outbox.withLock {
            Counts(
                acknowledged: $0.acknowledged, refused: $0.refused, connections: $0.connections, unacknowledged: $0.unacknowledged
            )
        }
    }

    /// Why there is no connection at the moment; `nil` while there is one.
    public var problem: ConnectionProblem? { outbox.withLock { $0.problem } }

    private func waitForSpace() async {
        await withCheckedContinuation { continuation in
            let hasSpace = outbox.withLock { $0.waitForSpace(continuation, window: window) }
            if hasSpace { continuation.resume() }
        }
    }
}

struct OutgoingMessage: Sendable {
    var topic: String
    var payload: [UInt8]
    var qos: Int32
    var retain: Bool
}

/// Messages that are not acknowledged yet, and who waits for room among them.
struct Outbox: Sendable {
    enum Addition { case first, queued, full, closed }

    private var queue: [OutgoingMessage] = []
    /// The lowest queue position that was not taken.
    private var head = 0
    /// On the wire and unacknowledged, in the order of sending.
    private var onTheWire: [Int32: (order: Int, message: OutgoingMessage)] = [:]
    private var nextOrder = 0
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private var refusal: MQTTError?
    private(set) var isRunning = false
    private(set) var isClosed = false
    private(set) var acknowledged = 0
    private(set) var refused = 0
    private(set) var connections = 0
    var problem: ConnectionProblem?

    var unacknowledged: Int { queue.count - head + onTheWire.count }

    mutating func begin() -> Bool {
        guard !isRunning, !isClosed else { return false }
        isRunning = true
        return true
    }

    mutating func ended() { isRunning = false }

    mutating func close() -> [CheckedContinuation<Void, Never>] {
        isClosed = true
        defer { waiters = [] }
        return waiters
    }

    mutating func connected() {
        connections += 1
        problem = nil
    }

    mutating func add(_ message: OutgoingMessage, window: Int) -> Addition {
        if isClosed { return .closed }
        if unacknowledged >= window { return .full }
        queue.append(message)
        return queue.count - head == 1 ? .first : .queued
    }

    /// `false` when the continuation was kept; it is resumed when there is room.
    mutating func waitForSpace(_ continuation: CheckedContinuation<Void, Never>, window: Int) -> Bool {
        if isClosed || unacknowledged < window { return true }
        waiters.append(continuation)
        return false
    }

    mutating func takeQueued() -> OutgoingMessage? {
        guard head < queue.count else { return nil }
        defer {
            head += 1
            if head == queue.count || head > 4096 {
                queue.removeFirst(head)
                head = 0
            }
        }
        return queue[head]
    }

    mutating func sent(_ message: OutgoingMessage, messageID: Int32) {
        onTheWire[messageID] = (nextOrder, message)
        nextOrder += 1
    }

    /// - Returns: who may go on, once half of the window is free.
    mutating func acknowledge(_ messageID: Int32, reason: Int32, text: String, window: Int) -> [CheckedContinuation<Void, Never>]
    {
        guard let done = onTheWire.removeValue(forKey: messageID) else { return [] }
        if reason >= 128 {
            refused += 1
            refusal = .notAccepted(topic: done.message.topic, reason: text)
        } else {
            acknowledged += 1
        }
        guard !waiters.isEmpty, unacknowledged <= window / 2 else { return [] }
        defer { waiters = [] }
        return waiters
    }

    /// The connection is gone: what it carried goes to the front of the queue, in its order.
    mutating func connectionLost(_ problem: ConnectionProblem) {
        let unanswered = onTheWire.values.sorted { $0.order < $1.order }.map(\.message)
        queue = unanswered + queue[head...]
        head = 0
        onTheWire = [:]
        self.problem = problem
    }

    mutating func takeRefusal() -> MQTTError? {
        defer { refusal = nil }
        return refusal
    }
}
