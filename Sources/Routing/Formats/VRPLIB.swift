/// Reads VRPLIB problems: CVRP, VRPTW, prize-collecting, multi-depot and multi-trip variants.
///
/// The variant decides units and rounding, as the published best-known solutions have them:
/// CVRP: distances rounded to nearest. Time windows with one depot: everything times 10, distances
/// rounded down. Several depots: everything times 1000, rounded to nearest.
public struct VRPLIB: Sendable {
    public let problem: Problem
    /// Stated costs are the solver's divided by this (10 for VRPTW, otherwise 1).
    public let costDivisor: Int
    public let depotCount: Int

    public init(_ text: String) throws(FormatError) {
        try self.init(Reader(text))
    }

    private init(_ reader: Reader) throws(FormatError) {
        var reader = reader
        problem = try reader.problem()
        costDivisor = reader.kind == "VRPTW" ? 10 : 1
        depotCount = reader.depots.count
    }

    /// Cost in the unit of the published solutions.
    public func statedCost(_ cost: Int) -> String {
        if costDivisor == 1 { return "\(cost)" }
        return "\(cost / costDivisor).\(cost % costDivisor)"
    }
}

extension VRPLIB {
    private struct Reader {
        let text: VRPLIBText
        let kind: String
        var scale = 1
        var count = 0
        var depots: [Int] = []

        init(_ source: String) throws(FormatError) {
            text = try VRPLIBText(source)
            kind = (text.values["TYPE"] ?? "CVRP").uppercased()
        }

        mutating func problem() throws(FormatError) -> Problem {
            guard let dimension = try text.integer("DIMENSION"), dimension > 0, dimension <= 10_000_000 else {
                throw FormatError(line: 0, found: text.values["DIMENSION"] ?? "", reason: "DIMENSION is missing or out of range")
            }
            count = dimension
            try readDepots()
            let windows = try text.rows("TIME_WINDOW_SECTION", count: count, columns: 2)
            scale = depots.count > 1 ? 1000 : (windows == nil ? 1 : 10)
            let tasks = try readTasks(windows)
            let vehicles = try readVehicles(windows, tasks)
            return Problem(
                name: text.values["NAME"] ?? "", dimensions: [Dimension(name: "load")],
                profiles: [try readTravel(windows != nil)],
                vehicles: vehicles, tasks: tasks, disposalSites: try readReloads(windows))
        }

        private mutating func readDepots() throws(FormatError) {
            let listed = (text.sections["DEPOT_SECTION"] ?? []).compactMap(\.first).filter { $0 > 0 }
            depots = listed.isEmpty ? [0] : listed.map { Int($0) - 1 }
            guard depots == Array(0..<depots.count), depots.count <= count else {
                throw FormatError(line: 0, found: "\(listed)", reason: "depots have to be the first nodes")
            }
        }

        private func readTravel(_ isTimed: Bool) throws(FormatError) -> Travel {
            if let coordinates = try text.rows("NODE_COORD_SECTION", count: count, columns: 2) {
                return .plane(
                    PlaneTravel(
                        x: coordinates.map { $0[0] }, y: coordinates.map { $0[1] }, distanceScale: Double(scale),
                        rounding: depots.count > 1 || !isTimed ? .nearest : .down))
            }
            guard let rows = text.sections["EDGE_WEIGHT_SECTION"], text.values["EDGE_WEIGHT_FORMAT"] == "FULL_MATRIX" else {
                throw FormatError(line: 0, found: "", reason: "NODE_COORD_SECTION or a FULL_MATRIX EDGE_WEIGHT_SECTION is needed")
            }
            let cells = rows.flatMap { $0 }
            guard cells.count == count * count, cells.allSatisfy({ $0 >= 0 && $0 * Double(scale) < 1e9 }) else {
                throw FormatError(
                    line: 0, found: "\(cells.count) weights", reason: "\(count * count) weights of 0 or more are needed")
            }
            let weights = cells.map { Int32($0 * Double(scale)) }
            return .matrix(TravelMatrix(locationCount: count, distanceMetres: weights, durationSeconds: weights))
        }

        private func scaled(_ value: Double) throws(FormatError) -> Int {
            let product = value * Double(scale)
            guard product.magnitude < 1e12 else { throw FormatError(line: 0, found: "\(value)", reason: "figure too large") }
            return Int(product < 0 ? product - 0.5 : product + 0.5)
        }

        private func column(_ section: String) throws(FormatError) -> [Int] {
            guard let rows = try text.rows(section, count: count, columns: 1) else { return [] }
            var result: [Int] = []
            for row in rows { result.append(try scaled(row[0])) }
            return result
        }

        private func readTasks(_ windows: [[Double]]?) throws(FormatError) -> [Problem.Task] {
            guard let demand = try text.rows("DEMAND_SECTION", count: count, columns: 1) else {
                throw FormatError(line: 0, found: "", reason: "DEMAND_SECTION is missing")
            }
            var service = try column("SERVICE_TIME_SECTION")
            if service.isEmpty, let one = try text.integer("SERVICE_TIME") {
                service = Array(repeating: one * scale, count: count)
            }
            let prizes = try column("PRIZE_SECTION")
            let releases = try column("RELEASE_TIME_SECTION")
            var tasks: [Problem.Task] = []
            for node in depots.count..<max(count, depots.count) {
                var task = Problem.Task(id: "\(node)", location: node, demand: [Int(demand[node][0])])
                if let window = windows?[node] { task.windows = [TimeWindow(try scaled(window[0]), try scaled(window[1]))] }
                if !service.isEmpty { task.serviceSeconds = service[node] }
                if !prizes.isEmpty { task.prize = prizes[node] }
                if !releases.isEmpty { task.releaseSeconds = releases[node] }
                tasks.append(task)
            }
            return tasks
        }

        private func readVehicles(_ windows: [[Double]]?, _ tasks: [Problem.Task]) throws(FormatError) -> [Problem.Vehicle] {
            guard let capacity = try text.integer("CAPACITY"), capacity >= 0 else {
                throw FormatError(line: 0, found: text.values["CAPACITY"] ?? "", reason: "CAPACITY is missing")
            }
            let load = tasks.reduce(0) { $0 + ($1.demand.first ?? 0) }
            // Without a fleet limit: a good quarter more than the load needs, and a few for tight packings.
            let unlimited = min(tasks.count, load / max(1, capacity) * 5 / 4 + 12)
            let fleet = try text.integer("VEHICLES") ?? unlimited
            guard fleet >= 0, fleet <= 1_000_000 else {
                throw FormatError(line: 0, found: "\(fleet)", reason: "VEHICLES out of range")
            }
            let homes = try text.rows("VEHICLES_DEPOT_SECTION", count: fleet, columns: 1)
            let longest = try text.integer("VEHICLES_MAX_DURATION")
            var vehicles: [Problem.Vehicle] = []
            for index in 0..<min(fleet, max(1, tasks.count)) {
                let home = homes.map { Int($0[index][0]) - 1 } ?? 0
                guard home >= 0, home < depots.count else {
                    throw FormatError(line: 0, found: "\(home + 1)", reason: "VEHICLES_DEPOT_SECTION names no depot")
                }
                var shift = TimeWindow(0, Problem.largestSecond)
                if let window = windows?[home] { shift = TimeWindow(try scaled(window[0]), try scaled(window[1])) }
                vehicles.append(
                    Problem.Vehicle(
                        id: "\(index + 1)", capacities: [capacity], startLocation: home, endLocation: home, shift: shift,
                        maximumDurationSeconds: longest.map { $0 * scale }))
            }
            return vehicles
        }

        private func readReloads(_ windows: [[Double]]?) throws(FormatError) -> [Problem.DisposalSite] {
            guard let rows = text.sections["VEHICLES_RELOAD_DEPOT_SECTION"] else { return [] }
            let places = Set(rows.flatMap { $0.dropFirst() }.map { Int($0) - 1 }).sorted()
            var sites: [Problem.DisposalSite] = []
            for place in places {
                guard depots.indices.contains(place) else {
                    throw FormatError(line: 0, found: "\(place + 1)", reason: "VEHICLES_RELOAD_DEPOT_SECTION names no depot")
                }
                var site = Problem.DisposalSite(id: "depot\(place)", location: place)
                if let window = windows?[place] { site.windows = [TimeWindow(try scaled(window[0]), try scaled(window[1]))] }
                sites.append(site)
            }
            return sites
        }
    }
}
