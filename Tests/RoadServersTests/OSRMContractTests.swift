import Foundation
import Model
import Roads
import Testing

@testable import RoadServers

/// Against a server that answers as OSRM's documentation says.
@Suite struct OSRMContractTests {
    static let places = (0..<5).compactMap { Coordinate(latitude: 51.5 + Double($0) / 1000, longitude: 7.4) }

    /// 100 m and 10 s for each step between the places' numbers, told by their latitude.
    private static func table(_ request: LocalServer.Request) throws -> LocalServer.Reply {
        let body = try JSONSerialization.jsonObject(with: request.body) as? [String: Any]
        let coordinates = body?["coordinates"] as? [[Double]] ?? []
        let sources = body?["sources"] as? [Int] ?? []
        let destinations = body?["destinations"] as? [Int] ?? []
        func number(_ index: Int) -> Int { Int(((coordinates[index][1] - 51.5) * 1000).rounded()) }
        let metres = sources.map { from in destinations.map { abs(number($0) - number(from)) * 100 } }
        let seconds = metres.map { $0.map { $0 / 10 } }
        let points = { (indices: [Int]) in indices.map { _ in "{\"distance\":3}" }.joined(separator: ",") }
        return .init(
            body: "{\"code\":\"Ok\",\"distances\":\(metres),\"durations\":\(seconds),"
                + "\"sources\":[\(points(sources))],\"destinations\":[\(points(destinations))]}")
    }

    private static func engine(_ server: LocalServer, side: Int = 100, retries: Int = 0, timeout: Double = 20) throws
        -> OSRMEngine
    {
        OSRMEngine(
            try RoadServer(address: server.address, timeoutSeconds: timeout, retries: retries), tableSide: side)
    }

    @Test func blocksMakeOneMatrix() async throws {
        let asked = Questions()
        let matrix = try await LocalServer.run(
            { request in
                asked.note(request)
                return try Self.table(request)
            }, asking: { try await Self.engine($0, side: 2).ways(between: Self.places) })
        #expect(asked.all.count == 9 && asked.all.allSatisfy { $0.method == "POST" && $0.path == "/table/v1/driving" })
        for from in 0..<5 {
            for to in 0..<5 {
                #expect(matrix.distanceMetres[from * 5 + to] == Int32(abs(from - to) * 100))
                #expect(matrix.durationSeconds[from * 5 + to] == Int32(abs(from - to) * 10))
            }
        }
        #expect(matrix.failure == nil)
    }

    @Test func aRequestThatIsTooLargeIsAskedInHalves() async throws {
        let matrix = try await LocalServer.run(
            { request in
                let body = try JSONSerialization.jsonObject(with: request.body) as? [String: Any]
                let sources = body?["sources"] as? [Int] ?? []
                guard sources.count <= 2 else {
                    return .init(status: 400, body: "{\"code\":\"TooBig\",\"message\":\"Too many table coordinates\"}")
                }
                return try Self.table(request)
            }, asking: { try await Self.engine($0).ways(between: Self.places) })
        #expect(matrix.unanswered == 0 && matrix.distanceMetres[4] == 400)
    }

    @Test(arguments: [(415, "InvalidContentType"), (400, "InvalidQuery"), (405, "")])
    func aServerThatKnowsNoPostIsAskedByGet(_ status: Int, _ code: String) async throws {
        let asked = Questions()
        let matrix = try await LocalServer.run(
            { request in
                asked.note(request)
                if request.method == "POST" { return .init(status: status, body: code.isEmpty ? "" : "{\"code\":\"\(code)\"}") }
                return .init(body: "{\"code\":\"Ok\",\"distances\":[[0,7],[8,0]],\"durations\":[[0,1],[2,0]]}")
            }, asking: { try await Self.engine($0).ways(between: Array(Self.places.prefix(2))) })
        #expect(matrix.distanceMetres == [0, 7, 8, 0])
        let get = try #require(asked.all.last)
        #expect(
            get.method == "GET" && get.path.hasPrefix("/table/v1/driving/polyline6(")
                && get.query.contains("annotations=duration,distance"))
    }

    @Test func noWayIsUnreachableAndWhatWasNotAnsweredIsEstimatedWithTheReason() async throws {
        let two = Array(Self.places.prefix(2))
        let nulls = try await LocalServer.run(
            { _ in
                .init(body: "{\"code\":\"Ok\",\"distances\":[[0,null],[8,0]],\"durations\":[[0,null],[2,0]]}")
            },
            asking: { server in
                try await EngineWays(engine: Self.engine(server), estimate: StraightLineEstimate()).matrix(between: two)
            })
        #expect(nulls.basis == .roads && nulls.estimateReason == nil)
        #expect(!nulls.isReachable(from: 0, to: 1) && nulls.isReachable(from: 1, to: 0))

        let partial = try await LocalServer.run(
            { request in
                let body = try JSONSerialization.jsonObject(with: request.body) as? [String: Any]
                let first = (body?["coordinates"] as? [[Double]])?.first?[1] ?? 0
                return first > 51.5035 ? .init(status: 500, body: "out of memory") : try Self.table(request)
            },
            asking: { server in
                try await EngineWays(engine: Self.engine(server, side: 2), estimate: StraightLineEstimate()).matrix(
                    between: Self.places)
            })
        #expect(partial.basis == .estimate)
        #expect(partial.estimateReason?.contains("500") == true)
        #expect(partial.distanceMetres(from: 0, to: 3) == 300)
    }

    @Test func aServerThatAnswersTooLateIsReplacedByTheEstimate() async throws {
        let matrix = try await LocalServer.run(
            { _ in
                try await Task.sleep(for: .seconds(60))
                return .init(body: "{}")
            },
            asking: { server in
                try await EngineWays(engine: Self.engine(server, timeout: 0.2), estimate: StraightLineEstimate()).matrix(
                    between: Self.places)
            })
        #expect(matrix.basis == .estimate && matrix.estimateReason?.contains("did not answer within 0.2 s") == true)
        #expect(matrix.distanceMetres(from: 0, to: 1) > 0)
    }

    @Test func aFailureThatPassesIsTriedAgain() async throws {
        let asked = Questions()
        let matrix = try await LocalServer.run(
            { request in
                asked.note(request)
                return asked.all.count == 1 ? .init(status: 503, body: "starting") : try Self.table(request)
            }, asking: { try await Self.engine($0, retries: 1).ways(between: Self.places) })
        #expect(asked.all.count == 2 && matrix.unanswered == 0)
    }

    @Test func nobodyThereIsSaidWithTheAddress() async throws {
        let engine = OSRMEngine(try RoadServer(address: "http://127.0.0.1:9", timeoutSeconds: 5, retries: 0))
        let matrix = try await EngineWays(engine: engine, estimate: StraightLineEstimate()).matrix(between: Self.places)
        #expect(matrix.estimateReason?.contains("http://127.0.0.1:9 can not be reached") == true)
    }

    @Test(arguments: ["", "[]", "{\"code\":\"Ok\"}", "{\"code\":\"Ok\",\"distances\":[[0]],\"durations\":[[0]]}"])
    func anAnswerThatIsNoneIsReplacedByTheEstimate(_ body: String) async throws {
        let matrix = try await LocalServer.run(
            { _ in .init(body: body) },
            asking: { server in
                try await EngineWays(engine: Self.engine(server), estimate: StraightLineEstimate()).matrix(between: Self.places)
            })
        #expect(matrix.basis == .estimate && matrix.estimateReason != nil)
    }

    @Test func aRouteHasItsLineAndTurns() async throws {
        let two = Array(Self.places.prefix(2))
        let line = Polyline.encode(two, digits: 6).replacingOccurrences(of: "\\", with: "\\\\")
        let end = Polyline.encode([two[1]], digits: 6).replacingOccurrences(of: "\\", with: "\\\\")
        let legs = try await LocalServer.run(
            { request in
                #expect(request.path.hasPrefix("/route/v1/driving/7.4,51.5;"))
                return .init(
                    body: """
                        {"code":"Ok","waypoints":[{"distance":1},{"distance":2}],"routes":[{"legs":[{"distance":111.6,"duration":12.2,"steps":[
                        {"geometry":"\(line)","name":"Lindenweg","distance":111.6,"duration":12.2,"maneuver":{"type":"depart"}},
                        {"geometry":"\(end)","name":"","distance":0,"duration":0,"maneuver":{"type":"arrive","modifier":"right"}}]}]}]}
                        """)
            }, asking: { try await Self.engine($0).legs(through: two) })
        let leg = try #require(legs.first ?? nil)
        #expect(leg.distanceMetres == 112 && leg.durationSeconds == 12 && leg.line == two)
        #expect(leg.steps.map(\.turn) == [.depart, .arriveRight] && leg.steps.first?.street == "Lindenweg")
    }

    @Test func legsWithoutAWayDoNotHideTheOthers() async throws {
        let three = Array(Self.places.prefix(3))
        let line = Polyline.encode([three[0], three[1]], digits: 6).replacingOccurrences(of: "\\", with: "\\\\")
        let legs = try await LocalServer.run(
            { request in
                // Only the way from the first place to the second is there.
                guard request.path.hasSuffix("7.4,51.5;7.4,51.501") else {
                    return .init(status: 400, body: "{\"code\":\"NoRoute\"}")
                }
                return .init(
                    body: """
                        {"code":"Ok","routes":[{"legs":[{"distance":111,"duration":12,"steps":[
                        {"geometry":"\(line)","distance":111,"duration":12,"maneuver":{"type":"depart"}}]}]}]}
                        """)
            }, asking: { try await Self.engine($0).legs(through: three) })
        #expect(legs.count == 2 && legs[0]?.distanceMetres == 111 && legs[1] == nil)
    }
}
