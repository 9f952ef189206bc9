import Model

/// The sums of the tour, recomputed.
extension TourVerifier {
    mutating func checkTotals(_ vehicle: Vehicle) {
        let stated = tour.totals
        func sum(_ figure: (Stop) -> Int) -> Int { tour.stops.reduce(0) { $0 + figure($1) } }
        func service(_ isCounted: (StopPlace) -> Bool) -> Int { sum { isCounted($0.place) ? $0.serviceSeconds : 0 } }
        let isSite = { (place: StopPlace) in if case .site = place { true } else { false } }
        let isTip = { (place: StopPlace) in if case .disposal = place { true } else { false } }
        let duration = tour.stops.last.flatMap { last in tour.stops.first.map { Int(last.arrival.seconds(since: $0.departure)) } }
        let counts: [(String, stated: Int, found: Int)] = [
            ("distanceMetres", stated.distanceMetres, sum { $0.legMetres }),
            ("drivingSeconds", stated.drivingSeconds, sum { $0.legSeconds }),
            ("serviceSeconds", stated.serviceSeconds, service(isSite)),
            ("disposalSeconds", stated.disposalSeconds, service(isTip)),
            ("waitSeconds", stated.waitSeconds, sum { $0.waitSeconds }),
            ("breakSeconds", stated.breakSeconds, service { $0 == .rest }),
            ("durationSeconds", stated.durationSeconds, duration ?? 0),
            ("sites", stated.sites, Set(tour.stops.map(\.place).filter(isSite)).count),
            ("containers", stated.containers, sum { $0.emptied.count }),
            ("loads", stated.loads, sum { isTip($0.place) ? 1 : 0 }),
        ]
        for (name, stated, found) in counts where stated != found {
            report(.totals, .wrongTotal, ["name": name, "found": "\(found)", "stated": "\(stated)"])
        }
        let hundredKilometres = Double(sum { $0.legMetres }) / 100_000
        let units = hundredKilometres * vehicle.energy.per100Kilometres
        let isDiesel = vehicle.energy.carrier == .diesel
        let amounts: [(String, stated: Double, found: Double)] = [
            (
                "collectedKilograms", stated.collectedKilograms,
                tour.stops.flatMap(\.emptied).reduce(0) { $0 + $1.expectedKilograms }
            ),
            ("dieselLitres", stated.dieselLitres, isDiesel ? units : 0),
            ("electricKilowattHours", stated.electricKilowattHours, isDiesel ? 0 : units),
            ("carbonDioxideKilograms", stated.carbonDioxideKilograms, units * vehicle.energy.carbonDioxideKilogramsPerUnit),
        ]
        for (name, stated, found) in amounts where !Self.agree(stated, found) {
            report(.totals, .wrongTotal, ["name": name, "found": "\(found)", "stated": "\(stated)"])
        }
    }
}
