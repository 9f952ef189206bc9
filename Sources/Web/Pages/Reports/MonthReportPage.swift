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
                        plot(report, view).html
                    }
                    plot(report, view).legend
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

    private static func plot(_ report: MonthReportDocument, _ view: TownView) -> BarPairPlot {
        BarPairPlot(
            view: view, label: view(ReportTerm.plotLabel), names: (view(ReportTerm.plotPlanned), view(ReportTerm.plotEmptied)),
            pairs: report.days.enumerated().map { index, day in
                BarPairPlot.Pair(
                    label: index.isMultiple(of: 3) ? "\(day.day.day)." : nil, title: view.format.day(day.day),
                    open: Double(day.plannedLifts), filled: Double(day.emptied))
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
