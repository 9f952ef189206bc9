import Foundation
import Routing

/// The last line of the output.
struct Summary: Codable {
    struct Band: Codable {
        var instances = 0
        var meanGapPercent = 0.0
        /// Mean gap after so many processor seconds, where every instance had a feasible plan by then.
        var meanGapPercentAfterSeconds: [String: Double] = [:]
    }

    struct Family: Codable {
        var instances = 0
        var meanGapPercent = 0.0
        var sizeBands: [String: Band] = [:]
    }

    struct Waste: Codable {
        var instance: String
        var vehicles: Int
        var miles: Double
        var overlapStops: Int?
        var isFeasible: Bool
        var published: [String: BenchmarkFile.Published]
    }

    var families: [String: Family] = [:]
    var waste: [Waste] = []
    var infeasible: [String] = []
    /// Files that could not be read, with the reason.
    var unreadable: [String: String] = [:]
    var withoutBestKnown: [String] = []
    var budgetShare = 1.0
    var seed: UInt64 = 1
    var threads = 1
    var environment = Environment()

    static let marks = [0.5, 1.0, 5, 20, 40, 60]

    /// One instance's gap, and its gap at every mark reached.
    struct Result {
        var family: String
        var sizeBand: String
        var gap: Double
        var trace: [Double?]
    }

    mutating func add(_ results: [Result]) {
        for (family, all) in Dictionary(grouping: results, by: \.family) {
            var entry = Family(instances: all.count, meanGapPercent: Self.mean(all.map(\.gap)))
            for (band, some) in Dictionary(grouping: all, by: \.sizeBand) {
                var part = Band(instances: some.count, meanGapPercent: Self.mean(some.map(\.gap)))
                for (index, mark) in Self.marks.enumerated() {
                    let values = some.compactMap { $0.trace[index] }
                    if values.count == some.count { part.meanGapPercentAfterSeconds["\(mark)"] = Self.mean(values) }
                }
                entry.sizeBands[band] = part
            }
            families[family] = entry
        }
    }

    private static func mean(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        return (mean * 1_000).rounded() / 1_000
    }
}

/// Where the figures come from.
struct Environment: Codable {
    var processor = "unknown"
    var cores = ProcessInfo.processInfo.activeProcessorCount
    var system = ProcessInfo.processInfo.operatingSystemVersionString
    var loadAverage = 0.0

    init() {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(whereSeparator: \.isNewline) ?? []
        if let line = lines.first(where: { $0.hasPrefix("model name") }), let name = line.split(separator: ":").last {
            processor = name.trimmingCharacters(in: .whitespaces)
        }
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first
        loadAverage = load.flatMap { Double($0) } ?? 0
    }
}
