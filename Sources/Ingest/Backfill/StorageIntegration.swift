public import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The Things Stack's Storage Integration over HTTP: uplinks that its server has kept (30 days in its cloud, a day in the sandbox).
///
/// `GET {server}/api/v3/as/applications/{application}[/devices/{device}]/packages/storage/uplink_message` with the API key as bearer
/// token; the answer is JSON, one object a line.
public struct StorageIntegration: Sendable {
    public var server: URL
    public var application: String
    /// Its identifier there; `nil` asks for all devices of the application.
    public var device: String?
    public var key: String
    /// Messages a call.
    public var limit: Int
    public var timeoutSeconds: Double

    public init(
        server: URL, application: String, device: String? = nil, key: String, limit: Int = 1000, timeoutSeconds: Double = 60
    ) {
        self.server = server
        self.application = application
        self.device = device
        self.key = key
        self.limit = max(1, limit)
        self.timeoutSeconds = timeoutSeconds
    }

    /// What one call brought.
    enum Page {
        /// The answer's lines.
        case lines([Data])
        /// Too many calls, or the server is busy: ask again.
        case later(seconds: Double?, reason: String)
    }

    /// Uplinks received after `after` and up to `before`, oldest first.
    /// - Throws: ``BackfillError``; what the network reports.
    func page(after: String, before: String) async throws -> Page {
        var request = URLRequest(url: try address(after: after, before: before), timeoutInterval: timeoutSeconds)
        request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
        request.setValue("text/event-stream", forHTTPHeaderField: "Accept")
        request.setValue("fuellort", forHTTPHeaderField: "User-Agent")
        let data: Data
        let response: URLResponse
        do { (data, response) = try await URLSession.shared.data(for: request) } catch {
            return .later(seconds: nil, reason: error.localizedDescription)
        }
        guard let answer = response as? HTTPURLResponse else { throw BackfillError.refused("no answer of a web server") }
        switch answer.statusCode {
        case 200..<300: return .lines(data.split(separator: UInt8(ascii: "\n")).map { Data($0) })
        case 429, 500..<600: return .later(seconds: Self.wait(answer), reason: "the server answers \(answer.statusCode)")
        case 401, 403:
            throw BackfillError.refused(
                "the server refuses the key (\(answer.statusCode)). It needs the right to read the application's traffic")
        case 404:
            throw BackfillError.refused(
                "the server knows no application '\(application)'"
                    + (device.map { " with a device '\($0)'" } ?? "") + ", or its Storage Integration is not switched on")
        default:
            throw BackfillError.refused(
                "the server answers \(answer.statusCode): \(String(decoding: data.prefix(200), as: UTF8.self))")
        }
    }

    private func address(after: String, before: String) throws -> URL {
        var path = "api/v3/as/applications/\(application)"
        if let device { path += "/devices/\(device)" }
        guard
            var parts = URLComponents(
                url: server.appending(path: path + "/packages/storage/uplink_message"), resolvingAgainstBaseURL: false)
        else { throw BackfillError.refused("'\(server)' is no address of a server") }
        parts.queryItems = [
            URLQueryItem(name: "after", value: after), URLQueryItem(name: "before", value: before),
            URLQueryItem(name: "limit", value: String(limit)), URLQueryItem(name: "order", value: "received_at"),
        ]
        guard let url = parts.url else { throw BackfillError.refused("'\(server)' is no address of a server") }
        return url
    }

    /// The server says how long to wait in one of these headers.
    private static func wait(_ answer: HTTPURLResponse) -> Double? {
        for name in ["Retry-After", "X-Rate-Limit-Retry"] {
            if let seconds = answer.value(forHTTPHeaderField: name).flatMap(Double.init), seconds >= 0 {
                return min(seconds, 600)
            }
        }
        return nil
    }
}

/// Why a backfill can not go on.
public enum BackfillError: Error, Sendable, Hashable, CustomStringConvertible {
    case refused(String)
    /// Asked again and again without an answer.
    case gaveUp(String)

    public var description: String {
        switch self {
        case .refused(let text), .gaveUp(let text): text
        }
    }
}
