import Model

/// A container to be emptied, with all that decides who can do it.
struct Job: Sendable {
    let choice: SlotChoice
    let slot: Slot
    let site: Site
    let type: ContainerType
    /// Place of the site in the travel matrix.
    let place: Int
    let amount: ExpectedAmount
    let serviceSeconds: Int
    let setupSeconds: Int
    /// When work may go on here on this fraction.
    let allowed: Stretches
}

/// Which vehicles can do a job at all, each on its own in an otherwise empty day; and if none can, what keeps it out.
struct Suitability: Sendable {
    let fleet: Fleet
    let travel: TravelMatrix
    let places: PlaceIndex
    let rules: TownRules
    /// Opening of each disposal site, and its service time.
    private let disposal: [DisposalSiteID: (place: Int, open: Stretches, seconds: Int)]

    init(_ input: PlanningInput, fleet: Fleet, times: DayTimes) throws(PlanningError) {
        self.fleet = fleet
        travel = input.travel
        places = input.places
        rules = input.town.rules
        var disposal: [DisposalSiteID: (place: Int, open: Stretches, seconds: Int)] = [:]
        for site in input.town.disposalSites {
            guard let place = input.places.index(of: site.id) else {
                throw PlanningError.placeNotInMatrix(kind: "disposal site", name: site.id.rawValue)
            }
            let seconds = max(0, min(86400, site.serviceSeconds ?? rules.service.disposalSeconds))
            disposal[site.id] = (place, times.open(site.openingWindows), seconds)
        }
        self.disposal = disposal
    }

    enum Verdict: Sendable {
        /// Indices into the fleet.
        case suitable([Int])
        case obstacle(LeftOut.Obstacle, nearest: VehicleID?)
    }

    /// Goes through the requirements one by one; the first that no vehicle passes is the obstacle, and the nearest of those that
    /// passed the one before is named.
    func verdict(on job: Job) -> Verdict {
        let requirements: [(LeftOut.Obstacle, (DutyVehicle) -> Bool)] = [
            (.noSuitableVehicle, { canEmpty(job, $0) }),
            (.skill, { $0.vehicle.skills.isSuperset(of: job.site.requiredSkills) }),
            (.noDisposalSite, { $0.body.fractions.contains(job.slot.fraction) }),
            (.tooLarge, { holds(job, $0) }),
            (.timeWindow, { isOpen(job, $0) }),
            (.shift, { canReturn(job, $0) }),
        ]
        var left = Array(fleet.vehicles.indices)
        if left.isEmpty { return .obstacle(.noVehicle, nearest: nil) }
        for (obstacle, passes) in requirements {
            let passing = left.filter { passes(fleet.vehicles[$0]) }
            if passing.isEmpty {
                return .obstacle(obstacle, nearest: obstacle == .noSuitableVehicle ? nil : nearest(left, to: job.place))
            }
            left = passing
        }
        return .suitable(left)
    }

    private func canEmpty(_ job: Job, _ duty: DutyVehicle) -> Bool {
        duty.vehicle.emptyingMethods.contains(job.type.emptyingMethod) && duty.vehicle.fractions.contains(job.slot.fraction)
    }

    private func holds(_ job: Job, _ duty: DutyVehicle) -> Bool {
        let fits = { (limits: [LoadLimit], amount: Int) in
            limits.allSatisfy { !$0.fractions.contains(job.slot.fraction) || amount <= $0.amount }
        }
        return fits(duty.body.chambers, job.amount.millilitres) && fits(duty.body.weights, job.amount.grams)
    }

    private func isOpen(_ job: Job, _ duty: DutyVehicle) -> Bool {
        let shift = Stretches([duty.window])
        return !job.allowed.intersection(shift).beginnings(ofWork: job.serviceSeconds + job.setupSeconds).isEmpty
    }

    /// Depot, site, a tip that takes it, depot, as early as possible, within the shift.
    private func canReturn(_ job: Job, _ duty: DutyVehicle) -> Bool {
        let work = job.serviceSeconds + job.setupSeconds
        let out = duty.driving(travel.durationSeconds(from: duty.startPlace, to: job.place))
        guard let atSite = Self.begin(job.allowed, work, from: duty.window.lowerBound + out) else { return false }
        return duty.body.disposalSites.contains { site in
            guard site.fractions.contains(job.slot.fraction), let tip = disposal[site.id] else { return false }
            let toTip = duty.driving(travel.durationSeconds(from: job.place, to: tip.place))
            guard let atTip = Self.begin(tip.open, tip.seconds, from: atSite + work + toTip) else { return false }
            let home = duty.driving(travel.durationSeconds(from: tip.place, to: duty.depotPlace))
            return atTip + tip.seconds + home < duty.window.upperBound
                && atTip + tip.seconds + home - (atSite - out) <= duty.longestSeconds
        }
    }

    private static func begin(_ open: Stretches, _ work: Int, from arrival: Int) -> Int? {
        open.beginnings(ofWork: work).first { $0.upperBound >= arrival }.map { max(arrival, $0.lowerBound) }
    }

    /// Of these vehicles the one that is soonest at a place from its depot.
    func nearest(_ vehicles: [Int], to place: Int) -> VehicleID? {
        vehicles.min { a, b in
            let way = { fleet.vehicles[$0].driving(travel.durationSeconds(from: fleet.vehicles[$0].depotPlace, to: place)) }
            return (way(a), a) < (way(b), b)
        }.map { fleet.vehicles[$0].id }
    }
}
