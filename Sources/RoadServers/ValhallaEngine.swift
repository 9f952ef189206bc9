import Foundation
public import Model
public import Roads

/// Ways from a Valhalla server (https://valhalla.github.io/valhalla/api/, checked with 3.9) with its truck costing. Latitude comes before
/// longitude there, and distances are kilometres.
public struct ValhallaEngine: RoadEngine {
    /// Sources and destinations in one matrix request: the server's `max_matrix_location_pairs` is 2,500 for trucks.
    public var matrixSide: Int
    /// Stops in one route request; `max_locations` is 20.
    public var routeStops: Int
    private let truck: ValhallaTruck
    private let calls: RoadServerCalls

    public init(_ server: RoadServer, profile: VehicleProfile, matrixSide: Int = 50, routeStops: Int = 20) {
        calls = RoadServerCalls(server: server, name: "Valhalla at \(server.address)")
        truck = ValhallaTruck(profile)
        self.matrixSide = matrixSide
        self.routeStops = routeStops
    }

    public var name: String { calls.name }

    // MARK: /sources_to_targets

    public func ways(between places: [Coordinate]) async throws -> EngineMatrix {
        let off = try await placesOffTheRoads(places)
        let known = places.indices.filter { !off.contains($0) }
        let part = try await MatrixBlocks(side: matrixSide).ask(count: known.count) { sources, destinations in
            try await block(sources.map { places[known[$0]] }, destinations.map { places[known[$0]] })
        }
        guard !off.isEmpty else { return part }
        var whole = EngineMatrix(count: places.count)
        whole.failure = part.failure
        for place in off {
            for other in places.indices where other != place {
                whole.set(EngineMatrix.noWay, EngineMatrix.noWay, from: place, to: other)
                whole.set(EngineMatrix.noWay, EngineMatrix.noWay, from: other, to: place)
            }
        }
        for (row, from) in known.enumerated() {
            for (column, to) in known.enumerated() {
                let entry = row * part.count + column
                whole.set(part.distanceMetres[entry], part.durationSeconds[entry], from: from, to: to)
            }
        }
        return whole
    }

    /// One place without a street makes the server refuse a whole block, so they are found first. `/locate` takes all in one request; a
    /// server on which it is turned off answers with an error, and then all places are taken for good.
    private func placesOffTheRoads(_ places: [Coordinate]) async throws -> Set<Int> {
        guard !places.isEmpty else { return [] }
        let query = ValhallaLocate(locations: places.map(ValhallaPlace.init), costingOptions: .init(truck: truck))
        var off: Set<Int> = []
        for start in stride(from: 0, to: places.count, by: 200) {
            var part = query
            part.locations = Array(query.locations[start..<min(start + 200, places.count)])
            let reply = try await calls.send("/locate", body: try JSONEncoder().encode(part))
            guard reply.status == 200, let found = try? JSONDecoder().decode([ValhallaLocated].self, from: reply.body),
                found.count == part.locations.count
            else { return off }
            for (index, place) in found.enumerated() where place.edges?.isEmpty ?? true { off.insert(start + index) }
        }
        return off
    }

    private func block(_ sources: [Coordinate], _ targets: [Coordinate]) async throws -> MatrixBlocks.Outcome {
        let query = ValhallaMatrixQuery(
            sources: sources.map(ValhallaPlace.init), targets: targets.map(ValhallaPlace.init),
            costingOptions: .init(truck: truck))
        let reply = try await calls.send("/sources_to_targets", body: try JSONEncoder().encode(query))
        if reply.status != 200 {
            let refusal = try? JSONDecoder().decode(ValhallaRefusal.self, from: reply.body)
            if refusal?.isTooLarge == true { return .tooLarge }
            // 442: no path at all between these places.
            if refusal?.errorCode == 442 {
                let none = [Double?](repeating: nil, count: sources.count * targets.count)
                return .answered((none, none))
            }
            throw error(reply, refusal)
        }
        let answer = try calls.decode(ValhallaMatrix.self, from: reply.body)
        guard let (kilometres, seconds) = answer.figures(rows: sources.count, columns: targets.count) else {
            throw EngineError.malformed(engine: name, detail: "no matrix of \(sources.count) × \(targets.count)")
        }
        let scale = answer.units == "miles" ? 1609.344 : 1000
        return .answered((kilometres.map { $0.map { $0 * scale } }, seconds))
    }

    private func error(_ reply: RoadServerCalls.Reply, _ refusal: ValhallaRefusal?) -> EngineError {
        .refused(
            engine: name, status: reply.status, code: refusal.map { "error \($0.errorCode)" } ?? "no code",
            message: refusal?.error ?? String(decoding: reply.body.prefix(120), as: UTF8.self))
    }

    // MARK: /route

    public func legs(through places: [Coordinate]) async throws -> [RoadPath?] {
        try await LegRuns(length: routeStops).ask(places) { try await route($0) }
    }

    private func route(_ places: [Coordinate]) async throws -> [RoadPath]? {
        let query = ValhallaRouteQuery(locations: places.map(ValhallaPlace.init), costingOptions: .init(truck: truck))
        let reply = try await calls.send("/route", body: try JSONEncoder().encode(query))
        if reply.status != 200 {
            let refusal = try? JSONDecoder().decode(ValhallaRefusal.self, from: reply.body)
            // 171: no street near a place; 442: no path; 170: places in parts that are not joined.
            if let code = refusal?.errorCode, [170, 171, 442].contains(code) { return nil }
            throw error(reply, refusal)
        }
        let answer = try calls.decode(ValhallaRoute.self, from: reply.body)
        guard answer.trip.legs.count == places.count - 1 else {
            throw EngineError.malformed(
                engine: name, detail: "/route has \(answer.trip.legs.count) legs, not \(places.count - 1)")
        }
        let scale = answer.trip.units == "miles" ? 1609.344 : 1000
        return try answer.trip.legs.map { leg in
            guard let path = leg.path(metresPerUnit: scale) else {
                throw EngineError.malformed(engine: name, detail: "a leg has no polyline")
            }
            return path
        }
    }
}
