import Reports
import Routing
import Sentences

/// News of a search.
struct SolveProgressDocument: Encodable, Sendable {
    var elapsedSeconds: Double
    var iterations: Int
    var cost: Int
    var unservedMandatory: Int

    private enum CodingKeys: String, CodingKey {
        case iterations, cost
        case elapsedSeconds = "elapsed_seconds"
        case unservedMandatory = "unserved_mandatory"
    }

    init(_ news: SolverOptions.Progress, elapsedSeconds: Double) {
        self.elapsedSeconds = (elapsedSeconds * 1000).rounded() / 1000
        iterations = news.iterations
        cost = news.cost
        unservedMandatory = news.unservedMandatory
    }
}

/// A solution with the members that belong to the run beside its own.
struct SolutionDocument: Encodable, Sendable {
    var solution: Solution
    var name: String
    var wallSeconds: Double

    private enum CodingKeys: String, CodingKey {
        case name, feasible, routes
        case totalCost = "total_cost"
        case gapPercent = "gap_percent"
        case wallSeconds = "wall_seconds"
    }

    init(_ solution: Solution, of problem: Routing.Problem, wallSeconds: Double) {
        self.solution = solution
        name = problem.name
        self.wallSeconds = (wallSeconds * 1000).rounded() / 1000
    }

    func encode(to encoder: any Encoder) throws {
        try solution.encode(to: encoder)
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(name, forKey: .name)
        try members.encode(solution.isFeasible, forKey: .feasible)
        try members.encode(solution.cost.total, forKey: .totalCost)
        try members.encodeIfPresent(solution.gapPercent.map { ($0 * 1000).rounded() / 1000 }, forKey: .gapPercent)
        try members.encode(wallSeconds, forKey: .wallSeconds)
        try members.encode(solution.plan.routes, forKey: .routes)
    }
}

extension Problem {
    /// A routing problem that was refused. In VROOM's language the members that its clients look at stand beside the others.
    init(_ error: ProblemError, in language: SolveOrder.Language) {
        self = .invalid(
            member: error.member, Sentence(verbatim: error.description),
            remedy: "See the schema of \(language == .json ? "RoutingProblem" : "VROOMProblem") in /api/v1/openapi.json.")
        if language == .vroom { vroom = VROOMFault(code: 2, error: error.description) }
    }
}

/// What VROOM answers when it refuses: 2 means wrong input.
struct VROOMFault: Codable, Hashable, Sendable {
    var code: Int
    var error: String
}
