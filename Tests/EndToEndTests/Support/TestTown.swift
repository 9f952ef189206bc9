import Foundation
import MQTT
import Testing

/// The example town of `config/towns/example`, with its sensors reporting.
enum TestTown {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("config/towns/example").path

    static func topic(_ device: String, town: String = "example") -> String { "fuellort/v1/\(town)/\(device)/reading" }

    /// Publishes payloads at QoS 1 and waits until the broker has them.
    static func publish(_ messages: [(topic: String, payload: String)], port: Int) async throws {
        let publisher = try MQTTPublisher(options: BrokerOptions(port: port, clientID: "test-\(UUID().uuidString)"))
        publisher.start()
        for message in messages { try await publisher.publish(topic: message.topic, payload: [UInt8](message.payload.utf8)) }
        try await publisher.flush()
        await publisher.close()
    }

    /// Hourly levels that end now, rising from one share to another.
    static func rising(_ device: String, from: Double, to: Double, hours: Int) -> [(topic: String, payload: String)] {
        let now = Date()
        return (0...hours).map { hour in
            let time = ISO8601DateFormatter().string(from: now.addingTimeInterval(Double(hour - hours) * 3600))
            let level = from + (to - from) * Double(hour) / Double(hours)
            return (topic(device), #"{"time":"\#(time)","level":\#(level),"battery_pct":80,"seq":\#(hour)}"#)
        }
    }
}

/// A document read without a fixed form.
func object(_ body: Data) throws -> [String: Any] { try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any]) }
