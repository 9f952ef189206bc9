/// `.sol` files: lines `Route #k: i j ...` and `Cost c`.
///
/// Numbers are the ids of the tasks as the readers of this module give them; other words are taken as
/// ids of disposal sites. For VRPLIB problems a 0 inside a route is a visit to the first reload depot.
public enum RouteFile {
    /// The routes of a text, for the vehicles of a problem in order. Multi-depot files list every
    /// vehicle's route, empty ones too, so the k-th route belongs to the k-th vehicle.
    public static func read(_ text: String, for problem: Problem) throws(FormatError) -> Plan {
        let known = Set(problem.tasks.map(\.id) + problem.disposalSites.map(\.id))
        let reload = problem.disposalSites.first?.id
        var routes: [Plan.Route] = []
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline }) {
            number += 1
            guard line.hasPrefix("Route"), let colon = line.firstIndex(of: ":") else { continue }
            guard routes.count < problem.vehicles.count else {
                throw FormatError(
                    line: number, found: String(line.prefix(40)), reason: "more routes than vehicles (\(problem.vehicles.count))")
            }
            var stops: [String] = []
            for word in line[line.index(after: colon)...].split(whereSeparator: { $0.isWhitespace }) {
                let id = word == "0" && !known.contains("0") ? (reload ?? "0") : String(word)
                guard known.contains(id) else { throw FormatError(line: number, found: id, reason: "no such task or site") }
                stops.append(id)
            }
            routes.append(Plan.Route(vehicle: problem.vehicles[routes.count].id, stops: stops))
        }
        return Plan(routes: routes)
    }

    /// A solution as text. Routes are numbered from 1 and empty ones left out, unless vehicles start from
    /// different places: then every vehicle has its line. Sites named `depot0` are written as 0.
    public static func write(_ solution: Solution, of problem: Problem, cost: String) -> String {
        var lines: [String] = []
        let tours = Dictionary(solution.tours.map { ($0.vehicle, $0) }, uniquingKeysWith: { first, _ in first })
        let keepsEmpty = Set(problem.vehicles.map(\.startLocation)).count > 1
        for vehicle in problem.vehicles {
            let stops = tours[vehicle.id]?.visits.compactMap(\.stopID) ?? []
            if stops.isEmpty, !keepsEmpty { continue }
            let words = stops.map { $0 == "depot0" ? "0" : $0 }
            lines.append("Route #\(lines.count + 1): " + words.joined(separator: " "))
        }
        lines.append("Cost \(cost)")
        return lines.joined(separator: "\n") + "\n"
    }
}
