import HTTPTypes
import Model
import Reports

/// The proof of savings.
enum EvaluationEndpoints {
    static let all: [Endpoint] = [evaluation]

    private static let from = Parameter<CalendarDay>.day("from", "First day; whole weeks count.")
    private static let to = Parameter<CalendarDay>.day("to", "Last day, included.")
    private static let baseline = Parameter<EvaluationBaseline>.choice("baseline", "What to compare with; rhythm if not given.")

    private static let evaluation = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/evaluation", name: "getEvaluation",
        summary: "What the driven weeks saved against the fixed plan, or that they saved nothing", topic: .reports,
        parameters: [
            Shared.town.description, from.description, to.description, baseline.description, Shared.language.description,
        ],
        success: .json(.reference("Evaluation"), "The evaluation. It takes about a second for each day."),
        problems: [.notFound, .unprocessableContent],
        respond: { call in
            let town = try call.path(Shared.town)
            let names = try await TownNames(call.desk.townData(town))
            let today = names.clock.day(of: call.office.now)
            let last = try call.value(to) ?? today.adding(days: -1)
            let found = try await call.desk.evaluation(
                town: town, from: try call.value(from) ?? last.adding(days: -12 * 7), to: last,
                baseline: try call.value(baseline) ?? .rhythm)
            return try .json(EvaluationDocument(found, language: try call.wording(names).language))
        })
}
