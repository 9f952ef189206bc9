import Model
import Reports

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
        tag("div", .class("finding \(boxClass)"), .id("finding")) {
            tag("p", text: words.finding)
            if evaluation.finding != .savingShown, let less { tag("p", .class("finding-beside"), text: less) }
        }
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

    /// What has become less all the same, where less driving is not shown.
    private var less: String? {
        let names = present.filter(\.showsSaving).map { words.name($0.measure) }
        return names.isEmpty ? nil : view(ReportTerm.shownLess, ["names": names.joined(separator: ", ")])
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
                    frame.number(one.difference.map { view.signed($0) } ?? "–")
                    frame.number(one.low.flatMap { low in one.high.map { "\(view.signed(low)) … \(view.signed($0))" } } ?? "–")
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
