public import MQTT
public import Model
import Reports

/// Alarms over MQTT, at QoS 1.
///
/// - `fuellort/v1/{town}/alarms/{slot}/{kind}`: the alarm as it is now, retained, so that whoever comes later knows it.
/// - `fuellort/v1/{town}/alarms`: each event as it happens, not retained.
public struct AlarmBroadcast: AlarmDelivery {
    public let name = "mqtt"
    private let publisher: MQTTPublisher

    /// - Parameter publisher: started already.
    public init(publisher: MQTTPublisher) { self.publisher = publisher }

    public static func stateTopic(_ alarm: Alarm) -> String {
        "fuellort/v1/\(alarm.town)/alarms/\(alarm.slot)/\(alarm.kind.rawValue)"
    }

    public static func eventTopic(_ town: TownID) -> String { "fuellort/v1/\(town)/alarms" }

    public func deliver(_ events: [AlarmEvent], index: (TownID) -> TownIndex?) async -> (delivered: Int, problem: String?) {
        do {
            for event in events {
                let document = AlarmEventDocument(event, index: index(event.alarm.town))
                try await publisher.publish(
                    topic: Self.stateTopic(event.alarm), payload: [UInt8](try DocumentEncoder.json(document.alarm)), retain: true)
                try await publisher.publish(
                    topic: Self.eventTopic(event.alarm.town), payload: [UInt8](try DocumentEncoder.json(document)))
            }
            try await acknowledged()
            return (events.count, nil)
        } catch {
            return (0, "\(error)")
        }
    }

    /// What was handed to the publisher is on its way for as long as the broker is away: publishing it again would double it.
    private func acknowledged() async throws {
        while true {
            do throws(MQTTError) {
                return try await publisher.flush(timeoutSeconds: 1)
            } catch {
                guard case .timedOut = error else { throw error }
                try Task.checkCancellation()
            }
        }
    }
}
