public import Model

/// How the service is offered.
public struct WebConfiguration: Sendable {
    /// Address to bind; a loopback address needs no key.
    public var host: String
    /// 0 lets the system choose; the bound port is told to `onRunning`.
    public var port: Int
    /// Whoever asks must show it; `nil` is allowed on a loopback address only.
    public var apiKey: APIKey?
    /// Path under which a proxy publishes the service, for example `/fuellort`; requests with and without it are answered.
    public var pathPrefix: String?
    /// Names besides the loopback ones under which a service without a key may be addressed.
    public var allowedHosts: Set<String>
    /// Address of map tiles (`https://…/{z}/{x}/{y}.png`) that the operator has chosen; `nil` draws the town's own streets.
    public var tileURL: String?
    /// Folder for the photos of crews; `nil` refuses them.
    public var photoFolder: String?
    public var version: String
    /// Largest request body, bytes.
    public var maximumBodyBytes: Int
    /// After a stop is asked for, connections that are still busy are cut off when this has passed.
    public var shutdownGrace: Duration
    /// Idle connections are closed after this.
    public var idleSeconds: Int
    /// The clock, replaced in tests.
    public var now: @Sendable () -> Timestamp

    public init(
        host: String = "127.0.0.1", port: Int = 8080, apiKey: APIKey? = nil, pathPrefix: String? = nil,
        allowedHosts: Set<String> = [], tileURL: String? = nil, photoFolder: String? = nil, version: String = "0.1.0",
        maximumBodyBytes: Int = 1 << 20,
        shutdownGrace: Duration = .seconds(2), idleSeconds: Int = 60, now: @escaping @Sendable () -> Timestamp = { .systemNow }
    ) {
        self.host = host
        self.port = port
        self.apiKey = apiKey
        self.pathPrefix = pathPrefix
        self.allowedHosts = allowedHosts
        self.tileURL = tileURL
        self.photoFolder = photoFolder
        self.version = version
        self.maximumBodyBytes = maximumBodyBytes
        self.shutdownGrace = shutdownGrace
        self.idleSeconds = idleSeconds
        self.now = now
    }

    public var isLoopback: Bool { HostName(host).isLoopback }

    /// Scheme, host and port of the tiles, for the policy of pages; `nil` for none and for our own.
    var tileOrigin: String? {
        guard let parts = tileURL?.split(separator: "/", omittingEmptySubsequences: false), parts.count > 3 else { return nil }
        guard parts[0] == "https:" || parts[0] == "http:", parts[1].isEmpty else { return nil }
        let isHost = parts[2].utf8.allSatisfy { byte in
            (48...58).contains(byte) || (65...91).contains(byte) || byte == 93 || (97...122).contains(byte) || byte == 45
                || byte == 46
        }
        return isHost && !parts[2].isEmpty ? "\(parts[0])//\(parts[2])" : nil
    }

    /// The prefix as `/a/b` without a slash at the end; empty for none.
    var normalisedPrefix: String {
        let parts = (pathPrefix ?? "").split(separator: "/")
        return parts.isEmpty ? "" : "/" + parts.joined(separator: "/")
    }

    /// - Throws: ``WebError``.
    func validate() throws(WebError) {
        guard (0...65535).contains(port) else { throw WebError.impossiblePort(port) }
        if apiKey == nil, !isLoopback { throw WebError.keyRequired(host: host) }
        let allowed = normalisedPrefix.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "/") || (ID<Town>(validating: String(UnicodeScalar(byte))) != nil)
        }
        if let tileURL, tileOrigin == nil || !["{z}", "{x}", "{y}"].allSatisfy(tileURL.contains) {
            throw WebError.badTileURL(tileURL)
        }
        if !allowed { throw WebError.badPrefix(pathPrefix ?? "") }
    }
}
