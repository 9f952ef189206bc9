import Model
import Reports

/// A level as pages show it: shape and colour of its band, the number, and how old it is. The same shapes as `bandShapes` in `page.js`.
enum LevelMark {
    static func html(_ level: Double?, ageSeconds: Int?, _ town: TownView) -> HTML {
        let key = bandKey(level)
        return tag("span", .class("level")) {
            tag(
                "svg", .class("level-mark band-\(key)"), Attribute("viewBox", "0 0 20 20"), Attribute("aria-hidden", "true")
            ) {
                tag("path", Attribute("d", shapes[key] ?? ""), Attribute("fill-rule", "evenodd"), text: "")
            }
            level.map(town.format.percent) ?? town(ShellTerm.noData)
            if let ageSeconds { tag("span", .class("age"), text: town.format.age(seconds: ageSeconds)) }
        }
    }

    static func bandKey(_ level: Double?) -> String {
        switch level.map({ FillBand(level: $0) }) {
        case .upTo25: "25"
        case .upTo50: "50"
        case .upTo75: "75"
        case .upTo100: "100"
        case .over100: "over"
        case nil: "none"
        }
    }

    private static let shapes = [
        "25": "M10 4a6 6 0 1 0 0 12a6 6 0 1 0 0-12z", "50": "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", "75": "M3 3h14v14h-14z",
        "100": "M10 0L20 10L10 20L0 10z", "over": "M6 0h8l6 6v8l-6 6h-8l-6-6v-8z",
        "none": "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM10 5a5 5 0 1 1 0 10a5 5 0 1 1 0-10z",
    ]
}
