import Model
import Roads
import Testing

@Suite struct StraightLineEstimateTests {
    private let dortmund = Coordinate(latitude: 51.5139, longitude: 7.4653)
    private let schwerte = Coordinate(latitude: 51.4459, longitude: 7.5652)

    @Test func dortmundToSchwerteIsTheGreatCircleTimesTheDetour() throws {
        let from = try #require(dortmund)
        let to = try #require(schwerte)
        // 10.26 km by the haversine formula on the mean radius.
        #expect(abs(from.distanceMetres(to: to) - 10_260) < 60)
        let way = StraightLineEstimate(rules: TravelEstimate(detourFactor: 1.5)).way(from: from, to: to)
        #expect(abs(Int(way.distanceMetres) - 15_390) < 100)
    }

    @Test func matrixIsSymmetricWithAnEmptyDiagonalAndMarkedAsEstimate() async throws {
        let places = try [#require(dortmund), #require(schwerte), #require(Coordinate(latitude: 51.49, longitude: 7.5))]
        let matrix = try await StraightLineEstimate().matrix(between: places)
        #expect(matrix.basis.isEstimate)
        for from in 0..<3 {
            #expect(matrix.distanceMetres(from: from, to: from) == 0)
            for to in 0..<3 where to != from {
                #expect(matrix.distanceMetres(from: from, to: to) == matrix.distanceMetres(from: to, to: from))
                #expect(matrix.durationSeconds(from: from, to: to) > 0)
            }
        }
    }

    @Test func aLongerWayNeverTakesLessTime() throws {
        let start = try #require(dortmund)
        let estimate = StraightLineEstimate()
        var last: Int32 = 0
        for step in 1...400 {
            let end = try #require(Coordinate(latitude: start.latitude + Double(step) * 0.0005, longitude: start.longitude))
            let seconds = estimate.way(from: start, to: end).durationSeconds
            #expect(seconds >= last)
            last = seconds
        }
    }

    @Test func noPlacesGiveAnEmptyMatrix() async throws {
        #expect(try await StraightLineEstimate().matrix(between: []).count == 0)
    }
}
