import Model

/// Drives one draft through the day once: arrival, wait, work, load, halt by halt.
struct TourWalk {
    private let site: WorkSite
    private let vehicle: Vehicle
    private let permille: Int
    /// Length of the breaks that are put in where the law asks for one; `nil` keeps those of the draft.
    private let restSeconds: Int?

    private(set) var stops: [Stop] = []
    /// Things that went wrong: late, overloaded, over the shift's end. A rough count, to compare orders by.
    private(set) var faults = 0
    private var time: Int
    private var place: Int
    private var coordinate: Coordinate
    private var load: LoadOnBoard
    private var lastSite: SiteID?
    /// Since the last break.
    private var drivenSeconds = 0
    private var stretchBegan: Int
    /// Standing still before the first halt, because it is not yet time.
    private var idleSeconds = 0

    init(_ draft: TourDraft, vehicle: Vehicle, depot: Depot, site: WorkSite, start: Int, restSeconds: Int?)
        throws(PlanningError)
    {
        self.site = site
        self.vehicle = vehicle
        self.restSeconds = restSeconds
        permille = DutyVehicle.permille(speedFactor: vehicle.speedFactor)
        load = LoadOnBoard(vehicle)
        let home = try site.place(of: depot)
        (time, place, coordinate, stretchBegan) = (start, home, depot.coordinate, start)
        if draft.driven.isEmpty {
            append(.depotStart(depot.id), at: depot.coordinate, metres: 0, leg: 0, wait: 0, work: 0)
        } else {
            try follow(draft.driven, notBefore: draft.notBefore)
        }
        for (number, halt) in draft.halts.enumerated() {
            try make(halt, next: draft.halts.dropFirst(number + 1).first { !$0.isRest }, depot: depot)
        }
        try tipBeforeHome(depot: depot)
        try restIfDue(before: home, work: 0)
        let leg = way(to: home)
        append(.depotEnd(depot.id), at: depot.coordinate, metres: leg.metres, leg: leg.seconds, wait: 0, work: 0)
        if time > site.shiftEnd(of: vehicle) { faults += 1 }
    }

    /// When the tour is back.
    var end: Int { time }

    // MARK: halts

    private mutating func make(_ halt: TourDraft.Halt, next: TourDraft.Halt?, depot: Depot) throws(PlanningError) {
        switch halt.place {
        case .site(let id):
            guard let known = site.index.sites[id] else { return }
            let work = site.work(at: known, halt.emptied, isSameSite: lastSite == id)
            let allowed = site.hours(at: known, Set(halt.emptied.map(\.fraction)))
            let target = try site.place(of: known)
            // A break on the way is taken with what was on board before.
            try restIfDue(before: target, work: work)
            load.add(halt.emptied)
            go(to: target, .site(id), known.coordinate, allowed: allowed, work: work, emptied: halt.emptied)
            lastSite = id
            if load.isTooMuch { faults += 1 }
        case .disposal(let id):
            guard let known = site.index.disposalSites[id], !load.isEmpty else { return }
            try tip(at: known)
        case .rest(let seconds, let isOnArrival):
            if restSeconds != nil { return }
            let target = isOnArrival ? try next.map { halt throws(PlanningError) in try place(of: halt, depot) } : nil
            rest(seconds, at: target ?? (place, coordinate))
        }
    }

    private func place(of halt: TourDraft.Halt, _ depot: Depot) throws(PlanningError) -> (Int, Coordinate) {
        switch halt.place {
        case .site(let id): if let known = site.index.sites[id] { return (try site.place(of: known), known.coordinate) }
        case .disposal(let id):
            if let known = site.index.disposalSites[id] { return (try site.place(of: known), known.coordinate) }
        case .rest: break
        }
        return (try site.place(of: depot), depot.coordinate)
    }

    private mutating func tip(at known: DisposalSite) throws(PlanningError) {
        let target = try site.place(of: known)
        let work = site.work(at: known)
        try restIfDue(before: target, work: work)
        load.tip(at: known)
        go(
            to: target, .disposal(known.id), known.coordinate, allowed: site.times.open(known.openingWindows), work: work,
            emptied: [])
        lastSite = nil
    }

    /// The load has to be tipped before the depot.
    private mutating func tipBeforeHome(depot: Depot) throws(PlanningError) {
        let home = try site.place(of: depot)
        while !load.isEmpty {
            var best: (cost: Int, site: DisposalSite)?
            for candidate in site.tips(of: vehicle) where !load.tipped(at: candidate).isEmpty {
                let at = try site.place(of: candidate)
                let cost =
                    site.travel(of: vehicle).durationSeconds(from: place, to: at)
                    + site.travel(of: vehicle).durationSeconds(from: at, to: home)
                if cost < best?.cost ?? .max { best = (cost, candidate) }
            }
            guard let best else { return }
            try tip(at: best.site)
        }
    }

    /// Waits for the next allowed hour, unless that lies after the shift: nobody stands before a closed gate until the next morning, so the
    /// truck works at once and the verifier says what was closed.
    private mutating func go(
        to target: Int, _ stop: StopPlace, _ at: Coordinate, allowed: Stretches, work: Int, emptied: [StopEmptying]
    ) {
        let leg = way(to: target)
        let arrival = time + leg.seconds
        let earliest = arrival + idleSeconds
        idleSeconds = 0
        let beginnings = allowed.beginnings(ofWork: work)
        let latest = max(earliest, site.shiftEnd(of: vehicle))
        let begin = beginnings.first { $0.upperBound >= earliest }.map { max(earliest, $0.lowerBound) }.flatMap {
            $0 <= latest ? $0 : nil
        }
        if begin == nil { faults += 1 }
        drivenSeconds += leg.seconds
        append(
            stop, at: at, metres: leg.metres, leg: leg.seconds, wait: (begin ?? earliest) - arrival, work: work, emptied: emptied)
        place = target
    }

    // MARK: breaks

    /// Puts a break in before work or driving would go on too long without one.
    private mutating func restIfDue(before target: Int, work: Int) throws(PlanningError) {
        guard let restSeconds, time > stretchBegan else { return }
        let leg = way(to: target).seconds
        let isTooLong = time + leg + work - stretchBegan > 6 * 3600
        let isDrivenTooFar = vehicle.shift.ruleSet == .publicContainers && drivenSeconds + leg > 16_200
        if isTooLong || isDrivenTooFar { rest(isDrivenTooFar ? max(2700, restSeconds) : restSeconds, at: (place, coordinate)) }
    }

    private mutating func rest(_ seconds: Int, at target: (place: Int, coordinate: Coordinate)) {
        let leg = way(to: target.place)
        let isAtOldPlace = target.place == place
        drivenSeconds += leg.seconds
        append(
            .rest, at: isAtOldPlace ? coordinate : target.coordinate, metres: leg.metres, leg: leg.seconds, wait: 0, work: seconds
        )
        place = target.place
        if seconds >= 2700 { drivenSeconds = 0 }
        stretchBegan = time
    }

    // MARK: what is driven

    private mutating func follow(_ driven: [Stop], notBefore: Timestamp?) throws(PlanningError) {
        for stop in driven {
            stops.append(stop)
            coordinate = stop.coordinate
            drivenSeconds += stop.legSeconds
            load.add(stop.emptied)
            switch stop.place {
            case .depotStart(let id), .depotEnd(let id):
                if let known = site.index.depots[id] { place = try site.place(of: known) }
                stretchBegan = site.times.seconds(at: stop.departure)
            case .site(let id):
                if let known = site.index.sites[id] { place = try site.place(of: known) }
                lastSite = id
            case .disposal(let id):
                if let known = site.index.disposalSites[id] {
                    place = try site.place(of: known)
                    load.tip(at: known)
                }
                lastSite = nil
            case .rest:
                if stop.serviceSeconds >= 2700 { drivenSeconds = 0 }
                stretchBegan = site.times.seconds(at: stop.departure)
            }
            time = site.times.seconds(at: stop.departure)
        }
        idleSeconds = notBefore.map { max(0, site.times.seconds(at: $0) - time) } ?? 0
    }

    // MARK: writing down

    private func way(to target: Int) -> (metres: Int, seconds: Int) {
        if target == place { return (0, 0) }
        let seconds = (site.travel(of: vehicle).durationSeconds(from: place, to: target) * permille + 500) / 1000
        return (site.travel(of: vehicle).distanceMetres(from: place, to: target), seconds)
    }

    private mutating func append(
        _ stop: StopPlace, at: Coordinate, metres: Int, leg: Int, wait: Int, work: Int, emptied: [StopEmptying] = []
    ) {
        let arrival = time + leg
        time = arrival + wait + work
        coordinate = at
        let total = load.total
        stops.append(
            Stop(
                place: stop, coordinate: at, legMetres: metres, legSeconds: leg, arrival: site.times.moment(arrival),
                waitSeconds: wait, serviceSeconds: work, departure: site.times.moment(time), emptied: emptied,
                loadKilograms: total.kilograms, loadLitres: total.litres))
    }
}
