import Model
import Reports

/// A level as pages show it: a mark of colour and shape, the number, and its age beside it. The same as `levelMark` of page.js.
struct LevelMark {
    var level: Double?
    var ageSeconds: Int?

    init(level: Double?, ageSeconds: Int? = nil) {
        self.level = level
        self.ageSeconds = ageSeconds
    }

    init(_ status: ContainerStatus) { self.init(level: status.current?.level, ageSeconds: status.ageSeconds) }

    func html(_ view: TownView) -> HTML {
        tag("span", .class("level")) {
            mark
            tag("span", text: level.map { view.format.percent($0) } ?? view(ShellTerm.noData))
            if let ageSeconds { tag("span", .class("age"), text: view.format.age(seconds: ageSeconds)) }
        }
    }

    /// The drawing alone.
    var mark: HTML {
        tag(
            "svg", .class("level-mark band-\(key)"), Attribute("viewBox", "0 0 20 20"), Attribute("aria-hidden", "true")
        ) { tag("path", Attribute("d", shape), Attribute("fill-rule", "evenodd"), text: "") }
    }

    /// The end of the class name, as page.js has it.
    var key: String {
        switch level.map({ FillBand(level: $0) }) {
        case .upTo25: "25"
        case .upTo50: "50"
        case .upTo75: "75"
        case .upTo100: "100"
        case .over100: "over"
        case nil: "none"
        }
    }

    private var shape: String {
        switch key {
        case "25": "M10 4a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"
        case "50": "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z"
        case "75": "M3 3h14v14h-14z"
        case "100": "M10 0L20 10L10 20L0 10z"
        case "over": "M6 0h8l6 6v8l-6 6h-8l-6-6v-8z"
        default: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM10 5a5 5 0 1 1 0 10a5 5 0 1 1 0-10z"
        }
    }
}
