import Model

/// Containers of one site that are emptied together or not at all: one task of the search. Due containers and containers to take
/// along are never in one group.
struct TaskGroup: Sendable {
    /// Unique within the day.
    let id: String
    private(set) var jobs: [Job]
    /// Indices into the fleet, rising.
    let vehicles: [Int]
    let isDue: Bool

    var place: Int { jobs[0].place }
    var site: SiteID { jobs[0].site.id }
    var serviceSeconds: Int { jobs.reduce(0) { $0 + $1.serviceSeconds } }

    /// As a plan writes it.
    var emptied: [StopEmptying] {
        jobs.map { job in
            StopEmptying(
                slot: job.slot.id, fraction: job.slot.fraction, expectedLevel: job.choice.expectedLevel,
                expectedKilograms: job.amount.kilograms, expectedLitres: job.amount.litres, reason: job.choice.reason)
        }
    }

    /// Moments at which setup and service may begin.
    var beginnings: [ClosedRange<Int>] { jobs[0].allowed.beginnings(ofWork: serviceSeconds + jobs[0].setupSeconds) }

    func amount(of fractions: Set<Fraction>?) -> (grams: Int, millilitres: Int) {
        jobs.filter { fractions?.contains($0.slot.fraction) ?? true }
            .reduce((0, 0)) { ($0.0 + $1.amount.grams, $0.1 + $1.amount.millilitres) }
    }

    /// Groups the jobs by site, suitable vehicles and allowed times. A group stays below a third of each limit of its vehicles, so
    /// that a nearly full truck can still take something, and short enough to fit its hours.
    static func groups(_ jobs: [(job: Job, vehicles: [Int])], isDue: Bool, fleet: Fleet, standing: StandingPlan = StandingPlan())
        -> [TaskGroup]
    {
        struct Key: Hashable {
            let site: SiteID
            let vehicles: [Int]
            let allowed: Stretches
            let standing: VehicleID?
        }
        var groups: [TaskGroup] = []
        var open: [Key: Int] = [:]
        for (job, vehicles) in jobs {
            let key = Key(
                site: job.site.id, vehicles: vehicles, allowed: job.allowed, standing: standing.vehicleOfSlot[job.slot.id])
            if let number = open[key], groups[number].accepts(job, fleet) {
                groups[number].jobs.append(job)
            } else {
                open[key] = groups.count
                groups.append(
                    TaskGroup(id: "\(isDue ? "due" : "along")-\(groups.count)", jobs: [job], vehicles: vehicles, isDue: isDue))
            }
        }
        return groups
    }

    /// Groups the jobs by given names; a bundle's containers stand at one site and can be emptied by the same vehicles.
    static func bundles(_ jobs: [(job: Job, vehicles: [Int])], isDue: Bool, names: [SlotID: String]) -> [TaskGroup] {
        var groups: [TaskGroup] = []
        var open: [String: Int] = [:]
        for (job, vehicles) in jobs {
            let name = "\(isDue ? "due" : "along")-\(names[job.slot.id] ?? job.slot.id.rawValue)"
            if let number = open[name], groups[number].vehicles == vehicles {
                groups[number].jobs.append(job)
            } else if open[name] == nil {
                open[name] = groups.count
                groups.append(TaskGroup(id: name, jobs: [job], vehicles: vehicles, isDue: isDue))
            }
        }
        return groups
    }

    private func accepts(_ job: Job, _ fleet: Fleet) -> Bool {
        var larger = self
        larger.jobs.append(job)
        let fits = vehicles.allSatisfy { vehicle in
            let body = fleet.vehicles[vehicle].body
            return body.chambers.allSatisfy { 3 * larger.amount(of: $0.fractions).millilitres <= $0.amount }
                && body.weights.allSatisfy { 3 * larger.amount(of: $0.fractions).grams <= $0.amount }
        }
        return fits && !larger.beginnings.isEmpty
    }
}

/// What leaving a group out costs the search.
struct Prizes: Sendable {
    let weights: PlanningWeights
    let thresholds: LevelThresholds

    /// Just below the largest figure the search accepts.
    private static let highest = 900_000_000_000

    func prize(of group: TaskGroup) -> Int {
        min(Self.highest, group.jobs.reduce(0) { $0 + ($1.choice.worth ?? (group.isDue ? due($1) : takeAlong($1))) })
    }

    /// Far above the cost of any stop, and higher the worse leaving it would be: when trucks are short, the least bad stay.
    private func due(_ job: Job) -> Int {
        let urgency = job.choice.urgency.isFinite ? min(100, max(0, job.choice.urgency)) : 0
        return Int(Double(weights.perDueSlot) * (1 + urgency))
    }

    /// The lift has to be paid for some day anyway; what is saved is the stop and the way of that day, the more so the less room is
    /// given away by coming early. So it pays at a stop that is made anyway, and else only near the tour.
    private func takeAlong(_ job: Job) -> Int {
        let span = max(0.05, thresholds.mustEmpty - thresholds.takeAlong)
        let ripeness = min(1, max(0, (job.choice.expectedLevel - thresholds.takeAlong) / span))
        let saved = Double(job.setupSeconds + weights.takeAlongWaySeconds) * (0.2 + 0.8 * ripeness)
        return weights.perSecond * (job.serviceSeconds + Int(saved))
    }
}
