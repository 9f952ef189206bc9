import Foundation
import Routing
import Synchronization

// bench-routing FOLDER [--share 0.1] [--budgets vrptw=30,cvrp=10] [--seed 1] [--threads 1] [--only TEXT] [--compactness COST]
//
// Solves every instance below a folder within its family's processor-time budget (times --share), verifies the result and
// prints a table of gaps to the best-known costs (from `.sol` files or `bks.json`, where there are any). The last line is one JSON
// object: the mean gap per family and size band, the waste-collection figures and the environment.
//
// bench-routing --limits measures the time to a first plan, memory, lateness after a deadline and what a second thread brings.

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
    let widths = [10, 16, 7, 13, 13, 8, 6, 10, 9, 40]
    print(zip(cells, widths).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }.joined(separator: " "))
    fflush(nil)
}

func quit(_ reason: String) -> Never {
    FileHandle.standardError.write(Data((reason + "\n").utf8))
    exit(64)
}

if CommandLine.arguments.contains("--limits") {
    try Limits.run()
    exit(0)
}
guard CommandLine.arguments.count > 1 else {
    quit("usage: bench-routing FOLDER [--share 1] [--budgets FAMILY=SECONDS,…] [--seed 1] [--threads 1] [--only TEXT]")
}
var summary = Summary()
summary.budgetShare = option("--share").flatMap(Double.init) ?? 1
summary.seed = option("--seed").flatMap(UInt64.init) ?? 1
summary.threads = option("--threads").flatMap(Int.init) ?? 1
let only = option("--only")
/// Price of each pair of near stops in two tours (feet in waste collection), for seeing what compact tours cost.
let compactness = option("--compactness").flatMap { Int($0) }.map { Compactness(costPerPair: $0) }
var budgets: [String: Double] = [:]
for pair in (option("--budgets") ?? "").split(separator: ",") {
    let parts = pair.split(separator: "=")
    guard parts.count == 2, let seconds = Double(parts[1]), seconds > 0 else { quit("--budgets: \(pair) is not FAMILY=SECONDS") }
    budgets[String(parts[0])] = seconds
}
let files = try BenchmarkFile.all(in: CommandLine.arguments[1]).filter { url in only.map { url.path.contains($0) } ?? true }
if files.isEmpty { quit("no .vrp or _stop.txt file below \(CommandLine.arguments[1])") }
let here = summary.environment
print(
    "\(here.processor), \(here.cores) cores, load \(here.loadAverage), \(here.system); processor seconds, \(summary.threads) thread(s)"
)
line([
    "family", "instance", "cpu s", "cost", "best known", "gap %", "tours", "iterations", "feasible",
    "gap after 0.5 1 5 20 40 60 s",
])
var results: [Summary.Result] = []
for url in files {
    var file: BenchmarkFile
    do { file = try BenchmarkFile(url) } catch {
        summary.unreadable[url.lastPathComponent] = "\(error)"
        line(["-", url.lastPathComponent, "-", "-", "-", "-", "-", "-", "unreadable", "\(error)"])
        continue
    }
    if let compactness { file.problem.compactness = compactness }
    let start = cpuSeconds()
    let budget = file.budgetSeconds(budgets) * summary.budgetShare
    let news = Mutex<[(at: Double, cost: Int)]>([])
    let options = SolverOptions(
        seed: summary.seed, spentShare: { (cpuSeconds() - start) / budget }, threads: summary.threads,
        progress: { step in
            let at = cpuSeconds() - start
            if step.unservedMandatory == 0 { news.withLock { $0.append((at, step.cost)) } }
        })
    let solution = try Solver.solve(file.problem, options)
    let used = cpuSeconds() - start
    func gap(_ cost: Int) -> Double? {
        guard let best = file.bestKnown, best > 0, let vrplib = file.vrplib, let stated = Double(vrplib.statedCost(cost)) else {
            return nil
        }
        return (stated - best) / best * 100
    }
    let steps = news.withLock { $0 }
    let trace = Summary.marks.map { mark in
        mark > budget * 1.001 ? nil : steps.last { $0.at <= mark }.flatMap { gap($0.cost) }
    }
    let found = gap(solution.cost.total)
    if solution.isFeasible, let found {
        results.append(Summary.Result(family: file.family, sizeBand: file.sizeBand, gap: found, trace: trace))
    }
    if !solution.isFeasible { summary.infeasible.append(file.name) }
    if file.bestKnown == nil, file.vrplib != nil { summary.withoutBestKnown.append(file.name) }
    var cost = file.vrplib?.statedCost(solution.cost.total) ?? ""
    var remark = trace.map { $0.map { String(format: "%.2f", $0) } ?? "-" }.joined(separator: " ")
    var target = file.bestKnown.map { "\($0)" } ?? "-"
    if file.vrplib == nil {
        let miles = Double(solution.tours.reduce(0) { $0 + $1.distanceMetres }) / 5_280
        let overlap = Overlap.stops(of: solution, in: file.problem)
        summary.waste.append(
            Summary.Waste(
                instance: file.name, vehicles: solution.tours.count, miles: (miles * 100).rounded() / 100, overlapStops: overlap,
                isFeasible: solution.isFeasible, published: file.published))
        cost = String(format: "%.1f mi", miles)
        target = file.published.values.map(\.miles).min().map { "\($0) mi" } ?? "-"
        remark = "Nh \(overlap.map { "\($0)" } ?? "-") of \(file.problem.tasks.count); 2006: "
        remark += file.published.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.vehicles) / \($0.value.miles)" }.joined(
            separator: ", ")
    }
    line([
        file.family, file.name, String(format: "%.1f", used), cost, target, found.map { String(format: "%.3f", $0) } ?? "-",
        "\(solution.tours.count)", "\(solution.iterations)", solution.isFeasible ? "yes" : "NO", remark,
    ])
}
summary.add(results)
for (family, entry) in summary.families.sorted(by: { $0.key < $1.key }) {
    for (band, part) in entry.sizeBands.sorted(by: { $0.key < $1.key }) {
        line([family, "mean of \(part.instances)", "", "n \(band)", "", String(format: "%.3f", part.meanGapPercent)])
    }
}
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
encoder.keyEncodingStrategy = .convertToSnakeCase
print(String(decoding: try encoder.encode(summary), as: UTF8.self))
