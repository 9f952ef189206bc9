/// Recomputes a solution from the problem alone and lists what is wrong with it.
///
/// Shares no code with the solver: it looks travel up in the problem, adds up times and loads visit by
/// visit, and compares every stated figure with its own. Complexity: linear in the visits.
public struct Verifier: Sendable {
    let problem: Problem
    let tasks: [String: Int]
    let sites: [String: Int]
    let vehicles: [String: Int]

    /// A verifier for a problem; the problem has to be valid (``Problem/validate()``).
    public init(_ problem: Problem) throws(ProblemError) {
        try problem.validate()
        self.problem = problem
        tasks = Dictionary(uniqueKeysWithValues: problem.tasks.enumerated().map { ($1.id, $0) })
        sites = Dictionary(uniqueKeysWithValues: problem.disposalSites.enumerated().map { ($1.id, $0) })
        vehicles = Dictionary(uniqueKeysWithValues: problem.vehicles.enumerated().map { ($1.id, $0) })
    }

    /// Verdict on a solution: recomputed costs and all violations found.
    public struct Report: Sendable, Hashable, Codable {
        public var cost: CostBreakdown
        public var violations: [Violation]

        public init(cost: CostBreakdown, violations: [Violation]) {
            self.cost = cost
            self.violations = violations
        }

        public var isFeasible: Bool { violations.isEmpty }
    }

    /// Checks tours, coverage of tasks and all stated figures.
    public func verify(_ solution: Solution) -> Report {
        var report = Report(cost: CostBreakdown(), violations: [])
        var served: [String: String] = [:]
        var usedVehicles = Set<String>()
        for tour in solution.tours {
            guard let index = vehicles[tour.vehicle] else {
                report.violations.append(Violation(kind: .unknownVehicle, vehicle: tour.vehicle, excess: 1))
                continue
            }
            if !usedVehicles.insert(tour.vehicle).inserted {
                report.violations.append(Violation(kind: .vehicleUsedTwice, vehicle: tour.vehicle, excess: 1))
            }
            var check = TourCheck(problem: problem, vehicle: problem.vehicles[index], tour: tour, tasks: tasks, sites: sites)
            check.run()
            report.cost = report.cost + check.cost
            report.violations += check.violations
            for id in check.servedTasks {
                if served.updateValue(tour.vehicle, forKey: id) != nil {
                    report.violations.append(Violation(kind: .taskServedTwice, vehicle: tour.vehicle, subject: id, excess: 1))
                }
            }
        }
        checkLockedPrefixes(usedVehicles, &report)
        checkCoverage(served, &report)
        checkOrders(solution, served, &report)
        addReferenceCost(served, &report)
        addCompactnessCost(served, &report)
        if report.cost != solution.cost {
            report.violations.append(
                Violation(kind: .figure, subject: "cost", excess: solution.cost.total - report.cost.total))
        }
        return report
    }

    private func checkLockedPrefixes(_ used: Set<String>, _ report: inout Report) {
        for vehicle in problem.vehicles where !vehicle.lockedPrefix.isEmpty && !used.contains(vehicle.id) {
            report.violations.append(
                Violation(
                    kind: .lockedPrefix, vehicle: vehicle.id, subject: vehicle.lockedPrefix.first,
                    excess: vehicle.lockedPrefix.count))
        }
    }

    private func checkCoverage(_ served: [String: String], _ report: inout Report) {
        var groups: [String: (served: Int, mandatory: Bool, members: [Problem.Task])] = [:]
        for task in problem.tasks {
            if served[task.id] != nil { report.cost.prizes += task.servingCost }
            if let group = task.exclusiveGroup {
                groups[group, default: (0, false, [])].members.append(task)
                if task.prize == nil { groups[group]?.mandatory = true }
                if served[task.id] != nil { groups[group]?.served += 1 }
            } else if served[task.id] == nil {
                if let prize = task.prize {
                    report.cost.prizes += prize
                } else {
                    report.violations.append(Violation(kind: .mandatoryTaskUnserved, subject: task.id, excess: 1))
                }
            }
        }
        for (name, group) in groups.sorted(by: { $0.key < $1.key }) {
            if group.served > 1 {
                report.violations.append(Violation(kind: .alternativesServedTogether, subject: name, excess: group.served - 1))
            } else if group.served == 0 {
                if group.mandatory {
                    report.violations.append(Violation(kind: .mandatoryTaskUnserved, subject: name, excess: 1))
                } else {
                    report.cost.prizes += group.members.reduce(0) { $0 + ($1.prize ?? 0) }
                }
            }
        }
    }

    private func checkOrders(_ solution: Solution, _ served: [String: String], _ report: inout Report) {
        var position: [String: Int] = [:]
        for tour in solution.tours {
            for (index, visit) in tour.visits.enumerated() {
                if let id = visit.stopID { position[id] = index }
            }
        }
        for order in problem.orders {
            for (earlier, later) in zip(order, order.dropFirst()) {
                guard let vehicle = served[later] else { continue }
                let inOrder = served[earlier] == vehicle && (position[earlier] ?? 0) < (position[later] ?? 0)
                if !inOrder {
                    report.violations.append(Violation(kind: .order, vehicle: vehicle, subject: later, excess: 1))
                }
            }
        }
    }

    private func addCompactnessCost(_ served: [String: String], _ report: inout Report) {
        guard let compactness = problem.compactness else { return }
        let vehicles = problem.tasks.map { served[$0.id] }
        for (one, other) in problem.neighbouringPairs() {
            guard let first = vehicles[one], let second = vehicles[other], first != second else { continue }
            report.cost.compactness += compactness.costPerPair
        }
    }

    private func addReferenceCost(_ served: [String: String], _ report: inout Report) {
        guard let reference = problem.reference else { return }
        for (task, vehicle) in served {
            if let planned = reference.vehicleOfTask[task], planned != vehicle {
                report.cost.reference += reference.costOfOtherVehicle
            }
        }
    }
}
