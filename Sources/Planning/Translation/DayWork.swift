import Model

/// The day's work as jobs and groups, the vehicles for it, and the slots that no vehicle could serve even alone.
struct DayWork: Sendable {
    let index: TownIndex
    let times: DayTimes
    let fleet: Fleet
    let suitability: Suitability
    let groups: [TaskGroup]
    let leftOut: [LeftOut]

    /// - Parameter bundles: containers that are one task, by name of the bundle; `nil` groups those of a site as the day's loads allow.
    init(_ input: PlanningInput, selection: DaySelection, bundles: [SlotID: String]? = nil) throws(PlanningError) {
        let index = TownIndex(input.town)
        let times = DayTimes(day: input.day, clock: input.clock)
        var hours = HoursOfSites(times: times, rules: input.town.rules)
        let due = try Self.jobs(selection.due, input, index, &hours)
        let along = try Self.jobs(selection.takeAlong, input, index, &hours)
        // What has a price of its own is a reason to drive as well: without it bodies would be left unused on a day without a due slot.
        let wanted = (due + along.filter { $0.choice.worth != nil }).reduce(into: [Fraction: Double]()) {
            $0[$1.slot.fraction, default: 0] += $1.amount.kilograms
        }
        let fleet = try Fleet(input, index: index, times: times, wanted: wanted)
        let suitability = try Suitability(input, fleet: fleet, times: times)

        var leftOut: [LeftOut] = []
        var dueJobs: [(job: Job, vehicles: [Int])] = []
        for job in due {
            switch suitability.verdict(on: job) {
            case .suitable(let vehicles): dueJobs.append((job, input.standing.allowed(vehicles, job.slot.id, fleet)))
            case .obstacle(let obstacle, let nearest):
                leftOut.append(job.choice.leftOut(obstacle, nearest: nearest))
            }
        }
        var alongJobs: [(job: Job, vehicles: [Int])] = []
        let near = NearWays(input, dueJobs.map(\.job.place))
        for job in along
        where job.choice.worth != nil || input.standing.vehicleOfSlot[job.slot.id] != nil || near.isNear(job.place) {
            if case .suitable(let vehicles) = suitability.verdict(on: job) {
                alongJobs.append((job, input.standing.allowed(vehicles, job.slot.id, fleet)))
            }
        }
        if let bundles {
            groups =
                TaskGroup.bundles(dueJobs, isDue: true, names: bundles)
                + TaskGroup.bundles(alongJobs, isDue: false, names: bundles)
        } else {
            groups =
                TaskGroup.groups(dueJobs, isDue: true, fleet: fleet, standing: input.standing)
                + TaskGroup.groups(alongJobs, isDue: false, fleet: fleet, standing: input.standing)
        }
        self.index = index
        self.times = times
        self.fleet = fleet
        self.suitability = suitability
        self.leftOut = leftOut
    }

    private static func jobs(
        _ choices: [SlotChoice], _ input: PlanningInput, _ index: TownIndex, _ hours: inout HoursOfSites
    ) throws(PlanningError) -> [Job] {
        var jobs: [Job] = []
        let rules = input.town.rules
        for choice in choices {
            guard let slot = index.slots[choice.slot], let type = index.containerType(of: slot) else { continue }
            guard let site = index.sites[slot.site] else { throw PlanningError.unknownSite(slot: slot.id, site: slot.site) }
            guard let place = input.places.index(of: site.id) else {
                throw PlanningError.placeNotInMatrix(kind: "site", name: site.id.rawValue)
            }
            let amount = ExpectedAmount(level: choice.expectedLevel, type: type, fraction: rules.properties(of: slot.fraction))
            jobs.append(
                Job(
                    choice: choice, slot: slot, site: site, type: type, place: place, amount: amount,
                    serviceSeconds: bounded(rules.service.seconds(for: type)),
                    setupSeconds: bounded(site.setupSeconds ?? rules.service.siteSeconds),
                    allowed: hours.allowed(at: site, slot.fraction)))
        }
        return jobs
    }

    private static func bounded(_ seconds: Int) -> Int { max(0, min(86400, seconds)) }
}

/// When sites may be served, each kind of place and fraction worked out once.
private struct HoursOfSites {
    struct Key: Hashable {
        let zone: Zone
        let fraction: Fraction
        let openingWindows: [OpeningWindow]
    }

    let times: DayTimes
    let rules: TownRules
    private var known: [Key: Stretches] = [:]

    init(times: DayTimes, rules: TownRules) {
        self.times = times
        self.rules = rules
    }

    mutating func allowed(at site: Site, _ fraction: Fraction) -> Stretches {
        let key = Key(zone: site.zone, fraction: fraction, openingWindows: site.openingWindows)
        if let allowed = known[key] { return allowed }
        let allowed = times.open(site.openingWindows)
            .intersection(times.allowed(zone: site.zone, fraction: fraction, rules: rules))
        known[key] = allowed
        return allowed
    }
}

/// Leaves out take-along containers that are too far from every due one to ever pay.
private struct NearWays {
    let travel: TravelMatrix
    let seconds: Int
    let places: [Int]

    init(_ input: PlanningInput, _ places: [Int]) {
        travel = input.travel
        seconds = input.options.weights.takeAlongWaySeconds
        self.places = Array(Set(places)).sorted()
    }

    func isNear(_ place: Int) -> Bool { places.contains { travel.durationSeconds(from: $0, to: place) <= seconds } }
}
