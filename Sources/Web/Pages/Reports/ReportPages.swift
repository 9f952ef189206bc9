import HTTPTypes
import Model
import Reports

/// The reports of a day and of a month, hot spots, and suggestions on size and rhythm.
enum ReportPages {
    static let all: [Page] = [
        Page(path: "/towns/{town}/reports", place: .reports, respond: { call in try await DayReportPage.answer(call) }),
        Page(path: "/towns/{town}/reports/month", respond: { call in try await MonthReportPage.answer(call) }),
        Page(path: "/towns/{town}/reports/hot-spots", respond: { call in try await HotSpotPage.answer(call) }),
        Page(path: "/towns/{town}/reports/right-sizing", respond: { call in try await RightSizingPage.answer(call) }),
        Page(path: "/towns/{town}/reports/evaluation", respond: { call in try await EvaluationPage.answer(call) }),
    ]

    /// How many days back the link asks for.
    static func days(_ call: PageCall) -> Int {
        Int(call.query["days"] ?? "").flatMap { FigureEndpoints.dayRange.contains($0) ? $0 : nil } ?? 90
    }
}

/// One day: plan, emptyings, what stayed, what is wrong with the data.
enum DayReportPage {
    static func answer(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let frame = ReportFrame(call: call, view: view)
        let day = call.day("day") ?? view.clock.day(of: call.office.now).adding(days: -1)
        let emptyings = try await call.desk.emptyings(
            town: view.id, slot: nil, from: view.clock.moment(day), to: view.clock.moment(day.adding(days: 1)))
        let report = DayReport(
            day: day, plan: try await call.desk.plans(town: view.id, day: day, before: nil, limit: 1).first,
            emptyings: emptyings, containers: try await call.desk.containers(town: view.id, dueOn: day), clock: view.clock,
            asOf: call.office.now)
        let document = DayReportDocument(report, wording: view.wording)
        func link(_ other: CalendarDay) -> String { call.link(view.path("reports"), [("day", other.description)]) }
        return frame.page(
            current: "reports", title: view.format.dayWithWeekday(day),
            lead: view(ReportTerm.asOf, ["time": view.format.dayAndTime(report.asOf)]), exports: "reports/days/\(day)",
            tools: {
                tag("a", .class("button"), .href(link(day.adding(days: -1))), text: view(ReportTerm.previousDay))
                tag("form", .class("row"), Attribute("action", call.link(view.path("reports")))) {
                    tag("label", .class("sr-only"), Attribute("for", "day"), text: view(ReportTerm.day))
                    frame.call.languageField
                    void("input", .id("day"), .type("date"), Attribute("name", "day"), Attribute("value", day.description))
                    tag("button", text: view(ReportTerm.show))
                }
                tag("a", .class("button"), .href(link(day.adding(days: 1))), text: view(ReportTerm.nextDay))
            },
            content: {
                planFigures(document, frame)
                done(report, document, frame)
                if !document.leftOut.isEmpty { leftOut(document, frame) }
                if !document.violations.isEmpty {
                    section(view(ReportTerm.violations)) {
                        tag("ul") { for violation in document.violations { tag("li", text: violation.text) } }
                    }
                }
                section(view(ReportTerm.notesOnData)) {
                    tag("ul") { for note in document.dataQuality { tag("li", text: note.text) } }
                }
            })
    }

    private static func section(_ title: String, @HTMLBuilder _ content: () -> HTML) -> HTML {
        tag("section", .class("card")) {
            tag("h2", text: title)
            content()
        }
    }

    @HTMLBuilder private static func planFigures(_ report: DayReportDocument, _ frame: ReportFrame) -> HTML {
        let view = frame.view
        if let figures = report.keyFigures, let plan = report.plan {
            section(view(ReportTerm.planned)) {
                tag(
                    "p", .class("note"),
                    text: view(ReportTerm.plan, ["id": plan.rawValue])
                        + (report.distancesAreEstimates == true ? " · " + view(ReportTerm.estimate) : ""))
                tag("dl", .class("figures")) {
                    frame.figure(.tours, view.format.number(figures.tours))
                    frame.figure(
                        .lifts, view.format.number(figures.lifts),
                        "\(view.format.number(figures.stops)) \(view(ReportTerm.stops))")
                    frame.figure(.loads, view.format.number(figures.loads))
                    frame.figure(.distance, view.format.number(figures.distanceKilometres, digits: 1) + " km")
                    frame.figure(.hours, view.format.number(figures.tourHours, digits: 1) + " h")
                    frame.figure(.diesel, view.format.number(figures.dieselLitres, digits: 1) + " l")
                    if figures.electricKilowattHours > 0 {
                        frame.figure(.electricity, view.format.number(figures.electricKilowattHours, digits: 1) + " kWh")
                    }
                    frame.figure(.carbonDioxide, view.format.number(figures.carbonDioxideKilograms, digits: 1) + " kg")
                    frame.figure(.collected, view.format.number(figures.collectedKilograms / 1000, digits: 2) + " t")
                }
            }
        } else {
            tag("p", .class("warn-box"), text: view(ReportTerm.noPlan))
        }
    }

    private static func done(_ report: DayReport, _ document: DayReportDocument, _ frame: ReportFrame) -> HTML {
        let view = frame.view
        return section(view(ReportTerm.done)) {
            tag("dl", .class("figures")) {
                frame.figure(
                    .emptyings, view.format.number(report.emptyings.count),
                    view(
                        ReportTerm.sensedShort,
                        [
                            "sensed": view.format.number(document.emptyings.sensed),
                            "reported": view.format.number(document.emptyings.reported),
                        ]))
                frame.figure(.plannedDone, view.format.number(report.plannedAndEmptied))
                frame.figure(.notDone, view.format.number(report.plannedNotEmptied.count))
            }
            if !report.plannedNotEmptied.isEmpty {
                tag("details", .class("missed-list")) {
                    tag("summary", text: view(ReportTerm.notDoneList))
                    tag("ul", .class("plain")) {
                        for slot in report.plannedNotEmptied.prefix(200) {
                            let name = view.names.site(of: slot)?.name ?? slot.rawValue
                            let fraction = view.names.index.slots[slot].map { " · " + view.wording.name($0.fraction) } ?? ""
                            tag("li") {
                                tag("a", .href(frame.call.link(view.path("containers/\(slot)"))), text: name + fraction)
                            }
                        }
                    }
                }
            }
        }
    }

    private static func leftOut(_ report: DayReportDocument, _ frame: ReportFrame) -> HTML {
        section(frame.view(ReportTerm.leftOut)) {
            frame.table([(.container, false), (.reason, false), (.obstacle, false)]) {
                for entry in report.leftOut.prefix(200) {
                    tag("tr") {
                        tag("td") {
                            tag(
                                "a", .href(frame.call.link(frame.view.path("containers/\(entry.slot)"))),
                                text: entry.siteName ?? entry.slot.rawValue)
                        }
                        tag("td", text: entry.reason.text)
                        tag("td", text: entry.text)
                    }
                }
            }
        }
    }
}

/// Sites that are overfull often.
enum HotSpotPage {
    static func answer(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let frame = ReportFrame(call: call, view: view)
        let days = ReportPages.days(call)
        let report = HotSpotsDocument(try await call.desk.hotSpots(town: view.id, days: days), town: view.id)
        let limits = view(
            ReportTerm.hotLimits,
            [
                "episodes": view.format.number(report.minimumEpisodes), "share": view.format.percent(report.minimumOverfullShare),
                "observed": view.format.number(report.observedSites), "all": view.format.number(report.allSites),
                "from": view.format.day(view.clock.day(of: report.from)), "to": view.format.day(view.clock.day(of: report.to)),
            ])
        return frame.page(
            current: "reports/hot-spots", title: view(ReportTerm.hotSpots), lead: view(ReportTerm.hotLead),
            exports: "reports/hot-spots?days=\(days)", tools: { frame.lookBack("reports/hot-spots", days: days) },
            content: {
                if report.sites.isEmpty {
                    tag("p", .class("good-box"), text: view(ReportTerm.hotNone))
                } else {
                    tag("div", .class("card")) { table(report, frame) }
                }
                tag("p", .class("note"), text: limits)
            })
    }

    private static func table(_ report: HotSpotsDocument, _ frame: ReportFrame) -> HTML {
        let view = frame.view
        return frame.table([
            (.site, false), (.district, false), (.overfull, true), (.share, true), (.episodes, true), (.highest, true),
            (.emptyings, true), (.readings, true), (.worst, false),
        ]) {
            for entry in report.sites.prefix(200) {
                tag("tr") {
                    tag("td", text: entry.siteName)
                    tag("td", text: entry.district ?? "")
                    frame.number(frame.overfull(entry.overfull))
                    frame.number(entry.overfull.overfullShare.map { view.format.percent($0) } ?? "–")
                    frame.number(view.format.number(entry.overfull.episodes))
                    frame.number(entry.overfull.highestLevel.map { view.format.percent($0) } ?? "–")
                    frame.number(view.format.number(entry.emptyings))
                    frame.number(view.format.number(entry.readings))
                    tag("td") {
                        for slot in entry.slots {
                            tag(
                                "a", .href(frame.call.link(view.path("containers/\(slot.slot)"))),
                                text: "\(view.wording.name(slot.fraction)) (\(view.format.number(slot.overfull.episodes)))")
                            " "
                        }
                    }
                }
            }
        }
    }
}

/// Containers and rhythms that do not fit.
enum RightSizingPage {
    static func answer(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let frame = ReportFrame(call: call, view: view)
        let days = ReportPages.days(call)
        let sizing = try await call.desk.rightSizing(town: view.id, days: days)
        let report = RightSizingDocument(sizing, wording: view.wording)
        let limits = view(
            ReportTerm.sizeLimits,
            [
                "observations": view.format.number(report.minimumObservations), "judged": view.format.number(report.judgedSlots),
                "all": view.format.number(report.allSlots), "from": view.format.day(view.clock.day(of: report.from)),
                "to": view.format.day(view.clock.day(of: report.to)),
            ])
        return frame.page(
            current: "reports/right-sizing", title: view(ReportTerm.rightSizing), lead: view(ReportTerm.sizeLead),
            exports: "reports/right-sizing?days=\(days)", tools: { frame.lookBack("reports/right-sizing", days: days) },
            content: {
                if report.suggestions.isEmpty {
                    tag("p", .class("good-box"), text: view(ReportTerm.sizeNone))
                } else {
                    tag("div", .class("card")) { table(report, frame) }
                }
                tag("p", .class("note"), text: limits)
            })
    }

    private static func table(_ report: RightSizingDocument, _ frame: ReportFrame) -> HTML {
        let view = frame.view
        return frame.table([
            (.container, false), (.verdict, false), (.observations, true), (.median, true), (.high, true), (.interval, true),
            (.suggestion, false), (.saves, false),
        ]) {
            for entry in report.suggestions.prefix(300) {
                tag("tr") {
                    tag("td") {
                        tag("a", .href(frame.call.link(view.path("containers/\(entry.slot)"))), text: entry.siteName)
                        tag("span", .class("soft small"), text: " \(view.wording.name(entry.fraction))")
                    }
                    tag("td") {
                        tag(
                            "span", .class(entry.verdict == "overfull" ? "tag is-fault" : "tag is-warn"),
                            text: view(entry.verdict == "overfull" ? ReportTerm.overfullVerdict : .underused))
                    }
                    frame.number(view.format.number(entry.levelAtEmptying.count))
                    frame.number(view.format.percent(entry.levelAtEmptying.median))
                    frame.number(view.format.percent(entry.levelAtEmptying.highDecile))
                    frame.number(
                        entry.intervalDays.map { view.format.number($0, digits: 1) + (view.language == .german ? " T" : " d") }
                            ?? "–")
                    tag("td", text: entry.text)
                    tag("td", text: effect(entry.savedEmptyingsPerYear, view))
                }
            }
        }
    }

    private static func effect(_ saved: Double?, _ view: TownView) -> String {
        guard let saved, abs(saved) >= 0.5 else { return "" }
        return view(saved > 0 ? ReportTerm.savesYear : .costsYear, ["count": view.format.number(abs(saved))])
    }
}
