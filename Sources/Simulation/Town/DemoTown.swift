public import Model

/// The demonstration town: about the proportions of Dortmund and Schwerte together, made up from a seed. Districts are real, their
/// centres approximate; sites, containers, sensors and vehicles are invented.
public struct DemoTown: Sendable {
    public var seed: UInt64
    /// Share of bring-bank containers with a sensor.
    public var sensorShare = 0.85
    /// Share of litter bins with a sensor.
    public var litterSensorShare = 0.5

    /// Streets at whose kerbs the sites stand; `nil` means those of ``streets()``.
    public var kerbs: [KerbLine]?

    /// Where another region's streets are, the town is moved there.
    private var placement = TownPlacement.here
    /// Whether the kerbs are another network's than the town's own: depots and disposal sites go to them then, too.
    private var standsAtGivenStreets = false

    public init(seed: UInt64) { self.seed = seed }

    /// Stands the town's sites at real streets. Where they are those of another region, districts, depots and disposal sites are moved
    /// there, drawn together or apart to fit.
    ///
    /// - Returns: `false` when there is no street with a name.
    public mutating func stand(at kerbs: [KerbLine]) -> Bool {
        guard let placement = TownPlacement(onto: kerbs) else { return false }
        self.kerbs = kerbs
        self.placement = placement
        standsAtGivenStreets = true
        return true
    }

    /// The town's own streets. Takes about a tenth of a second in a release build.
    public func streets() -> StreetNetwork {
        let fleet = DemoFleet(municipalities: [.dortmund, .schwerte])
        return DemoStreets(seed: seed, places: fleet.depots.map(\.coordinate) + fleet.disposalSites.map(\.coordinate)).network()
    }

    /// What the town has: Dortmund alone reports 544 sites, 1,140 glass, 841 paper and about 550 textile containers (EDG).
    public enum Size {
        public static let bringBankSites = 470
        public static let litterOnlySites = 80
        public static let glassWhite = 400
        public static let glassGreen = 370
        public static let glassBrown = 370
        public static let paper = 820
        public static let textiles = 540
        public static let litter = 400
        public static let vehicles = 12
        public static var sites: Int { bringBankSites + litterOnlySites }
        public static var containers: Int { glassWhite + glassGreen + glassBrown + paper + textiles }
    }

    /// Both municipalities as one town.
    public func town(id: TownID = "demo", name: String = "Dortmund und Schwerte (Demo)") -> TownData {
        assemble(Town(id: id, name: name), districts: District.all, sites: sites())
    }

    /// The same sites, containers and vehicles as two towns of their own, `dortmund` and `schwerte`.
    public func twoTowns() -> [TownData] {
        let sites = sites()
        return [("Dortmund", District.Municipality.dortmund), ("Schwerte", .schwerte)].map { name, municipality in
            assemble(
                Town(id: TownID(municipality.rawValue), name: "\(name) (Demo)"),
                districts: District.all.filter { $0.municipality == municipality }, sites: sites)
        }
    }

    private func sites() -> [DemoSite] {
        DemoSites(
            key: RandomKey(seed: seed)["sites"], kerbs: KerbIndex(kerbs ?? streets().kerbs),
            districts: District.all.map(placement.moved)
        ).make()
    }

    private func assemble(_ town: Town, districts: [District], sites all: [DemoSite]) -> TownData {
        let key = RandomKey(seed: seed)
        let names = Set(districts.map(\.name))
        let municipalities = Set(districts.map(\.municipality))
        let sites = all.filter { names.contains($0.site.district ?? "") }
        let equipment = DemoEquipment(key: key, sensorShare: sensorShare, litterSensorShare: litterSensorShare)
        let fleet = DemoFleet(municipalities: municipalities)
        var data = TownData(
            town: town, rules: Self.rules, containerTypes: DemoEquipment.containerTypes, sites: sites.map(\.site),
            depots: fleet.depots, disposalSites: fleet.disposalSites, vehicles: fleet.vehicles)
        placement.move(&data, to: standsAtGivenStreets ? kerbs : nil)
        for place in sites { equipment.equip(place, in: &data) }
        RhythmDesign(key: key).assign(to: &data)
        return data
    }

    /// Mean fills so that amounts fit the towns: glass 14 kt a year against 24 kg a head (BSI-KritisV, annex 8) for 650,000 people;
    /// paper about a third of 65 kg a head, the rest goes into bins at the house (assumption); litter bins every third day.
    static let rules: TownRules = {
        var rules = TownRules()
        for (fraction, fill) in [(Fraction.paper, 0.055), (.textiles, 0.03), (.litter, 0.25)] {
            var properties = FractionProperties.standard(fraction)
            properties.typicalFillPerDay = fill
            rules.fractions[fraction.rawValue] = properties
        }
        return rules
    }()
}
