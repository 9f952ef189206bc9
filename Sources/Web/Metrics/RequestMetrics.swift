import CoreMetrics
import Hummingbird

/// Counts requests and their time by route, method and status. Routes come from the endpoint table, so that foreign addresses can
/// not make endless series.
struct RequestMetrics: RouterMiddleware {
    typealias Context = WebContext

    let registry: PrometheusRegistry

    /// Label for the count of requests.
    static let requests = "fuellort.http.requests"
    /// Label for the time to the head of the answer.
    static let duration = "fuellort.http.request.duration"

    static let help = [
        requests: "Requests by route, method and status.",
        duration: "Time from a request's head to its answer's head, by route.",
    ]

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws
        -> Response
    {
        let clock = ContinuousClock()
        let start = clock.now
        let response = try await next(request, context)
        let route = context.endpointPath ?? "NotFound"
        let method = Self.known.contains(request.method) ? request.method.rawValue : "OTHER"
        let dimensions = [("route", route), ("method", method), ("status", String(response.status.code))]
        registry.makeCounter(label: Self.requests, dimensions: dimensions).increment(by: 1)
        let elapsed = (clock.now - start).components
        registry.makeTimer(label: Self.duration, dimensions: [("route", route)])
            .recordNanoseconds(elapsed.seconds &* 1_000_000_000 &+ elapsed.attoseconds / 1_000_000_000)
        return response
    }

    private static let known: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}
