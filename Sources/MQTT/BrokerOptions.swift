/// Where the broker is and how to speak with it.
public struct BrokerOptions: Sendable, Hashable {
    public var host: String
    public var port: Int
    /// Names the session at the broker. A subscriber that must not lose messages keeps it for ever; two programs with the same one
    /// throw each other out.
    public var clientID: String
    public var version: MQTTVersion
    public var username: String?
    public var password: String?
    public var tls: TLSOptions?
    /// At least 60, so that a long commit does not cost the connection.
    public var keepAliveSeconds: Int
    /// How long to wait for the broker's answer to CONNECT before trying again.
    public var connectTimeoutSeconds: Double

    public init(
        host: String = "127.0.0.1", port: Int = 1883, clientID: String, version: MQTTVersion = .v311, username: String? = nil,
        password: String? = nil, tls: TLSOptions? = nil, keepAliveSeconds: Int = 60, connectTimeoutSeconds: Double = 10
    ) {
        self.host = host
        self.port = port
        self.clientID = clientID
        self.version = version
        self.username = username
        self.password = password
        self.tls = tls
        self.keepAliveSeconds = keepAliveSeconds
        self.connectTimeoutSeconds = connectTimeoutSeconds
    }

    /// - Throws: ``MQTTError/invalidOption(name:value:remedy:)`` for the first member that can not work.
    func validate() throws(MQTTError) {
        guard !host.isEmpty, !host.utf8.contains(0) else {
            throw .invalidOption(name: "host", value: host, remedy: "Give the broker's name or address.")
        }
        guard (1...65535).contains(port) else {
            throw .invalidOption(
                name: "port", value: String(port), remedy: "Use 1 to 65535; MQTT's own are 1883, and 8883 with TLS.")
        }
        guard !clientID.isEmpty, clientID.utf8.count <= 128, !clientID.utf8.contains(0) else {
            throw .invalidOption(name: "client id", value: clientID, remedy: "Use 1 to 128 characters, always the same ones.")
        }
        guard (5...3600).contains(keepAliveSeconds) else {
            throw .invalidOption(
                name: "keep alive", value: String(keepAliveSeconds), remedy: "Use 5 to 3600 seconds; 60 is good.")
        }
        for (name, value) in [("user name", username), ("password", password)] {
            guard value?.utf8.contains(0) != true, (value?.utf8.count ?? 0) <= 65535 else {
                throw .invalidOption(name: name, value: "…", remedy: "It is too long or holds a NUL character.")
            }
        }
        guard username != nil || password == nil else {
            throw .invalidOption(name: "user name", value: "", remedy: "A password needs a user name beside it.")
        }
    }
}

public enum MQTTVersion: String, CaseIterable, Sendable, Hashable {
    case v311 = "3.1.1"
    case v5 = "5"
}

/// How the connection is encrypted and who is believed.
public struct TLSOptions: Sendable, Hashable {
    /// PEM file of the authority that signed the broker's certificate; `nil` takes the system's authorities.
    public var authorityFile: String?
    /// PEM files of our own certificate and its key, for brokers that ask for one.
    public var certificateFile: String?
    public var keyFile: String?

    public init(authorityFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil) {
        self.authorityFile = authorityFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }
}
