import Foundation
import HTTPTypes
import Model
import Reports

/// One container: how it is, how it went, how it goes on, what people say about it.
enum ContainerPage {
    static let all: [Page] = [
        Page(path: "/towns/{town}/containers/{slot}", respond: { call in try await answer(call) })
    ]

    private static let ranges: [(days: Int, term: ContainerTerm)] = [
        (7, .days7), (28, .days28), (90, .days90), (365, .days365),
    ]

    private static func answer(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let slot: SlotID = try call.id("slot")
        let status = try await call.desk.container(town: view.id, slot: slot, dueOn: nil)
        let wanted = Int(call.query["days"] ?? "") ?? 28
        let days = ranges.map(\.days).contains(wanted) ? wanted : 28
        let now = call.office.now
        let window = try await SlotEndpoints.document(
            call.desk, view.data, slot: slot, from: now.adding(days: -Double(days)), to: now, view.wording)
        let notes = try await call.desk.notes(town: view.id, slot: slot)
        let alarms = try await call.desk.alarms(
            town: view.id, filter: AlarmFilter(state: .all, slot: slot), before: nil, limit: 50)
        let reasoning = try await ContainerReasoning.gather(call, view, slot: slot)
        let parts = ContainerParts(call: call, view: view, status: status, window: window, alarms: alarms, now: now)
        let content = tag("div", .class("container-page")) {
            parts.head
            parts.figures
            parts.plot(days: days, ranges: ranges)
            parts.alarmList
            reasoning?.html
            tag("div", .class("columns")) {
                parts.entry
                parts.notes(notes)
                parts.planned
                parts.emptyings
                parts.excluded
            }
        }
        return PageLayout(
            title: status.site.name, town: view, place: .map, scripts: ["container", "alarms"], styles: ["operator.css"],
            json: "{\"slot\":\"\(slot)\"}", content: content
        ).answer(call)
    }
}

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
            figure(.fullAt, HTML(status.forecast?.fullAt.map { view.format.dayAndTime($0) } ?? "–"), beside: range)
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
        guard let earliest = forecast.fullEarliest, let latest = forecast.fullLatest else { return from }
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

    @HTMLBuilder var alarmList: HTML {
        if !alarms.isEmpty {
            section(.alarms) {
                tag("div", .class("scroll short")) { AlarmTable(call: call, view: view).html(Array(alarms.prefix(20))) }
            }
        }
    }

    /// One row a local day, newest first.
    private var dayTable: HTML {
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

    var emptyings: HTML {
        section(.emptyings) {
            if window.emptyings.isEmpty {
                tag("p", .class("note"), text: view(ContainerTerm.emptyingsNone))
            } else {
                table([.when, .before, .after, .source, .confidence], numbers: 1...2) {
                    for emptying in window.emptyings.reversed() {
                        tag("tr") {
                            tag("td", .class("nowrap"), text: view.format.dayAndTime(emptying.at))
                            number(emptying.levelBefore.map { view.format.percent($0) } ?? "–")
                            number(emptying.levelAfter.map { view.format.percent($0) } ?? "–")
                            tag("td", text: view(ContainerTerm(emptying.source)))
                            number(view.format.percent(emptying.confidence))
                        }
                    }
                }
            }
        }
    }

    var planned: HTML {
        section(.planned) {
            if window.planned.isEmpty {
                tag("p", .class("note"), text: view(ContainerTerm.plannedNone))
            } else {
                table([.when, .tour, .expectedHead, .reason], numbers: 2...2) {
                    for stop in window.planned {
                        tag("tr") {
                            tag("td", .class("nowrap"), text: view.format.dayAndTime(stop.arrival))
                            tag("td") {
                                tag(
                                    "a", .href(call.link(view.path("today"), [("plan", stop.plan.rawValue)])),
                                    text: stop.vehicleName)
                            }
                            number(view.format.percent(stop.expectedLevel))
                            tag("td", text: stop.reason.text)
                        }
                    }
                }
            }
        }
    }

    var excluded: HTML {
        section(.excluded) {
            if window.excluded.isEmpty {
                tag("p", .class("note"), text: view(ContainerTerm.excludedNone))
            } else {
                tag("p", .class("note"), text: view(ContainerTerm.excludedLead))
                tag("div", .class("scroll short")) {
                    table([.when, .value, .reason], numbers: 1...1) {
                        for reading in window.excluded.reversed().prefix(100) {
                            tag("tr") {
                                tag("td", .class("nowrap"), text: view.format.dayAndTime(reading.at))
                                number(reading.level.map { view.format.percent($0) } ?? "–")
                                tag("td", text: reading.text)
                            }
                        }
                    }
                }
            }
        }
    }

    func notes(_ notes: [SlotNote]) -> HTML {
        section(.notes) {
            if notes.isEmpty { tag("p", .class("note"), text: view(ContainerTerm.notesNone)) }
            tag("ul", .class("note-list"), .id("notes")) {
                for note in notes {
                    tag("li") {
                        tag("p", text: note.text)
                        tag(
                            "p", .class("soft small"),
                            text: [view.format.dayAndTime(note.at), note.author].compactMap(\.self).joined(separator: " · "))
                    }
                }
            }
            tag("form", .class("form-grid no-print"), .id("note-form")) {
                tag("div", .class("field")) {
                    tag("label", Attribute("for", "note-text"), text: view(ContainerTerm.noteText))
                    tag(
                        "textarea", .id("note-text"), Attribute("name", "text"), Attribute("rows", "2"),
                        Attribute("maxlength", String(NewNoteBody.longest)), .flag("required"), text: "")
                }
                authorField
                tag("div") { tag("button", text: view(ContainerTerm.noteNew)) }
            }
        }
    }

    var entry: HTML {
        section(.enter) {
            tag("p", .class("note"), text: view(ContainerTerm.enterLead))
            tag("form", .class("form-grid no-print"), .id("level-form")) {
                tag("div", .class("field")) {
                    tag("label", Attribute("for", "seen-level"), text: view(ContainerTerm.enterPercent))
                    void(
                        "input", .id("seen-level"), .type("number"), Attribute("inputmode", "decimal"), Attribute("min", "0"),
                        Attribute("max", "300"), Attribute("step", "1"), .flag("required"))
                }
                tag("div") { tag("button", .class("primary"), text: view(ShellTerm.save)) }
            }
        }
    }

    private var authorField: HTML {
        tag("div", .class("field")) {
            tag("label", Attribute("for", "author"), text: view(ContainerTerm.author))
            void(
                "input", .id("author"), .type("text"), Attribute("autocomplete", "name"),
                Attribute("maxlength", String(Author.longest)), Attribute("aria-describedby", "author-hint"))
            tag("span", .class("hint"), .id("author-hint"), text: view(ContainerTerm.authorHint))
        }
    }

    private func section(_ title: ContainerTerm, @HTMLBuilder _ content: () -> HTML) -> HTML {
        tag("section", .class("card")) {
            tag("h2", text: view(title))
            content()
        }
    }

    private func table(
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

    private func number(_ text: String) -> HTML { tag("td", .class("number"), text: text) }
}
