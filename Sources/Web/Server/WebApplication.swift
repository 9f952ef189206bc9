import Glibc
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Hummingbird's application with two things of ours: a stop that busy connections can not hold up, and errors of the socket in the
/// words of ``WebError``.
struct WebApplication<Base: ApplicationProtocol>: ApplicationProtocol {
    let base: Base
    let webConfiguration: WebConfiguration

    var responder: Base.Responder { get async throws { try await base.responder } }
    var eventLoopGroup: any EventLoopGroup { base.eventLoopGroup }
    var configuration: ApplicationConfiguration { base.configuration }
    var logger: Logger { base.logger }
    var services: [any Service] { base.services }
    var processesRunBeforeServerStart: [@Sendable () async throws -> Void] { base.processesRunBeforeServerStart }

    @Sendable func onServerRunning(_ channel: any Channel) async { await base.onServerRunning(channel) }

    /// Runs until a graceful stop. Requests under way are finished; what is still busy after the grace (a slow reader of an export, a
    /// body that never ends) is cut off.
    func run() async throws {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await base.run() }
                group.addTask {
                    try await gracefulShutdown()
                    try await Task.sleep(for: webConfiguration.shutdownGrace)
                }
                try await group.next()
                group.cancelAll()
                try await group.waitForAll()
            }
        } catch is CancellationError {
            // Cut off after the grace: that is a stop like any other.
        } catch let error as IOError {
            throw WebError(error, configuration: webConfiguration)
        } catch let error as SocketAddressError {
            throw WebError.noSuchAddress(host: webConfiguration.host, detail: String(describing: error))
        }
    }
}

extension WebError {
    init(_ error: IOError, configuration: WebConfiguration) {
        let (host, port) = (configuration.host, configuration.port)
        switch error.errnoCode {
        case EADDRINUSE: self = .addressInUse(host: host, port: port)
        case EACCES, EPERM: self = .notPermitted(host: host, port: port)
        default: self = .noSuchAddress(host: host, detail: String(describing: error))
        }
    }
}
