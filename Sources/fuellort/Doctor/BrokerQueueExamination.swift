import Foundation
import MQTT
import Settings

/// Whether the broker would drop readings that wait: by its configuration, where it runs on this machine and its files may be read.
/// A broker does not tell its limits over MQTT.
enum BrokerQueueExamination {
    private static let folder = "/etc/mosquitto"

    static func findings(_ settings: Settings) -> [Finding] {
        let host = settings.text("mqtt.host")
        guard settings.flag("mqtt.enabled"), ["127.0.0.1", "::1", "localhost"].contains(host) else { return [] }
        guard let main = try? String(contentsOfFile: "\(folder)/mosquitto.conf", encoding: .utf8) else { return [] }
        var configuration = MosquittoConfiguration()
        configuration.add(main)
        if main.contains("include_dir") {
            let parts = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/conf.d")) ?? []
            for part in parts.sorted() where part.hasSuffix(".conf") {
                if let text = try? String(contentsOfFile: "\(folder)/conf.d/\(part)", encoding: .utf8) { configuration.add(text) }
            }
        }
        return configuration.dangers.map {
            .warning("broker", "\(folder): \($0.text)", $0.remedy + " See config/mosquitto.conf for the reasons.")
        }
    }
}
