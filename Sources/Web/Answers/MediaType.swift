/// The media types that are spoken here.
enum MediaType {
    static let json = "application/json"
    static let problem = "application/problem+json"
    static let geoJSON = "application/geo+json"
    static let gpx = "application/gpx+xml"
    static let csv = "text/csv; charset=utf-8"
    static let yaml = "application/yaml; charset=utf-8"
    static let html = "text/html; charset=utf-8"
    static let eventStream = "text/event-stream"
    static let prometheus = "text/plain; version=0.0.4; charset=utf-8"

    /// The type without its parameters.
    static func essence(_ type: some StringProtocol) -> String {
        String(type.prefix { $0 != ";" }.filter { $0 != " " }).lowercased()
    }
}

/// A form in which a document can be had.
enum Format: String, CaseIterable, Sendable {
    case json, geojson, gpx, csv

    var mediaType: String {
        switch self {
        case .json: MediaType.json
        case .geojson: MediaType.geoJSON
        case .gpx: MediaType.gpx
        case .csv: MediaType.csv
        }
    }

    /// The best of `offered` for an `Accept` header (RFC 9110 §12.5.1): highest weight first, then the order of `offered`. `nil` if
    /// the header rules all of them out.
    static func best(of offered: [Format], accept: String?) -> Format? {
        guard let accept, !accept.isEmpty else { return offered.first }
        let wishes = accept.split(separator: ",").prefix(50).map { item -> (range: String, weight: Double) in
            let parameters = item.split(separator: ";").dropFirst().map { $0.filter { $0 != " " } }
            let weight = parameters.first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            return (MediaType.essence(item), weight)
        }
        let rated = offered.map { format in (format, weight(of: MediaType.essence(format.mediaType), wishes)) }
        let best = rated.map(\.1).max() ?? 0
        return best > 0 ? rated.first { $0.1 == best }?.0 : nil
    }

    /// The weight of the most specific range that matches.
    private static func weight(of type: String, _ wishes: [(range: String, weight: Double)]) -> Double {
        let group = type.prefix { $0 != "/" } + "/*"
        for range in [type, String(group), "*/*"] {
            if let wish = wishes.first(where: { $0.range == range }) { return wish.weight }
        }
        return 0
    }
}
