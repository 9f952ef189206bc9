import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
public import Roads

/// How to reach a routing server, and how patient to be with it.
public struct RoadServer: Sendable, Hashable {
    /// Without a slash at its end: `http://127.0.0.1:5000`.
    public var address: String
    /// Seconds for one request.
    public var timeoutSeconds: Double
    /// Further attempts after a failure that may pass (no connection, time-out, HTTP 429 and 5xx).
    public var retries: Int
    /// Answers above are refused.
    public var maximumAnswerBytes: Int

    /// - Throws: ``EngineError/notUsable(engine:detail:)`` for an address that is none.
    public init(address: String, timeoutSeconds: Double = 30, retries: Int = 2, maximumAnswerBytes: Int = 256 << 20)
        throws(EngineError)
    {
        guard let url = URL(string: address), url.scheme == "http" || url.scheme == "https", url.host?.isEmpty == false,
            url.query == nil, url.fragment == nil
        else {
            throw .notUsable(engine: "'\(address)'", detail: "the address must look like http://127.0.0.1:5000")
        }
        var address = address
        while address.hasSuffix("/") { address.removeLast() }
        self.address = address
        self.timeoutSeconds = timeoutSeconds
        self.retries = max(0, retries)
        self.maximumAnswerBytes = maximumAnswerBytes
    }
}

/// Sends requests to one server.
struct RoadServerCalls: Sendable {
    let server: RoadServer
    /// As people call it, for errors.
    let name: String

    struct Reply: Sendable {
        var status: Int
        var body: Data
    }

    /// Sends, and again after a failure that may pass, waiting a little longer each time.
    ///
    /// - Parameters:
    ///   - path: with a slash at its beginning.
    ///   - body: JSON to POST; `nil` GETs.
    /// - Returns: any answer that is not 429 or 5xx; the caller judges it.
    /// - Throws: ``EngineError``, `CancellationError`.
    func send(_ path: String, body: Data? = nil) async throws -> Reply {
        var attempt = 0
        while true {
            do {
                let reply = try await once(path, body: body)
                guard reply.status == 429 || reply.status >= 500, attempt < server.retries else { return reply }
            } catch let error as EngineError {
                guard attempt < server.retries, error.mayPass else { throw error }
            }
            attempt += 1
            try await Task.sleep(for: .milliseconds(150 * (1 << min(attempt, 6))))
        }
    }

    private func once(_ path: String, body: Data?) async throws -> Reply {
        var request = HTTPClientRequest(url: server.address + path)
        request.headers.add(name: "Accept", value: "application/json")
        if let body {
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(body)
        }
        do {
            let response = try await HTTPClient.shared.execute(
                request, timeout: .milliseconds(Int64(server.timeoutSeconds * 1000)))
            let bytes = try await response.body.collect(upTo: server.maximumAnswerBytes)
            return Reply(status: Int(response.status.code), body: Data(bytes.readableBytesView))
        } catch let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout || error == .connectTimeout
        {
            throw EngineError.timedOut(engine: name, seconds: server.timeoutSeconds)
        } catch let error as HTTPClientError where error == .cancelled {
            throw CancellationError()
        } catch let error as CancellationError {
            throw error
        } catch is NIOTooManyBytesError {
            throw EngineError.malformed(engine: name, detail: "more than \(server.maximumAnswerBytes >> 20) MB")
        } catch {
            throw EngineError.notReached(engine: name, detail: "\(error)")
        }
    }

    /// An answer as a value. - Throws: ``EngineError/malformed(engine:detail:)``.
    func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws(EngineError) -> Value {
        do { return try JSONDecoder().decode(type, from: data) } catch {
            let beginning = String(decoding: data.prefix(80), as: UTF8.self)
            throw .malformed(engine: name, detail: "no \(type) in '\(beginning)'")
        }
    }
}

extension EngineError {
    fileprivate var mayPass: Bool {
        switch self {
        case .notReached, .timedOut: true
        case .refused, .malformed, .notUsable: false
        }
    }
}
