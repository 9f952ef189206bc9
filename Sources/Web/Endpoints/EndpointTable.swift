import HTTPTypes
import Hummingbird

/// Every address of the service.
enum EndpointTable {
    static let all: [Endpoint] =
        ServiceEndpoints.all + TownEndpoints.all + ContainerEndpoints.all + ReadingExport.all + PlanEndpoints.all
        + RequestEndpoints.all + ReportEndpoints.all + QuarantineEndpoints.all

    /// All methods that a path may be asked with; those it does not know are answered 405.
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace]

    /// Registers every endpoint: GET also as HEAD, and each other method of a known path as "not allowed".
    static func register(in router: Router<WebContext>, office: Office) {
        let prefixes = Set(["", office.configuration.normalisedPrefix])
        for (path, endpoints) in Dictionary(grouping: all, by: \.path) {
            let known = endpoints.flatMap { $0.method == .get ? [.get, .head] : [$0.method] }
            let allowed = methods.filter(known.contains).map(\.rawValue)
            for prefix in prefixes {
                let routerPath = RouterPath(prefix + path)
                for endpoint in endpoints {
                    for method in endpoint.method == .get ? [HTTPRequest.Method.get, .head] : [endpoint.method] {
                        router.on(routerPath, method: method) { request, context in
                            let call = try Call(endpoint, office: office, request: request, context: context)
                            return try await endpoint.respond(call).response(to: request)
                        }
                    }
                }
                for method in methods where !known.contains(method) {
                    router.on(routerPath, method: method) { request, _ -> Response in
                        throw Problem.methodNotAllowed(request.method, allowed: allowed)
                    }
                }
            }
        }
    }

    /// Paths that answer without a key, with and without the prefix.
    static func openPaths(prefix: String) -> Set<String> {
        Set(all.filter(\.isOpen).flatMap { [$0.path, prefix + $0.path] })
    }
}
