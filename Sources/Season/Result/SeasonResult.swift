public import Model

/// A season of several policies in several towns, compared.
public struct SeasonResult: Sendable, Hashable, Codable {
    public var weeks: Int
    public var firstDay: CalendarDay
    public var settlingWeeks: Int
    public var seeds: [UInt64]
    public var sites: Int
    public var slots: Int
    public var sensors: Int
    public var vehicles: Int
    public var hasFaults: Bool
    public var iterationsPerDay: Int
    public var overflowTarget: Double
    public var overflowPricePerDay: Int
    public var distanceBasis: DistanceBasis
    public var rhythms: [RhythmSearch.Found]
    public var runs: [SeasonFigures]
    public var policies: [PolicySummary]
    public var comparisons: [Comparison]

    /// One policy over all seeds.
    public struct PolicySummary: Sendable, Hashable, Codable {
        public var policy: SeasonPolicy
        public var figures: [Measure: Estimate]

        public func estimate(_ measure: Measure) -> Estimate { figures[measure] ?? Estimate([]) }
    }

    /// A policy against another: relative differences, paired by seed.
    public struct Comparison: Sendable, Hashable, Codable {
        public var policy: SeasonPolicy
        public var baseline: SeasonPolicy
        /// −0.4 is 40 % less than the baseline.
        public var differences: [Measure: Estimate]
    }

    /// What is compared.
    public enum Measure: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
        case emptyings, lifts, sites, tours, kilometres, truckHours, drivingHours, dieselLitres, electricKilowattHours
        case carbonDioxideKilograms, overflowHours, overflowShare, meanLevelAtEmptying, levelAtEmptyingDeviation
        case contentChangeLitres, extraTips, leftOutDays, cost

        func value(_ figures: SeasonFigures) -> Double {
            switch self {
            case .emptyings: Double(figures.emptyings)
            case .lifts: Double(figures.lifts)
            case .sites: Double(figures.sites)
            case .tours: Double(figures.tours)
            case .kilometres: figures.kilometres
            case .truckHours: figures.truckHours
            case .drivingHours: figures.drivingHours
            case .dieselLitres: figures.dieselLitres
            case .electricKilowattHours: figures.electricKilowattHours
            case .carbonDioxideKilograms: figures.carbonDioxideKilograms
            case .overflowHours: figures.overflowHours
            case .overflowShare: figures.overflowShare
            case .meanLevelAtEmptying: figures.meanLevelAtEmptying
            case .levelAtEmptyingDeviation: figures.levelAtEmptyingDeviation
            case .contentChangeLitres: figures.contentChangeLitres
            case .extraTips: Double(figures.extraTips)
            case .leftOutDays: Double(figures.leftOutDays)
            case .cost: figures.cost
            }
        }
    }

    init(_ settings: SeasonSettings, starts: [SeasonStart], runs: [SeasonFigures]) {
        let data = starts.first?.town.data
        weeks = settings.weeks
        firstDay = settings.firstDay
        settlingWeeks = settings.settlingWeeks
        seeds = settings.seeds
        sites = data?.sites.count ?? 0
        slots = data?.slots.count(where: \.isActive) ?? 0
        sensors = data?.slots.count { $0.isActive && $0.device != nil } ?? 0
        vehicles = data?.vehicles.count ?? 0
        hasFaults = settings.hasFaults
        iterationsPerDay = settings.iterationsPerDay
        overflowTarget = settings.overflowTarget
        overflowPricePerDay = settings.overflowPricePerDay
        distanceBasis = starts.first?.town.travel.basis ?? .estimate
        rhythms = starts.first?.rhythms ?? []
        self.runs = runs
        policies = settings.policies.map { policy in
            let own = runs.filter { $0.policy == policy }
            return PolicySummary(
                policy: policy,
                figures: Dictionary(
                    uniqueKeysWithValues: Measure.allCases.map { measure in (measure, Estimate(own.map(measure.value))) }))
        }
        comparisons = settings.policies.flatMap { policy in
            settings.policies.filter { $0 != policy }.map { Self.comparison(policy, $0, runs) }
        }
    }

    private static func comparison(_ policy: SeasonPolicy, _ baseline: SeasonPolicy, _ runs: [SeasonFigures]) -> Comparison {
        let base = Dictionary(
            runs.filter { $0.policy == baseline }.map { ($0.seed, $0) }, uniquingKeysWith: { first, _ in first })
        let pairs = runs.filter { $0.policy == policy }.compactMap { own in base[own.seed].map { (own, $0) } }
        return Comparison(
            policy: policy, baseline: baseline,
            differences: Dictionary(
                uniqueKeysWithValues: Measure.allCases.map { measure in
                    (
                        measure,
                        Estimate(
                            pairs.compactMap { own, base in
                                let before = measure.value(base)
                                return abs(before) > 1e-9 ? measure.value(own) / before - 1 : nil
                            })
                    )
                }))
    }

    public func comparison(_ policy: SeasonPolicy, with baseline: SeasonPolicy) -> Comparison? {
        comparisons.first { $0.policy == policy && $0.baseline == baseline }
    }

    /// Where a policy's ways and hours go by kind of vehicle, as mean over the seeds.
    public func meanWork(of policy: SeasonPolicy) -> [String: WorkFigures] {
        let own = runs.filter { $0.policy == policy }
        var sum: [String: WorkFigures] = [:]
        for run in own { for (kind, work) in run.work { sum[kind, default: WorkFigures()].add(work) } }
        return sum.mapValues { $0.mean(of: own.count) }
    }

    public func summary(_ policy: SeasonPolicy) -> PolicySummary? { policies.first { $0.policy == policy } }
}
