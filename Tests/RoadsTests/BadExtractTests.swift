import Foundation
import Model
import Testing

@testable import Roads

@Suite struct BadExtractTests {
    private func square() -> SmallTown {
        var town = SmallTown()
        for (id, x, y) in [(1, 0.0, 0.0), (2, 300, 0), (3, 300, 300), (4, 0, 300)] { town.node(id, x, y) }
        town.way(1, [1, 2, 3, 4, 1])
        return town
    }

    private func error(_ work: () throws -> Void) -> RoadError? {
        do {
            try work()
            return nil
        } catch { return error as? RoadError }
    }

    @Test func aMissingCutOffOrForeignFileIsNamedWithTheRemedy() throws {
        let folder = try TemporaryFolder()
        let missing = error { _ = try RoadImport.run(extract: folder.path + "/none.osm.pbf", to: folder.path + "/net") }
        #expect(missing == .fileMissing(path: folder.path + "/none.osm.pbf"))
        try Data("no map".utf8).write(to: URL(fileURLWithPath: folder.path + "/text.osm.pbf"))
        let foreign = error { _ = try RoadImport.run(extract: folder.path + "/text.osm.pbf", to: folder.path + "/net") }
        #expect("\(try #require(foreign))".contains("Download it again"))
        try Data(square().xml.utf8.prefix(400)).write(to: URL(fileURLWithPath: folder.path + "/cut.osm"))
        let cut = error { _ = try RoadImport.run(extract: folder.path + "/cut.osm", to: folder.path + "/net") }
        #expect("\(try #require(cut))".contains("cut off or damaged"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/net"))
    }

    @Test(.enabled(if: Extracts.exists("dortmund-aplerbeck"))) func aTruncatedPBFIsRefused() throws {
        let folder = try TemporaryFolder()
        let whole = try Data(contentsOf: URL(fileURLWithPath: Extracts.path("dortmund-aplerbeck")))
        for share in [0.2, 0.6, 0.95] {
            let path = folder.path + "/cut.osm.pbf"
            try whole.prefix(Int(Double(whole.count) * share)).write(to: URL(fileURLWithPath: path))
            let found = error { _ = try RoadImport.run(extract: path, to: folder.path + "/net") }
            guard case .malformedExtract? = found else {
                Issue.record("\(share): \(String(describing: found))")
                continue
            }
        }
    }

    @Test func anExtractWithoutRoadsOrBesideTheTownIsRefused() throws {
        let folder = try TemporaryFolder()
        var empty = SmallTown()
        empty.node(1, 0, 0)
        try empty.write(to: folder.path + "/empty.osm")
        let none = error { _ = try RoadImport.run(extract: folder.path + "/empty.osm", to: folder.path + "/net") }
        guard case .noRoads? = none else { return #expect(Bool(false), "\(String(describing: none))") }
        try square().write(to: folder.path + "/town.osm")
        let sea = try #require(Coordinate(latitude: 54.5, longitude: 6.5))
        let beside = error {
            _ = try RoadImport.run(
                extract: folder.path + "/town.osm", covering: [sea, SmallTown.place(0, 0)], to: folder.path + "/net")
        }
        #expect(beside == .doesNotCover(path: folder.path + "/town.osm", missing: 1, of: 2, example: "\(sea)"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/net"))
        let taken = try RoadImport.run(
            extract: folder.path + "/town.osm", covering: [sea, SmallTown.place(0, 0)], partial: true, to: folder.path + "/net")
        #expect(taken.uncovered == [sea])
    }

    @Test func missingNodesAndWaysOfNoLengthAreSurvivedAndCounted() throws {
        var town = square()
        town.way(2, [1, 999, 3])
        town.way(3, [998, 997])
        town.node(10, 0, 0)
        town.way(4, [1, 10], ["highway": "service"])
        town.way(5, [2, 2])
        let network = try town.network()
        let report = network.info.report
        #expect(report.waysWithMissingNodes == 2)
        #expect(report.missingNodes == 3)
        #expect(report.waysTooShort == 3)
        #expect(report.zeroLengthWays == 1)
        let roads = try network.roads(for: .testCar)
        #expect(try roads.path(from: SmallTown.place(0, 0), to: SmallTown.place(300, 300)).distanceMetres == 600)
    }

    @Test func damagedAndForeignNetworkFilesAreRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/net"
        try square().write(to: folder.path + "/town.osm")
        _ = try RoadImport.run(extract: folder.path + "/town.osm", to: path)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        func write(_ data: Data) throws { try data.write(to: URL(fileURLWithPath: path)) }
        var older = whole
        older[8] = 0
        try write(older)
        #expect(error { _ = try RoadNetwork(path: path) } == .otherVersion(path: path, found: 0, wanted: 1))
        try write(whole.prefix(whole.count - 100))
        guard case .damagedNetwork? = error({ _ = try RoadNetwork(path: path) }) else {
            return #expect(Bool(false), "a shortened file was taken")
        }
        for place in stride(from: 40, to: whole.count, by: 37) {
            var flipped = whole
            flipped[place] ^= 0x10
            try write(flipped)
            guard case .damagedNetwork? = error({ _ = try RoadNetwork(path: path) }) else {
                return #expect(Bool(false), "a flipped bit at \(place) was taken")
            }
        }
        try write(Data("hello".utf8))
        #expect(error { _ = try RoadNetwork(path: path) } == .notANetworkFile(path: path))
    }

    @Test func aRunningNetworkOutlivesANewImport() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/net"
        try square().write(to: folder.path + "/town.osm")
        _ = try RoadImport.run(extract: folder.path + "/town.osm", to: path)
        let old = try RoadNetwork(path: path)
        let before = try old.roads(for: .testCar).path(from: SmallTown.place(10, 0), to: SmallTown.place(290, 300))
        var other = square()
        other.way(7, [1, 3])
        try other.write(to: folder.path + "/town.osm")
        _ = try RoadImport.run(extract: folder.path + "/town.osm", to: path)
        #expect(try old.roads(for: .testTruck).path(from: SmallTown.place(10, 0), to: SmallTown.place(290, 300)) == before)
        #expect(try RoadNetwork(path: path).info.version != old.info.version)
    }

    @Test func aPlaceInTheSeaIsReportedAndNeverAHoleInThePlan() async throws {
        let network = try square().network()
        let roads = try network.roads(for: .testCar)
        let sea = try #require(Coordinate(latitude: 54.5, longitude: 6.5))
        let places = [SmallTown.place(0, 0), sea, SmallTown.place(300, 300)]
        let matrix = roads.matrix(between: places)
        #expect(matrix.unplaced == [1])
        #expect(roads.check(places).map(\.kind) == [.offRoad])
        let travel = try await RoadNetworkSource(roads: roads).matrix(between: places)
        #expect(travel.count == 3)
        #expect(travel.basis == .roads)
        #expect(travel.distanceMetres(from: 0, to: 1) > 300_000)
        #expect(travel.distanceMetres(from: 0, to: 2) == 600)
        guard case .noRoadNear? = error({ _ = try roads.path(from: places[0], to: sea) }) else {
            return #expect(Bool(false), "a path to the sea")
        }
    }

    @Test func aVehicleThatMayDriveNowhereIsNamed() throws {
        var bicycle = VehicleProfile.testCar
        bicycle.name = "barge"
        bicycle.speeds = ["motorway": 10]
        let network = try square().network()
        #expect(error { _ = try network.roads(for: bicycle) } == .nothingDrivable(profile: "barge"))
    }

    @Test func theBoxCutsTheNetwork() throws {
        var town = square()
        town.node(50, 20_000, 0)
        town.node(51, 20_300, 0)
        town.way(50, [50, 51])
        let box = RoadImport.box(around: [SmallTown.place(0, 0), SmallTown.place(300, 300)])
        let network = try town.network(box: box)
        #expect(network.info.report.waysOutside == 1)
        #expect(network.lines(in: try #require(RoadBox(west: 7.4, south: 51.4, east: 7.6, north: 51.6)), zoom: 15).count == 1)
    }
}
