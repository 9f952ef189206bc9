import HTTPTypes
import Model
import Reports

/// What all report pages share: the row of reports, the head with its exports, tables.
struct ReportFrame {
    let call: PageCall
    let view: TownView

    static let entries: [(path: String, term: ReportTerm)] = [
        ("reports", .day), ("reports/month", .month), ("reports/hot-spots", .hotSpots), ("reports/right-sizing", .rightSizing),
        ("reports/evaluation", .evaluation),
    ]

    /// - Parameters:
    ///   - current: the path of the report that is shown.
    ///   - exports: address below `/api/v1/towns/{town}/`, to which the format is added; `nil` while there is nothing to export.
    func page(
        current: String, title: String, lead: String? = nil, exports: String?, scripts: [String] = [],
        @HTMLBuilder tools: () -> HTML,
        @HTMLBuilder content: () -> HTML
    ) -> Answer {
        let body = tag("div", .class("report")) {
            tag("ul", .class("subnav no-print")) {
                for entry in Self.entries {
                    tag("li") {
                        tag(
                            "a", .href(call.link(view.path(entry.path))),
                            .optional("aria-current", entry.path == current ? "page" : nil), text: view(entry.term))
                    }
                }
            }
            tag("div", .class("report-head")) {
                tag("div") {
                    tag("h1", text: title)
                    if let lead { tag("p", .class("note"), text: lead) }
                }
                tag("div", .class("row no-print")) { tools() }
            }
            content()
            exports.map(downloads)
        }
        return PageLayout(
            title: title, town: view, place: .reports, scripts: scripts, styles: ["operator.css"], content: body
        ).answer(call)
    }

    private func downloads(_ path: String) -> HTML {
        let base = call.prefix + "/api/v1/towns/\(view.id)/" + path
        let mark = path.contains("?") ? "&" : "?"
        let language = "lang=\(view.language.rawValue)"
        return tag("div", .class("row no-print")) {
            tag(
                "a", .class("button"), .href("\(base)\(mark)format=csv&dialect=excel-de&\(language)"), .flag("download"),
                text: view(ReportTerm.csvExcel))
            tag(
                "a", .class("button"), .href("\(base)\(mark)format=csv&\(language)"), .flag("download"),
                text: view(ReportTerm.csv))
            tag("a", .class("button"), .href("\(base)\(mark)format=json&\(language)"), text: view(ReportTerm.json))
            tag("button", Attribute("data-print", ""), text: view(ShellTerm.print))
        }
    }

    func figure(_ term: ReportTerm, _ value: String, _ beside: String? = nil) -> HTML {
        tag("div", .class("figure")) {
            tag("dt", text: view(term))
            tag("dd", text: value)
            if let beside { tag("dd", .class("beside"), text: beside) }
        }
    }

    /// A table; heads with `true` are numbers.
    func table(_ heads: [(term: ReportTerm, isNumber: Bool)], @HTMLBuilder rows: () -> HTML) -> HTML {
        tag("div", .class("scroll")) {
            tag("table", .class("dense")) {
                tag("thead") {
                    tag("tr") {
                        for head in heads {
                            tag("th", Attribute("scope", "col"), .class(head.isNumber ? "number" : ""), text: view(head.term))
                        }
                    }
                }
                tag("tbody") { rows() }
            }
        }
    }

    func number(_ text: String) -> HTML { tag("td", .class("number"), text: text) }

    /// Chips for how far to look back.
    func lookBack(_ path: String, days: Int) -> HTML {
        let choices: [(days: Int, term: ReportTerm)] = [(90, .days90), (180, .days180), (365, .days365)]
        return tag("ul", .class("chips"), .label(view(ReportTerm.lookBack))) {
            for choice in choices {
                tag("li") {
                    tag(
                        "a", .class(choice.days == days ? "chip is-on" : "chip"),
                        .optional("aria-current", choice.days == days ? "true" : nil),
                        .href(call.link(view.path(path), [("days", String(choice.days))])), text: view(choice.term))
                }
            }
        }
    }

    func overfull(_ time: OverfullDocument) -> String { "\(view.format.number(time.overfullHours, digits: 1)) h" }

    func spread(_ spread: SpreadDocument?) -> (value: String, beside: String?) {
        guard let spread else { return ("–", nil) }
        return (
            view.format.percent(spread.median),
            view(
                ReportTerm.levelSpread,
                [
                    "low": view.format.percent(spread.lowDecile), "high": view.format.percent(spread.highDecile),
                    "count": view.format.number(spread.count),
                ])
        )
    }
}
