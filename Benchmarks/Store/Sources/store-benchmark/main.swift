import Foundation

/// `store-benchmark [--rows N] [--rounds N] [--slots N] [--days N] [--folder PATH]`
struct Arguments {
    private let values: [String: String]

    init(_ arguments: [String]) throws {
        var values: [String: String] = [:]
        var rest = arguments.dropFirst()
        while let name = rest.popFirst() {
            guard ["--rows", "--rounds", "--slots", "--days", "--folder"].contains(name), let value = rest.popFirst() else {
                throw BenchmarkFailure("unknown or incomplete option \(name)")
            }
            values[name] = value
        }
        self.values = values
    }

    func number(_ name: String, _ standard: Int) -> Int { values[name].flatMap { Int($0) } ?? standard }

    var folder: String { values["--folder"] ?? NSTemporaryDirectory() }
}

func progress(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

let arguments = try Arguments(CommandLine.arguments)
let folder = arguments.folder + "/fuellort-store-benchmark-\(ProcessInfo.processInfo.processIdentifier)"
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }
let slots = arguments.number("--slots", 3000)
let rows = arguments.number("--rows", 960_000)
let rounds = arguments.number("--rounds", 3)
var figures: [(String, Double)] = []

let writing = ImportBenchmark(folder: folder, rows: rows, slots: slots)
var c = Double.infinity
var plain = Double.infinity
var levels = Double.infinity
for round in 0..<rounds {
    c = min(c, try writing.yardstick(round))
    let outcome = try await writing.store("plain-\(round)", load: Load(slots: slots))
    plain = min(plain, outcome.cpuSeconds)
    if round == 0 { figures.append(("bytes_hot", outcome.bytesPerReading)) }
    levels = min(levels, try await writing.store("levels-\(round)", load: Load(slots: slots), withLevels: true).cpuSeconds)
    progress(
        "round \(round + 1) of \(rounds): C \(rounded(c)) s, store \(rounded(plain)) s, with levels \(rounded(levels)) s CPU")
}
let lorawan = try await writing.store("lorawan", load: Load(slots: slots, isLoRaWAN: true))
figures += [
    ("bytes_hot_lorawan", lorawan.bytesPerReading), ("import_to_c", c / plain), ("import_with_levels_to_c", c / levels),
    ("c_us", c * 1e6 / Double(rows)), ("import_us", plain * 1e6 / Double(rows)),
    ("import_with_levels_us", levels * 1e6 / Double(rows)),
]

let days = arguments.number("--days", 365)
let history = HistoryBenchmark(path: folder + "/history.sqlite", load: Load(slots: slots), days: days)
let filled = try await history.fill()
progress("\(filled.readings) readings of \(days) days imported and put together, \(filled.hotReadings) hot")
figures += [
    ("readings", Double(filled.readings)), ("hot_readings", Double(filled.hotReadings)),
    ("bytes_compacted", filled.bytesCompacted),
    ("compaction_us", filled.compactionMicroseconds), ("compaction_step_ms", filled.longestStepMilliseconds),
]
figures += try await history.look().map { ($0.name, $0.milliseconds) }
let other = HistoryBenchmark(path: folder + "/lorawan.sqlite", load: Load(slots: slots, isLoRaWAN: true), days: min(days, 14))
figures.append(("bytes_compacted_lorawan", try await other.fill().bytesCompacted))

print("{" + figures.map { "\"\($0.0)\": \(rounded($0.1))" }.joined(separator: ", ") + "}")
