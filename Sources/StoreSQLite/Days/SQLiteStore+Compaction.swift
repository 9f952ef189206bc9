import GRDB
public import Model
import Synchronization

extension SQLiteStore {
    /// Puts the readings of past days together, one small blob per slot and day.
    ///
    /// Made of small transactions, each of which moves some slots' readings of one day: a kill at any moment leaves every reading in
    /// exactly one of the two places, ingest goes on between the steps, and readers see the same readings before, during and after.
    /// Call it every hour or so; with nothing to do it costs one look-up. Cancelling the task ends it after the present step.
    /// - Throws: ``StoreError``; what was moved before stays moved.
    @discardableResult
    public func compact(now: Timestamp, policy: CompactionPolicy = CompactionPolicy()) async throws -> CompactionReport {
        var report = CompactionReport()
        let end = now.adding(hours: -max(0, policy.afterHours)).milliseconds
        let limit = max(1, policy.readingsPerStep)
        while !Task.isCancelled {
            let step = try await write { db in
                try self.intake.withLock { try DayCompaction(db).step(before: end, limit: limit, &$0) }
            }
            guard let step else { break }
            report.steps += 1
            report.readings += step.readings
            report.blobs += step.blobs
        }
        return report
    }
}
