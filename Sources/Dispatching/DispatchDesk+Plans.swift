public import Model
import Planning
public import Reports
import Roads
import Sentences
import Store

extension DispatchDesk: PlanDesk {
    public func createPlan(town: TownID, order: PlanOrder) async throws -> PlanResult {
        try await asDesk {
            let data = try await townData(town)
            if let id = order.id, let known = try await store.plan(town: town, id: id) {
                return PlanResult(plan: known, isNew: false)
            }
            try refuseUnknownVehicles(order.withoutVehicles, of: data)
            let input = try await planningInput(data, order: order)
            let usual = try await usualTours(data, order)
            let plan = try await PlanSearch(effort: effort).run(
                input, iterations: order.iterations, near: usual, changeBudget: order.changeBudget)
            try await store.savePlan(plan)
            return PlanResult(plan: plan, isNew: true, changedSlots: usual.map { $0.changes(in: plan) })
        }
    }

    public func plan(town: TownID, id: PlanID) async throws -> Plan {
        try await asDesk {
            guard let plan = try await store.plan(town: town, id: id) else {
                throw DeskError.notFound(what: "plan", id: id.rawValue)
            }
            return plan
        }
    }

    public func plans(town: TownID, day: CalendarDay?, before: PlanID?, limit: Int) async throws -> [Plan] {
        try await asDesk { try await store.plans(town: town, day: day, before: before, limit: limit) }
    }

    /// Gathers what the plan of a day depends on.
    func planningInput(_ data: TownData, order: PlanOrder) async throws -> PlanningInput {
        let town = data.town.id
        let moment = now()
        let current = try await store.currentLevels(town: town)
        let forecasts = try await forecasts.forecasts(of: data, current: current, asOf: moment)
        let places = PlaceIndex(data)
        let ways = try await ways(data, places)
        var input = PlanningInput(
            planID: try await planID(order, data.town, at: moment), createdAt: moment, town: data, day: order.day,
            forecasts: forecasts,
            currentLevels: Dictionary(current.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first }),
            requests: try await store.openRequests(town: town, on: order.day), places: places,
            travel: ways.town, vehiclesOff: Set(order.withoutVehicles),
            options: PlanningOptions(seed: order.seed ?? effort.seed, threads: effort.threads))
        input.travelByVehicle = ways.byVehicle
        input.endsOfDayBefore = try await endsOfDayBefore(town, order.day)
        return input
    }

    /// Who usually empties what, by the newest plan of each of the last four weeks' days; `nil` where the order has no budget of changes.
    func usualTours(_ data: TownData, _ order: PlanOrder) async throws -> UsualTours? {
        guard let budget = order.changeBudget else { return nil }
        guard budget >= 0 else {
            throw DeskError.invalid(
                member: "change_budget", message: "\(budget) is no number of containers.", remedy: "Use 0 or more.")
        }
        var plans: [Plan] = []
        for back in 1...28 {
            plans += try await store.plans(town: data.town.id, day: order.day.adding(days: -back), before: nil, limit: 1)
        }
        let onDuty = data.vehicles.filter {
            $0.isAvailable && $0.shift.weekdays.contains(order.day.weekday) && !order.withoutVehicles.contains($0.id)
        }
        return UsualTours(plans, onDuty: Set(onDuty.map(\.id)))
    }

    /// When the vehicles' tours of the day before end, by its newest plan.
    func endsOfDayBefore(_ town: TownID, _ day: CalendarDay) async throws -> [VehicleID: Timestamp] {
        let before = try await store.plans(town: town, day: day.adding(days: -1), before: nil, limit: 1).first
        return Dictionary(
            (before?.tours ?? []).compactMap { tour in tour.stops.last.map { (tour.vehicle, $0.arrival) } },
            uniquingKeysWith: max)
    }

    /// The day planned and the town's time of making, `2026-11-24.153007`; with a number behind it when that is taken.
    func planID(_ order: PlanOrder, _ town: Town, at moment: Timestamp) async throws -> PlanID {
        if let id = order.id { return id }
        let time = Self.digits(town.clock.local(moment).secondOfDay)
        var id = PlanID("\(order.day).\(time)")
        var number = 2
        while try await store.plan(town: town.id, id: id) != nil {
            id = PlanID("\(order.day).\(time).\(number)")
            number += 1
        }
        return id
    }

    /// A time of day as a part of a name: `153007`.
    static func digits(_ second: Int) -> String {
        [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    }

    func refuseUnknownVehicles(_ ids: [VehicleID], of data: TownData, member: String = "without_vehicles") throws {
        let known = Set(data.vehicles.map(\.id))
        guard let stranger = ids.first(where: { !known.contains($0) }) else { return }
        throw DeskError.invalid(
            member: member, message: "There is no vehicle '\(stranger)'.",
            remedy: "The town has \(known.sorted().map(\.rawValue).joined(separator: ", ")).")
    }
}

extension DispatchDesk {
    /// What is known about one day: its newest plan, its emptyings, the state of the data.
    public func dayReport(town: TownID, day: CalendarDay) async throws -> DayReport {
        try await asDesk {
            let clock = try await townData(town).town.clock
            let plan = try await store.plans(town: town, day: day, before: nil, limit: 1).first
            let emptyings = try await store.emptyings(
                town: town, slot: nil, from: clock.moment(day), to: clock.moment(day.adding(days: 1)))
            return DayReport(
                day: day, plan: plan, emptyings: emptyings, containers: try await containers(town: town, dueOn: day),
                clock: clock,
                asOf: now())
        }
    }
}
