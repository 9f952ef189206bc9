import Foundation
import Routing

// bench-routing FOLDER [--share 0.1] [--seed 1] [--only TEXT]
//
// Solves every instance below a folder on one thread within its processor-time budget (times --share), verifies the result and
// prints a table of gaps to the best-known costs. The last line is one JSON object: the mean gap per family and size band.

func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

func option(_ name: String) -> String? {
    let words = CommandLine.arguments
    guard let index = words.firstIndex(of: name), index + 1 < words.count else { return nil }
    return words[index + 1]
}

func line(_ cells: [String]) {
    let widths = [10, 16, 8, 14, 14, 9, 7, 10, 9]
    print(zip(cells, widths).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }.joined(separator: " "))
}

struct Summary: Encodable {
    struct Band: Encodable {
        var family: String
        var sizeBand: String
        var instances: Int
        var meanGapPercent: Double
    }

    var bands: [Band]
    var infeasible: [String]
    var cpuCores: Int
    var budgetShare: Double
    var seed: UInt64
}

guard CommandLine.arguments.count > 1 else {
    FileHandle.standardError.write(Data("usage: bench-routing FOLDER [--share 1] [--seed 1] [--only TEXT]\n".utf8))
    exit(64)
}
let share = option("--share").flatMap(Double.init) ?? 1
let seed = option("--seed").flatMap(UInt64.init) ?? 1
let only = option("--only")
var gaps: [String: [String: [Double]]] = [:]
var infeasible: [String] = []
line(["family", "instance", "cpu s", "cost", "best known", "gap %", "tours", "iterations", "feasible"])
for url in try BenchmarkFile.all(in: CommandLine.arguments[1]) where only.map({ url.path.contains($0) }) ?? true {
    let file = try BenchmarkFile(url)
    let start = cpuSeconds()
    let budget = file.budgetSeconds * share
    let solution = try Solver.solve(file.problem, SolverOptions(seed: seed, spentShare: { (cpuSeconds() - start) / budget }))
    let used = cpuSeconds() - start
    let stated = file.vrplib?.statedCost(solution.cost.total) ?? "\(solution.cost.total)"
    var gap: Double?
    if let best = file.bestKnown, let cost = Double(stated) { gap = (cost - best) / best * 100 }
    if solution.isFeasible, let gap { gaps[file.family, default: [:]][file.sizeBand, default: []].append(gap) }
    if !solution.isFeasible { infeasible.append(file.name) }
    let miles = Double(solution.tours.reduce(0) { $0 + $1.distanceMetres }) / 5_280
    line([
        file.family, file.name, String(format: "%.1f", used), file.vrplib == nil ? String(format: "%.1f mi", miles) : stated,
        file.bestKnown.map { "\($0)" } ?? "-", gap.map { String(format: "%.3f", $0) } ?? "-", "\(solution.tours.count)",
        "\(solution.iterations)", solution.isFeasible ? "yes" : "NO",
    ])
}
let bands = gaps.sorted { $0.key < $1.key }.flatMap { family, sizes in
    sizes.sorted { $0.key < $1.key }.map { band, values in
        Summary.Band(
            family: family, sizeBand: band, instances: values.count, meanGapPercent: values.reduce(0, +) / Double(values.count))
    }
}
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys]
let summary = Summary(
    bands: bands, infeasible: infeasible, cpuCores: ProcessInfo.processInfo.activeProcessorCount, budgetShare: share, seed: seed)
print(String(decoding: try encoder.encode(summary), as: UTF8.self))
