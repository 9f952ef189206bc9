import HTTPTypes
import Hummingbird
import Reports
import Routing
import Sentences

/// The route solver for everybody who has a problem of his own: no town, no store.
enum SolveEndpoint {
    static let all: [Endpoint] = [solve]

    /// Matrices of some thousand places are tens of megabytes.
    private static let maximumBodyBytes = 128 << 20

    private static let language = Parameter<SolveOrder.Language>.choice(
        "format", "Whose JSON body and answer are: this program's own, or VROOM's. Own if not given.")
    private static let timeLimit = Parameter<Double>(
        "time_limit", "Seconds to search; 5 if not given.",
        schema: .number.with("minimum", .number(0.01)).with("maximum", 600).with("default", 5),
        remedy: "Use seconds from 0.01 to 600.",
        read: { text in Double(text).flatMap { (0.01...600).contains($0) ? $0 : nil } })
    private static let iterations = whole(
        "iterations", "Search steps per thread, besides the time; with `threads=1` the same steps and seed give the same plan.",
        PlanOrderBody.iterationRange)
    private static let seed = whole("seed", "Seed of the search; 1 if not given.", 0...PlanOrderBody.largestSeed)
    private static let threads = whole("threads", "Search threads; 1 if not given.", 1...8)

    private static let solve = Endpoint(
        method: .post, path: "/api/v1/solve", name: "solveRoutingProblem",
        summary: "Solve a routing problem of your own, in this program's JSON or in VROOM's", topic: .solving,
        parameters: [
            language.description, timeLimit.description, iterations.description, seed.description, threads.description,
        ],
        body: Endpoint.BodyDescription(
            schema: Schema(members: [
                "anyOf": .array([Schema.reference("RoutingProblem").json, Schema.reference("VROOMProblem").json])
            ]),
            summary: "The problem; with `format=vroom` in VROOM's JSON."),
        success: Endpoint.Success(
            summary: """
                The best plan found. With `Accept: text/event-stream` a stream instead: `progress` events while the search runs, \
                then one `result` event.
                """,
            content: [
                (
                    MediaType.json,
                    Schema(members: [
                        "anyOf": .array([Schema.reference("RoutingSolution").json, Schema.reference("VROOMSolution").json])
                    ])
                ), (MediaType.eventStream, nil),
            ]),
        respond: { call in
            let order = SolveOrder(
                language: try call.value(language) ?? .json, seconds: try call.value(timeLimit) ?? 5,
                iterations: try call.value(iterations), seed: UInt64(try call.value(seed) ?? 1),
                threads: try call.value(threads) ?? 1)
            let run = try SolveRun(order, body: try await call.jsonBody(limitBytes: maximumBodyBytes))
            guard let place = call.office.solverPlaces.take() else { throw Problem.solverBusy }
            guard wantsEvents(call) else {
                return Answer(mediaType: MediaType.json, body: .whole(try await run.answer(place: place)))
            }
            let events = run.events(place: place)
            return Answer(
                mediaType: MediaType.eventStream, headers: [HTTPField(name: .cacheControl, value: "no-store")],
                body: .streamed { try await events.next() })
        })

    private static func wantsEvents(_ call: Call) -> Bool {
        let accept = call.request.headers[.accept] ?? ""
        return accept.split(separator: ",").contains { MediaType.essence($0) == MediaType.eventStream }
    }

    private static func whole(_ name: String, _ summary: String, _ range: ClosedRange<Int>) -> Parameter<Int> {
        Parameter(
            name, summary, schema: .bounded(range),
            remedy: "Use a whole number from \(range.lowerBound) to \(range.upperBound).",
            read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } })
    }
}

extension Problem {
    static let solverBusy = Problem(
        .serviceUnavailable, "solver-busy", title: "Solver busy",
        detail: "As many problems are being solved as this service takes at a time.",
        remedy: "Send the problem again in some seconds.",
        headers: [HTTPField(name: .retryAfter, value: "5")])
}
