import Reports

/// The page at `/`: what this is and where to go. No style, script or image, so that the strictest policy holds.
struct IndexPage: Sendable {
    let language: Language
    let prefix: String

    var html: String {
        let links = Self.links.map { link in
            "<li><a href=\"\(prefix)\(link.path)\">\(link.path)</a>: \(language == .german ? link.german : link.english)</li>"
        }
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Füllort</title>
            </head>
            <body>
            <main>
            <h1>Füllort</h1>
            <p>\(language == .german ? Self.german : Self.english)</p>
            <ul>
            \(links.joined(separator: "\n"))
            </ul>
            </main>
            </body>
            </html>

            """
    }

    private static let german = """
        Füllort leert öffentliche Behälter nach Bedarf: Füllstände, Prognosen, Pläne und Touren. \
        Dieser Dienst antwortet Programmen; auch die Befehle <code>fuellort plan</code> und <code>fuellort containers</code> zeigen, \
        was er weiß.
        """
    private static let english = """
        Füllort empties public containers by need: levels, forecasts, plans and tours. This service answers programs; \
        the commands <code>fuellort plan</code> and <code>fuellort containers</code> show what it knows, too.
        """

    private static let links: [(path: String, german: String, english: String)] = [
        ("/api/v1/towns", "die Städte dieser Installation", "the towns of this installation"),
        ("/api/v1/openapi.json", "Beschreibung aller Adressen (OpenAPI 3.1)", "description of all addresses (OpenAPI 3.1)"),
        ("/readyz", "ob alles bereit ist", "whether everything is ready"),
        ("/metrics", "Messwerte für Prometheus", "figures for Prometheus"),
    ]
}
