import HTTPTypes
import Hummingbird

/// Every address of the service.
enum EndpointTable {
    static let all: [Endpoint] =
        ServiceEndpoints.all + TownEndpoints.all + ContainerEndpoints.all + MapEndpoints.all + ReadingExport.all
        + PlanEndpoints.all + TourEndpoints.all
        + PlanEditingEndpoints.all + ReplanEndpoints.all + CheckOffEndpoints.all + PlanRunEndpoints.all
        + RequestEndpoints.all + ReportEndpoints.all + AlarmEndpoints.all + DeviceEndpoints.all + QuarantineEndpoints.all
        + FigureEndpoints.all + EvaluationEndpoints.all + SlotEndpoints.all + SettingsEndpoints.all + SettingsHistoryEndpoints.all
        + RoadEndpoints.all + SolveEndpoint.all + StatePlanEndpoint.all

    /// Registers every endpoint, with and without the prefix; what can be had by GET can be asked for by HEAD.
    static func register(in router: Router<WebContext>, office: Office) {
        for prefix in Set(["", office.configuration.normalisedPrefix]) {
            for endpoint in all {
                for method in methods(of: endpoint) {
                    router.on(RouterPath(prefix + endpoint.path), method: method) { request, context in
                        let call = try Call(endpoint, office: office, request: request, context: context)
                        return try await endpoint.respond(call).response(to: request)
                    }
                }
            }
        }
    }

    /// Paths that answer without a key, with and without the prefix.
    static func openPaths(prefix: String) -> Set<String> {
        Set(all.filter(\.isOpen).flatMap { [$0.path, prefix + $0.path] })
    }

    /// The methods that a path can be asked with; empty for a path that is not there. Tells 405 from 404, which the router does not.
    static func methods(at path: String, prefix: String) -> [HTTPRequest.Method] {
        var parts = path.split(separator: "/")
        let prefixParts = prefix.split(separator: "/")
        if !prefixParts.isEmpty, parts.starts(with: prefixParts) { parts.removeFirst(prefixParts.count) }
        let found = all.filter { endpoint in
            let template = endpoint.path.split(separator: "/")
            return template.count == parts.count && zip(template, parts).allSatisfy { $0.first == "{" || $0 == $1 }
        }
        return found.flatMap(methods(of:))
    }

    private static func methods(of endpoint: Endpoint) -> [HTTPRequest.Method] {
        endpoint.method == .get ? [.get, .head] : [endpoint.method]
    }
}
