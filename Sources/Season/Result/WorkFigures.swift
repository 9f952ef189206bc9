import Model

/// The work of one kind of vehicle: how many tours, and where their ways and hours go.
public struct WorkFigures: Sendable, Hashable, Codable {
    public var tours = 0.0
    public var loads = 0.0
    public var sites = 0.0
    public var emptyings = 0.0
    public var kilometres = 0.0
    /// Non-productive ways (Regiewege): from the depot, to the tip, back from it and home. They follow tours and tons, not the choice.
    public var approachKilometres = 0.0
    public var truckHours = 0.0
    public var approachHours = 0.0
    public var serviceHours = 0.0
    public var disposalHours = 0.0
    /// Breaks and waiting.
    public var idleHours = 0.0

    public init() {}

    private static var figures: [WritableKeyPath<WorkFigures, Double>] {
        [
            \.tours, \.loads, \.sites, \.emptyings, \.kilometres, \.approachKilometres, \.truckHours, \.approachHours,
            \.serviceHours,
            \.disposalHours, \.idleHours,
        ]
    }

    public mutating func add(_ other: WorkFigures) {
        for figure in Self.figures { self[keyPath: figure] += other[keyPath: figure] }
    }

    /// Divided by the number of runs.
    func mean(of runs: Int) -> WorkFigures {
        var mean = self
        for figure in Self.figures { mean[keyPath: figure] /= Double(max(1, runs)) }
        return mean
    }

    mutating func add(_ tour: Tour) {
        tours += 1
        loads += Double(tour.totals.loads)
        sites += Double(tour.totals.sites)
        emptyings += Double(tour.totals.containers)
        kilometres += Double(tour.totals.distanceMetres) / 1000
        truckHours += Double(tour.totals.durationSeconds) / 3600
        serviceHours += Double(tour.totals.serviceSeconds) / 3600
        disposalHours += Double(tour.totals.disposalSeconds) / 3600
        idleHours += Double(tour.totals.breakSeconds + tour.totals.waitSeconds) / 3600
        var comesFromSite = false
        for stop in tour.stops {
            let isSite = if case .site = stop.place { true } else { false }
            if !(isSite && comesFromSite) {
                approachKilometres += Double(stop.legMetres) / 1000
                approachHours += Double(stop.legSeconds) / 3600
            }
            if stop.place != .rest { comesFromSite = isSite }
        }
    }
}

extension Vehicle {
    /// What kind of work it does, as a key for figures: `glass`, `paper`, `paper+textiles`, …
    var workKind: String {
        let names = Set(fractions.map { $0.isGlass ? "glass" : $0.rawValue })
        return names.sorted().joined(separator: "+")
    }
}
