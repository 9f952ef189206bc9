import Model

/// Checks one tour; see ``PlanVerifier``.
struct TourVerifier {
    let plan: PlanVerifier
    let tour: Tour
    let day: CalendarDay
    var found: [PlanViolation] = []

    init(_ plan: PlanVerifier, tour: Tour, day: CalendarDay) {
        self.plan = plan
        self.tour = tour
        self.day = day
    }

    mutating func run() -> [PlanViolation] {
        guard let vehicle = plan.index.vehicles[tour.vehicle] else {
            report(.unknownVehicle, .unknownVehicle, ["vehicle": tour.vehicle.rawValue])
            return found
        }
        guard figuresMakeSense() else { return found }
        checkDuty(vehicle)
        checkEnds(vehicle)
        checkWays(vehicle)
        checkClock()
        checkWork(vehicle)
        checkLoads(vehicle)
        checkHours()
        checkShift(vehicle)
        checkPauses(vehicle)
        checkRest()
        checkTotals(vehicle)
        return found
    }

    mutating func report(
        _ rule: PlanRule, source: String? = nil, stop: Int? = nil, _ finding: PlanFinding, _ figures: [String: String] = [:]
    ) {
        found.append(.of(rule, source: source, tour: tour.id, stop: stop, finding, figures))
    }

    /// Figures from outside may be anything; sums of sensible ones can not overflow.
    private mutating func figuresMakeSense() -> Bool {
        let midnight = plan.clock.moment(day)
        for (number, stop) in tour.stops.enumerated() {
            let counts = [stop.legMetres, stop.legSeconds, stop.waitSeconds, stop.serviceSeconds]
            let amounts =
                [stop.loadKilograms, stop.loadLitres] + stop.emptied.flatMap { [$0.expectedKilograms, $0.expectedLitres] }
            let moments = [stop.arrival, stop.departure]
            guard counts.allSatisfy({ (-1_000_000_000...1_000_000_000).contains($0) }),
                amounts.allSatisfy({ $0.isFinite && abs($0) < 1e12 }), moments.allSatisfy({ abs($0.days(since: midnight)) < 10 })
            else {
                report(.times, stop: number, .senseless)
                return false
            }
        }
        return true
    }

    // MARK: the vehicle and its depot

    private mutating func checkDuty(_ vehicle: Vehicle) {
        if !vehicle.isAvailable || plan.vehiclesOff.contains(vehicle.id) {
            report(.vehicleOff, .outOfService, ["vehicle": vehicle.id.rawValue, "day": "\(day)"])
        } else if !vehicle.shift.weekdays.contains(day.weekday) {
            report(.vehicleOff, .noShift, ["vehicle": vehicle.id.rawValue, "weekday": day.weekday.rawValue])
        }
    }

    private mutating func checkEnds(_ vehicle: Vehicle) {
        if tour.stops.first?.place != .depotStart(vehicle.depot) {
            report(.depot, stop: 0, .wrongStart, ["depot": vehicle.depot.rawValue, "vehicle": vehicle.id.rawValue])
        }
        if tour.stops.last?.place != .depotEnd(vehicle.depot) {
            report(
                .depot, stop: tour.stops.indices.last,
                .wrongEnd, ["depot": vehicle.depot.rawValue, "vehicle": vehicle.id.rawValue])
        }
        for (number, stop) in tour.stops.enumerated().dropFirst().dropLast() {
            switch stop.place {
            case .depotStart, .depotEnd: report(.depot, stop: number, .depotBetween)
            case .site, .disposal, .rest: break
            }
        }
    }

    // MARK: ways

    /// Where the vehicle is at each stop, as places of the matrix; a pause is at the place of the stop before or after.
    private func matrixPlaces() -> [Int?] {
        guard let places = plan.places else { return tour.stops.map { _ in nil } }
        var found: [Int?] = tour.stops.map { stop in
            switch stop.place {
            case .depotStart(let id), .depotEnd(let id): places.index(of: id)
            case .site(let id): places.index(of: id)
            case .disposal(let id): places.index(of: id)
            case .rest: nil
            }
        }
        for (number, stop) in tour.stops.enumerated() where stop.place == .rest && number > 0 {
            let next = tour.stops.indices.dropFirst(number + 1).first { tour.stops[$0].place != .rest }
            let staysHere = stop.coordinate == tour.stops[number - 1].coordinate
            found[number] = staysHere ? found[number - 1] : next.flatMap { found[$0] }
        }
        return found
    }

    private mutating func checkWays(_ vehicle: Vehicle) {
        if let first = tour.stops.first, first.legMetres != 0 || first.legSeconds != 0 {
            report(.way, stop: 0, .wayBeforeStart, ["metres": "\(first.legMetres)"])
        }
        guard let travel = plan.travelByVehicle[tour.vehicle] ?? plan.travel else { return }
        let places = matrixPlaces()
        for number in tour.stops.indices.dropFirst() {
            let stop = tour.stops[number]
            guard let from = places[number - 1], let to = places[number] else { continue }
            let metres = from == to ? 0 : travel.distanceMetres(from: from, to: to)
            let plainSeconds = from == to ? 0 : travel.durationSeconds(from: from, to: to)
            let factor = vehicle.speedFactor.isFinite && vehicle.speedFactor > 0 ? vehicle.speedFactor : 1
            let seconds = Double(plainSeconds) / factor
            if stop.legMetres != metres {
                report(.way, stop: number, .wrongWay, ["metres": "\(metres)", "stated": "\(stop.legMetres)"])
            }
            if abs(Double(stop.legSeconds) - seconds) > 1 + 0.001 * seconds {
                report(
                    .way, stop: number, .wrongWayTime, ["seconds": "\(Int(seconds.rounded()))", "stated": "\(stop.legSeconds)"])
            }
        }
    }

    // MARK: the clock of the tour

    private mutating func checkClock() {
        for number in tour.stops.indices {
            let stop = tour.stops[number]
            if stop.waitSeconds < 0 || stop.serviceSeconds < 0 || stop.legSeconds < 0 || stop.legMetres < 0 {
                report(.times, stop: number, .negativeTime)
            }
            if number > 0 {
                let expected = tour.stops[number - 1].departure.adding(seconds: stop.legSeconds)
                if expected != stop.arrival {
                    report(.times, stop: number, .wrongArrival, ["time": clockText(expected), "stated": clockText(stop.arrival)])
                }
            }
            let leaving = stop.arrival.adding(seconds: stop.waitSeconds).adding(seconds: stop.serviceSeconds)
            if leaving != stop.departure {
                report(.times, stop: number, .wrongDeparture, ["time": clockText(leaving), "stated": clockText(stop.departure)])
            }
        }
    }

    /// Local time with the day if it is another one, for messages.
    func clockText(_ moment: Timestamp) -> String {
        let (date, second) = plan.clock.local(moment)
        let time = TimeOfDay(seconds: second)?.description ?? "\(second) s"
        return date == day ? time : "\(date) \(time)"
    }
}
