import MQTT
import Synchronization

/// Keeps the payloads that a subscriber hears.
final class Heard: MessageBatchHandler, Sendable {
    private let record = Mutex((payloads: [String](), isConnected: false))

    var payloads: [String] { record.withLock { $0.payloads } }

    var isConnected: Bool { record.withLock { $0.isConnected } }

    func receive(_ message: IncomingMessage) {
        record.withLock { $0.payloads.append(String(decoding: message.payload, as: UTF8.self)) }
    }

    func commitBatch() {}

    func connectionChanged(_ state: ConnectionState) {
        if case .connected = state { record.withLock { $0.isConnected = true } }
    }

    func tick() {}
}
