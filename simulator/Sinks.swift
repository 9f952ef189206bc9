import Foundation
import MQTT
import Simulation

/// Publishes over MQTT at QoS 1.
struct BrokerSink: MessageSink {
    let publisher: MQTTPublisher
    let patience: Double

    /// Connects; a broker that is not there by then is a failure, one that goes away later is waited for.
    func open() async throws {
        publisher.start()
        let end = ContinuousClock.now + .seconds(patience)
        while publisher.counts.connections == 0 {
            guard ContinuousClock.now < end else {
                let problem = publisher.problem?.description ?? "no answer"
                await publisher.close(timeoutSeconds: 0)
                throw Failure(
                    .notAvailable, "no broker at \(publisher.options.host):\(publisher.options.port): \(problem)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    func send(_ message: SimulatedMessage) async throws {
        do { try await publisher.publish(topic: message.topic, payload: message.payload) } catch {
            throw Failure(.notAvailable, error.description)
        }
    }

    func finish() async throws {
        do { try await publisher.flush(timeoutSeconds: patience) } catch { throw Failure(.notAvailable, error.description) }
        await publisher.close()
    }
}

/// Prints messages, one a line.
struct PrintedMessages: MessageSink {
    func send(_ message: SimulatedMessage) async throws {
        Console.write(Array(message.topic.utf8) + [9] + message.payload + [10], to: 1)
    }

    func finish() async throws {}
}
