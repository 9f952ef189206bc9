public import Hummingbird
public import Logging
import NIOCore
public import Reports

/// The address under which the service answers.
public struct BoundAddress: Hashable, Sendable, CustomStringConvertible {
    public var host: String
    public var port: Int

    /// As an address to open: `http://127.0.0.1:8080`.
    public var description: String { "http://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}

/// Puts the HTTP service together.
///
/// - Parameters:
///   - desk: answers every question; see ``Reports/Desk``.
///   - status: for `/readyz` and the gauges of `/metrics`.
///   - metrics: the registry behind `/metrics`, the same that was given to `MetricsSystem.bootstrap`.
///   - logger: for the access log and faults.
///   - onRunning: called once the port is bound, with the address (port 0 resolved).
/// - Throws: ``WebError`` if the configuration can not be served. `run()` throws it, too, when the address can not be bound.
public func buildWebApplication(
    desk: any Desk, status: any StatusSource, configuration: WebConfiguration, metrics: PrometheusRegistry = PrometheusRegistry(),
    logger: Logger = Logger(label: "fuellort.web"), onRunning: @escaping @Sendable (BoundAddress) async -> Void = { _ in }
) throws(WebError) -> some ApplicationProtocol {
    try configuration.validate()
    let office = Office(
        desk: desk, status: status, metrics: metrics, configuration: configuration, assets: try AssetLibrary())
    var application = Application(
        router: webRouter(office),
        server: .http1(configuration: .init(idleTimeout: .seconds(Int64(configuration.idleSeconds)))),
        configuration: ApplicationConfiguration(
            address: .hostname(configuration.host, port: configuration.port), serverName: nil),
        onServerRunning: { channel in
            await onRunning(BoundAddress(host: configuration.host, port: channel.localAddress?.port ?? configuration.port))
        },
        logger: logger)
    application.addServices(MorningWatch(office: office))
    return WebApplication(base: application, webConfiguration: configuration)
}

/// The router with everything that stands before the endpoints, outermost first.
func webRouter(_ office: Office) -> Router<WebContext> {
    let configuration = office.configuration
    let prefix = configuration.normalisedPrefix
    let router = Router(context: WebContext.self)
    let isTrusting = configuration.apiKey == nil
    router.add(middleware: AccessLog(quiet: Set(ServiceEndpoints.probes.flatMap { [$0, prefix + $0] } + ["/metrics"])))
    router.add(middleware: RequestMetrics(registry: office.metrics))
    router.add(middleware: SecurityHeaders())
    router.add(middleware: ProblemAnswers(office: office))
    router.add(middleware: HostGuard(allowed: isTrusting ? Set(configuration.allowedHosts.map { $0.lowercased() }) : nil))
    router.add(middleware: KeyGuard(office: office, open: EndpointTable.openPaths(prefix: prefix)))
    EndpointTable.register(in: router, office: office)
    PageTable.register(in: router, office: office)
    AssetRoutes.register(in: router, office: office)
    return router
}
