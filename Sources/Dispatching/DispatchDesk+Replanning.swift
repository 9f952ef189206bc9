public import Model
import Planning
public import Reports
import Sentences
import Store

extension DispatchDesk {
    public func replan(town: TownID, id: PlanID, order: ReplanOrder) async throws -> PlanProposal {
        try await asDesk {
            let data = try await townData(town)
            let old = try await plan(town: town, id: id)
            try Self.check(order)
            let moment = now()
            let wish = ReplanWish(
                at: order.at ?? moment, driven: order.driven, withoutVehicles: order.withoutVehicles,
                fullVehicles: order.fullVehicles, slots: order.slots, changeBudget: order.changeBudget)
            try refuseUnknownVehicles(order.withoutVehicles, of: data)
            try refuseUnknownVehicles(order.fullVehicles, of: data, member: "full_vehicles")
            let index = TownIndex(data)
            if let stranger = order.slots.first(where: { index.slots[$0] == nil }) {
                throw DeskError.invalid(
                    member: "slots", message: "There is no slot '\(stranger)'.",
                    remedy: DeskError.remedy(forMissing: "slot") ?? "Use a slot of the town.")
            }
            let reports = try await store.checkOffs(town: town, plan: id)
            let progress = Dictionary(
                old.tours.map { ($0.id, TourProgress($0, checkOffs: reports)) }, uniquingKeysWith: { first, _ in first })
            let input = try await dayInput(data, old, places: PlaceIndex(data))
            let search = PlanSearch(effort: effort)
            let seconds = order.seconds ?? min(effort.seconds, Self.replanSeconds)
            let new = try await search.run(input, iterations: order.iterations, seconds: seconds) { input in
                var plan = try Replanner(old, wish: wish, progress: progress, input: input).replan()
                plan.mark(ways: input)
                return plan
            }
            let proposal = PlanProposal(
                id: try await proposalID(of: old, at: moment), base: id, baseRevision: old.revision ?? 0, createdAt: moment,
                wish: wish, plan: new, difference: PlanDifference(from: old, to: new))
            try await store.saveProposal(proposal, town: town)
            return proposal
        }
    }

    private static func check(_ order: ReplanOrder) throws {
        if let seconds = order.seconds, !(0.1...60).contains(seconds) {
            throw DeskError.invalid(
                member: "seconds", message: "\(seconds) is too short or too long.", remedy: "Use 0.1 to 60.")
        }
        if let iterations = order.iterations, !(0...100_000_000).contains(iterations) {
            throw DeskError.invalid(
                member: "iterations", message: "\(iterations) is too few or too many.", remedy: "Use 0 to 100000000.")
        }
        if let budget = order.changeBudget, budget < 0 {
            throw DeskError.invalid(
                member: "change_budget", message: "\(budget) is no number of containers.", remedy: "Use 0 or more.")
        }
    }

    /// The whole search; a dispatcher at 05:40 waits for it.
    private static let replanSeconds = 5.0

    public func proposals(town: TownID, plan: PlanID) async throws -> [PlanProposal] {
        try await asDesk {
            _ = try await self.plan(town: town, id: plan)
            return try await store.proposals(town: town, plan: plan)
        }
    }

    public func proposal(town: TownID, plan: PlanID, id: PlanID) async throws -> PlanProposal {
        try await asDesk {
            guard let found = try await store.proposal(town: town, id: id), found.base == plan else {
                throw DeskError.notFound(what: "proposal", id: id.rawValue)
            }
            return found
        }
    }

    public func acceptProposal(
        town: TownID, plan: PlanID, id: PlanID, by: String, reason: String?
    ) async throws -> PlanChange {
        try await asDesk {
            let wanted = try await proposal(town: town, plan: plan, id: id)
            let old = try await self.plan(town: town, id: plan)
            guard old.revision ?? 0 == wanted.baseRevision else { throw Self.changedMeanwhile }
            let change = try await save(wanted.plan, of: old, .replanned(wanted.wish), by: by, reason: reason)
            _ = try await store.removeProposal(town: town, id: id)
            return change
        }
    }

    public func discardProposal(town: TownID, plan: PlanID, id: PlanID) async throws {
        try await asDesk {
            _ = try await proposal(town: town, plan: plan, id: id)
            _ = try await store.removeProposal(town: town, id: id)
        }
    }

    /// The town's time of making, `r101500`; with a number behind it when that is taken.
    private func proposalID(of plan: Plan, at moment: Timestamp) async throws -> PlanID {
        let known = Set(try await store.proposals(town: plan.town, plan: plan.id).map(\.id))
        let clock = try await townData(plan.town).town.clock
        let base = "\(plan.id.rawValue.prefix(48)).r\(Self.digits(clock.local(moment).secondOfDay))"
        var id = PlanID(base)
        var number = 2
        while known.contains(id) {
            id = PlanID("\(base)-\(number)")
            number += 1
        }
        return id
    }
}
