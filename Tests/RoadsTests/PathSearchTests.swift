import Model
import Testing

@testable import Roads

/// The directed search for single paths against the undirected search for all, to the millisecond and decimetre.
@Suite struct PathSearchTests {
    @Test(arguments: Array(UInt64(1)...20))
    func generatedTownsAgree(seed: UInt64) throws {
        let network = try SmallTown.generated(seed: seed).network()
        for profile in [VehicleProfile.testCar, .testTruck, Self.van] {
            guard let roads = try? network.roads(for: profile) else { continue }
            var random = SeededDraws(state: seed &+ 1234)
            try compare(roads, (0..<14).map { _ in SmallTown.place(random.within(0, 720), random.within(0, 720)) })
        }
    }

    @Test(.enabled(if: Extracts.exists("heidelberg")), arguments: ["collector-26t", "litter-van"])
    func heidelbergAgrees(profile: String) throws {
        let folder = try TemporaryFolder()
        _ = try RoadImport.run(extract: Extracts.path("heidelberg"), to: folder.path + "/net")
        let profile = try VehicleProfile(file: "config/profiles/vehicles/\(profile).yaml")
        let roads = try RoadNetwork(path: folder.path + "/net").roads(for: profile)
        var random = SeededDraws(state: 21)
        try compare(
            roads,
            (0..<12).compactMap { _ in
                Coordinate(latitude: random.within(49.37, 49.44), longitude: random.within(8.62, 8.74))
            })
    }

    private static let van: VehicleProfile = {
        var van = VehicleProfile.testCar
        van.name = "van"
        van.exemptions = [.againstOneWay, .bollards, .pedestrianZones, .footways, .bans]
        return van
    }()

    /// With landmarks, and for the ways from the first places without.
    private func compare(_ roads: VehicleRoads, _ places: [Coordinate]) throws {
        let points = roads.snap(places).compactMap { $0 }
        let all = roads.makeSearch()
        let path = roads.makePathSearch()
        let landmarks = try #require(Landmarks(roads.graph))
        for (number, from) in points.enumerated() {
            roads.run(all, from: from)
            for to in points {
                let expected = roads.cost(all, from: from, to: to)
                for guide in number < 2 ? [nil, landmarks] : [landmarks] {
                    let found = roads.route(path, from: from, to: to, landmarks: guide)
                    #expect(found?.cost == expected, "\(from.roadPoint) → \(to.roadPoint)")
                    if let found { #expect(roads.cost(along: found) == found.cost) }
                }
            }
        }
    }
}

extension VehicleRoads {
    /// What the chains of a route and the turns between them cost, added up; the cheapest state is taken where a chain has several.
    fileprivate func cost(along route: Route) -> VehicleGraph.Cost? {
        guard route.chains.count > 1 else { return direct(route.departure, route.arrival) }
        var costs = [departureState(route.chains[0]): rest(route.departure)]
        for chain in route.chains.dropFirst() {
            var next: [Int32: VehicleGraph.Cost] = [:]
            for (state, cost) in costs {
                for arc in Int(graph.arcStarts[Int(state)])..<Int(graph.arcStarts[Int(state) + 1]) {
                    let target = graph.arcTargets[arc]
                    guard graph.chainOfState[Int(target)] == chain else { continue }
                    next[target] = min(next[target] ?? .max, cost &+ graph.arcCosts[arc])
                }
            }
            costs = next
        }
        return costs.values.min().map { $0 &- rest(route.arrival) }
    }
}
