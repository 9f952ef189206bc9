import Model
import Routing

/// Several days as one problem of the search: each vehicle once a day, and each container as alternatives, one a day, of which at most
/// one is chosen. What an alternative saves differs from day to day; that is its serving cost.
///
/// Days follow one another in the search's time, ``daySeconds`` apart. Containers of one site that the same vehicles can empty are
/// chosen together (``BundleList``).
struct LookaheadProblem: Sendable {
    /// A part of the work that shares no vehicle with the rest.
    struct Part: Sendable {
        let problem: Problem
        let groups: [String: (day: Int, group: TaskGroup)]
    }

    let parts: [Part]

    /// More than a day of 25 hours with a shift over midnight.
    private static let daySeconds = 150_000

    /// - Parameters:
    ///   - inputs: one a day, the first is the planned day.
    ///   - offers: what may be emptied on each day, with what it saves then.
    ///   - due: what has to be emptied on the first day.
    init(_ inputs: [PlanningInput], offers: [[SlotChoice]], due: [SlotChoice]) throws(PlanningError) {
        guard let first = inputs.first else {
            parts = []
            return
        }
        let bundles = BundleList(first).names
        var days: [DayWork] = []
        for (number, input) in inputs.enumerated() {
            let selection = DaySelection(due: number == 0 ? due : [], takeAlong: offers[number])
            days.append(try DayWork(input, selection: selection, bundles: bundles))
        }
        var parts: [Part] = []
        for names in Self.parts(days) {
            parts.append(try Self.part(inputs, days, vehicles: names))
        }
        self.parts = parts
    }

    /// Vehicles that share work on any day, in a fixed order.
    private static func parts(_ days: [DayWork]) -> [Set<VehicleID>] {
        var sets: [Set<VehicleID>] = []
        for day in days {
            for group in day.groups where !group.vehicles.isEmpty {
                let own = Set(group.vehicles.map { day.fleet.vehicles[$0].id })
                let joined = sets.filter { !$0.isDisjoint(with: own) }.reduce(own) { $0.union($1) }
                sets = sets.filter { $0.isDisjoint(with: own) } + [joined]
            }
        }
        return sets.sorted { ($0.min()?.rawValue ?? "") < ($1.min()?.rawValue ?? "") }
    }

    private static func part(
        _ inputs: [PlanningInput], _ days: [DayWork], vehicles names: Set<VehicleID>
    ) throws(PlanningError) -> Part {
        let duties = days.map { day in day.fleet.vehicles.filter { names.contains($0.id) } }
        let load = LoadDimensions(duties.flatMap(\.self))
        let ways = WaysOfVehicles(duties.flatMap(\.self), inputs[0])
        var locations = LocationList()
        var vehicles: [Problem.Vehicle] = []
        var tips: [Problem.DisposalSite] = []
        var alternatives: [(day: Int, group: TaskGroup, task: Problem.Task)] = []
        for (number, day) in days.enumerated() {
            let builder = DayProblemBuilder(input: inputs[number], fleet: day.fleet, times: day.times)
            let shift = DayShift(number: number, seconds: number * daySeconds)
            vehicles += duties[number].map { shift.moved(builder.vehicle($0, load, &locations, profile: ways.profile(of: $0))) }
            let found = try builder.disposalSites(duties[number], load, &locations)
            tips += found.0.map(shift.moved)
            for group in day.groups where group.vehicles.contains(where: { names.contains(day.fleet.vehicles[$0].id) }) {
                alternatives.append((number, group, shift.moved(builder.task(group, load, &locations))))
            }
        }
        let tasks = Self.exclusive(alternatives)
        let weights = inputs[0].options.weights
        let problem = Problem(
            name: "\(inputs[0].town.town.id) from \(inputs[0].day)", dimensions: load.dimensions,
            profiles: ways.matrices.map { .matrix(locations.matrix(of: $0)) }, vehicles: vehicles, tasks: tasks,
            disposalSites: tips, setupSeconds: locations.setupSeconds, balanceCostPerSquareHour: weights.balancePerSquareHour)
        let groups = Dictionary(
            zip(tasks, alternatives).map { ($0.id, (day: $1.day, group: $1.group)) }, uniquingKeysWith: { first, _ in first })
        return Part(problem: problem, groups: groups)
    }

    /// Makes the days' tasks of a bundle alternatives: what the best saves is the group's prize, what another saves less its serving cost.
    private static func exclusive(_ alternatives: [(day: Int, group: TaskGroup, task: Problem.Task)]) -> [Problem.Task] {
        var best: [String: Int] = [:]
        for (_, group, task) in alternatives { best[group.id] = max(best[group.id] ?? 0, task.prize ?? 0) }
        var seen: Set<String> = []
        return alternatives.map { _, group, task in
            var task = task
            let most = best[group.id] ?? 0
            task.servingCost = most - (task.prize ?? 0)
            task.prize = seen.insert(group.id).inserted ? most : 0
            task.exclusiveGroup = group.id
            return task
        }
    }
}

/// Moves a day's part of the problem to its place in the search's time and names.
private struct DayShift {
    let number: Int
    let seconds: Int

    func moved(_ vehicle: Problem.Vehicle) -> Problem.Vehicle {
        var vehicle = vehicle
        vehicle.id = name(vehicle.id)
        vehicle.shift = TimeWindow(vehicle.shift.openSeconds + seconds, vehicle.shift.closeSeconds + seconds)
        return vehicle
    }

    func moved(_ task: Problem.Task) -> Problem.Task {
        var task = task
        task.id = name(task.id)
        task.windows = windows(task.windows)
        task.allowedVehicles = task.allowedVehicles?.map(name)
        return task
    }

    func moved(_ tip: Problem.DisposalSite) -> Problem.DisposalSite {
        var tip = tip
        tip.id = name(tip.id)
        tip.windows = windows(tip.windows)
        tip.allowedVehicles = tip.allowedVehicles?.map(name)
        return tip
    }

    private func name(_ id: String) -> String { "\(number)/\(id)" }

    /// Within the day, so that the search knows the neighbours of the day.
    private func windows(_ windows: [TimeWindow]) -> [TimeWindow] {
        let day = (-40_000)...100_000
        let cut = windows.compactMap { window -> TimeWindow? in
            let open = max(day.lowerBound, window.openSeconds)
            let close = min(day.upperBound, window.closeSeconds)
            return open <= close ? TimeWindow(open + seconds, close + seconds) : nil
        }
        return cut.isEmpty ? [TimeWindow(day.lowerBound + seconds, day.upperBound + seconds)] : cut
    }
}
