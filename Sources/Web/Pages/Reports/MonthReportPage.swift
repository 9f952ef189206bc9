import HTTPTypes
import Model
import Reports

/// A month: figures, a bar for each day, fractions.
enum MonthReportPage {
    static func answer(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let frame = ReportFrame(call: call, view: view)
        let today = view.clock.day(of: call.office.now)
        let month = (call.query["month"]).flatMap { CalendarMonth(iso: $0) } ?? CalendarMonth(of: today)
        let report = try await MonthReportDocument(
            call.desk.monthReport(town: view.id, month: month), wording: view.wording)
        func link(_ other: CalendarMonth) -> String {
            call.link(view.path("reports/month"), [("month", other.description)])
        }
        return frame.page(
            current: "reports/month", title: name(month, view),
            lead: view(ReportTerm.asOf, ["time": view.format.dayAndTime(report.asOf)]) + " · "
                + view(
                    ReportTerm.observed,
                    ["observed": view.format.number(report.observedSlots), "slots": view.format.number(report.slots)]),
            exports: "reports/months/\(month)",
            tools: {
                tag("a", .class("button"), .href(link(month.previous)), text: view(ReportTerm.previousMonth))
                if month < CalendarMonth(of: today) {
                    tag("a", .class("button"), .href(link(month.next)), text: view(ReportTerm.nextMonth))
                }
            },
            content: {
                tag("section", .class("card")) {
                    tag("h2", text: view(ReportTerm.done))
                    tag("dl", .class("figures")) { done(report, frame) }
                }
                tag("section", .class("card")) {
                    tag("h2", text: view(ReportTerm.planned))
                    tag("dl", .class("figures")) { planned(report, frame) }
                }
                tag("section", .class("card")) {
                    tag("h2", text: view(ReportTerm.byDay))
                    tag(
                        "div", .class("scroll"), Attribute("tabindex", "0"), Attribute("role", "group"),
                        .label(view(ReportTerm.byDay))
                    ) {
                        MonthPlot(report: report, view: view).html
                    }
                    MonthPlot(report: report, view: view).legend
                    tag("details") {
                        tag("summary", text: view(ReportTerm.byDay))
                        days(report, frame)
                    }
                }
                tag("section", .class("card")) {
                    tag("h2", text: view(ReportTerm.byFraction))
                    fractions(report, frame)
                }
                tag("p", .class("note"), text: view(ReportTerm.method))
            })
    }

    private static func name(_ month: CalendarMonth, _ view: TownView) -> String {
        "\(Phrase.months[month.month - 1].text(in: view.language)) \(month.year)"
    }

    @HTMLBuilder private static func done(_ report: MonthReportDocument, _ frame: ReportFrame) -> HTML {
        let view = frame.view
        let spread = frame.spread(report.levelAtEmptying)
        frame.figure(
            .emptyings, view.format.number(report.done.emptyings),
            view(
                ReportTerm.sensedShort,
                ["sensed": view.format.number(report.done.sensed), "reported": view.format.number(report.done.reported)]))
        frame.figure(
            .plannedDone, view.format.number(report.done.plannedAndEmptied),
            "\(view.format.number(report.done.plannedNotEmptied)) \(view(ReportTerm.notDone))")
        frame.figure(.levelAtEmptying, spread.value, spread.beside)
        frame.figure(
            .overfullHours, frame.overfull(report.overfull),
            view(
                ReportTerm.overfullOf,
                [
                    "share": view.format.number((report.overfull.overfullShare ?? 0) * 100, digits: 1)
                        + (view.language == .german ? " %" : "%"),
                    "hours": view.format.number(report.overfull.observedHours),
                    "episodes": view.format.number(report.overfull.episodes),
                ]))
        frame.figure(
            .collected, view.format.number(report.done.emptiedKilograms / 1000, digits: 1) + " t", view(ReportTerm.emptiedMass))
    }

    @HTMLBuilder private static func planned(_ report: MonthReportDocument, _ frame: ReportFrame) -> HTML {
        let view = frame.view
        let planned = report.planned
        frame.figure(.tours, view.format.number(planned.tours))
        frame.figure(.lifts, view.format.number(planned.lifts), "\(view.format.number(planned.stops)) \(view(ReportTerm.stops))")
        frame.figure(
            .distance, view.format.number(planned.distanceKilometres, digits: 1) + " km",
            report.distancesAreEstimates == true ? view(ReportTerm.estimate) : nil)
        frame.figure(.hours, view.format.number(planned.tourHours, digits: 1) + " h")
        frame.figure(.diesel, view.format.number(planned.dieselLitres, digits: 1) + " l")
        if planned.electricKilowattHours > 0 {
            frame.figure(.electricity, view.format.number(planned.electricKilowattHours, digits: 1) + " kWh")
        }
        frame.figure(.carbonDioxide, view.format.number(planned.carbonDioxideKilograms, digits: 1) + " kg")
        frame.figure(.collected, view.format.number(planned.collectedKilograms / 1000, digits: 1) + " t")
    }

    private static func days(_ report: MonthReportDocument, _ frame: ReportFrame) -> HTML {
        let view = frame.view
        return frame.table([
            (.day, false), (.lifts, true), (.done, true), (.plannedDone, true), (.notDone, true), (.distance, true),
            (.hours, true), (.carbonDioxide, true),
        ]) {
            for day in report.days where day.plan != nil || day.emptied > 0 {
                tag("tr") {
                    tag("td") {
                        tag(
                            "a", .href(frame.call.link(view.path("reports"), [("day", day.day.description)])),
                            text: view.format.day(day.day))
                    }
                    frame.number(view.format.number(day.plannedLifts))
                    frame.number(view.format.number(day.emptied))
                    frame.number(view.format.number(day.plannedAndEmptied))
                    frame.number(day.plannedNotEmptied.map { view.format.number($0) } ?? "–")
                    frame.number(view.format.number(day.distanceKilometres, digits: 1) + " km")
                    frame.number(view.format.number(day.tourHours, digits: 1) + " h")
                    frame.number(view.format.number(day.carbonDioxideKilograms, digits: 1) + " kg")
                }
            }
        }
    }

    private static func fractions(_ report: MonthReportDocument, _ frame: ReportFrame) -> HTML {
        let view = frame.view
        return frame.table([
            (.fraction, false), (.slots, true), (.emptyings, true), (.levelAtEmptying, true), (.high, true), (.overfull, true),
            (.collected, true),
        ]) {
            for share in report.fractions {
                tag("tr") {
                    tag("td", text: share.name)
                    frame.number(view.format.number(share.slots))
                    frame.number(view.format.number(share.emptyings))
                    frame.number(share.levelAtEmptying.map { view.format.percent($0.median) } ?? "–")
                    frame.number(share.levelAtEmptying.map { view.format.percent($0.highDecile) } ?? "–")
                    frame.number(frame.overfull(share.overfull))
                    frame.number(view.format.number(share.emptiedKilograms / 1000, digits: 2) + " t")
                }
            }
        }
    }
}

/// Two bars a day: planned as an outline, emptied filled.
struct MonthPlot {
    let report: MonthReportDocument
    let view: TownView

    private var ceiling: Int { max(5, report.days.map { max($0.plannedLifts, $0.emptied) }.max() ?? 5) }

    var html: HTML {
        tag(
            "svg", .class("plot"), Attribute("viewBox", "0 0 1000 220"), Attribute("role", "img"),
            .label(view(ReportTerm.plotLabel))
        ) {
            for part in 0...4 {
                let y = 190 - 170 * part / 4
                tag(
                    "line", .class("grid-line"), Attribute("x1", "44"), Attribute("x2", "990"), Attribute("y1", "\(y)"),
                    Attribute("y2", "\(y)"), text: "")
                tag(
                    "text", Attribute("x", "38"), Attribute("y", "\(y + 4)"), Attribute("text-anchor", "end"),
                    text: view.format.number(Double(ceiling * part) / 4))
            }
            for (index, day) in report.days.enumerated() {
                let width = 946 / report.days.count
                let x = 46 + index * 946 / report.days.count
                bar("bar-open", x, width / 2 - 2, day.plannedLifts, day)
                bar("bar", x + width / 2, width / 2 - 3, day.emptied, day)
                if index.isMultiple(of: 3) {
                    tag(
                        "text", Attribute("x", "\(x + width / 2)"), Attribute("y", "208"), Attribute("text-anchor", "middle"),
                        text: "\(day.day.day).")
                }
            }
        }
    }

    private func bar(
        _ name: String, _ x: Int, _ width: Int, _ count: Int, _ day: MonthReportDocument.DayDocument
    ) -> HTML {
        let height = 170 * count / ceiling
        return tag(
            "rect", .class(name), Attribute("x", "\(x)"), Attribute("y", "\(190 - height)"), Attribute("width", "\(width)"),
            Attribute("height", "\(height)")
        ) {
            tag(
                "title",
                text: "\(view.format.day(day.day)): \(view(name == "bar" ? ReportTerm.plotEmptied : .plotPlanned)) \(count)")
        }
    }

    var legend: HTML {
        tag("ul", .class("legend plot-legend")) {
            for (name, term) in [("bar-open", ReportTerm.plotPlanned), ("bar", .plotEmptied)] {
                tag("li") {
                    tag("svg", .class("plot plot-sample"), Attribute("viewBox", "0 0 22 12"), Attribute("aria-hidden", "true")) {
                        tag(
                            "rect", .class(name), Attribute("x", "4"), Attribute("y", "1"), Attribute("width", "12"),
                            Attribute("height", "10"), text: "")
                    }
                    view(term)
                }
            }
        }
    }
}
