import HTTPTypes
import Hummingbird

/// Lets in who shows the key, as bearer token or by the cookie of a session that began with it.
struct KeyGuard: RouterMiddleware {
    typealias Context = WebContext

    let office: Office
    /// Paths that answer without a key: probes know none.
    let open: Set<String>

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws
        -> Response
    {
        if let key = office.configuration.apiKey, !isOpen(request.uri.path) {
            if let token = bearerToken(request) {
                guard key.matches(token) else { throw Problem.keyWrong }
            } else {
                guard Session(signer: office.signer).isValid(request, now: office.now) else { throw Problem.keyMissing }
                // Browsers name the origin of whatever changes something; a cookie alone shall not be enough.
                if !HostGuard.safe.contains(request.method), request.headers[.origin] == nil { throw Problem.originMissing }
            }
        }
        return try await next(request, context)
    }

    private func isOpen(_ path: String) -> Bool {
        let prefix = office.configuration.normalisedPrefix
        return open.contains(path) || PathParts(path, prefix: prefix).first == "assets" || PageTable.isOpen(path, prefix: prefix)
    }

    /// The token of `Authorization: Bearer …` (RFC 6750 §2.1); the scheme's case does not count.
    private func bearerToken(_ request: Request) -> [UInt8]? {
        guard let value = request.headers[.authorization] else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return Array(parts[1].utf8)
    }
}

/// Keeps foreign web pages from reaching a service that trusts its loopback address: a page whose name was re-bound to 127.0.0.1 still
/// sends its own name as `Host`, and one that posts across sites sends its own `Origin`.
struct HostGuard: RouterMiddleware {
    typealias Context = WebContext

    /// `nil` when a key is asked for: then any name will do.
    let allowed: Set<String>?

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws
        -> Response
    {
        let authority = request.head.authority ?? ""
        if let allowed {
            let host = HostName(authority)
            guard host.isLoopback || allowed.contains(host.name) else { throw Problem.foreignHost(authority) }
        }
        if !Self.safe.contains(request.method), let origin = request.headers[.origin] {
            guard origin.split(separator: "/").last.map({ $0.lowercased() == authority.lowercased() }) ?? false else {
                throw Problem.foreignOrigin(origin)
            }
        }
        return try await next(request, context)
    }

    static let safe: Set<HTTPRequest.Method> = [.get, .head, .options, .trace]
}

/// Headers that every answer bears: no guessing of types, no embedding, no loading of anything.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = WebContext

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws
        -> Response
    {
        var response = try await next(request, context)
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] =
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        }
        return response
    }
}

extension HTTPField.Name {
    // The names are fixed and valid, so that unwrapping can not fail.
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let requestID = HTTPField.Name("X-Request-Id")!
    static let accelBuffering = HTTPField.Name("X-Accel-Buffering")!
    static let forwardedProto = HTTPField.Name("X-Forwarded-Proto")!
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
}
