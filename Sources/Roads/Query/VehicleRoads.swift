public import Model

/// The roads as one vehicle may use them: snaps places, computes ways between many, and single paths. Never changes; may be used from
/// several threads.
public final class VehicleRoads: Sendable {
    public let profile: VehicleProfile
    /// `nil` is the whole working day.
    public let period: VehicleProfile.Period?
    let network: NetworkFile
    let use: SegmentUse
    let chains: RoadChains
    let graph: VehicleGraph
    let landmarks = LandmarkBook()
    /// Checksum over network, profile, adjustments and period: what matrices are kept under.
    public let version: String

    /// Goes up whenever the same network and profile give other ways than before, so that kept matrices are made anew.
    private static let searchRevision = 1

    init(
        network: NetworkFile, profile: VehicleProfile, adjustments: RoadAdjustments, period: VehicleProfile.Period?
    ) throws(RoadError) {
        self.network = network
        self.profile = profile
        self.period = period
        let passability = Passability(profile: profile, period: period, conditions: network.conditions)
        let search = NearestSegment(file: network)
        use = SegmentUse(file: network, passability: passability, adjustments: adjustments) { place, way in
            search.nearest(to: place, within: 100) { way == nil || network.segments[$0].way == way }?.segment
        }
        let price = TurnPrice(profile)
        let rules = TurnRules(file: network, passability: passability)
        chains = RoadChains(file: network, use: use, price: price, kept: rules.vertices)
        graph = VehicleGraph(file: network, use: use, chains: chains, rules: rules, price: price)
        guard graph.coreStateCount > 0 else { throw .nothingDrivable(profile: profile.name) }
        version = Self.version(network, profile, adjustments, period)
    }

    /// States and turns of the search graph, for figures.
    public var stateCount: Int { graph.stateCount }
    /// Pairs of stretches that may follow one another: the size of the searched graph.
    public var turnCount: Int { graph.arcTargets.count }
    /// Share of states in the part in which everything is reachable from everything.
    public var coreShare: Double { Double(graph.coreStateCount) / Double(max(1, graph.stateCount)) }

    /// Where each place touches the roads of this vehicle; `nil` where none that it may use is within the profile's reach.
    public func snap(_ places: [Coordinate]) -> [PlaceOnRoad?] { places.map(snap) }

    func makeSearch() -> BucketSearch {
        BucketSearch(
            states: graph.stateCount, arcs: graph.arcTargets.count, longestArcMilliseconds: graph.longestArcMilliseconds)
    }

    func makePathSearch() -> PathSearch {
        PathSearch(states: graph.stateCount, longestArcMilliseconds: graph.longestArcMilliseconds)
    }

    private static func version(
        _ network: NetworkFile, _ profile: VehicleProfile, _ adjustments: RoadAdjustments, _ period: VehicleProfile.Period?
    ) -> String {
        // A set has another order in every process.
        var profile = profile
        let exemptions = profile.exemptions.map(\.rawValue).sorted().joined(separator: " ")
        profile.exemptions = []
        let description =
            "\(searchRevision) \(exemptions) " + ContentText.of(profile) + ContentText.of(adjustments) + ContentText.of(period)
        let hash = Array(description.utf8).withUnsafeBytes { NetworkFormat.checksum($0) }
        return String(network.checksum, radix: 16) + "-" + String(hash, radix: 16)
    }
}
