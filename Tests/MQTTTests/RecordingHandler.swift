import MQTT
import Synchronization

/// Keeps what a subscriber hands over; a commit can be made to fail.
final class RecordingHandler: MessageBatchHandler, Sendable {
    struct Record: Sendable {
        var topics: [String] = []
        var payloads: [String] = []
        var largest = 0
        var retained = 0
        var qualities: Set<Int> = []
        var commits = 0
        var failedCommits = 0
        var states: [ConnectionState] = []
        var threads: Set<UInt> = []
        fileprivate var open: [(topic: String, payload: String)] = []
    }

    struct NoRoom: Error {}

    private let record = Mutex(Record())
    private let fails: @Sendable (_ commit: Int) -> Bool

    init(fails: @escaping @Sendable (_ commit: Int) -> Bool = { _ in false }) { self.fails = fails }

    var now: Record { record.withLock { $0 } }

    var isConnected: Bool {
        record.withLock {
            if case .connected = $0.states.last { true } else { false }
        }
    }

    var lastProblem: String? {
        record.withLock { record in
            for case .waiting(_, let problem) in record.states.reversed() { return problem.description }
            return nil
        }
    }

    func receive(_ message: IncomingMessage) {
        record.withLock {
            $0.open.append((message.topicText, String(decoding: message.payload.prefix(64), as: UTF8.self)))
            $0.largest = max($0.largest, message.payload.count)
            $0.retained += message.isRetained ? 1 : 0
            $0.qualities.insert(message.qos)
        }
    }

    func commitBatch() throws {
        try record.withLock { record in
            defer { record.open = [] }
            if fails(record.commits + record.failedCommits) {
                record.failedCommits += 1
                throw NoRoom()
            }
            record.commits += 1
            record.topics += record.open.map(\.topic)
            record.payloads += record.open.map(\.payload)
        }
    }

    func connectionChanged(_ state: ConnectionState) { record.withLock { $0.states.append(state) } }

    func tick() {}
}
