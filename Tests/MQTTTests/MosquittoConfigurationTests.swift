import Foundation
import MQTT
import Testing

@Suite struct MosquittoConfigurationTests {
    private func dangers(_ text: String) -> [String] {
        var configuration = MosquittoConfiguration()
        configuration.add(text)
        return configuration.dangers.map(\.text)
    }

    @Test func theDefaultsDropReadings() {
        let found = dangers("listener 1883\n# max_queued_messages 0\n")
        #expect(found.contains { $0.contains("beyond 1000 messages") })
        #expect(found.contains { $0.contains("persistence is not true") })
    }

    @Test(arguments: [
        ("max_queued_messages 5000", "beyond 5000"), ("max_queued_messages 0\nmax_queued_bytes 65536", "beyond 65536 bytes"),
        ("persistence true\nautosave_interval 1800", "1800 s"), ("persistent_client_expiration 14d", "14d"),
    ])
    func eachDangerousSettingIsNamed(text: String, words: String) {
        #expect(dangers(text).contains { $0.contains(words) })
    }

    @Test func theRecommendedConfigurationIsSafe() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "config/mosquitto.conf")
        #expect(dangers(try String(contentsOf: file, encoding: .utf8)) == [])
        #expect(dangers("persistence true\nautosave_interval 5\nmax_queued_messages 0\npersistent_client_expiration 2m") == [])
    }
}
