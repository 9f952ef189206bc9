import HTTPTypes
import Model
import Reports

/// The proof of savings.
enum EvaluationEndpoints {
    static let all: [Endpoint] = [evaluation]

    private static let formats: [Format] = [.json, .csv]
    private static let from = Parameter<CalendarDay>.day("from", "First day; whole weeks count.")
    private static let to = Parameter<CalendarDay>.day("to", "Last day, included.")
    private static let baseline = Parameter<EvaluationBaseline>.choice("baseline", "What to compare with; rhythm if not given.")

    private static let evaluation = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/evaluation", name: "getEvaluation",
        summary: "What the driven weeks saved against the fixed plan, or that they saved nothing", topic: .reports,
        parameters: [
            Shared.town.description, from.description, to.description, baseline.description,
            Call.formatParameter(formats).description, Shared.dialect.description, Shared.language.description,
        ],
        success: .init(
            summary:
                "The evaluation. It takes about a second for each day; asked again within five minutes it is answered at once.",
            content: [(MediaType.json, .reference("Evaluation")), (MediaType.csv, nil)]),
        problems: [.notFound, .notAcceptable, .unprocessableContent],
        respond: { call in
            let format = try call.format(formats)
            let town = try call.path(Shared.town)
            let data = try await call.desk.townData(town)
            let names = TownNames(data)
            let today = names.clock.day(of: call.office.now)
            let last = try call.value(to) ?? today.adding(days: -1)
            let question = EvaluationShelf.Question(
                town: town, from: try call.value(from) ?? last.adding(days: -12 * 7), to: last,
                baseline: try call.value(baseline) ?? .rhythm)
            let found = try await call.office.evaluations.evaluation(question, data: data, office: call.office)
            let wording = try call.wording(names)
            guard format == .csv else { return try .json(EvaluationDocument(found, language: wording.language)) }
            let dialect = try call.value(Shared.dialect) ?? .standard
            return .csvFile(
                FigureCSV.document(found, wording: wording, dialect: dialect), named: "evaluation-\(found.from)-\(found.to)")
        })
}
