/// Turns sequences of stops into tours with times and pauses, and explains what was left out.
struct SolutionBuilder {
    let instance: Instance
    private var problem: Problem { instance.problem }

    init(_ instance: Instance) {
        self.instance = instance
    }

    /// A solution out of stop numbers per vehicle.
    func solution(_ stops: [[Int32]]) throws(ProblemError) -> Solution {
        var tours: [Tour] = []
        for (vehicle, sequence) in stops.enumerated() where !sequence.isEmpty { tours.append(tour(vehicle, sequence)) }
        return try finish(tours, stops, unknown: [])
    }

    /// A solution out of a plan with ids.
    func solution(_ plan: Plan) throws(ProblemError) -> Solution {
        var tours: [Tour] = []
        var unknown: [Violation] = []
        var sequences = [[Int32]](repeating: [], count: instance.vehicleCount)
        for route in plan.routes where !route.stops.isEmpty {
            guard let vehicle = instance.vehiclesByID[route.vehicle] else {
                unknown.append(Violation(kind: .unknownVehicle, vehicle: route.vehicle, excess: route.stops.count))
                continue
            }
            var sequence: [Int32] = []
            for id in route.stops {
                if let stop = instance.tasksByID[id] ?? instance.sitesByID[id] {
                    sequence.append(Int32(stop))
                } else {
                    unknown.append(Violation(kind: .unknownStop, vehicle: route.vehicle, subject: id, excess: 1))
                }
            }
            if !sequence.isEmpty { tours.append(tour(vehicle, sequence)) }
            sequences[vehicle] = sequence
        }
        return try finish(tours, sequences, unknown: unknown)
    }

    private func finish(_ tours: [Tour], _ stops: [[Int32]], unknown: [Violation]) throws(ProblemError) -> Solution {
        let unserved = Explainer(instance).explain(stops)
        var solution = Solution(tours: tours, unserved: unserved, cost: CostBreakdown(), violations: [])
        let report = try Verifier(problem).verify(solution)
        solution.cost = report.cost
        // The cost was not stated yet; that alone is no violation.
        solution.violations =
            unknown + report.violations.filter { $0.kind != .figure || $0.vehicle != nil || $0.subject != "cost" }
        return solution
    }

    // MARK: one tour

    private func tour(_ vehicle: Int, _ stops: [Int32]) -> Tour {
        let count = stops.count
        var pauses: [PlacedPause] = []
        var times = instance.schedule(vehicle, stops, count, lenient: false, late: true)
        if times.failure != .none { times = instance.schedule(vehicle, stops, count, lenient: true, late: true) }
        withUnsafeMutablePointer(to: &pauses) { recorder in
            _ = instance.pass(
                vehicle, stops, count, start: times.start, totalPause: times.totalPause, windowLegs: times.windowLegs,
                lenient: true,
                pauses: recorder)
        }
        var writer = TourWriter(instance, vehicle, start: times.start, firstStop: stops.first)
        for index in 0...count {
            let isHome = index == count
            for pause in pauses where pause.leg == index { writer.pause(pause, before: isHome ? nil : stops[index]) }
            if isHome { writer.end(lastStop: stops.last) } else { writer.stop(stops, index) }
        }
        return writer.finish()
    }
}
