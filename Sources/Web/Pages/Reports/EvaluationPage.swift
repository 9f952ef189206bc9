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
                tag("p", text: refusal.message(writing: view.format.day).text(in: view.language))
                tag("p", text: refusal.remedy.text(in: view.language))
            } else {
                let problem = Problem(error)
                tag("h2", text: view(ReportTerm.evaluationNotNow))
                tag("p", text: problem.detail.text(in: view.language))
                if let remedy = problem.remedy { tag("p", text: remedy.text(in: view.language)) }
            }
        }
    }
}
