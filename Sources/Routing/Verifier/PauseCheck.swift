/// Checks one tour against its vehicle's break rules, going by the visits' stated times.
struct PauseCheck {
    let vehicle: Problem.Vehicle
    let tour: Tour
    private var violations: [Violation] = []

    init(vehicle: Problem.Vehicle, tour: Tour) {
        self.vehicle = vehicle
        self.tour = tour
    }

    mutating func run() -> [Violation] {
        for rule in vehicle.breakRules {
            switch rule.kind {
            case .driving(let maximum, let parts): checkDriving(rule.id, maximum, parts)
            case .working(let maximum, let part): checkWorking(rule.id, maximum, part)
            case .total(let thresholds, let part): checkTotal(rule.id, thresholds, part)
            case .window(let start, let seconds): checkWindow(rule.id, start, seconds)
            }
        }
        return violations
    }

    private var begin: Int { tour.visits.first?.departureSeconds ?? 0 }
    private var end: Int { tour.visits.last?.arrivalSeconds ?? 0 }

    /// Pauses as they count: not at the beginning, and not when nothing follows but the end at the same place.
    private func isPause(_ index: Int) -> Bool {
        guard case .pause = tour.visits[index].kind else { return false }
        let before = tour.visits[..<index]
        let after = tour.visits[(index + 1)...]
        let workBefore =
            before.contains { $0.stopID != nil } || before.contains { $0.travelSeconds > 0 }
            || tour.visits[index].travelSeconds > 0
        let workAfter = after.contains { $0.stopID != nil || $0.travelSeconds > 0 }
        return workBefore && workAfter
    }

    private mutating func report(_ rule: String, _ excess: Int) {
        violations.append(Violation(kind: .breakRule, vehicle: vehicle.id, subject: rule, excess: excess))
    }

    private mutating func checkDriving(_ id: String, _ maximum: Int, _ parts: [Int]) {
        var driven = vehicle.elapsed.drivingSinceBreakSeconds
        var taken = 0
        var worst = 0
        for (index, visit) in tour.visits.enumerated() {
            driven += visit.travelSeconds
            worst = max(worst, driven - maximum)
            guard isPause(index) else { continue }
            if visit.workSeconds >= parts.reduce(0, +) {
                driven = 0
                taken = 0
            } else if visit.workSeconds >= parts[taken] {
                taken += 1
                if taken == parts.count {
                    driven = 0
                    taken = 0
                }
            }
        }
        if worst > 0 { report(id, worst) }
    }

    private mutating func checkWorking(_ id: String, _ maximum: Int, _ part: Int) {
        var since = begin - vehicle.elapsed.workingSinceBreakSeconds
        var worst = 0
        for (index, visit) in tour.visits.enumerated() where isPause(index) && visit.workSeconds >= part {
            worst = max(worst, visit.beginSeconds - since - maximum)
            since = visit.departureSeconds
        }
        worst = max(worst, end - since - maximum)
        if worst > 0 { report(id, worst) }
    }

    private mutating func checkTotal(_ id: String, _ thresholds: [Problem.BreakRule.Threshold], _ part: Int) {
        var pauses = 0
        for (index, visit) in tour.visits.enumerated() where isPause(index) && visit.workSeconds >= part {
            pauses += visit.workSeconds
        }
        let work = end - begin - pauses + vehicle.elapsed.workingTodaySeconds
        let missing = thresholds.filter { work > $0.workSeconds }.map { $0.pauseSeconds }.max() ?? 0
        let short = missing - pauses - vehicle.elapsed.pausedTodaySeconds
        if short > 0 { report(id, short) }
    }

    private mutating func checkWindow(_ id: String, _ start: TimeWindow, _ seconds: Int) {
        guard begin < start.openSeconds, end > start.closeSeconds else { return }
        let taken = tour.visits.contains { visit in
            guard case .pause = visit.kind else { return false }
            return visit.workSeconds >= seconds && visit.beginSeconds >= start.openSeconds
                && visit.beginSeconds <= start.closeSeconds
        }
        if !taken { report(id, seconds) }
    }
}
