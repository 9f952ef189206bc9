public import Model
import Planning
public import Reports
import Sentences
import Store

extension DispatchDesk: PlanRunDesk {
    public func startPlan(town: TownID, order: PlanOrder) async throws -> PlanRun {
        try await asDesk {
            let data = try await townData(town)
            try refuseUnknownVehicles(order.withoutVehicles, of: data)
            var order = order
            let moment = now()
            let id = try await planID(order, data.town, at: moment)
            if let running = runs.run(id, town: town), !running.phase.isOver { return running }
            let run = PlanRun(id: id, day: order.day, phase: .gathering, startedAt: moment)
            if try await store.plan(town: town, id: id) != nil {
                throw DeskError.conflict(message: "There is a plan '\(id)' already.", remedy: "Use another identifier.")
            }
            guard runs.begin(run, town: town) else { return runs.run(id, town: town) ?? run }
            order.id = id
            let wanted = order
            Task { await make(data, wanted, id) }
            return run
        }
    }

    public func planRun(town: TownID, id: PlanID) async throws -> PlanRun {
        guard var run = runs.run(id, town: town) else { throw DeskError.notFound(what: "run", id: id.rawValue) }
        if !run.phase.isOver { run.elapsedSeconds = max(0, now().seconds(since: run.startedAt)) }
        return run
    }

    public func cancelPlanRun(town: TownID, id: PlanID) async throws -> PlanRun {
        guard runs.run(id, town: town) != nil else { throw DeskError.notFound(what: "run", id: id.rawValue) }
        runs.cancel(id)
        let moment = now()
        runs.change(id) { run in
            run.phase = .cancelled
            run.elapsedSeconds = max(0, moment.seconds(since: run.startedAt))
        }
        return try await planRun(town: town, id: id)
    }

    private func make(_ data: TownData, _ order: PlanOrder, _ id: PlanID) async {
        do {
            var input = try await planningInput(data, order: order)
            let runs = runs
            runs.change(id) { $0.phase = .searching }
            input.options.progress = { news in
                runs.change(id) { run in
                    (run.part, run.parts) = (news.part, news.parts)
                    (run.bestCost, run.iterations) = (news.bestCost, news.iterations)
                }
            }
            let plan = try await PlanSearch(effort: effort).run(
                input, iterations: order.iterations, near: try await usualTours(data, order),
                changeBudget: order.changeBudget, isCancelled: { runs.isCancelled(id) })
            if runs.isCancelled(id) { return }
            try await store.savePlan(plan)
            end(id, .done)
        } catch DeskError.impossible(let message, let remedy) {
            end(id, .failed, failure: "\(message) \(remedy)")
        } catch {
            end(id, .failed, failure: Sentence(verbatim: "\(error)"))
        }
    }

    private func end(_ id: PlanID, _ phase: PlanRun.Phase, failure: Sentence? = nil) {
        let moment = now()
        runs.change(id) { run in
            run.phase = phase
            run.failure = failure
            run.elapsedSeconds = max(0, moment.seconds(since: run.startedAt))
        }
    }
}
