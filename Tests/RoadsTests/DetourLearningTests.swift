import Model
import Testing

@testable import Roads

@Suite struct DetourLearningTests {
    private static func places(_ count: Int, seed: UInt64, metres: Double = 720) -> [Coordinate] {
        var random = SeededDraws(state: seed)
        return (0..<count).map { _ in SmallTown.place(random.within(0, metres), random.within(0, metres)) }
    }

    /// Metres over all pairs that have a way: by the roads, and as estimated.
    private func totals(_ roads: VehicleRoads, _ places: [Coordinate], _ estimate: StraightLineEstimate) -> (
        roads: Int, estimate: Int
    ) {
        let matrix = roads.matrix(between: places)
        let guess = estimate.estimate(between: places)
        return matrix.distanceMetres.indices.reduce(into: (0, 0)) { sums, pair in
            guard matrix.distanceMetres[pair] > 0 else { return }
            sums.0 += Int(matrix.distanceMetres[pair])
            sums.1 += Int(guess.distanceMetres[pair])
        }
    }

    @Test func theLearnedFactorFitsPlacesItHasNotSeen() throws {
        let roads = try SmallTown.generated(seed: 5, size: 9).network().roads(for: .testCar)
        let learned = try #require(roads.detour(among: Self.places(60, seed: 3)))
        #expect(learned.source == .roadNetwork)
        #expect(learned.samples > 1000)
        let others = Self.places(40, seed: 99)
        let fitted = totals(roads, others, StraightLineEstimate(detour: learned))
        let configured = totals(roads, others, StraightLineEstimate(rules: TravelEstimate(detourFactor: 1.2)))
        #expect(abs(fitted.estimate - fitted.roads) * 10 < fitted.roads)
        #expect(abs(fitted.estimate - fitted.roads) < abs(configured.estimate - configured.roads))
    }

    @Test(.enabled(if: Extracts.exists("heidelberg")))
    func heidelbergsFactorIsWhatWasMeasuredThere() throws {
        let folder = try TemporaryFolder()
        _ = try RoadImport.run(extract: Extracts.path("heidelberg"), to: folder.path + "/net")
        let network = try RoadNetwork(path: folder.path + "/net")
        let learned = try #require(try network.roads(for: .testCar).detour(among: network.sampleJunctions(300)))
        #expect((1.35...1.85).contains(learned.factor))
        // Near places are the farther round.
        #expect(learned.bands.count >= 4)
        let ratios = learned.bands.map { $0.wayMetres / $0.greatCircleMetres }
        #expect(try #require(ratios.first) > #require(ratios.last))
    }

    @Test func aLongerLineNeverMakesAShorterWay() {
        let detour = DetourFactor(
            source: .roadNetwork, factor: 1.5, samples: 100,
            bands: [
                .init(greatCircleMetres: 100, wayMetres: 400, samples: 50),
                .init(greatCircleMetres: 500, wayMetres: 700, samples: 50),
            ])
        var last = 0.0
        for metres in stride(from: 0.0, through: 2000, by: 10) {
            let way = detour.wayMetres(greatCircleMetres: metres)
            #expect(way >= last && way >= metres)
            last = way
        }
        #expect(detour.wayMetres(greatCircleMetres: 1000) == 1400)
    }

    @Test func fewPlacesTeachNothing() throws {
        let roads = try SmallTown.generated(seed: 5).network().roads(for: .testCar)
        #expect(roads.detour(among: Self.places(3, seed: 1)) == nil)
        #expect(roads.detour(among: []) == nil)
    }

    @Test func toursTellTheirFactorAndSlipsOfThePenDoNot() throws {
        // Stops 1 km apart in a line: 3 km of great circle.
        let stops = [0.0, 1000, 2000, 3000].map { Self.stop(SmallTown.place($0, 0)) }
        let tour = Tour(id: "t", vehicle: "v", stops: stops, totals: TourTotals())
        #expect(DetourFactor(driven: [(tour, 4.2), (tour, 4.8)]) == nil)
        let learned = try #require(DetourFactor(driven: [(tour, 4.2), (tour, 4.8), (tour, 4.5), (tour, 123_456), (tour, 0.4)]))
        #expect(learned.source == .drivenTours)
        #expect(learned.samples == 3)
        #expect(abs(learned.factor - 1.5) < 0.01)
    }

    private static func stop(_ place: Coordinate) -> Stop {
        Stop(
            place: .site("s"), coordinate: place, legMetres: 0, legSeconds: 0, arrival: Timestamp(seconds: 0), waitSeconds: 0,
            serviceSeconds: 0, departure: Timestamp(seconds: 0), loadKilograms: 0, loadLitres: 0)
    }

    @Test func anEngineThatFailsIsReplacedByTheLearnedEstimate() async throws {
        let detour = DetourFactor(source: .drivenTours, factor: 2, samples: 4)
        let ways = EngineWays(engine: BrokenEngine()) { StraightLineEstimate(detour: detour) }
        let places = [SmallTown.place(0, 0), SmallTown.place(1000, 0)]
        let matrix = try await ways.matrix(between: places)
        #expect(matrix.basis == .estimate)
        #expect(matrix.detour == detour)
        #expect(abs(matrix.distanceMetres(from: 0, to: 1) - 2000) < 10)
    }
}

private struct BrokenEngine: RoadEngine {
    var name: String { "broken" }
    func ways(between places: [Coordinate]) async throws -> EngineMatrix {
        throw EngineError.notReached(engine: name, detail: "refused")
    }
    func legs(through places: [Coordinate]) async throws -> [RoadPath?] { [] }
}
