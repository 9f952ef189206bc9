import Foundation
import Routing

/// One benchmark file with its best-known cost and its budget.
struct BenchmarkFile {
    var family: String
    var name: String
    var problem: Problem
    var vrplib: VRPLIB?
    var bestKnown: Double?

    init(_ url: URL) throws {
        family = url.deletingLastPathComponent().lastPathComponent
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
    }

    private static func cost(_ text: String) -> Double? {
        for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("Cost") {
            return line.split(whereSeparator: { $0 == " " || $0 == ":" }).last.flatMap { Double($0) }
        }
        return nil
    }

    /// Seconds of processor time, per family and size as the peers were measured.
    var budgetSeconds: Double {
        switch family {
        case "cvrp": problem.tasks.count <= 300 ? 10 : problem.tasks.count <= 600 ? 20 : 40
        case "vrptw": 30
        case "cvrp-xxl", "waste-kim": 60
        default: 20
        }
    }

    var sizeBand: String {
        switch problem.tasks.count {
        case ...302: "100-302"
        case ...501: "303-501"
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
