import Foundation
public import Model
public import Roads
import Synchronization

/// Ways from an OSRM server (https://project-osrm.org/docs/, checked with 26.10). The server's data decide about vehicle and speeds: one
/// server is one profile.
public struct OSRMEngine: RoadEngine {
    /// Sources and destinations in one `/table` request; the server's `--max-table-size` is 100 unless set otherwise.
    public var tableSide: Int
    /// Stops in one `/route` request; `--max-viaroute-size` is 500.
    public var routeStops: Int
    /// Whether stops are at the kerb of the driver's side.
    public var arrivesAtKerb: Bool
    private let calls: RoadServerCalls
    /// Servers older than 26 know no POST; learnt from the first refusal.
    private let knowsPost = SharedFlag(true)

    /// Places that the server moves farther than this to a street are out of its reach.
    private static let reachMetres = 1500.0

    public init(_ server: RoadServer, tableSide: Int = 100, routeStops: Int = 100, arrivesAtKerb: Bool = false) {
        calls = RoadServerCalls(server: server, name: "OSRM at \(server.address)")
        self.tableSide = tableSide
        self.routeStops = routeStops
        self.arrivesAtKerb = arrivesAtKerb
    }

    public var name: String { calls.name }

    // MARK: /table

    public func ways(between places: [Coordinate]) async throws -> EngineMatrix {
        try await MatrixBlocks(side: tableSide).ask(count: places.count) { sources, destinations in
            try await table(places, sources, destinations)
        }
    }

    private func table(_ places: [Coordinate], _ sources: Range<Int>, _ destinations: Range<Int>) async throws
        -> MatrixBlocks.Outcome
    {
        // A block on the diagonal names its places once.
        let isSquare = sources == destinations
        let asked = places[sources] + (isSquare ? [] : places[destinations])
        let rows = Array(0..<sources.count)
        let columns = isSquare ? rows : Array(sources.count..<asked.count)
        let reply = try await postOrGet(
            "/table/v1/driving", Array(asked),
            post: OSRMTableQuery(
                coordinates: asked.map { [$0.longitude, $0.latitude] }, sources: rows, destinations: columns,
                approaches: arrivesAtKerb ? asked.map { _ in "curb" } : nil),
            get:
                "?annotations=duration,distance&sources=\(Self.list(rows))&destinations=\(Self.list(columns))&generate_hints=false"
                + (arrivesAtKerb ? "&approaches=\(asked.map { _ in "curb" }.joined(separator: ";"))" : ""))
        if reply.status != 200 {
            let error = refusal(reply)
            if case .refused(_, _, "TooBig", _) = error { return .tooLarge }
            if case .refused(_, _, "NoTable", _) = error {
                let none = [Double?](repeating: nil, count: sources.count * destinations.count)
                return .answered((none, none))
            }
            throw error
        }
        let table = try calls.decode(OSRMTable.self, from: reply.body)
        guard let metres = table.distances, let seconds = table.durations, metres.count == rows.count,
            seconds.count == rows.count,
            (metres + seconds).allSatisfy({ $0.count == columns.count })
        else {
            throw EngineError.malformed(
                engine: name, detail: "/table has not \(rows.count) × \(columns.count) distances and durations")
        }
        let fromOff = rows.map { isOff(table.sources, $0) }
        let toOff = columns.indices.map { isOff(table.destinations, $0) }
        func flat(_ values: [[Double?]]) -> [Double?] {
            values.enumerated().flatMap { row, line in
                line.enumerated().map { column, value in fromOff[row] || toOff[column] ? nil : value }
            }
        }
        return .answered((flat(metres), flat(seconds)))
    }

    private func isOff(_ waypoints: [OSRMWaypoint]?, _ index: Int) -> Bool {
        guard let waypoints, waypoints.indices.contains(index) else { return false }
        return waypoints[index].distance > Self.reachMetres
    }

    /// POST where the server knows it, else GET with the places as polyline.
    private func postOrGet(_ path: String, _ places: [Coordinate], post: OSRMTableQuery, get: String) async throws
        -> RoadServerCalls.Reply
    {
        if knowsPost.value {
            do {
                let reply = try await calls.send(path, body: try JSONEncoder().encode(post))
                let isKnown =
                    reply.status == 200
                    || (try? JSONDecoder().decode(OSRMRefusal.self, from: reply.body)).map(\.isAboutContent) ?? false
                if isKnown { return reply }
                knowsPost.value = false
            } catch EngineError.notReached {
                // Old servers close the connection on a method they do not know; if GET fails too, that is what is reported.
                let reply = try await calls.send(path + "/" + Self.polyline(places) + get)
                knowsPost.value = false
                return reply
            }
        }
        return try await calls.send(path + "/" + Self.polyline(places) + get)
    }

    private static func polyline(_ places: [Coordinate]) -> String {
        let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
        let text = Polyline.encode(places, digits: 6)
        return "polyline6(\(text.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""))"
    }

    private static func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ";") }

    private func refusal(_ reply: RoadServerCalls.Reply) -> EngineError {
        let answer = try? JSONDecoder().decode(OSRMRefusal.self, from: reply.body)
        return .refused(
            engine: name, status: reply.status, code: answer?.code ?? "no code",
            message: answer?.message ?? String(decoding: reply.body.prefix(120), as: UTF8.self))
    }

    // MARK: /route

    public func legs(through places: [Coordinate]) async throws -> [RoadPath?] {
        try await LegRuns(length: routeStops).ask(places) { try await route($0) }
    }

    private func route(_ places: [Coordinate]) async throws -> [RoadPath]? {
        let text = places.map { "\($0.longitude),\($0.latitude)" }.joined(separator: ";")
        var query = "?overview=false&steps=true&geometries=polyline6&generate_hints=false"
        if arrivesAtKerb { query += "&approaches=" + places.map { _ in "curb" }.joined(separator: ";") }
        let reply = try await calls.send("/route/v1/driving/" + text + query)
        if reply.status != 200 {
            let error = refusal(reply)
            if case .refused(_, _, let code, _) = error, ["NoRoute", "NoSegment"].contains(code) { return nil }
            throw error
        }
        let answer = try calls.decode(OSRMRoutes.self, from: reply.body)
        guard let route = answer.routes.first, route.legs.count == places.count - 1 else {
            throw EngineError.malformed(engine: name, detail: "/route has no route with \(places.count - 1) legs")
        }
        if (answer.waypoints ?? []).contains(where: { $0.distance > Self.reachMetres }) { return nil }
        return try route.legs.map { leg in
            guard let path = leg.path else { throw EngineError.malformed(engine: name, detail: "a step has no polyline") }
            return path
        }
    }
}

/// One value that several tasks may change.
final class SharedFlag: Sendable {
    private let state: Mutex<Bool>

    init(_ value: Bool) { state = Mutex(value) }

    var value: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
