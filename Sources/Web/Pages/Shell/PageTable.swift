import HTTPTypes
import Hummingbird

/// Every page of the service.
enum PageTable {
    static let all: [Page] =
        SignInPages.all + AccessibilityPage.all + TodayPages.all + TourPages.all + TourReports.all + MapPage.all
        + ContainerPage.all
        + DevicePages.all + AlarmPages.all + ReportPages.all + SettingsPages.all

    /// Places of the navigation with the path of their page.
    static let places: [(place: Place, path: String)] = Place.allCases.compactMap { place in
        all.first { $0.place == place }.map { (place, $0.path) }
    }

    /// Whether there is a page about a single container to link to.
    static let hasContainerPage = all.contains { $0.path == "/towns/{town}/containers/{slot}" }

    static func register(in router: Router<WebContext>, office: Office) {
        for prefix in Set(["", office.configuration.normalisedPrefix]) {
            for page in all {
                for method in methods(of: page) {
                    router.on(RouterPath(prefix + page.path), method: method) { request, context in
                        let call = try PageCall(office: office, request: request, context: context)
                        return try await page.respond(call).response(to: request)
                    }
                }
            }
        }
    }

    /// The methods a path can be asked with, as ``EndpointTable/methods(at:prefix:)`` tells them for programs.
    static func methods(at path: String, prefix: String) -> [HTTPRequest.Method] {
        pages(at: path, prefix: prefix).flatMap(methods(of:))
    }

    /// Whether the page at this path answers without signing in.
    static func isOpen(_ path: String, prefix: String) -> Bool {
        let found = pages(at: path, prefix: prefix)
        return !found.isEmpty && found.allSatisfy(\.isOpen)
    }

    private static func pages(at path: String, prefix: String) -> [Page] {
        let parts = PathParts(path, prefix: prefix)
        return all.filter { parts.fit($0.path) }
    }

    private static func methods(of page: Page) -> [HTTPRequest.Method] {
        page.method == .get ? [.get, .head] : [page.method]
    }
}

/// A path without the prefix, to be held against templates such as `/towns/{town}/today`.
struct PathParts {
    private let parts: [Substring]

    init(_ path: String, prefix: String) {
        let all = path.split(separator: "/")
        let prefixParts = prefix.split(separator: "/")
        parts = !prefixParts.isEmpty && all.starts(with: prefixParts) ? Array(all.dropFirst(prefixParts.count)) : all
    }

    var first: Substring? { parts.first }

    func fit(_ template: String) -> Bool {
        let pattern = template.split(separator: "/")
        return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0.first == "{" || $0 == $1 }
    }
}
