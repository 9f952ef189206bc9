/// Why the service can not be offered, with the remedy.
public enum WebError: Error, Hashable, Sendable, CustomStringConvertible {
    case addressInUse(host: String, port: Int)
    case notPermitted(host: String, port: Int)
    case noSuchAddress(host: String, detail: String)
    case keyRequired(host: String)
    case badKey(String)
    case impossiblePort(Int)
    case badPrefix(String)
    case badTileURL(String)
    case resourcesMissing(looked: [String])

    public var description: String {
        switch self {
        case .addressInUse(let host, let port):
            "\(host):\(port) is in use by another program. Stop that program, or choose another port (0 takes a free one)."
        case .notPermitted(let host, let port):
            "\(host):\(port) may not be bound by this user. Choose a port from 1024 on, or give the service the right to low ports."
        case .noSuchAddress(let host, let detail):
            "This machine can not be reached under '\(host)' (\(detail)). Bind 127.0.0.1, or one of the machine's own addresses."
        case .keyRequired(let host):
            "'\(host)' is reachable from other machines, so an API key is needed. Name a key file, or bind 127.0.0.1."
        case .badKey(let detail):
            "The API key can not be used: \(detail) Make one with `openssl rand -hex 32 > FILE` and `chmod 600 FILE`."
        case .impossiblePort(let port): "\(port) is not a port. Use 0 to 65535."
        case .badTileURL(let url):
            "'\(url)' is not an address of map tiles. Use something like https://tiles.example.org/{z}/{x}/{y}.png, or leave it out."
        case .resourcesMissing(let looked):
            "The folder with scripts and styles is not there (looked at \(looked.joined(separator: " and "))). "
                + "Put \(ResourceFolder.name) of the build beside the program."
        case .badPrefix(let prefix): "'\(prefix)' is not a path prefix. Use something like /fuellort."
        }
    }
}
