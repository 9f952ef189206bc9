import MQTT
import Settings

/// Whether the broker answers and lets us in. Connects under a name of its own, so that a running service keeps its session.
enum BrokerExamination {
    private static let patienceSeconds = 3.0

    static func findings(_ settings: Settings) async -> [Finding] {
        guard settings.flag("mqtt.enabled") else {
            return [.warning("broker", "mqtt.enabled is false", "Readings are not received until it is true.")]
        }
        let address = "\(settings.text("mqtt.host")):\(settings.integer("mqtt.port"))"
        do {
            let options = try BrokerSettings.options(settings, clientID: "fuellort-doctor-\(UInt32.random(in: 0 ... .max))")
            let publisher = try MQTTPublisher(options: options)
            publisher.start()
            let isConnected = await connects(publisher)
            let problem = publisher.problem
            await publisher.close(timeoutSeconds: 0)
            if isConnected { return [.good("broker", "answers at \(address)")] }
            // The problem's own text names its remedy.
            if let problem { return [.problem("broker", "\(problem)", "The settings are under mqtt; now it is \(address).")] }
            return [
                .problem(
                    "broker", "no answer from \(address) within \(Int(patienceSeconds)) s",
                    "Check that the broker runs and that mqtt.host, mqtt.port and the access settings are right.")
            ]
        } catch {
            return [.problem("broker", "\(error)", "Correct the mqtt settings.")]
        }
    }

    private static func connects(_ publisher: MQTTPublisher) async -> Bool {
        let end = ContinuousClock.now + .seconds(patienceSeconds)
        while ContinuousClock.now < end {
            if publisher.counts.connections > 0 { return true }
            if publisher.problem != nil { return false }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}
