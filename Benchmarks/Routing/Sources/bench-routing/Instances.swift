import Foundation
import Routing

/// One benchmark file with its best-known cost and its budget.
struct BenchmarkFile {
    var family: String
    var name: String
    var problem: Problem
    var vrplib: VRPLIB?
    var bestKnown: Double?
    /// Vehicles and miles published with the waste-collection files.
    var published: [String: Published] = [:]

    struct Published: Codable {
        var vehicles: Int
        var miles: Double
    }

    /// The part of `bks.json` that is read: targets by path below the folder.
    private struct Target: Decodable {
        var bks: Double?
        var published: [String: Published]?

        private enum CodingKeys: String, CodingKey {
            case bks
            case published = "published_kim2006"
        }
    }

    init(_ url: URL) throws {
        name = url.deletingPathExtension().lastPathComponent
        let text = try String(contentsOf: url, encoding: .utf8)
        if url.pathExtension == "vrp" {
            let read = try VRPLIB(text)
            vrplib = read
            problem = read.problem
            bestKnown = try? Self.cost(
                String(contentsOf: url.deletingPathExtension().appendingPathExtension("sol"), encoding: .utf8))
        } else {
            problem = try KimText.read(text, name: name)
        }
        let folder = url.deletingLastPathComponent()
        family = Self.budgets[folder.lastPathComponent] == nil ? Self.family(problem, vrplib) : folder.lastPathComponent
        for place in [folder, folder.deletingLastPathComponent()] {
            guard let data = try? Data(contentsOf: place.appendingPathComponent("bks.json")),
                let targets = try? JSONDecoder().decode([String: Target].self, from: data),
                let target = targets["\(folder.lastPathComponent)/\(url.lastPathComponent)"] ?? targets[url.lastPathComponent]
            else { continue }
            bestKnown = bestKnown ?? target.bks
            published = target.published ?? [:]
        }
    }

    private static func cost(_ text: String) -> Double? {
        for line in text.split(whereSeparator: \.isNewline) where line.lowercased().hasPrefix("cost") {
            return line.split(whereSeparator: { $0 == " " || $0 == ":" }).last.flatMap { Double($0) }
        }
        return nil
    }

    /// What a file in a folder of another name is.
    private static func family(_ problem: Problem, _ vrplib: VRPLIB?) -> String {
        guard let vrplib else { return "waste-kim" }
        if problem.tasks.contains(where: { $0.prize != nil }) { return "pcvrptw" }
        if !problem.disposalSites.isEmpty { return "mtvrptw" }
        if vrplib.depotCount > 1 { return "mdvrptw" }
        if problem.tasks.contains(where: { !$0.windows.isEmpty }) { return "vrptw" }
        return problem.tasks.count > 1_500 ? "cvrp-xxl" : "cvrp"
    }

    /// Seconds of processor time per family, as the peers were measured; `cvrp` is for up to 300 stops.
    static let budgets: [String: Double] = [
        "cvrp": 10, "vrptw": 30, "pcvrptw": 20, "mdvrptw": 20, "mtvrptw": 20, "cvrp-xxl": 60, "waste-kim": 60,
    ]

    /// The family's budget, doubled for CVRP above 300 stops and again above 600.
    func budgetSeconds(_ given: [String: Double]) -> Double {
        let budget = given[family] ?? Self.budgets[family] ?? 20
        guard family == "cvrp", given[family] == nil else { return budget }
        return problem.tasks.count <= 300 ? budget : problem.tasks.count <= 600 ? 2 * budget : 4 * budget
    }

    var sizeBand: String {
        switch problem.tasks.count {
        case ..<100: "below 100"
        case ...255: "100-255"
        case ...301: "256-301"
        case ...501: "302-501"
        case ...1000: "502-1000"
        default: "above 1000"
        }
    }

    /// All files below a folder, in order.
    static func all(in folder: String) throws -> [URL] {
        let root = URL(fileURLWithPath: folder)
        let names = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        return names.filter { $0.pathExtension == "vrp" || $0.lastPathComponent.hasSuffix("_stop.txt") }.sorted {
            $0.path < $1.path
        }
    }
}
