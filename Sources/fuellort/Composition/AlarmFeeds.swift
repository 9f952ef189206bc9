import Foundation
import Ingest
import Logging
import MQTT
import ServiceLifecycle
import Settings
import StoreSQLite

/// The ways on which alarms leave the house, as the settings want them.
struct AlarmFeeds {
    private(set) var names: [String] = []
    private(set) var services: [any Service] = []

    /// - Throws: `CommandFailure` for settings that can not work.
    init(_ settings: Settings, store: SQLiteStore) throws {
        guard settings.flag("alarms.enabled"), settings.flag("mqtt.enabled") else { return }
        var deliveries: [any AlarmDelivery] = []
        if settings.flag("alarms.mqtt") {
            let publisher = try MQTTPublisher(
                options: try BrokerSettings.options(settings, clientID: settings.text("mqtt.client_id") + "-alarms"))
            deliveries.append(AlarmBroadcast(publisher: publisher))
            services.append(RunningPublisher(publisher: publisher))
        }
        if let webhook = try Self.webhook(settings) { deliveries.append(webhook) }
        names = deliveries.map(\.name)
        for delivery in deliveries {
            services.append(
                AlarmFeed(store: store, delivery: delivery, feeds: names, logger: Logger(label: "fuellort.alarms")))
        }
    }

    private static func webhook(_ settings: Settings) throws -> AlarmWebhook? {
        guard let text = settings.optionalText("alarms.webhook_url") else { return nil }
        guard let address = URL(string: text), ["http", "https"].contains(address.scheme ?? ""), address.host() != nil else {
            throw CommandFailure(
                .wrongSettings,
                "alarms.webhook_url: '\(text)' is no address of a web server. Give one such as https://example.org/alarms")
        }
        let secret = try settings.optionalText("alarms.webhook_secret_file").map {
            Array(try SecretFile.firstLine($0, setting: "alarms.webhook_secret_file").utf8)
        }
        return AlarmWebhook(address: address, secret: secret, now: Workplace.now)
    }
}

/// Keeps a publisher's thread running as long as the house does.
private struct RunningPublisher: Service {
    let publisher: MQTTPublisher

    func run() async throws {
        publisher.start()
        try? await gracefulShutdown()
        await publisher.close(timeoutSeconds: 1)
    }
}
