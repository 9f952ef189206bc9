import Model

/// What timing a tour needs to know of the town on its day: places and ways, hours, work.
struct WorkSite: Sendable {
    let input: PlanningInput
    let index: TownIndex
    let times: DayTimes

    init(_ input: PlanningInput) {
        self.input = input
        index = TownIndex(input.town)
        times = DayTimes(day: input.day, clock: input.clock)
    }

    var travel: TravelMatrix { input.travel }

    func place(of depot: Depot) throws(PlanningError) -> Int {
        try found(input.places.index(of: depot.id), "depot", depot.id.rawValue)
    }

    func place(of site: Site) throws(PlanningError) -> Int {
        try found(input.places.index(of: site.id), "site", site.id.rawValue)
    }

    func place(of site: DisposalSite) throws(PlanningError) -> Int {
        try found(input.places.index(of: site.id), "disposal site", site.id.rawValue)
    }

    private func found(_ place: Int?, _ kind: String, _ name: String) throws(PlanningError) -> Int {
        guard let place else { throw PlanningError.placeNotInMatrix(kind: kind, name: name) }
        return place
    }

    /// Setup once a visit, then container by container.
    func work(at site: Site, _ emptied: [StopEmptying], isSameSite: Bool) -> Int {
        let service = input.town.rules.service
        let types = emptied.compactMap { index.slots[$0.slot] }.compactMap { index.containerType(of: $0) }
        let setup = isSameSite ? 0 : Self.bounded(site.setupSeconds ?? service.siteSeconds)
        return types.reduce(setup) { $0 + Self.bounded(service.seconds(for: $1)) }
    }

    func work(at site: DisposalSite) -> Int { Self.bounded(site.serviceSeconds ?? input.town.rules.service.disposalSeconds) }

    /// When all of these fractions may be emptied there.
    func hours(at site: Site, _ fractions: Set<Fraction>) -> Stretches {
        fractions.reduce(times.open(site.openingWindows)) {
            $0.intersection(times.allowed(zone: site.zone, fraction: $1, rules: input.town.rules))
        }
    }

    /// Tips that a vehicle may use.
    func tips(of vehicle: Vehicle) -> [DisposalSite] {
        input.town.disposalSites.filter { vehicle.disposalSites.isEmpty || vehicle.disposalSites.contains($0.id) }
    }

    /// When a tour begins at the earliest: shift and depot have to be open.
    func earliestStart(_ vehicle: Vehicle, _ depot: Depot) -> Int {
        let shift = times.seconds(vehicle.shift.start)
        let open = times.open(depot.openingWindows).ranges.first { $0.upperBound > shift }
        return max(shift, open?.lowerBound ?? shift)
    }

    func shiftEnd(of vehicle: Vehicle) -> Int {
        let length = max(0, vehicle.shift.lengthSeconds)
        return times.seconds(vehicle.shift.start) + length + WorkingTime.pauseSeconds(work: length)
    }

    private static func bounded(_ seconds: Int) -> Int { max(0, min(86400, seconds)) }
}
