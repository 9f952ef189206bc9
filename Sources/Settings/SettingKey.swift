/// One thing that can be set: its name in the file (`http.port`), in the environment (`FUELLORT_HTTP_PORT`), its kind and default.
/// No setting is a secret itself: secrets stand in files that settings name.
public struct SettingKey: Sendable, Hashable {
    /// Dotted path in the file.
    public let path: String
    public let kind: Kind
    /// As it would be written in the file; `nil` when there is no default.
    public let standard: String?
    public let help: String

    public enum Kind: Sendable, Hashable {
        case text
        case filePath
        case integer(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        case flag
        case choice([String])
        /// A list in the file, comma-separated in the environment.
        case list
    }

    init(_ path: String, _ kind: Kind, _ standard: String?, _ help: String) {
        self.path = path
        self.kind = kind
        self.standard = standard
        self.help = help
    }

    public var environmentName: String {
        "FUELLORT_" + path.uppercased().map { $0 == "." ? "_" : String($0) }.joined()
    }

    /// Every key, in the order in which `config show` lists them. The commented example `config/fuellort.yaml` names each of them;
    /// a test holds the two together.
    public static let all: [SettingKey] = [
        SettingKey("town", .text, nil, "The town commands speak about when --town is not given."),
        SettingKey("store.path", .filePath, "fuellort.sqlite", "The database file; its folder must exist."),
        SettingKey("store.busy_seconds", .number(0...600), "5", "How long to wait for another program's lock on the database."),
        SettingKey("mqtt.enabled", .flag, "true", "false serves without listening to sensors."),
        SettingKey("mqtt.host", .text, "127.0.0.1", "The broker."),
        SettingKey("mqtt.port", .integer(1...65535), "1883", "The broker's port."),
        SettingKey("mqtt.client_id", .text, "fuellort", "Fixed name of our session at the broker; one per installation."),
        SettingKey("mqtt.topics", .list, "fuellort/v1/+/+/reading", "Topic filters to subscribe to, always at QoS 1."),
        SettingKey("mqtt.version", .choice(["3.1.1", "5"]), "3.1.1", "Protocol version."),
        SettingKey("mqtt.username", .text, nil, "User name at the broker."),
        SettingKey("mqtt.password_file", .filePath, nil, "File whose first line is the password."),
        SettingKey("mqtt.ca_file", .filePath, nil, "Certificates to trust; turns TLS on."),
        SettingKey("mqtt.certificate_file", .filePath, nil, "Our own certificate, if the broker wants one."),
        SettingKey("mqtt.key_file", .filePath, nil, "The key of that certificate."),
        SettingKey(
            "mqtt.maximum_payload_bytes", .integer(256...1_048_576), "262144", "Larger messages are refused unread and kept cut."),
        SettingKey(
            "mqtt.mappings", .list, nil,
            "Files that describe foreign JSON (docs/decoders.md); their topics are subscribed to as well."),
        SettingKey("alarms.enabled", .flag, "true", "false raises no alarms."),
        SettingKey("alarms.mqtt", .flag, "true", "Publishes alarms at the broker, under fuellort/v1/TOWN/alarms."),
        SettingKey("alarms.webhook_url", .text, nil, "Address that gets each event of an alarm by POST."),
        SettingKey("alarms.webhook_secret_file", .filePath, nil, "File whose first line signs what the webhook gets."),
        SettingKey("http.host", .text, "127.0.0.1", "Address to listen on; any but loopback needs http.api_key_file."),
        SettingKey("http.port", .integer(0...65535), "8080", "Port to listen on; 0 takes a free one."),
        SettingKey("http.api_key_file", .filePath, nil, "File whose first line is the API key (bearer token)."),
        SettingKey("http.base_path", .text, nil, "Path under which a proxy publishes the service, such as /fuellort."),
        SettingKey("http.allowed_hosts", .list, nil, "Names under which a proxy may address a service without a key."),
        SettingKey(
            "http.map_tiles", .text, nil, "Address of map tiles with {z}, {x}, {y}; else the town's own streets are drawn."),
        SettingKey(
            "roads.engine", .choice(["estimate", "network", "osrm", "valhalla"]), nil,
            "What computes ways; without it the network if roads.file is set, else the estimate on straight lines."),
        SettingKey("roads.file", .filePath, nil, "The town's road network, made by `fuellort roads import`."),
        SettingKey("roads.profiles", .filePath, "config/profiles/vehicles", "Folder of vehicle profiles."),
        SettingKey("roads.profile", .text, "collector-26t", "Profile of the trucks, by name or file."),
        SettingKey("roads.light_profile", .text, "litter-van", "Profile of vehicles with less than 2 t payload."),
        SettingKey("roads.adjustments", .filePath, nil, "Streets that the town closes or slows by hand."),
        SettingKey(
            "roads.kept_megabytes", .integer(0...100_000), "256",
            "Ways between a town's places that are kept on disk beside the network file (FILE.kept); 0 keeps none."),
        SettingKey("roads.threads", .integer(1...64), "2", "Threads of a large matrix."),
        SettingKey("roads.server", .text, nil, "Address of the OSRM or Valhalla server: http://127.0.0.1:5000."),
        SettingKey("roads.timeout_seconds", .number(0.1...600), "30", "How long one request to the server may take."),
        SettingKey("roads.retries", .integer(0...10), "2", "Further attempts when the server does not answer."),
        SettingKey(
            "roads.matrix_side", .integer(0...10_000), "0",
            "Sources and destinations in one request; 0 takes the server's usual limit (OSRM 100, Valhalla 50)."),
        SettingKey("planning.seconds", .number(0.1...3600), "10", "Time the solver may take for a plan."),
        SettingKey(
            "planning.iterations", .integer(0...1_000_000_000), "0", "Search steps of the solver; 0 means limited by time only."),
        SettingKey(
            "planning.seed", .integer(0...Int.max), "1", "Seed of the search: the same seed and iterations give the same plan."),
        SettingKey("planning.threads", .integer(1...64), "1", "Threads the solver may use."),
        SettingKey(
            "log.level", .choice(["trace", "debug", "info", "notice", "warning", "error"]), "info",
            "How much the service writes on stderr."),
    ]

    static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
}
