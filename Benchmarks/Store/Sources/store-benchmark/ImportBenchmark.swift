import CYardstick
import Foundation
import Model
import Store
import StoreSQLite

/// Writing: against the bare insertion loop in C, same rows, same transactions, same synchronisation.
struct ImportBenchmark {
    let folder: String
    let rows: Int
    let slots: Int

    /// CPU seconds of the C loop.
    func yardstick(_ round: Int) throws -> Double {
        let seconds = yardstick_insert(folder + "/c-\(round).sqlite", rows, slots)
        guard seconds > 0 else { throw BenchmarkFailure("the C loop failed in \(folder)") }
        return seconds
    }

    struct Outcome {
        var cpuSeconds = 0.0
        var bytesPerReading = 0.0
    }

    /// CPU seconds of the commits; generating the readings is not counted.
    func store(_ round: String, load: Load, withLevels: Bool = false) async throws -> Outcome {
        let store = try SQLiteStore(path: folder + "/store-\(round).sqlite")
        var outcome = Outcome()
        var stored = 0
        var waiting: [TownReading] = []
        var hour = 0
        while stored < rows {
            waiting += load.hour(hour)
            hour += 1
            // In the order of time across the hours, as the C loop's rows are.
            waiting.sort { $0.reading.measuredAt < $1.reading.measuredAt }
            while waiting.count >= 1000 + slots / 10, stored < rows {
                let readings = Array(waiting.prefix(1000))
                waiting.removeFirst(1000)
                let batch = IntakeBatch(readings: readings, levels: withLevels ? readings.map(load.level) : [])
                let start = Stopwatch.cpuSeconds()
                stored += try store.commit(batch).stored
                outcome.cpuSeconds += Stopwatch.cpuSeconds() - start
            }
        }
        outcome.bytesPerReading = Double(try await store.tableBytes("reading")) / Double(stored)
        try store.close()
        return outcome
    }
}

struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
