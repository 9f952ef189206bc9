import Foundation
import Model
import Store
import StoreSQLite

/// Months of hourly readings: putting days together, and looking at them.
struct HistoryBenchmark {
    let path: String
    let load: Load
    let days: Int

    struct Outcome {
        var readings = 0
        var bytesCompacted = 0.0
        var compactionMicroseconds = 0.0
        var longestStepMilliseconds = 0.0
        var hotReadings = 0
    }

    /// Imports day by day, each put together six hours after its end, and six hours more: the most that is ever hot.
    func fill() async throws -> Outcome {
        let store = try SQLiteStore(path: path)
        var outcome = Outcome()
        var compactionSeconds = 0.0
        var hotBytes = 0
        for hour in 0..<(days * 24 + 29) {
            let readings = load.hour(hour)
            for start in stride(from: 0, to: readings.count, by: 1000) {
                let part = Array(readings[start..<min(start + 1000, readings.count)])
                outcome.readings += try store.commit(IntakeBatch(readings: part, levels: part.map(load.level))).stored
            }
            let now = Load.start.adding(hours: Double(hour + 1))
            guard (hour + 1) % 24 == 6, hour < days * 24 + 24 else { continue }
            if hotBytes == 0 { hotBytes = try await store.statistics().bytes }
            let start = Stopwatch.cpuSeconds()
            let wall = Stopwatch.wallSeconds()
            let report = try await store.compact(now: now)
            compactionSeconds += Stopwatch.cpuSeconds() - start
            let milliseconds = (Stopwatch.wallSeconds() - wall) * 1000 / Double(max(1, report.steps))
            outcome.longestStepMilliseconds = max(outcome.longestStepMilliseconds, milliseconds)
        }
        let figures = try await store.statistics()
        outcome.hotReadings = figures.hotReadings
        outcome.compactionMicroseconds = compactionSeconds * 1e6 / Double(max(1, figures.compactedReadings))
        outcome.bytesCompacted = Double(try await store.tableBytes("reading_day")) / Double(max(1, figures.compactedReadings))
        try store.close()
        return outcome
    }

    /// Median milliseconds of each question a page of the product asks.
    func look() async throws -> [(name: String, milliseconds: Double)] {
        let store = try SQLiteStore(path: path, options: SQLiteStoreOptions(access: .readOnly))
        let now = Load.start.adding(hours: Double(days * 24 + 29))
        let slots = (0..<20).map { load.slot($0 * load.slots / 20) }
        var year = Timings()
        var fortnight = Timings()
        var levels = Timings()
        var page = Timings()
        var series = Timings()
        for slot in slots {
            let buckets = try await year.measure {
                try await store.levelBuckets(
                    town: Load.town, slot: slot, from: now.adding(days: -365), to: now, bucketSeconds: 86_400)
            }
            let readings = try await fortnight.measure {
                try await store.readings(town: Load.town, slot: slot, from: now.adding(days: -14), to: now, limit: .max)
            }
            // A reading within its half minute of jitter may stand on either side of the window's ends.
            guard buckets.count >= min(days, 364), readings.count >= min(days, 14) * 24 - 1 else {
                throw BenchmarkFailure("\(slot): \(buckets.count) days and \(readings.count) readings found")
            }
            let current = try await levels.measure { try await store.currentLevels(town: Load.town) }
            guard current.count == load.slots else { throw BenchmarkFailure("\(current.count) current levels found") }
            let key = ReadingKey(measuredAt: now.adding(days: -5.3), slot: slot)
            let exported = try await page.measure {
                try await store.readings(town: Load.town, from: now.adding(days: -14), to: now, after: key, limit: 1000)
            }
            guard exported.count == 1000 else { throw BenchmarkFailure("a page of \(exported.count)") }
        }
        for _ in 0..<3 {
            _ = try await series.measure { try await store.levelSeries(town: Load.town, since: now.adding(days: -28)) }
        }
        return [
            ("slot_year_per_day_ms", year.median), ("slot_14_days_ms", fortnight.median), ("current_levels_ms", levels.median),
            ("export_page_1000_ms", page.median), ("level_series_28_days_ms", series.median),
        ]
    }
}
