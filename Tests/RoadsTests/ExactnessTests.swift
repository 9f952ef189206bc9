import Model
import Testing

@testable import Roads

/// The network's answers against the plainest search, over thousands of pairs.
@Suite struct ExactnessTests {
    @Test(arguments: Array(UInt64(1)...40))
    func generatedTownsAgreeWithAPlainSearch(seed: UInt64) throws {
        let network = try SmallTown.generated(seed: seed).network()
        for profile in [VehicleProfile.testCar, .testTruck] {
            guard let roads = try? network.roads(for: profile) else { continue }
            var random = SeededDraws(state: seed &+ 77)
            try compare(
                roads, network, places: (0..<14).map { _ in SmallTown.place(random.within(0, 720), random.within(0, 720)) })
        }
    }

    @Test(.enabled(if: Extracts.exists("neuss")), arguments: ["neuss", "dortmund-aplerbeck"])
    func realExtractsAgreeWithAPlainSearch(name: String) throws {
        let folder = try TemporaryFolder()
        _ = try RoadImport.run(extract: Extracts.path(name), to: folder.path + "/net")
        let network = try RoadNetwork(path: folder.path + "/net")
        var profile = VehicleProfile.testTruck
        profile.exemptions = [.pedestrianZones, .againstOneWay]
        let roads = try network.roads(for: profile)
        let box = name == "neuss" ? (51.16, 51.22, 6.67, 6.72) : (51.485, 51.50, 7.54, 7.57)
        var random = SeededDraws(state: 5)
        let places = (0..<12).compactMap { _ in
            Coordinate(latitude: random.within(box.0, box.1), longitude: random.within(box.2, box.3))
        }
        try compare(roads, network, places: places)
    }

    private func compare(_ roads: VehicleRoads, _ network: RoadNetwork, places: [Coordinate]) throws {
        let matrix = roads.matrix(between: places)
        let plain = PlainDijkstra(network: network, profile: roads.profile)
        let placed = places.indices.filter { matrix.places[$0] != nil }
        let points = placed.compactMap { matrix.places[$0] }
        for (row, from) in placed.enumerated() {
            let expected = plain.costs(from: points[row], to: points)
            for (column, to) in placed.enumerated() where to != from {
                let seconds = expected[column].map { VehicleRoads.seconds($0) } ?? -1
                let metres = expected[column].map { VehicleRoads.metres($0) } ?? -1
                #expect(matrix.durationSeconds[from * places.count + to] == seconds, "\(from) → \(to)")
                #expect(matrix.distanceMetres[from * places.count + to] == metres, "\(from) → \(to)")
            }
        }
    }

    @Test func addingAPlaceGivesTheSameAsMakingTheMatrixAnew() throws {
        for seed in UInt64(1)...6 {
            let network = try SmallTown.generated(seed: seed).network()
            guard let roads = try? network.roads(for: .testCar) else { continue }
            var random = SeededDraws(state: seed)
            let places = (0..<20).map { _ in SmallTown.place(random.within(0, 720), random.within(0, 720)) }
            let known = roads.matrix(between: Array(places[..<18]))
            let grown = roads.matrix(between: Array(places.reversed()), reusing: known)
            #expect(grown == roads.matrix(between: Array(places.reversed())))
        }
    }

    @Test func severalThreadsGiveTheSame() throws {
        let network = try SmallTown.generated(seed: 3).network()
        let roads = try network.roads(for: .testCar)
        var random = SeededDraws(state: 9)
        let places = (0..<30).map { _ in SmallTown.place(random.within(0, 720), random.within(0, 720)) }
        #expect(roads.matrix(between: places, threads: 3) == roads.matrix(between: places))
    }

    @Test(arguments: Array(UInt64(1)...12))
    func pathsTakeWhatTheMatrixSaysAndBreakNoRule(seed: UInt64) throws {
        let town = SmallTown.generated(seed: seed)
        let folder = try TemporaryFolder()
        let file = folder.path + "/town.osm"
        try town.write(to: file)
        _ = try RoadImport.run(extract: file, to: folder.path + "/net")
        let network = try RoadNetwork(path: folder.path + "/net")
        let walk = try #require(RawTagWalk(file))
        for (profile, vehicle) in [(VehicleProfile.testCar, RawTagWalk.Vehicle.testCar), (.testTruck, .testTruck)] {
            guard let roads = try? network.roads(for: profile) else { continue }
            var random = SeededDraws(state: seed &+ 5)
            let places = (0..<12).map { _ in SmallTown.place(random.within(0, 720), random.within(0, 720)) }
            let matrix = roads.matrix(between: places)
            for from in places.indices where matrix.places[from] != nil {
                for to in places.indices where to != from && matrix.durationSeconds[from * places.count + to] >= 0 {
                    let path = try roads.path(from: places[from], to: places[to])
                    #expect(path.durationSeconds == Int(matrix.durationSeconds[from * places.count + to]))
                    #expect(path.distanceMetres == Int(matrix.distanceMetres[from * places.count + to]))
                    #expect(walk.violations(path, vehicle) == [], "seed \(seed), \(profile.name), \(from) → \(to)")
                    #expect(path.steps.reduce(0) { $0 + $1.durationSeconds } == path.durationSeconds)
                    let drawn = zip(path.line, path.line.dropFirst()).reduce(0) { $0 + $1.0.distanceMetres(to: $1.1) }
                    #expect(abs(drawn - Double(path.distanceMetres)) < 3 + drawn * 0.01)
                }
            }
        }
    }

    @Test(.enabled(if: Extracts.exists("heidelberg")))
    func noPathThroughHeidelbergBreaksARule() throws {
        let folder = try TemporaryFolder()
        _ = try RoadImport.run(extract: Extracts.path("heidelberg"), to: folder.path + "/net")
        let network = try RoadNetwork(path: folder.path + "/net")
        let walk = try #require(RawTagWalk(Extracts.path("heidelberg")))
        let roads = try network.roads(for: .testTruck)
        var random = SeededDraws(state: 11)
        var checked = 0
        var last: Coordinate?
        while checked < 120 {
            guard let place = Coordinate(latitude: random.within(49.37, 49.44), longitude: random.within(8.62, 8.74)),
                roads.snap(place) != nil
            else { continue }
            if let last {
                let path = try roads.path(from: last, to: place)
                #expect(walk.violations(path, .testTruck) == [], "\(last) → \(place)")
                checked += 1
            }
            last = place
        }
    }
}

extension RawTagWalk.Vehicle {
    static let testCar = RawTagWalk.Vehicle(
        modes: ["motorcar", "motor_vehicle", "vehicle"], tonnes: 0, heightMetres: 0, widthMetres: 0, lengthMetres: 0,
        axleTonnes: 0,
        drivesTracks: true)
    static let testTruck = RawTagWalk.Vehicle(
        modes: ["hgv", "motor_vehicle", "vehicle"], tonnes: 26, heightMetres: 3.8, widthMetres: 2.55, lengthMetres: 10,
        axleTonnes: 11.5, drivesTracks: true)
}
