import HTTPTypes
import Model
import Reports
import Sentences

/// Planning the rest of a day anew: a proposal that is accepted or discarded.
enum ReplanEndpoints {
    static let all: [Endpoint] = [replan, proposals, proposal, accept, discard]

    private static let path = PlanEditingEndpoints.path
    private static let plan = PlanEditingEndpoints.plan
    private static let proposalPath = Parameter<PlanID>.path("proposal", "The proposal.")

    private static let replan = Endpoint(
        method: .post, path: path + "/replan", name: "replan",
        summary: "Plan the rest of the day anew, keeping what is driven and locked", topic: .plans,
        parameters: [Shared.town.description, plan.description, Shared.language.description],
        body: .init(schema: .reference("ReplanOrder"), summary: "What changed, and from when on."),
        success: .json(
            .reference("Proposal"), "The proposal, with what it changes; the plan itself stays as it is.", statuses: [.created],
            hasLocation: true), problems: [.notFound, .unprocessableContent],
        respond: { call in
            let (town, id) = (try call.path(Shared.town), try call.path(plan))
            let body = try await call.body(ReplanBody.self)
            let wording = try await call.wording(call.names(town))
            let day = try await call.desk.plan(town: town, id: id).day
            let proposal = try await call.desk.replan(
                town: town, id: id, order: try body.order(day: day, clock: wording.names.clock))
            let location =
                call.office.configuration.normalisedPrefix + "/api/v1/towns/\(town)/plans/\(id)/proposals/\(proposal.id)"
            return try .json(
                ProposalDocument(proposal, wording: wording), status: .created,
                headers: [HTTPField(name: .location, value: location)])
        })

    private static let proposals = Endpoint(
        method: .get, path: path + "/proposals", name: "listProposals", summary: "Re-plans that wait for a decision",
        topic: .plans, parameters: [Shared.town.description, plan.description, Shared.language.description],
        success: .json(.page(of: "Proposal"), "Newest first."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let wording = try await call.wording(call.names(town))
            let found = try await call.desk.proposals(town: town, plan: call.path(plan))
            return try .json(PageDocument(items: found.map { ProposalDocument($0, wording: wording) }))
        })

    private static let proposal = Endpoint(
        method: .get, path: path + "/proposals/{proposal}", name: "getProposal", summary: "One re-plan", topic: .plans,
        parameters: [
            Shared.town.description, plan.description, proposalPath.description, Shared.language.description,
        ], success: .json(.reference("Proposal"), "The proposal."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let wording = try await call.wording(call.names(town))
            let found = try await call.desk.proposal(town: town, plan: call.path(plan), id: call.path(proposalPath))
            return try .json(ProposalDocument(found, wording: wording))
        })

    private static let accept = Endpoint(
        method: .post, path: path + "/proposals/{proposal}/accept", name: "acceptProposal",
        summary: "Make a re-plan the plan", topic: .plans,
        parameters: [
            Shared.town.description, plan.description, proposalPath.description, Shared.language.description,
        ], body: .init(schema: .reference("Author"), summary: "Who does it, and why."),
        success: .json(.reference("PlanChange"), "The plan as it is now."), problems: [.notFound, .conflict],
        respond: { call in
            let author = try await call.body(AuthorBody.self)
            let id = try call.path(proposalPath)
            return try await PlanEditingEndpoints.answer(call) {
                try await call.desk.acceptProposal(town: $0, plan: $1, id: id, by: author.name, reason: author.reason)
            }
        })

    private static let discard = Endpoint(
        method: .post, path: path + "/proposals/{proposal}/discard", name: "discardProposal", summary: "Drop a re-plan",
        topic: .plans,
        parameters: [
            Shared.town.description, plan.description, proposalPath.description, Shared.language.description,
        ], body: .init(schema: .reference("Author"), summary: "Who does it."),
        success: .json(.reference("Proposal"), "What was dropped."), problems: [.notFound],
        respond: { call in
            _ = try await call.body(AuthorBody.self)
            let town = try call.path(Shared.town)
            let wording = try await call.wording(call.names(town))
            let (base, id) = (try call.path(plan), try call.path(proposalPath))
            let found = try await call.desk.proposal(town: town, plan: base, id: id)
            try await call.desk.discardProposal(town: town, plan: base, id: id)
            return try .json(ProposalDocument(found, wording: wording))
        })
}

/// What changed, as it is sent.
struct ReplanBody: RequestBody {
    var at: String?
    var driven: ReplanWish.Driven?
    var withoutVehicles: [VehicleID]?
    var fullVehicles: [VehicleID]?
    var slots: [SlotID]?
    var changeBudget: Int?
    var seconds: Double?
    var iterations: Int?

    enum Member: String, CodingKey, CaseIterable {
        case at, driven, slots, seconds, iterations
        case withoutVehicles = "without_vehicles"
        case fullVehicles = "full_vehicles"
        case changeBudget = "change_budget"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        at = try container.decodeIfPresent(String.self, forKey: .at)
        driven = try container.decodeIfPresent(ReplanWish.Driven.self, forKey: .driven)
        withoutVehicles = try container.decodeIfPresent([VehicleID].self, forKey: .withoutVehicles)
        fullVehicles = try container.decodeIfPresent([VehicleID].self, forKey: .fullVehicles)
        slots = try container.decodeIfPresent([SlotID].self, forKey: .slots)
        changeBudget = try container.decodeIfPresent(Int.self, forKey: .changeBudget)
        seconds = try container.decodeIfPresent(Double.self, forKey: .seconds)
        iterations = try container.decodeIfPresent(Int.self, forKey: .iterations)
    }

    func order(day: CalendarDay, clock: TownClock) throws -> ReplanOrder {
        if let seconds, !(0.1...60).contains(seconds) {
            throw Problem.invalid(member: "seconds", "\(seconds) is too short or too long.", remedy: "Use 0.1 to 60.")
        }
        if let iterations, !PlanOrderBody.iterationRange.contains(iterations) {
            throw Problem.invalid(
                member: "iterations", "\(iterations) is too few or too many.",
                remedy: "Use 0 to \(PlanOrderBody.iterationRange.upperBound).")
        }
        if let changeBudget, changeBudget < 0 {
            throw Problem.invalid(
                member: "change_budget", "\(changeBudget) is no number of containers.", remedy: "Use 0 or more.")
        }
        let moment = try at.map { text in
            if let moment = Timestamp(rfc3339: text) { return moment }
            if let time = TimeOfDay(text) { return clock.moment(day, time) }
            throw Problem.invalid(
                member: "at", "'\(text.prefix(60))' is no time.", remedy: "Use 10:15, or RFC 3339 such as 2026-03-02T09:15:00Z.")
        }
        return ReplanOrder(
            at: moment, driven: driven ?? .byPlan, withoutVehicles: withoutVehicles ?? [], fullVehicles: fullVehicles ?? [],
            slots: slots ?? [], changeBudget: changeBudget, seconds: seconds, iterations: iterations)
    }
}
