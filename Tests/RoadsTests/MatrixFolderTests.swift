import Foundation
import Model
import Synchronization
import Testing

@testable import Roads

/// Matrices that outlast the process. A new cache over the same folder stands for the next start.
@Suite struct MatrixFolderTests {
    private final class Messages: Sendable {
        let kept = Mutex<[String]>([])
        var all: [String] { kept.withLock { $0 } }
    }

    private let home: TemporaryFolder
    private let roads: VehicleRoads
    private let places: [Coordinate]
    private let messages = Messages()

    init() throws {
        home = try TemporaryFolder()
        roads = try SmallTown.generated(seed: 3).network().roads(for: .testCar)
        var random = SeededDraws(state: 9)
        places = (0..<20).map { _ in SmallTown.place(random.within(0, 720), random.within(0, 720)) }
    }

    private var folder: String { home.path + "/town.roads.kept" }

    private func started(megabytes: Int = 10, bytes: Int? = nil) -> RoadMatrixCache {
        RoadMatrixCache(
            folder: MatrixFolder(path: folder, limitBytes: bytes ?? megabytes << 20) { [messages] text in
                messages.kept.withLock { $0.append(text) }
            })
    }

    private var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// Puts a matrix into the folder that no computation would give, to see whether it is used.
    private func store(_ count: Int, seconds: Int32) throws -> RoadMatrix {
        var matrix = roads.matrix(between: Array(places.prefix(count)))
        matrix.durationSeconds = matrix.durationSeconds.map { _ in seconds }
        MatrixFolder(path: folder, limitBytes: 1 << 30) { _ in }.keep(matrix)
        return matrix
    }

    @Test func theNextStartReadsWhatTheLastOneComputed() async throws {
        let first = await started().matrix(between: places, roads: roads)
        #expect(first == roads.matrix(between: places))
        #expect(files.count == 1)
        #expect(await started().matrix(between: places, roads: roads) == first)
        let made = try store(20, seconds: 77)
        #expect(await started().matrix(between: places, roads: roads) == made)
        #expect(messages.all.isEmpty)
    }

    @Test func aPlaceMoreCostsOnlyItsRowAndColumnAlsoAfterAStart() async throws {
        _ = try store(19, seconds: 77)
        let grown = await started().matrix(between: places, roads: roads)
        #expect(grown.durationSeconds[1] == 77)
        let whole = roads.matrix(between: places)
        #expect(grown.durationSeconds[19] == whole.durationSeconds[19])
        #expect(grown.durationSeconds[19 * 20] == whole.durationSeconds[19 * 20])
    }

    @Test(arguments: [0, 7, 8, 20, 40, 500, -1])
    func aDamagedFileIsToldAndComputedAnew(at position: Int) async throws {
        let whole = await started().matrix(between: places, roads: roads)
        let path = folder + "/" + (try #require(files.first))
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        if position < 0 { bytes = bytes.dropLast(100) } else { bytes[position] ^= 0x55 }
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(await started().matrix(between: places, roads: roads) == whole)
        #expect(messages.all.count == 1)
        #expect(messages.all.first?.contains(path) == true)
        // And is whole again.
        #expect(await started().matrix(between: places, roads: roads) == whole)
        #expect(messages.all.count == 1)
    }

    @Test func otherRoadsHaveMatricesOfTheirOwn() async throws {
        _ = try store(20, seconds: 77)
        var slow = VehicleProfile.testCar
        slow.topSpeed = 20
        let others = try SmallTown.generated(seed: 3).network().roads(for: slow)
        let matrix = await started().matrix(between: places, roads: others)
        #expect(matrix == others.matrix(between: places))
        #expect(files.count == 2)
    }

    @Test func theFolderStaysWithinItsLimit() async throws {
        let cache = started(bytes: 8000)
        for count in 10...20 { _ = await cache.matrix(between: Array(places.prefix(count)), roads: roads) }
        let bytes = files.reduce(0) { sum, name in
            sum + ((try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.size] as? Int) ?? 0)
        }
        #expect(bytes <= 8000)
        #expect(!files.isEmpty)
    }

    @Test func aFolderThatCanNotBeMadeIsToldOnce() async throws {
        try Data().write(to: URL(fileURLWithPath: folder))
        let cache = started()
        #expect(await cache.matrix(between: places, roads: roads) == roads.matrix(between: places))
        _ = await cache.matrix(between: Array(places.prefix(5)), roads: roads)
        #expect(messages.all.count == 1)
    }

    @Test func theVersionOfTheRoadsIsTheSameInEveryProcess() throws {
        // A set has another order each time it is made; a profile with several exemptions must not tell.
        let all: [VehicleProfile.Exemption] = [.againstOneWay, .bollards, .pedestrianZones, .footways, .bans]
        let file = home.path + "/town.osm"
        try SmallTown.generated(seed: 3).write(to: file)
        _ = try RoadImport.run(extract: file, to: home.path + "/town.roads")
        let versions = try (0..<10).map { turn in
            var van = VehicleProfile.testCar
            van.exemptions = Set<VehicleProfile.Exemption>(minimumCapacity: 1 << turn).union(turn % 2 == 0 ? all : all.reversed())
            return try RoadNetwork(path: home.path + "/town.roads").roads(for: van).version
        }
        #expect(Set(versions).count == 1)
    }
}
