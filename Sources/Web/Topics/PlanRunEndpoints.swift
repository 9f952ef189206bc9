import HTTPTypes
import Model
import Reports

/// Plans being made in the background, to be watched and cancelled.
enum PlanRunEndpoints {
    static let all: [Endpoint] = [start, run, cancel]

    private static let path = "/api/v1/towns/{town}/plan-runs"
    private static let runPath = Parameter<PlanID>.path("run", "The run.")

    private static let start = Endpoint(
        method: .post, path: path, name: "startPlan", summary: "Begin to make a plan, and watch how it comes along",
        topic: .plans, parameters: [Shared.town.description],
        body: .init(schema: .reference("PlanOrder"), summary: "The day, and what is different from the usual."),
        success: .json(
            .reference("PlanRun"), "The run; its identifier will be the plan's.", statuses: [.accepted], hasLocation: true),
        problems: [.notFound, .conflict],
        respond: { call in
            let town = try call.path(Shared.town)
            let order = try await call.body(PlanOrderBody.self).order()
            let run = try await call.desk.startPlan(town: town, order: order)
            await call.office.live.follow(run, town: town, desk: call.desk)
            let location = call.office.configuration.normalisedPrefix + "/api/v1/towns/\(town)/plan-runs/\(run.id)"
            return try .json(
                PlanRunDocument(run, saying: call.said), status: .accepted, headers: [HTTPField(name: .location, value: location)]
            )
        })

    private static let run = Endpoint(
        method: .get, path: path + "/{run}", name: "getPlanRun", summary: "How far a plan has come", topic: .plans,
        parameters: [Shared.town.description, runPath.description],
        success: .json(.reference("PlanRun"), "Phase, best cost, time."), problems: [.notFound],
        respond: { call in
            try await .json(
                PlanRunDocument(
                    call.desk.planRun(town: call.path(Shared.town), id: call.path(runPath)), saying: call.said))
        })

    private static let cancel = Endpoint(
        method: .delete, path: path + "/{run}", name: "cancelPlanRun", summary: "End a search; nothing is saved", topic: .plans,
        parameters: [Shared.town.description, runPath.description],
        success: .json(.reference("PlanRun"), "The run as it ended."), problems: [.notFound],
        respond: { call in
            try await .json(
                PlanRunDocument(
                    call.desk.cancelPlanRun(town: call.path(Shared.town), id: call.path(runPath)), saying: call.said))
        })
}
