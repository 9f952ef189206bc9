import ArgumentParser
import Foundation
import MQTT
import Simulation

/// Where the broker is.
struct BrokerArguments: ParsableArguments {
    @Option(help: "The broker's host.")
    var host = "127.0.0.1"

    @Option(help: "The broker's port.")
    var port = 1883

    @Option(help: "User name at the broker.")
    var username: String?

    @Option(help: "File whose first line is the password.", completion: .file())
    var passwordFile: String?

    @Option(help: "Certificates to trust; turns TLS on.", completion: .file())
    var caFile: String?

    @Option(help: "How many messages may be on their way without an answer.")
    var window = 1000

    @Option(help: "Seconds to wait for the broker at the start, and for its last answers at the end.")
    var patience = 20.0

    func connect() async throws -> BrokerSink {
        do {
            let options = BrokerOptions(
                host: host, port: port, clientID: "fuellort-simulator-\(ProcessInfo.processInfo.processIdentifier)",
                username: username, password: try password(), tls: caFile.map { TLSOptions(authorityFile: $0) })
            let sink = BrokerSink(publisher: try MQTTPublisher(options: options, window: window), patience: patience)
            try await sink.open()
            return sink
        } catch let error as MQTTError {
            throw Failure(.notAvailable, error.description)
        }
    }

    private func password() throws -> String? { try passwordFile.map(SecretFile.read) }
}
