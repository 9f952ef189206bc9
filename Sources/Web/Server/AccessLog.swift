import HTTPTypes
import Hummingbird
import Logging

/// One structured line for each request, without its query (it may hold secrets) and without its body. Gives the request its
/// identifier: the caller's own where that is harmless, else a new one.
struct AccessLog: RouterMiddleware {
    typealias Context = WebContext

    /// Paths of probes, which would fill the log: they are logged at debug.
    let quiet: Set<String>

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws
        -> Response
    {
        var context = context
        if let given = request.headers[.requestID], isHarmless(given) { context.requestID = given }
        context.logger[metadataKey: "request_id"] = .string(context.requestID)
        let clock = ContinuousClock()
        let start = clock.now
        var response = try await next(request, context)
        response.headers[.requestID] = context.requestID
        let level: Logger.Level = quiet.contains(request.uri.path) ? .debug : .info
        context.logger.log(
            level: level, "request",
            metadata: [
                "method": .string(request.method.rawValue), "path": .string(String(request.uri.path.prefix(200))),
                "status": .stringConvertible(response.status.code),
                "duration_ms": .stringConvertible(milliseconds(clock.now - start)),
                "remote": .string(context.remoteAddress ?? "-"),
            ])
        return response
    }

    private func isHarmless(_ identifier: String) -> Bool {
        (1...64).contains(identifier.utf8.count)
            && identifier.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
            }
    }

    private func milliseconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) * 1000 + Double(attoseconds / 1_000_000_000_000) / 1000
    }
}
