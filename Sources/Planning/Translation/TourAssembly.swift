import Model
import Routing

/// Turns one tour of the search back into a tour of the town: halts with clock times, loads by fraction, reasons, totals.
struct TourAssembly {
    let part: DayProblem
    let duty: DutyVehicle
    let index: TownIndex
    let times: DayTimes

    private var stops: [Stop] = []
    private var onBoard: [Fraction: ExpectedAmount] = [:]
    /// Location of the last stop in the search's numbers.
    private var location: Int?
    private var coordinate: Coordinate

    init(part: DayProblem, duty: DutyVehicle, index: TownIndex, times: DayTimes) {
        self.part = part
        self.duty = duty
        self.index = index
        self.times = times
        coordinate = duty.depot.coordinate
    }

    /// `nil` for a tour that serves nothing.
    mutating func tour(_ routed: Routing.Tour, id: TourID) -> Model.Tour? {
        stops = []
        onBoard = [:]
        for (number, visit) in routed.visits.enumerated() {
            let next = routed.visits.dropFirst(number + 1).first { if case .pause = $0.kind { false } else { true } }
            add(visit, before: next)
        }
        guard stops.contains(where: { !$0.emptied.isEmpty }) else { return nil }
        return Model.Tour(id: id, vehicle: duty.id, stops: stops, totals: TourTotals(of: stops, energy: duty.vehicle.energy))
    }

    private mutating func add(_ visit: Visit, before next: Visit?) {
        switch visit.kind {
        case .start:
            append(visit, .depotStart(duty.depot.id), at: duty.depot.coordinate)
        case .end:
            append(visit, .depotEnd(duty.depot.id), at: duty.depot.coordinate)
        case .pause:
            let isAtNext = visit.location != location && visit.location == next?.location
            append(visit, .rest, at: isAtNext ? next.flatMap { place(of: $0) } ?? coordinate : coordinate)
        case .disposal(let id):
            guard let siteID = part.disposalSites[id], let site = index.disposalSites[siteID] else { return }
            for fraction in site.fractions { onBoard[fraction] = nil }
            append(visit, .disposal(siteID), at: site.coordinate)
        case .task(let id):
            guard let group = part.groups[id] else { return }
            for job in group.jobs {
                onBoard[job.slot.fraction, default: .zero] = onBoard[job.slot.fraction, default: .zero] + job.amount
            }
            addSite(visit, group)
        }
        location = visit.location
    }

    /// Groups served at one site without a gap are one halt.
    private mutating func addSite(_ visit: Visit, _ group: TaskGroup) {
        let emptied = group.emptied
        if let last = stops.indices.last, stops[last].place == .site(group.site), visit.waitSeconds == 0, visit.travelSeconds == 0
        {
            stops[last].emptied += emptied
            stops[last].serviceSeconds += visit.workSeconds
            stops[last].departure = times.moment(visit.departureSeconds)
            setLoad(of: last)
        } else {
            append(visit, .site(group.site), at: group.jobs[0].site.coordinate, emptied: emptied)
        }
    }

    private mutating func append(_ visit: Visit, _ place: StopPlace, at coordinate: Coordinate, emptied: [StopEmptying] = []) {
        self.coordinate = coordinate
        stops.append(
            Stop(
                place: place, coordinate: coordinate, legMetres: visit.travelMetres, legSeconds: visit.travelSeconds,
                arrival: times.moment(visit.arrivalSeconds), waitSeconds: visit.waitSeconds, serviceSeconds: visit.workSeconds,
                departure: times.moment(visit.departureSeconds), emptied: emptied, loadKilograms: 0, loadLitres: 0))
        setLoad(of: stops.count - 1)
    }

    /// Summed in the order of fractions, so that the same tour gives the same figures to the last digit.
    private mutating func setLoad(of stop: Int) {
        let sum = onBoard.keys.sorted().reduce(ExpectedAmount.zero) { $0 + (onBoard[$1] ?? .zero) }
        stops[stop].loadKilograms = sum.kilograms
        stops[stop].loadLitres = sum.litres
    }

    private func place(of visit: Visit) -> Coordinate? {
        switch visit.kind {
        case .start, .end: duty.depot.coordinate
        case .task(let id): part.groups[id]?.jobs[0].site.coordinate
        case .disposal(let id): part.disposalSites[id].flatMap { index.disposalSites[$0]?.coordinate }
        case .pause: nil
        }
    }
}

extension TourTotals {
    /// Sums over the stops of one tour; energy from the way driven.
    init(of stops: [Stop], energy: Energy) {
        self.init()
        for stop in stops {
            distanceMetres += stop.legMetres
            drivingSeconds += stop.legSeconds
            waitSeconds += stop.waitSeconds
            switch stop.place {
            case .site:
                serviceSeconds += stop.serviceSeconds
                containers += stop.emptied.count
                collectedKilograms += stop.emptied.reduce(0) { $0 + $1.expectedKilograms }
            case .disposal:
                disposalSeconds += stop.serviceSeconds
                loads += 1
            case .rest: breakSeconds += stop.serviceSeconds
            case .depotStart, .depotEnd: break
            }
        }
        sites = Set(stops.compactMap { if case .site(let id) = $0.place { id } else { nil } }).count
        if let first = stops.first, let last = stops.last {
            durationSeconds = Int(last.arrival.seconds(since: first.departure).rounded())
        }
        switch energy.carrier {
        case .diesel: dieselLitres = energy.units(distanceMetres: distanceMetres)
        case .electric: electricKilowattHours = energy.units(distanceMetres: distanceMetres)
        }
        carbonDioxideKilograms = energy.carbonDioxideKilograms(distanceMetres: distanceMetres)
    }
}
