import Model
import Reports

/// The parts of a container's page.
struct ContainerParts {
    let call: PageCall
    let view: TownView
    let status: ContainerStatus
    let window: SlotWindowDocument
    /// Newest first.
    let alarms: [Alarm]
    let now: Timestamp

    private func moment(_ at: Timestamp?) -> String { at.map { view.format.dayAndTime($0) } ?? view(ContainerTerm.never) }

    @HTMLBuilder var head: HTML {
        tag("div", .class("row spread")) {
            tag("div") {
                tag("p", .class("crumbs small")) {
                    tag("a", .href(call.link(view.path("map"))), text: view(ContainerTerm.backToMap))
                    tag(
                        "span", .class("soft"),
                        text: [status.site.district, status.slot.id.rawValue].compactMap(\.self).joined(separator: " · "))
                }
                tag("h1", text: "\(status.site.name) · \(view.wording.name(status.slot.fraction))")
            }
            tag(
                "a", .class("button"), .href(call.link(view.path("settings/slots/\(status.slot.id)"))),
                text: view(ContainerTerm.settingsLink))
        }
        tag("p", .class(status.isDue ? "warn-box" : "note")) {
            if let reason = status.dueReason {
                view(
                    ContainerTerm.dueOn,
                    ["day": view.format.day(status.dueDay), "reason": view.wording.sentence(reason)])
            } else {
                view(ContainerTerm.notDue, ["day": view.format.day(status.dueDay)])
            }
        }
        if !status.qualityReasons.isEmpty {
            tag(
                "p", .class("fault-box"),
                text: view(
                    ContainerTerm.reasonsAgainst,
                    ["reasons": status.qualityReasons.map { view.wording.name(qualityReason: $0) }.joined(separator: ", ")]))
        }
    }

    var figures: HTML {
        tag("dl", .class("figures")) {
            figure(.level, LevelMark(status).html(view), beside: nil)
            figure(
                .trust, HTML(status.current.map { view.format.percent($0.trust) } ?? "–"), beside: view(ContainerTerm.trustHint))
            figure(.fullAt, HTML(fullAt), beside: range)
            figure(
                .lastEmptying, HTML(status.current?.lastEmptying.map { view.format.dayAndTime($0.at) } ?? "–"),
                beside: status.current?.lastEmptying.map { view(ContainerTerm($0.source)) })
            figure(
                .device,
                tag("span") {
                    status.slot.device?.rawValue ?? view(ContainerTerm.noDevice)
                    if status.isSilent { tag("span", .class("tag is-fault"), text: view(ContainerTerm.silent)) }
                },
                beside: status.slot.device == nil
                    ? nil : "\(view(ContainerTerm.lastHeard)): \(moment(status.current?.lastHeardAt))")
            figure(
                .battery, HTML(status.current?.batteryPercent.map { view.format.number($0) + " %" } ?? "–"),
                beside: status.current?.temperatureCelsius.map {
                    "\(view(ContainerTerm.temperature)): \(view.format.number($0, digits: 1)) °C"
                })
            figure(
                .type, HTML(status.type?.name ?? "–"),
                beside: status.type.map { "\(view(ContainerTerm.volume)): \(view.format.number($0.usableVolumeLitres)) l" })
        }
    }

    /// A container that is over 100 % has no moment at which it will be full.
    private var fullAt: String {
        guard let at = status.forecast?.fullAt else { return "–" }
        return at <= status.asOf ? view(ContainerTerm.fullAlready) : view.format.dayAndTime(at)
    }

    private var range: String? {
        guard let forecast = status.forecast else { return nil }
        let basis: ContainerTerm =
            switch forecast.basis {
            case .readings: .basisReadings
            case .fraction: .basisFraction
            case .rhythm: .basisRhythm
            }
        let influences = (forecast.influences ?? []).map { ". " + view.wording.sentence($0) }.joined()
        let from = view(ContainerTerm.forecastBasis, ["basis": view(basis)]) + influences
        guard let earliest = forecast.fullEarliest, let latest = forecast.fullLatest, latest > status.asOf else { return from }
        return view(
            ContainerTerm.fullRange,
            ["earliest": view.format.dayAndTime(earliest), "latest": view.format.dayAndTime(latest)]) + ". " + from
    }

    private func figure(_ term: ContainerTerm, _ value: HTML, beside: String?) -> HTML {
        tag("div", .class("figure")) {
            tag("dt", text: view(term))
            tag("dd", .class("figure-value")) { value }
            if let beside { tag("dd", .class("beside"), text: beside) }
        }
    }

    func plot(days: Int, ranges: [(days: Int, term: ContainerTerm)]) -> HTML {
        let plot = LevelPlot(window: window, alarms: alarms, view: view, now: now)
        return tag("section", .class("card"), Attribute("aria-labelledby", "plot-title")) {
            tag("header", .class("row spread")) {
                tag("h2", .id("plot-title"), text: view(ContainerTerm.plot))
                tag("ul", .class("chips no-print"), .label(view(ContainerTerm.range))) {
                    for range in ranges {
                        tag("li") {
                            tag(
                                "a", .class(range.days == days ? "chip is-on" : "chip"),
                                .optional("aria-current", range.days == days ? "true" : nil),
                                .href(
                                    call.link(
                                        view.path("containers/\(status.slot.id)"), [("days", String(range.days))])),
                                text: view(range.term))
                        }
                    }
                }
            }
            tag("div", .class("scroll"), Attribute("tabindex", "0"), Attribute("role", "group"), .label(view(ContainerTerm.plot)))
            {
                plot.html
            }
            plot.legend
            tag("details") {
                tag("summary", text: view(ContainerTerm.asTable))
                tag("div", .class("scroll")) { dayTable }
            }
        }
    }

    /// One row a local day, newest first.
    var dayTable: HTML {
        let byDay = Dictionary(grouping: window.levels) { view.clock.day(of: $0.at) }.sorted { $0.key > $1.key }
        return table([.tableDay, .tableLow, .tableMean, .tableHigh, .tableCount], numbers: 1...) {
            for (day, points) in byDay {
                tag("tr") {
                    tag("td", text: view.format.day(day))
                    number(view.format.percent(points.map { $0.minimum ?? $0.level }.min() ?? 0))
                    number(view.format.percent(points.reduce(0) { $0 + $1.level } / Double(points.count)))
                    number(view.format.percent(points.map { $0.maximum ?? $0.level }.max() ?? 0))
                    number(view.format.number(points.count))
                }
            }
        }
    }

    func section(_ title: ContainerTerm, @HTMLBuilder _ content: () -> HTML) -> HTML {
        tag("section", .class("card")) {
            tag("h2", text: view(title))
            content()
        }
    }

    func table(
        _ heads: [ContainerTerm], numbers: some RangeExpression<Int>, @HTMLBuilder _ rows: () -> HTML
    ) -> HTML {
        tag("table", .class("dense")) {
            tag("thead") {
                tag("tr") {
                    for (index, head) in heads.enumerated() {
                        tag(
                            "th", Attribute("scope", "col"), .class(numbers.contains(index) ? "number" : ""), text: view(head))
                    }
                }
            }
            tag("tbody") { rows() }
        }
    }

    func number(_ text: String) -> HTML { tag("td", .class("number"), text: text) }
}
