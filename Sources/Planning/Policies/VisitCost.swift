import Model

/// What emptying a slot usually costs, in the search's units.
struct VisitCost: Sendable, Hashable {
    /// Its lift, its part of stop and way: what coming once more costs, however full it is.
    let visit: Double
    /// Its share of a trip to the tip when it is full. What people throw in has to be tipped some day, soon or late, so that this part
    /// grows with the level and nothing is saved by waiting.
    let disposalOfFull: Double

    /// With the way to the tip for what is in it.
    func whole(level: Double) -> Double { visit + disposalOfFull * max(0, level) }
}

/// Estimates of ``VisitCost`` before any tour is known. About one site in five is served on a day, so the way between stops is that to the
/// fifth nearest site of the same handling; the way out and home and the tour itself are shared by a day's stops; the trip to the tip is
/// shared by a load, in proportion to weight or volume, whichever is more.
struct VisitCosts: Sendable {
    private let input: PlanningInput
    private let index: TownIndex
    private let localWay: [CollectionCalendar.Handling: [SiteID: (metres: Int, seconds: Int)]]
    private let slotsPerSite: [SiteID: Int]

    /// Stops over which the way out and home is shared (Helmstedt, Karlsruhe: 30–35 containers a crane tour).
    private static let stopsPerTour = 25
    /// Which of the nearest sites is taken for the next stop.
    private static let neighbour = 5

    init(_ input: PlanningInput, index: TownIndex) {
        self.input = input
        self.index = index
        var sites: [CollectionCalendar.Handling: Set<SiteID>] = [:]
        for slot in input.town.slots where slot.isActive {
            if let handling = Self.handling(slot, index) { sites[handling, default: []].insert(slot.site) }
        }
        localWay = sites.mapValues { Self.localWays($0, input) }
        slotsPerSite = input.town.slots.filter(\.isActive).reduce(into: [:]) { $0[$1.site, default: 0] += 1 }
    }

    private static func handling(_ slot: Slot, _ index: TownIndex) -> CollectionCalendar.Handling? {
        index.containerType(of: slot).map { CollectionCalendar.Handling(fraction: slot.fraction, method: $0.emptyingMethod) }
    }

    private static func localWays(_ sites: Set<SiteID>, _ input: PlanningInput) -> [SiteID: (metres: Int, seconds: Int)] {
        let places = sites.compactMap { site in input.places.index(of: site).map { (site, $0) } }
        return Dictionary(
            places.map { site, from in
                let ways = places.filter { $0.1 != from }
                    .map { (seconds: input.travel.durationSeconds(from: from, to: $0.1), place: $0.1) }
                    .sorted { ($0.seconds, $0.place) < ($1.seconds, $1.place) }
                guard let next = ways.prefix(Self.neighbour).last else { return (site, (0, 0)) }
                return (site, (input.travel.distanceMetres(from: from, to: next.place), next.seconds))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// `nil` for a slot that can not be emptied at all.
    func cost(of slot: Slot) -> VisitCost? {
        guard let type = index.containerType(of: slot), let site = index.sites[slot.site],
            let handling = Self.handling(slot, index),
            let place = input.places.index(of: site.id),
            let vehicle = input.town.vehicles.first(where: { $0.isAvailable && handling.isDone(by: $0) })
        else { return nil }
        let rules = input.town.rules
        let setup = (site.setupSeconds ?? rules.service.siteSeconds) / max(1, min(2, slotsPerSite[site.id] ?? 1))
        let way = localWay[handling]?[site.id] ?? (0, 0)
        let stop = units(metres: way.metres, seconds: way.seconds + setup + rules.service.seconds(for: type))
        let depot = input.places.index(of: vehicle.depot).map { pair(from: $0, to: place) } ?? 0
        let tour = 2 * depot + Double(input.options.weights.perTour)
        return VisitCost(
            visit: stop + tour / Double(Self.stopsPerTour),
            disposalOfFull: loadShare(slot, type, vehicle) * tip(slot.fraction, from: place))
    }

    /// Share of the vehicle's load that the full container takes.
    private func loadShare(_ slot: Slot, _ type: ContainerType, _ vehicle: Vehicle) -> Double {
        let amount = ExpectedAmount(level: 1, type: type, fraction: input.town.rules.properties(of: slot.fraction))
        let room = vehicle.compartments.filter { $0.fractions.contains(slot.fraction) }.reduce(0) { $0 + $1.volumeLitres }
        let byWeight = vehicle.payloadKilograms > 0 ? amount.kilograms / vehicle.payloadKilograms : 1
        let byVolume = room > 0 ? amount.litres / room : 1
        return min(1, max(byWeight, byVolume))
    }

    /// There and back to the nearest tip, and tipping.
    private func tip(_ fraction: Fraction, from place: Int) -> Double {
        let tips = input.town.disposalSites.filter { $0.fractions.contains(fraction) }
        let costs = tips.compactMap { site in
            input.places.index(of: site.id).map {
                2 * pair(from: place, to: $0)
                    + units(metres: 0, seconds: site.serviceSeconds ?? input.town.rules.service.disposalSeconds)
            }
        }
        return costs.min() ?? 0
    }

    private func pair(from: Int, to: Int) -> Double {
        units(metres: input.travel.distanceMetres(from: from, to: to), seconds: input.travel.durationSeconds(from: from, to: to))
    }

    private func units(metres: Int, seconds: Int) -> Double {
        Double(metres) * Double(input.options.weights.perMetre) + Double(seconds) * Double(input.options.weights.perSecond)
    }
}
