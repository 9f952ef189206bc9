import HTTPTypes
import Model
import Reports

/// The proof of savings: the driven weeks beside the fixed plan, with ranges; or why there is no finding. Nothing is computed until it is
/// asked for, and the page is there before the result is.
enum EvaluationPage {
    static let path = "reports/evaluation"

    static func answer(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let frame = ReportFrame(call: call, view: view)
        let period = EvaluationWish(call, today: view.clock.day(of: call.office.now))
        guard period.isAsked else {
            return page(frame, period, exports: nil) {
                tag("p", .class("note"), text: view(ReportTerm.evaluationLead))
            }
        }
        let question = EvaluationShelf.Question(town: view.id, from: period.from, to: period.to, baseline: .rhythm)
        switch await call.office.evaluations.state(of: question, data: view.data, office: call.office) {
        case .running(let since):
            return page(frame, period, exports: nil) { running(frame, period, since: since) }
        case .failed(let error):
            guard let error = error as? DeskError else { throw error }
            return page(frame, period, exports: nil) { refusal(error, frame) }
        case .done(let evaluation, let at):
            let exports = "evaluation?from=\(period.from)&to=\(period.to)&baseline=rhythm"
            let result = EvaluationResult(frame: frame, evaluation: evaluation)
            return page(frame, period, exports: exports, lead: result.lead(computedAt: at)) { result.html }
        }
    }

    private static func page(
        _ frame: ReportFrame, _ period: EvaluationWish, exports: String?, lead: String? = nil, @HTMLBuilder content: () -> HTML
    ) -> Answer {
        let view = frame.view
        return frame.page(
            current: path, title: view(ReportTerm.evaluation), lead: lead, exports: exports, scripts: ["evaluation"],
            tools: { form(frame, period) }, content: content)
    }

    private static func form(_ frame: ReportFrame, _ period: EvaluationWish) -> HTML {
        let view = frame.view
        return tag("form", .class("row period-form"), Attribute("action", frame.call.link(view.path(path)))) {
            frame.call.languageField
            for (name, term, day) in [("from", ReportTerm.evaluationFrom, period.from), ("to", .evaluationTo, period.to)] {
                tag("label", .class("row")) {
                    view(term)
                    void("input", .type("date"), Attribute("name", name), Attribute("value", day.description), .flag("required"))
                }
            }
            tag("button", .class("primary"), text: view(ReportTerm.evaluate))
            tag("ul", .class("chips"), .label(view(ReportTerm.lookBack))) {
                for (weeks, term) in [(4, ReportTerm.weeks4), (12, .weeks12), (26, .weeks26)] {
                    let from = period.lastSunday.adding(days: 1 - 7 * weeks)
                    let isOn = period.isAsked && period.from == from && period.to == period.lastSunday
                    tag("li") {
                        tag(
                            "a", .class(isOn ? "chip is-on" : "chip"), .optional("aria-current", isOn ? "true" : nil),
                            .href(
                                frame.call.link(
                                    view.path(path), [("from", "\(from)"), ("to", "\(period.lastSunday)")])), text: view(term))
                    }
                }
            }
        }
    }

    private static func running(_ frame: ReportFrame, _ period: EvaluationWish, since: Timestamp) -> HTML {
        let view = frame.view
        let elapsed = max(0, Int(frame.call.office.now.seconds(since: since)))
        let expected = view.format.number(max(1, period.to.days(since: period.from) + 1))
        return tag("section", .class("card stack"), .id("evaluation-running"), Attribute("data-elapsed", "\(elapsed)")) {
            tag(
                "p", .id("evaluation-words"), Attribute("role", "status"),
                text: view(ReportTerm.evaluationRunning, ["seconds": view.format.number(elapsed)]))
            tag("progress", .label(view(ReportTerm.evaluation)), text: "")
            tag("p", .class("note"), text: view(ReportTerm.evaluationWait, ["seconds": expected]))
            tag(
                "a", .class("button"),
                .href(
                    frame.call.link(view.path(path), [("from", "\(period.from)"), ("to", "\(period.to)")])),
                text: view(ReportTerm.evaluationLook))
        }
    }

    private static func refusal(_ error: DeskError, _ frame: ReportFrame) -> HTML {
        let view = frame.view
        return tag("section", .class("warn-box stack"), .id("evaluation-refused")) {
            if case .noEvaluation(let refusal) = error {
                tag("h2", text: view(ReportTerm.evaluationRefused))
                tag("p", text: refusal.message(in: view.language, format: view.format.day))
                tag("p", text: refusal.remedy(in: view.language))
            } else {
                tag("h2", text: view(ReportTerm.evaluationNotNow))
                tag("p", text: error.description)
            }
        }
    }
}

/// The period that a link asks for; else the last twelve whole weeks, which are offered and not yet computed.
struct EvaluationWish: Hashable, Sendable {
    var from: CalendarDay
    var to: CalendarDay
    var isAsked: Bool
    var lastSunday: CalendarDay

    init(_ call: PageCall, today: CalendarDay) {
        self.init(from: call.day("from"), to: call.day("to"), today: today)
    }

    init(from: CalendarDay?, to: CalendarDay?, today: CalendarDay) {
        lastSunday = today.adding(days: -today.weekday.mondayIndex - 1)
        isAsked = from != nil && to != nil
        self.to = to ?? lastSunday
        self.from = from ?? self.to.adding(days: 1 - 12 * 7)
    }
}

/// What was found, in words, plots and tables.
struct EvaluationResult {
    let frame: ReportFrame
    let evaluation: Evaluation

    private var view: TownView { frame.view }
    private var words: EvaluationText { EvaluationText(evaluation, language: view.language) }

    /// The measures that people ask about first.
    private static let shown: [EvaluationMeasure] = [
        .kilometres, .truckHours, .dieselLitres, .electricKilowattHours, .carbonDioxideKilograms, .emptyings, .overflowHours,
    ]

    func lead(computedAt: Timestamp) -> String {
        view(
            ReportTerm.evaluationBasis,
            [
                "weeks": view.format.number(evaluation.weeks.count), "from": view.format.day(evaluation.from),
                "to": view.format.day(evaluation.to),
            ]) + " · " + view(ReportTerm.computedAt, ["time": view.format.dayAndTime(computedAt)])
    }

    @HTMLBuilder var html: HTML {
        tag("p", .class("finding \(boxClass)"), .id("finding"), text: words.finding)
        tag("section", .class("card")) {
            tag("h2", text: view(ReportTerm.rangePlot))
            tag(
                "div", .class("scroll"), Attribute("tabindex", "0"), Attribute("role", "group"),
                .label(view(ReportTerm.rangePlot))
            ) { RangePlot(view: view, rows: rangeRows).html }
            tag("p", .class("note small"), text: view(ReportTerm.rangeHint))
            comparisons
        }
        tag("div", .class("columns")) {
            weekPlot(.kilometres, .kilometresByWeek)
            weekPlot(.overflowHours, .overflowByWeek)
        }
        tag("section", .class("card")) {
            tag("h2", text: view(ReportTerm.evaluationData))
            tag("dl", .class("figures")) { basis }
            tag("details") {
                tag("summary", text: view(ReportTerm.byWeek))
                weeks
            }
        }
        tag("section", .class("card")) {
            tag("h2", text: view(ReportTerm.methodTitle))
            tag("p", .class("note"), text: words.method)
        }
    }

    private var boxClass: String {
        switch evaluation.finding {
        case .savingShown: "good-box"
        case .savingWithMoreOverflow: "fault-box"
        case .noSavingShown: "warn-box"
        }
    }

    private var present: [Evaluation.Comparison] {
        Self.shown.compactMap { evaluation.comparison($0) }.filter { $0.driven > 0 || $0.fixed > 0 }
    }

    private var rangeRows: [RangePlot.Row] {
        present.compactMap { one in
            guard let difference = one.difference, let low = one.low, let high = one.high else { return nil }
            return RangePlot.Row(
                name: words.name(one.measure), difference: difference, low: low, high: high, isShown: one.showsSaving)
        }
    }

    private var comparisons: HTML {
        frame.table([
            (.measure, false), (.driven, true), (.fixedPlan, true), (.difference, true), (.difference95, true), (.verdict, false),
        ]) {
            for one in present {
                tag("tr") {
                    tag("td", text: words.name(one.measure))
                    frame.number(view.format.number(one.driven, digits: digits(one.measure)))
                    frame.number(view.format.number(one.fixed, digits: digits(one.measure)))
                    frame.number(one.difference.map { signed($0, view) } ?? "–")
                    frame.number(one.low.flatMap { low in one.high.map { "\(signed(low, view)) … \(signed($0, view))" } } ?? "–")
                    tag("td") {
                        tag(
                            "span", .class(one.showsSaving ? "tag is-good" : "tag"),
                            text: view(one.showsSaving ? ReportTerm.savingShown : .notShown))
                    }
                }
            }
        }
    }

    private func digits(_ measure: EvaluationMeasure) -> Int {
        switch measure {
        case .emptyings, .tours, .dieselLitres, .electricKilowattHours, .carbonDioxideKilograms: 0
        case .kilometres, .truckHours, .overflowHours: 1
        }
    }

    private func weekPlot(_ measure: EvaluationMeasure, _ title: ReportTerm) -> HTML {
        let plot = BarPairPlot(
            view: view, label: view(title), names: (view(ReportTerm.fixedPlan), view(ReportTerm.driven)),
            pairs: evaluation.weeks.enumerated().map { index, week in
                BarPairPlot.Pair(
                    label: index.isMultiple(of: max(1, evaluation.weeks.count / 9))
                        ? "\(week.monday.day).\(week.monday.month)." : nil,
                    title: "\(view(ReportTerm.week)) \(view.format.day(week.monday))", open: measure.value(week.fixed),
                    filled: measure.value(week.driven))
            }, digits: digits(measure))
        return tag("section", .class("card")) {
            tag("h2", text: view(title))
            tag("div", .class("scroll"), Attribute("tabindex", "0"), Attribute("role", "group"), .label(view(title))) {
                plot.html
            }
            plot.legend
        }
    }

    @HTMLBuilder private var basis: HTML {
        let coverage = evaluation.coverage
        frame.figure(.emptyings, view.format.number(coverage.emptyings))
        frame.figure(
            .measuredSlots, view.format.number(coverage.measuredSlots),
            view(ReportTerm.rangeOf, ["all": view.format.number(coverage.slots)]))
        frame.figure(
            .plannedDays, view.format.number(coverage.plannedDays),
            view(ReportTerm.rangeOf, ["all": view.format.number(coverage.workingDays)]))
        frame.figure(.drivenShare, view.format.percent(coverage.drivenShare))
    }

    private var weeks: HTML {
        frame.table([
            (.week, false), (.distance, true), (.fixedPlan, true), (.hours, true), (.fixedPlan, true), (.emptyings, true),
            (.fixedPlan, true), (.overfullHours, true), (.fixedPlan, true),
        ]) {
            for week in evaluation.weeks {
                tag("tr") {
                    tag("td", text: view.format.day(week.monday))
                    for measure in [EvaluationMeasure.kilometres, .truckHours, .emptyings, .overflowHours] {
                        let unit = measure == .kilometres ? " km" : measure == .emptyings ? "" : " h"
                        frame.number(view.format.number(measure.value(week.driven), digits: digits(measure)) + unit)
                        frame.number(view.format.number(measure.value(week.fixed), digits: digits(measure)) + unit)
                    }
                }
            }
        }
    }
}

/// `−12,3 %`, `+4,0 %`.
private func signed(_ share: Double, _ view: TownView) -> String {
    let tenths = (share * 1000).rounded() / 10
    let sign = tenths < 0 ? "−" : tenths > 0 ? "+" : "±"
    return sign + view.format.number(abs(tenths), digits: 1) + (view.language == .german ? " %" : "%")
}

/// Differences with their ranges on one axis; zero is the fixed plan.
struct RangePlot {
    struct Row: Sendable {
        var name: String
        var difference: Double
        var low: Double
        var high: Double
        var isShown: Bool
    }

    let view: TownView
    let rows: [Row]

    private static let (left, right, rowHeight, top) = (190.0, 970.0, 34.0, 26.0)

    /// Widest share that the axis shows; what lies outside is cut at its end, the table has the figures.
    private var reach: Double {
        let widest = rows.flatMap { [abs($0.low), abs($0.high)] }.max() ?? 0.1
        return RoundAxis(upTo: min(200, widest * 100), parts: 2, least: 10).top / 100
    }

    private func x(_ share: Double) -> Double {
        let reach = reach
        return Self.left + (min(reach, max(-reach, share)) + reach) / (2 * reach) * (Self.right - Self.left)
    }

    var html: HTML {
        let height = Self.top + Double(rows.count) * Self.rowHeight + 24
        let step = reach / 2
        return tag(
            "svg", .class("plot"), Attribute("viewBox", "0 0 1000 \(number(height))"), Attribute("role", "img"),
            .label(view(ReportTerm.rangePlot))
        ) {
            tag(
                "text", Attribute("x", number(x(-reach / 2))), Attribute("y", "14"), Attribute("text-anchor", "middle"),
                text: "← \(view(ReportTerm.less))")
            tag(
                "text", Attribute("x", number(x(reach / 2))), Attribute("y", "14"), Attribute("text-anchor", "middle"),
                text: "\(view(ReportTerm.more)) →")
            for mark in [-2.0, -1, 0, 1, 2].map({ $0 * step }) {
                tag(
                    "line", .class(mark == 0 ? "axis" : "grid-line"), Attribute("x1", number(x(mark))),
                    Attribute("x2", number(x(mark))), Attribute("y1", number(Self.top - 4)),
                    Attribute("y2", number(height - 20)), text: "")
                tag(
                    "text", Attribute("x", number(x(mark))), Attribute("y", number(height - 4)),
                    Attribute("text-anchor", "middle"), text: mark == 0 ? "0" : signed(mark, view))
            }
            for (index, row) in rows.enumerated() { bar(row, y: Self.top + (Double(index) + 0.5) * Self.rowHeight) }
        }
    }

    private func bar(_ row: Row, y: Double) -> HTML {
        tag("g") {
            tag(
                "title",
                text: "\(row.name): \(signed(row.difference, view)) (\(signed(row.low, view)) … \(signed(row.high, view)))")
            tag("text", .class("row-label"), Attribute("x", "0"), Attribute("y", number(y + 4)), text: row.name)
            tag(
                "rect", .class(row.isShown ? "interval is-shown" : "interval"), Attribute("x", number(x(row.low))),
                Attribute("y", number(y - 5)), Attribute("width", number(max(2, x(row.high) - x(row.low)))),
                Attribute("height", "10"), Attribute("rx", "3"), text: "")
            tag(
                "circle", .class(row.isShown ? "dot is-shown" : "dot"), Attribute("cx", number(x(row.difference))),
                Attribute("cy", number(y)), Attribute("r", "6"), text: "")
        }
    }

    private func number(_ value: Double) -> String { String((value * 10).rounded() / 10) }
}
