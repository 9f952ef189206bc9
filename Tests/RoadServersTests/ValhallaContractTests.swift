import Foundation
import Model
import Roads
import Testing

@testable import RoadServers

/// Against a server that answers as Valhalla's documentation says.
@Suite struct ValhallaContractTests {
    static let places = (0..<3).compactMap { Coordinate(latitude: 51.5 + Double($0) / 1000, longitude: 7.4) }

    private static func engine(_ server: LocalServer, side: Int = 50) throws -> ValhallaEngine {
        var profile = VehicleProfile(name: "truck", modes: [], speeds: [:])
        profile.grossWeightTonnes = 26
        profile.heightMetres = 3.8
        return ValhallaEngine(
            try RoadServer(address: server.address, timeoutSeconds: 20, retries: 0), profile: profile, matrixSide: side)
    }

    private static let located = "[{\"edges\":[{}]},{\"edges\":[{}]},{\"edges\":[{}]}]"

    @Test func kilometresBecomeMetresAndTheTrucksSizeIsSent() async throws {
        let asked = Questions()
        let matrix = try await LocalServer.run(
            { request in
                asked.note(request)
                if request.path == "/locate" { return .init(body: Self.located) }
                return .init(
                    body: "{\"units\":\"kilometers\",\"sources_to_targets\":{\"distances\":[[0,1.2345,2],[1,0,null],[2,1,0]],"
                        + "\"durations\":[[0,90,200],[100,0,null],[200,100,0]]}}")
            }, asking: { try await Self.engine($0).ways(between: Self.places) })
        #expect(matrix.distanceMetres == [0, 1235, 2000, 1000, 0, EngineMatrix.noWay, 2000, 1000, 0])
        #expect(matrix.durationSeconds[1] == 90 && matrix.durationSeconds[5] == EngineMatrix.noWay)
        let body = String(decoding: try #require(asked.all.last).body, as: UTF8.self)
        #expect(body.contains("\"lat\":51.5") && body.contains("\"weight\":26") && body.contains("\"height\":3.8"))
        #expect(body.contains("\"costing\":\"truck\""))
    }

    @Test func aPlaceWithoutAStreetIsOutOfReachAndTheOthersAreAnswered() async throws {
        let matrix = try await LocalServer.run(
            { request in
                if request.path == "/locate" { return .init(body: "[{\"edges\":[{}]},{\"edges\":null},{\"edges\":[{}]}]") }
                return .init(body: "{\"sources_to_targets\":{\"distances\":[[0,2],[3,0]],\"durations\":[[0,20],[30,0]]}}")
            }, asking: { try await Self.engine($0).ways(between: Self.places) })
        let none = EngineMatrix.noWay
        #expect(matrix.distanceMetres == [0, none, 2000, none, 0, none, 3000, none, 0])
    }

    @Test func tooManyPairsAreAskedInHalves() async throws {
        let asked = Questions()
        let matrix = try await LocalServer.run(
            { request in
                if request.path == "/locate" { return .init(body: Self.located) }
                asked.note(request)
                let body = try JSONSerialization.jsonObject(with: request.body) as? [String: Any]
                let (rows, columns) = ((body?["sources"] as? [Any])?.count ?? 0, (body?["targets"] as? [Any])?.count ?? 0)
                guard rows * columns <= 4 else {
                    return .init(
                        status: 400, body: "{\"error_code\":150,\"error\":\"Exceeded max locations\",\"status_code\":400}")
                }
                let values = (0..<rows).map { _ in (0..<columns).map { _ in 1 } }
                return .init(body: "{\"sources_to_targets\":{\"distances\":\(values),\"durations\":\(values)}}")
            }, asking: { try await Self.engine($0).ways(between: Self.places) })
        #expect(matrix.unanswered == 0 && asked.all.count > 2)
    }

    @Test func theLongFormOfOlderServersIsReadToo() async throws {
        let matrix = try await LocalServer.run(
            { request in
                if request.path == "/locate" { return .init(status: 400, body: "{\"error_code\":106,\"error\":\"Try any of\"}") }
                return .init(
                    body:
                        "{\"units\":\"miles\",\"sources_to_targets\":[[{\"time\":0,\"distance\":0},{\"time\":60,\"distance\":1}],"
                        + "[{\"time\":null,\"distance\":null},{\"time\":0,\"distance\":0}]]}")
            }, asking: { try await Self.engine($0).ways(between: Array(Self.places.prefix(2))) })
        #expect(matrix.distanceMetres == [0, 1609, EngineMatrix.noWay, 0])
    }

    @Test func aRouteHasItsLineAndTurns() async throws {
        let two = Array(Self.places.prefix(2))
        let shape = Polyline.encode(two, digits: 6).replacingOccurrences(of: "\\", with: "\\\\")
        let legs = try await LocalServer.run(
            { _ in
                .init(
                    body: """
                        {"trip":{"units":"kilometers","legs":[{"shape":"\(shape)","summary":{"time":15.2,"length":0.112},"maneuvers":[
                        {"type":1,"length":0.112,"time":15.2,"begin_shape_index":0,"street_names":["Lindenweg"]},
                        {"type":5,"length":0,"time":0,"begin_shape_index":1}]}]}}
                        """)
            }, asking: { try await Self.engine($0).legs(through: two) })
        let leg = try #require(legs.first ?? nil)
        #expect(leg.distanceMetres == 112 && leg.line == two && leg.steps.map(\.turn) == [.depart, .arriveRight])
    }

    @Test func noPathIsNilAndOtherErrorsAreThrown() async throws {
        let two = Array(Self.places.prefix(2))
        let none = try await LocalServer.run(
            { _ in
                .init(status: 400, body: "{\"error_code\":442,\"error\":\"No path could be found\"}")
            },
            asking: {
                try await Self.engine($0).legs(through: two)
            })
        #expect(none == [nil])
        await #expect(throws: EngineError.self) {
            try await LocalServer.run(
                { _ in
                    .init(status: 400, body: "{\"error_code\":125,\"error\":\"No costing method found\"}")
                },
                asking: {
                    try await Self.engine($0).legs(through: two)
                })
        }
    }
}
