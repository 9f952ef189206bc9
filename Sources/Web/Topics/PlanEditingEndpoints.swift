import HTTPTypes
import Model
import Reports
import Sentences

/// Changing plans by hand, and their history.
enum PlanEditingEndpoints {
    static let all: [Endpoint] = [edit, undo, redo, history, revision, explanation, limits]

    static let path = "/api/v1/towns/{town}/plans/{plan}"
    static let plan = Parameter<PlanID>.path("plan", "The plan.")
    private static let number = Parameter<Int>(
        "revision", in: .path, "The revision; 0 is the plan as it was made.", schema: .count, remedy: "Use a whole number.",
        read: { text in Int(text).flatMap { $0 >= 0 ? $0 : nil } })

    private static let edit = Endpoint(
        method: .post, path: path + "/edits", name: "editPlan", summary: "Change a plan by hand", topic: .plans,
        parameters: [Shared.town.description, plan.description, Shared.language.description],
        body: .init(schema: .reference("PlanEdits"), summary: "The edits, in their order."),
        success: .json(.reference("PlanChange"), "The plan with new times and all rules that it breaks."),
        problems: [.notFound, .conflict],
        respond: { call in
            let order = try await call.body(PlanEditsBody.self).order
            return try await answer(call) { try await call.desk.editPlan(town: $0, id: $1, order: order) }
        })

    private static let slot = Parameter<SlotID>.path("slot", "The container's slot.")

    private static let explanation = Endpoint(
        method: .get, path: path + "/explanations/{slot}", name: "explainSlot",
        summary: "Why a container is emptied, or why not and until when that is safe", topic: .plans,
        parameters: [Shared.town.description, plan.description, slot.description, Shared.language.description],
        success: .json(.reference("Explanation"), "The answer, by what is known now."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let wording = try await call.wording(call.names(town))
            let id = try call.path(plan)
            let reasoning = try await call.desk.explain(town: town, plan: id, slot: call.path(slot), language: wording.language)
            return try .json(ExplanationDocument(reasoning, plan: id, wording: wording))
        })

    private static let limits = Endpoint(
        method: .get, path: path + "/limits", name: "planLimits",
        summary: "What holds a plan back, and what one more hour or truck would bring", topic: .plans,
        parameters: [Shared.town.description, plan.description, Shared.language.description],
        success: .json(.reference("PlanLimits"), "The answer; the day is planned again three times for it."),
        problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let wording = try await call.wording(TownNames(call.desk.townData(town)))
            return try .json(try await call.desk.limits(town: town, plan: call.path(plan), language: wording.language))
        })

    private static let undo = Endpoint(
        method: .post, path: path + "/undo", name: "undoPlan", summary: "Take the last change back", topic: .plans,
        parameters: [Shared.town.description, plan.description, Shared.language.description],
        body: .init(schema: .reference("Author"), summary: "Who does it."),
        success: .json(.reference("PlanChange"), "The plan as it was before."), problems: [.notFound, .conflict],
        respond: { call in
            let author = try await call.body(AuthorBody.self)
            return try await answer(call) { try await call.desk.undoPlan(town: $0, id: $1, by: author.name) }
        })

    private static let redo = Endpoint(
        method: .post, path: path + "/redo", name: "redoPlan", summary: "Do what was undone once more", topic: .plans,
        parameters: [Shared.town.description, plan.description, Shared.language.description],
        body: .init(schema: .reference("Author"), summary: "Who does it."),
        success: .json(.reference("PlanChange"), "The plan as it was after the change."), problems: [.notFound, .conflict],
        respond: { call in
            let author = try await call.body(AuthorBody.self)
            return try await answer(call) { try await call.desk.redoPlan(town: $0, id: $1, by: author.name) }
        })

    private static let history = Endpoint(
        method: .get, path: path + "/revisions", name: "listPlanRevisions", summary: "Who changed a plan, when, what and why",
        topic: .plans, parameters: [Shared.town.description, plan.description, Shared.language.description],
        success: .json(.page(of: "PlanRevision"), "All entries, oldest first."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let wording = try await call.wording(call.names(town))
            let entries = try await call.desk.planHistory(town: town, id: call.path(plan))
            return try .json(PageDocument(items: entries.map { PlanRevisionDocument($0, wording: wording) }))
        })

    private static let revision = Endpoint(
        method: .get, path: path + "/revisions/{revision}", name: "getPlanRevision", summary: "A plan as it was at a revision",
        topic: .plans,
        parameters: [Shared.town.description, plan.description, number.description, Shared.language.description],
        success: .json(.reference("Plan"), "The plan."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let wording = try await call.wording(call.names(town))
            let past = try await call.desk.plan(town: town, id: call.path(plan), revision: call.path(number))
            return try .json(PlanDocument(past, wording: wording))
        })

    /// Runs a change and writes it down.
    static func answer(
        _ call: Call, _ change: (TownID, PlanID) async throws -> PlanChange
    ) async throws -> Answer {
        let town = try call.path(Shared.town)
        let wording = try await call.wording(call.names(town))
        return try .json(PlanChangeDocument(try await change(town, try call.path(plan)), wording: wording))
    }
}

/// Edits as they are sent.
struct PlanEditsBody: RequestBody {
    var order: PlanEditOrder

    enum Member: String, CodingKey, CaseIterable { case edits, revision, by, reason, preview }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        order = PlanEditOrder(
            edits: try container.decode([PlanEdit].self, forKey: .edits),
            revision: try container.decodeIfPresent(Int.self, forKey: .revision),
            by: try container.decodeIfPresent(String.self, forKey: .by) ?? "dispatch",
            reason: try container.decodeIfPresent(String.self, forKey: .reason),
            isPreview: try container.decodeIfPresent(Bool.self, forKey: .preview) ?? false)
    }
}

/// Who does something, and why.
struct AuthorBody: RequestBody {
    var by: String?
    var reason: String?

    enum Member: String, CodingKey, CaseIterable { case by, reason }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        by = try container.decodeIfPresent(String.self, forKey: .by)
        reason = try container.decodeIfPresent(String.self, forKey: .reason)
    }

    var name: String { by ?? "dispatch" }
}
