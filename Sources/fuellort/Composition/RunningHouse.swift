import Alarms
import Ingest
import Logging
import MQTT
import Metrics
import Reports
import RoadServers
import ServiceLifecycle
import Settings
import UnixSignals
import Web

/// Everything that runs while `fuellort serve` does: ingest on its own thread, and HTTP.
struct RunningHouse {
    private let settings: Settings
    private let logger: Logger

    init(_ settings: Settings) throws {
        self.settings = settings
        let level = Logger.Level(rawValue: settings.text("log.level")) ?? .info
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        logger = Logger(label: "fuellort")
    }

    /// Runs until SIGTERM or SIGINT; ends within five seconds of it in every state, because neither service waits for the other: HTTP cuts
    /// off what is busy, ingest leaves behind what it could not store (the broker sends it again).
    func run() async throws {
        let web = try webConfiguration()
        let place = try Workplace(settings, writes: true)
        let registry = PrometheusRegistry()
        MetricsSystem.bootstrap(registry)
        let batteries = BatteryOutlook()
        let ingest = try settings.flag("mqtt.enabled") ? ingestService(place, batteries) : nil
        let feeds = try AlarmFeeds(settings, store: place.store)
        let status = HouseStatus(
            store: place.store, ingest: ingest?.status, feeds: feeds.names, network: place.engines.network)
        let application = try buildWebApplication(
            desk: place.desk, status: status, configuration: web, metrics: registry, logger: logger
        ) { address in
            Console.line("listening on \(address)")
        }
        let care = StoreCare(store: place.store, batteries: batteries, logger: logger, now: Workplace.now)
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [.init(service: application), .init(service: care)]
        if let ingest { services.append(.init(service: ingest)) }
        services += feeds.services.map { .init(service: $0) }
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .milliseconds(4600)
        configuration.maximumCancellationDuration = .milliseconds(300)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as WebError {
            throw CommandFailure(ExitStatus(of: error), "\(error) (settings http.host and http.port)")
        }
    }

    private func webConfiguration() throws -> WebConfiguration {
        let key = try settings.optionalText("http.api_key_file").map { path in
            do {
                return try APIKey(try SecretFile.firstLine(path, setting: "http.api_key_file"))
            } catch let error as WebError {
                throw CommandFailure(.wrongSettings, "http.api_key_file: \(path): \(error)")
            }
        }
        let host = settings.text("http.host")
        guard key != nil || ListenAddress.isLoopback(host) else {
            throw CommandFailure(.wrongSettings, "\(WebError.keyRequired(host: host)) The setting is http.api_key_file.")
        }
        return WebConfiguration(
            host: host, port: settings.integer("http.port"), apiKey: key, pathPrefix: settings.optionalText("http.base_path"),
            allowedHosts: Set(settings.list("http.allowed_hosts")), tileURL: settings.optionalText("http.map_tiles"),
            photoFolder: settings.text("store.path") + ".photos",
            version: Fuellort.version)
    }

    private func ingestService(_ place: Workplace, _ batteries: BatteryOutlook) throws -> IngestService {
        do {
            let mappings = try MappingFiles.mappings(settings)
            let configuration = IngestConfiguration(
                broker: try BrokerSettings.options(settings),
                filters: MappingFiles.filters(settings.list("mqtt.topics"), and: mappings),
                payload: PayloadLimits(maximumBytes: settings.integer("mqtt.maximum_payload_bytes")), mappings: mappings,
                alarms: settings.flag("alarms.enabled") ? .standard : nil)
            return try IngestService(
                configuration: configuration, store: place.store, batteries: batteries, logger: Logger(label: "fuellort.ingest"),
                now: Workplace.now)
        } catch let error as MQTTError {
            throw CommandFailure(.wrongSettings, "\(error) (settings under mqtt)")
        }
    }
}

extension ExitStatus {
    init(of error: WebError) {
        self =
            switch error {
            case .addressInUse, .notPermitted, .noSuchAddress: .notAvailable
            case .keyRequired, .badKey, .impossiblePort, .badPrefix, .badTileURL: .wrongSettings
            case .resourcesMissing: .inputMissing
            }
    }
}
