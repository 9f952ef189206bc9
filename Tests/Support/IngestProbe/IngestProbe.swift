import Foundation
import Ingest
import Logging
import MQTT
import Model
import ServiceLifecycle
import StoreSQLite
import UnixSignals

/// Ingest alone, as a process that tests can kill: `IngestProbe PORT DATABASE [FAIL_EVERY] [VERSION]`.
///
/// With `FAIL_EVERY` n, one commit in n fails on purpose. Prints `connected` when it is; ends on SIGTERM.
@main
struct IngestProbe {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let port = Int(arguments[1]) else {
            FileHandle.standardError.write(Data("usage: IngestProbe PORT DATABASE [FAIL_EVERY] [VERSION]\n".utf8))
            exit(64)
        }
        let failEvery = arguments.count > 3 ? Int(arguments[3]) ?? 0 : 0
        let version = arguments.count > 4 ? MQTTVersion(rawValue: arguments[4]) ?? .v311 : .v311
        var logger = Logger(label: "probe")
        logger.logLevel = .error
        let store = try SQLiteStore(path: arguments[2])
        let service = try IngestService(
            configuration: IngestConfiguration(
                broker: BrokerOptions(port: port, clientID: "probe", version: version),
                reconnect: ReconnectSchedule.Limits(firstSeconds: 0.01, longestSeconds: 0.1, longestAfterSuccessSeconds: 0.05),
                pauseAfterFailedCommitSeconds: 0.01),
            store: FailingStore(store, failEvery: failEvery), logger: logger,
            now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) })
        let group = ServiceGroup(services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await group.run()
    }
}
