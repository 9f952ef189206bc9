public import MQTT
public import Model
import Synchronization

/// What ingest is doing: read by `/metrics`, `/readyz` and `doctor`, written by the ingest thread. Safe to use from anywhere.
public final class IngestStatus: Sendable {
    private let state = Mutex(IngestSnapshot())

    public init() {}

    public var snapshot: IngestSnapshot { state.withLock { $0 } }

    func update(_ change: (inout IngestSnapshot) -> Void) { state.withLock { change(&$0) } }
}

/// One look at ingest. Counts are since the start of the process and of messages whose fate is durable.
public struct IngestSnapshot: Sendable, Hashable {
    public var connection: ConnectionState = .connecting
    /// The last thing that went wrong, with the remedy; `nil` once it is mended.
    public var problem: Problem?
    public var lastMessageAt: Timestamp?
    public var totals = BatchTally()
    public var batches = 0
    public var failedCommits = 0
    public var connections = 0
    public var lastBatchSeconds: Double?
    public var lastBatchMessages = 0
    /// Levels of a backlog are not written yet; they are within about a second.
    public var levelsWait = false

    public init() {}

    public struct Problem: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable { case broker, access, store }

        public var kind: Kind
        public var text: String
        public var at: Timestamp
    }

    public var isConnected: Bool {
        if case .connected = connection { true } else { false }
    }

    /// Whether sensors are heard and stored: what `/readyz` asks.
    public var isReady: Bool { isConnected && problem == nil }

    /// Connections after the first one.
    public var reconnects: Int { max(0, connections - 1) }
}
