import MQTT
import Settings

/// The broker as the settings describe it.
enum BrokerSettings {
    /// - Parameter clientID: replaces the configured one, for connections that must not take over the service's session.
    /// - Throws: `CommandFailure` when the password can not be read.
    static func options(_ settings: Settings, clientID: String? = nil) throws -> BrokerOptions {
        let authority = settings.optionalText("mqtt.ca_file")
        return BrokerOptions(
            host: settings.text("mqtt.host"), port: settings.integer("mqtt.port"),
            clientID: clientID ?? settings.text("mqtt.client_id"),
            version: MQTTVersion(rawValue: settings.text("mqtt.version")) ?? .v311,
            username: settings.optionalText("mqtt.username"),
            password: try settings.optionalText("mqtt.password_file").map {
                try SecretFile.firstLine($0, setting: "mqtt.password_file")
            },
            tls: authority.map {
                TLSOptions(
                    authorityFile: $0, certificateFile: settings.optionalText("mqtt.certificate_file"),
                    keyFile: settings.optionalText("mqtt.key_file"))
            })
    }
}
