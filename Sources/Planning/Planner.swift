public import Model
import Routing

/// Makes the plan of one day: chooses the slots, translates them into a routing problem, solves it, translates the tours back with
/// reasons and loads, and checks the result.
///
/// Pure: no clock, no file, no randomness but the seed. The same input gives the same plan if the search ends by its iterations.
public struct Planner: Sendable {
    public init() {}

    /// Chooses by ``DueSelection`` and plans.
    ///
    /// - Throws: ``PlanningError`` when the town's data or the matrix do not hold together. A day without vehicles, or with slots that
    ///   nobody can serve, is a plan with those slots left out, each with its obstacle.
    public func plan(_ input: PlanningInput) throws(PlanningError) -> Model.Plan {
        try plan(input, policy: DuePolicy())
    }

    /// Plans what a policy chooses.
    public func plan(_ input: PlanningInput, policy: some SelectionPolicy) throws(PlanningError) -> Model.Plan {
        try plan(input, selection: policy.select(input))
    }

    /// Plans what somebody else has chosen.
    public func plan(_ input: PlanningInput, selection: DaySelection) throws(PlanningError) -> Model.Plan {
        let solved = try Self.solve(input, selection: selection)
        var plan = Model.Plan(
            id: input.planID, town: input.town.town.id, day: input.day, createdAt: input.createdAt,
            tours: Self.tours(solved.routed, solved.day, input), leftOut: Self.ordered(solved.leftOut, input.town),
            distanceBasis: input.travel.basis, seed: input.options.seed, iterations: solved.iterations)
        if !input.vehiclesOff.isEmpty { plan.vehiclesOff = input.vehiclesOff.sorted() }
        plan.violations = PlanVerifier(input).verify(plan, due: selection.due.map(\.slot) + selection.blocked.map(\.slot))
        return plan
    }

    /// A day's work as the search left it, before it is written as tours.
    struct Solved {
        var day: DayWork
        var routed: [(part: DayProblem, solution: Solution)]
        var leftOut: [LeftOut]

        var iterations: Int { routed.reduce(0) { $0 + $1.solution.iterations } }
    }

    /// - Parameter initial: a plan to start from, part by part.
    static func solve(
        _ input: PlanningInput, selection: DaySelection, initial: (DayProblem) -> Routing.Plan? = { _ in nil }
    ) throws(PlanningError) -> Solved {
        try checkMatrix(input)
        let day = try DayWork(input, selection: selection)
        var leftOut = selection.blocked + day.leftOut
        var routed: [(part: DayProblem, solution: Solution)] = []
        let builder = DayProblemBuilder(input: input, fleet: day.fleet, times: day.times)
        var parts: [DayProblem] = []
        for part in DayProblem.parts(day.groups, fleet: day.fleet) {
            parts.append(try builder.build(part.groups, vehicles: part.vehicles))
        }
        let effort = SearchEffort(input.options, tasks: parts.map(\.taskCount))
        for (number, part) in parts.enumerated() {
            var options = effort.options(forPart: number)
            options.initial = initial(part)
            options.progress = input.options.progress.map { tell in
                { @Sendable [count = parts.count] news in
                    tell(
                        PlanningProgress(part: number + 1, parts: count, bestCost: news.cost, iterations: news.iterations))
                }
            }
            let solution = try RoutingSearch.solve(part.problem, options, priced: part.pricedTasks)
            leftOut += Self.leftOut(part, solution, day.suitability)
            routed.append((part, solution))
        }
        return Solved(day: day, routed: routed, leftOut: leftOut)
    }

    private static func checkMatrix(_ input: PlanningInput) throws(PlanningError) {
        guard input.travel.count == input.places.coordinates.count else {
            throw PlanningError.matrixDoesNotFit(matrixPlaces: input.travel.count, places: input.places.coordinates.count)
        }
    }

    // MARK: the way back

    private static func tours(
        _ routed: [(part: DayProblem, solution: Solution)], _ day: DayWork, _ input: PlanningInput
    ) -> [Model.Tour] {
        var byVehicle: [VehicleID: (DayProblem, DutyVehicle, Routing.Tour)] = [:]
        for (part, solution) in routed {
            for tour in solution.tours {
                if let duty = part.vehicles[tour.vehicle] { byVehicle[duty.id] = (part, duty, tour) }
            }
        }
        var tours: [Model.Tour] = []
        for duty in day.fleet.vehicles {
            guard let (part, duty, routed) = byVehicle[duty.id] else { continue }
            var assembly = TourAssembly(part: part, duty: duty, index: day.index, times: day.times)
            let id = TourID("\(input.planID.rawValue.prefix(58)).\(tours.count + 1)")
            if let tour = assembly.tour(routed, id: id) { tours.append(tour) }
        }
        return tours
    }

    /// Due groups that no tour serves; containers to take along that are not taken are nothing to report.
    private static func leftOut(_ part: DayProblem, _ solution: Solution, _ suitability: Suitability) -> [LeftOut] {
        solution.unserved.flatMap { unserved -> [LeftOut] in
            guard let group = part.groups[unserved.task], group.isDue else { return [] }
            let nearest =
                unserved.nearestVehicle.flatMap { part.vehicles[$0]?.id }
                ?? suitability.nearest(group.vehicles, to: group.place)
            return group.jobs.map { $0.choice.leftOut(LeftOut.Obstacle(unserved.reason), nearest: nearest) }
        }
    }

    /// In the order of the town's slots.
    static func ordered(_ leftOut: [LeftOut], _ town: TownData) -> [LeftOut] {
        let order = Dictionary(town.slots.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        return leftOut.sorted { (order[$0.slot] ?? .max, $0.slot) < (order[$1.slot] ?? .max, $1.slot) }
    }
}
